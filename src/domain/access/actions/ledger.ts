/** Acts on accounts: the relation to its object that each takes. */
import { coordinates, isMember } from '../actor.ts';
import { coordinatesIt, coordinatorOnly, inAlliance, memberOnly, type InAlliance, type Lines } from './relations.ts';

export interface LedgerTargets {
  'account:open': InAlliance;
  'account:limit': InAlliance;
  'posting:transfer': InAlliance & { readonly toUnitId: string };
  'posting:reverse': { readonly toUnitId: string | null };
  'clearing:propose': InAlliance;
  /** Of the side that answers, and never for the unit that proposed it. */
  'clearing:answer': InAlliance & { readonly proposedByUnitId: string };
  /** For the alliance of the hat; the unit that said so for the other one, where that was said. */
  'clearing:end': InAlliance & { readonly otherUnitId: string | null };
  'clearing:settle': { readonly allianceIds: readonly string[] };
}

export const ledgerActions: Lines<LedgerTargets> = {
  'account:open': { may: inAlliance, who: memberOnly },
  'account:limit': { may: coordinatesIt, who: coordinatorOnly },
  'posting:transfer': {
    may: (actor, of) => isMember(actor, of.allianceId) && actor.unit !== of.toUnitId,
    who: {
      zh: '转账的收方须为其他单位，不能转给本单位；请另选收方。',
      en: 'A unit pays another one, never itself: name another unit.',
    },
  },
  'posting:reverse': {
    may: (actor, of) => actor.unit === of.toUnitId,
    who: {
      zh: '只有收方单位可以冲正；请联系收方。',
      en: 'Only the unit that was paid takes a posting back: ask it.',
    },
  },
  'clearing:propose': { may: coordinatesIt, who: coordinatorOnly },
  'clearing:answer': {
    may: (actor, of) => coordinates(actor, of.allianceId) && actor.unit !== of.proposedByUnitId,
    who: {
      zh: '须由另一联盟的协调员以提出单位之外的单位身份答复；请联系对方联盟的协调员。',
      en: 'A coordinator of the other alliance answers, acting for another unit than the one that proposed it: ask one.',
    },
  },
  'clearing:end': {
    may: (actor, of) => coordinates(actor, of.allianceId) && actor.unit !== of.otherUnitId,
    who: {
      zh: '须由两个联盟的协调员提出终止，且双方为不同的单位；请联系协调员。',
      en: 'Coordinators of the two alliances end a clearing, each acting for another unit: ask one.',
    },
  },
  'clearing:settle': {
    may: (actor, of) => of.allianceIds.some((id) => coordinates(actor, id)),
    who: {
      zh: '只有两个联盟的协调员可以提出结清；请联系协调员。',
      en: 'Only coordinators of the two alliances say what was settled: ask one.',
    },
  },
};
