/** Links of persons to households (联户), and visits (走访记录): how they go on, and until when a visit is corrected. */
import type { Machine } from '../lifecycle.ts';
import type { RelationState } from './relation.ts';

const again = {
  zh: '可重新提出（proposeHouseholdLink）。',
  en: 'It may be proposed anew (proposeHouseholdLink).',
};

export const householdLinkMachine: Machine<RelationState> = {
  kind: 'householdlink',
  start: ['PROPOSED'],
  transitions: {
    PROPOSED: ['AGREED', 'DECLINED', 'WITHDRAWN'],
    AGREED: ['ENDED'],
    DECLINED: [],
    WITHDRAWN: [],
    ENDED: [],
  },
  words: {
    PROPOSED: {
      is: { zh: '尚待本人同意', en: 'is waiting for the person' },
      wayOut: {
        zh: '本人可同意（agreeHouseholdLink）或婉拒（declineHouseholdLink），提出单位可撤回（withdrawHouseholdLink）。',
        en: 'The person agrees (agreeHouseholdLink) or declines (declineHouseholdLink); the unit may take it back (withdrawHouseholdLink).',
      },
    },
    AGREED: {
      is: { zh: '已经本人同意', en: 'is agreed' },
      wayOut: { zh: '如需结束，请使用 endHouseholdLink。', en: 'To end it, use endHouseholdLink.' },
    },
    DECLINED: { is: { zh: '已被婉拒', en: 'is declined' }, wayOut: again },
    WITHDRAWN: { is: { zh: '已被撤回', en: 'is withdrawn' }, wayOut: again },
    ENDED: { is: { zh: '已结束', en: 'has ended' }, wayOut: again },
  },
};

export type VisitState = 'RECORDED' | 'WITHDRAWN';

const anew = { zh: '可重新登记（recordVisit）。', en: 'It may be recorded anew (recordVisit).' };

export const visitMachine: Machine<VisitState> = {
  kind: 'visit',
  start: ['RECORDED'],
  transitions: { RECORDED: ['WITHDRAWN'], WITHDRAWN: [] },
  words: {
    RECORDED: {
      is: { zh: '已登记', en: 'is recorded' },
      wayOut: {
        zh: '可更正（correctVisit）或撤回（withdrawVisit）。',
        en: 'Correct it (correctVisit) or withdraw it (withdrawVisit).',
      },
    },
    WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut: anew },
  },
};

/** A week, in hours: as `directory.visit` has it. */
const CORRECTED_FOR_HOURS = 168;

/** Whether who recorded a visit may still correct or withdraw it. */
export const isCorrectable = (recordedAt: Date, now: Date): boolean =>
  now.getTime() < recordedAt.getTime() + CORRECTED_FOR_HOURS * 3_600_000;

/** Why a unit may know whom to call at a household (个人信息保护法 art. 13). */
export type ContactBasis = 'CONSENT' | 'STATUTORY_DUTY';
