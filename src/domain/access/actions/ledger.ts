/** Acts on accounts: the relation to its object that each takes. */
import { isMember } from '../actor.ts';
import { coordinatesIt, coordinatorOnly, inAlliance, memberOnly, type InAlliance, type Lines } from './relations.ts';

export interface LedgerTargets {
  'account:open': InAlliance;
  'account:limit': InAlliance;
  'posting:transfer': InAlliance & { readonly toUnitId: string };
  'posting:reverse': { readonly toUnitId: string };
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
};
