/** Relations of units to units and areas (单位关系): proposed by one side, agreed by the other, dated, and kept when they have ended. */
import type { Machine } from '../lifecycle.ts';

export type RelationState = 'PROPOSED' | 'AGREED' | 'DECLINED' | 'WITHDRAWN' | 'ENDED';

/** What a type of relations is to. */
export type ObjectKind = 'UNIT' | 'AREA';

/** How many relations of a type a unit has at a time, as the one it is of and as the one it is to. */
export type Cardinality = 'ONE_TO_ONE' | 'MANY_TO_ONE' | 'ONE_TO_MANY' | 'MANY_TO_MANY';

/** Whether a unit is in at most one relation of the type at a time as its subject. */
export const isSubjectOnce = (cardinality: Cardinality): boolean =>
  cardinality === 'ONE_TO_ONE' || cardinality === 'MANY_TO_ONE';

/** Whether a unit or an area is in at most one as its object. */
export const isObjectOnce = (cardinality: Cardinality): boolean =>
  cardinality === 'ONE_TO_ONE' || cardinality === 'ONE_TO_MANY';

export const relationMachine: Machine<RelationState> = {
  kind: 'relation',
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
      is: { zh: '尚待对方单位同意', en: 'is waiting for the other unit' },
      wayOut: {
        zh: '对方单位可同意（agreeRelation）或婉拒（declineRelation），提出单位可撤回（withdrawRelation）。',
        en: 'The other unit agrees (agreeRelation) or declines (declineRelation); who proposed it may take it back (withdrawRelation).',
      },
    },
    AGREED: {
      is: { zh: '已经双方同意', en: 'is agreed' },
      wayOut: { zh: '如需结束，请使用 endRelation。', en: 'To end it, use endRelation.' },
    },
    DECLINED: {
      is: { zh: '已被婉拒', en: 'is declined' },
      wayOut: { zh: '可重新提出（proposeRelation）。', en: 'It may be proposed anew (proposeRelation).' },
    },
    WITHDRAWN: {
      is: { zh: '已被撤回', en: 'is withdrawn' },
      wayOut: { zh: '可重新提出（proposeRelation）。', en: 'It may be proposed anew (proposeRelation).' },
    },
    ENDED: {
      is: { zh: '已结束', en: 'has ended' },
      wayOut: { zh: '可重新提出（proposeRelation）。', en: 'It may be proposed anew (proposeRelation).' },
    },
  },
};
