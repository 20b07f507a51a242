/** Relations of persons (人员关系) to units, areas and places: proposed by one side, agreed by the other, dated, kept. */
import type { Machine } from '../lifecycle.ts';
import type { RelationState } from './relation.ts';

/** What a relation is to. */
export type ObjectKind = 'UNIT' | 'AREA' | 'PLACE';

/** Who proposed it: the person, or the unit that the object is or belongs to. */
export type Proposer = 'PERSON' | 'UNIT';

const again = {
  zh: '可重新提出（proposePersonRelation）。',
  en: 'It may be proposed anew (proposePersonRelation).',
};

export const personRelationMachine: Machine<RelationState> = {
  kind: 'personrelation',
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
      is: { zh: '尚待对方同意', en: 'is waiting for the other side' },
      wayOut: {
        zh: '对方可同意（agreePersonRelation）或婉拒（declinePersonRelation），提出方可撤回（withdrawPersonRelation）。',
        en: 'The other side agrees (agreePersonRelation) or declines (declinePersonRelation); who proposed it may take it back (withdrawPersonRelation).',
      },
    },
    AGREED: {
      is: { zh: '已经双方同意', en: 'is agreed' },
      wayOut: { zh: '如需结束，请使用 endPersonRelation。', en: 'To end it, use endPersonRelation.' },
    },
    DECLINED: { is: { zh: '已被婉拒', en: 'is declined' }, wayOut: again },
    WITHDRAWN: { is: { zh: '已被撤回', en: 'is withdrawn' }, wayOut: again },
    ENDED: { is: { zh: '已结束', en: 'has ended' }, wayOut: again },
  },
};
