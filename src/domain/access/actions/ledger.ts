/** Acts on accounts: the relation to its object that each takes. */
import { coordinates, isMember } from '../actor.ts';
import { coordinatesIt, coordinatorOnly, inAlliance, memberOnly, type InAlliance, type Lines } from './relations.ts';

export interface LedgerTargets {
  'account:open': InAlliance;
  'account:limit': InAlliance;
  /** That it may go further below zero than before: never for the unit whose account it is. */
  'account:credit': { readonly unitId: string | null };
  'posting:transfer': InAlliance & { readonly toUnitId: string };
  'posting:reverse': { readonly toUnitId: string | null };
  'clearing:propose': InAlliance;
  /** Of the side that answers, and never for the unit that proposed it. */
  'clearing:answer': InAlliance & { readonly proposedByUnitId: string };
  /** For the alliance of the hat; the unit that said so for the other one, where that was said. */
  'clearing:end': InAlliance & { readonly otherUnitId: string | null };
  /** For the alliance of the hat. */
  'clearing:settle': InAlliance;
}

export const ledgerActions: Lines<LedgerTargets> = {
  'account:open': { may: inAlliance, who: memberOnly },
  'account:limit': { may: coordinatesIt, who: coordinatorOnly },
  'account:credit': {
    may: (actor, of) => actor.unit !== of.unitId,
    who: {
      zh: '不能为本单位自己的账户提高信用额度，只能调低；请先向他方提供服务以积累余额，或移交牵头（offerLead）后由新的牵头单位调整。',
      en: 'A unit gives itself no credit, and may only lower its own: give something first and spend what comes in, or hand over the lead (offerLead) and let the unit that leads then decide.',
    },
  },
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
    may: coordinatesIt,
    who: {
      zh: '只有本联盟的协调员可以代表本联盟提出结清；请联系协调员，或以所协调联盟的身份（X-Acting-Alliance）操作。',
      en: 'Only a coordinator says for an alliance what was settled: ask one, or act under the hat of the alliance that you coordinate (X-Acting-Alliance).',
    },
  },
};
