/** Acts on settlement sheets of agreements: the relation to their parties that each takes. */
import { coordinates, type Actor } from '../actor.ts';
import type { InAlliance, Lines } from './relations.ts';

/** Units between which something is agreed, two or more. */
interface Between {
  readonly partyUnitIds: readonly string[];
}

const isOneOf = (actor: Actor, of: Between): boolean => of.partyUnitIds.some((unitId) => unitId === actor.unit);

export interface SettlementsTargets {
  'settlement:draw-up': Between & InAlliance;
  'settlement:answer': Between;
}

export const settlementsActions: Lines<SettlementsTargets> = {
  'settlement:draw-up': {
    may: (actor, of) => isOneOf(actor, of) || coordinates(actor, of.allianceId),
    who: {
      zh: '只有协议各方单位或联盟协调员可以出具结算单；请联系其中一方。',
      en: 'Only the parties of the agreement or a coordinator of the alliance draw up a settlement sheet: ask one of them.',
    },
  },
  'settlement:answer': {
    may: isOneOf,
    who: {
      zh: '只有协议各方单位可以确认或驳回结算单；请等待各方处理。',
      en: 'Only the parties of the agreement confirm or reject a settlement sheet: wait for them.',
    },
  },
};
