/** Sharing of data between units (数据共享): the words of decree 809 and the states of an agreement. */
import type { Bilingual } from '../errors.ts';
import type { Machine } from '../lifecycle.ts';

export type DataKind = 'CONTACT' | 'OFFERS' | 'NEEDS';

/** As a sentence names them. */
export const kindWords: Readonly<Record<DataKind, Bilingual>> = {
  CONTACT: { zh: '联系人', en: 'contact' },
  OFFERS: { zh: '资源与供给', en: 'resources and offers' },
  NEEDS: { zh: '需求', en: 'needs' },
};

/** 无条件共享, 有条件共享, 不予共享. */
export type SharingAttribute = 'UNCONDITIONAL' | 'CONDITIONAL' | 'NONE';

/** As it is, or masked (脱敏). */
export type Precision = 'FULL' | 'MASKED';

export type SharingState = 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN';

const anew = {
  zh: '使用单位可重新申请（requestSharing）。',
  en: 'The unit that uses it may ask anew (requestSharing).',
};

/**
 * An agreement on sharing (数据共享协议): asked for by the unit that uses (使用单位), answered by the unit that provides
 * (数源单位), ended by either. What is shared without condition is granted as it is asked for.
 */
export const sharingMachine: Machine<SharingState> = {
  kind: 'sharing',
  start: ['REQUESTED', 'GRANTED'],
  transitions: {
    REQUESTED: ['GRANTED', 'REFUSED', 'WITHDRAWN'],
    GRANTED: ['WITHDRAWN'],
    REFUSED: [],
    WITHDRAWN: [],
  },
  words: {
    REQUESTED: {
      is: { zh: '尚待数源单位答复', en: 'is waiting to be answered' },
      wayOut: {
        zh: '请由数源单位授权（grantSharing）或拒绝（refuseSharing），或由使用单位撤回（withdrawSharing）。',
        en: 'The unit that provides grants (grantSharing) or refuses it (refuseSharing), or the unit that asked withdraws it (withdrawSharing).',
      },
    },
    GRANTED: {
      is: { zh: '已授权', en: 'is granted' },
      wayOut: {
        zh: '如需结束，请由任一方撤回（withdrawSharing）。',
        en: 'To end it, either unit withdraws it (withdrawSharing).',
      },
    },
    REFUSED: { is: { zh: '已被数源单位拒绝', en: 'is refused' }, wayOut: anew },
    WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut: anew },
  },
};

/** What is said of an agreement whose time is over: no state of its own, but as good as one. */
export const lapsed = { state: 'EXPIRED', is: { zh: '已到期', en: 'is over' }, wayOut: anew } as const;
