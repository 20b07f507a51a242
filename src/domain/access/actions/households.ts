/** Acts on households, links to them and visits: the relation to its object that each takes. */
import { isOf } from './persons.ts';
import { ownerOnly, owns, type Lines, type Owned } from './relations.ts';

/** Of a person to a household of a unit. */
interface Linked {
  readonly personId: string;
  readonly hostUnitId: string;
}

interface ByPerson {
  readonly personId?: string | null | undefined;
}

export interface HouseholdsTargets {
  /** The units that look after the area, or after anything that it lies in. */
  'household:register': { readonly keeperUnitIds: readonly string[] };
  'household:edit': Owned;
  'household-link:propose': Owned;
  'household-link:answer': Linked;
  'household-link:withdraw': Linked;
  'household-link:end': Linked;
  'visit:record': ByPerson;
  'visit:correct': ByPerson;
}

export const householdsActions: Lines<HouseholdsTargets> = {
  'household:register': {
    may: (actor, { keeperUnitIds }) => actor.unit !== null && keeperUnitIds.includes(actor.unit),
    who: {
      zh: '户由其所在区划（或上级区划）的管理单位登记；请以该单位的身份（X-Acting-Unit）操作，或联系该单位。',
      en: 'Households are registered by the unit that looks after the area, or after one that it lies in: act for that unit (X-Acting-Unit), or ask it.',
    },
  },
  'household:edit': { may: owns, who: ownerOnly },
  'household-link:propose': { may: owns, who: ownerOnly },
  'household-link:answer': {
    may: isOf,
    who: {
      zh: '联户由本人答复；提出单位可撤回（withdrawHouseholdLink）。',
      en: 'A link to a household is answered by the person; the unit may take it back (withdrawHouseholdLink).',
    },
  },
  'household-link:withdraw': {
    may: (actor, of) => actor.unit === of.hostUnitId,
    who: {
      zh: '只能由提出单位撤回；本人可婉拒（declineHouseholdLink）。',
      en: 'It is taken back by the unit that proposed it; the person may decline it (declineHouseholdLink).',
    },
  },
  'household-link:end': {
    may: (actor, of) => isOf(actor, of) || actor.unit === of.hostUnitId,
    who: {
      zh: '联户只能由本人或登记该户的单位结束；请以该单位的身份（X-Acting-Unit）操作，或联系该单位。',
      en: 'A link to a household is ended by the person, or by the unit that looks after the household: act for that unit (X-Acting-Unit), or ask it.',
    },
  },
  'visit:record': {
    may: isOf,
    who: {
      zh: '走访由联户的本人登记；请联系本人。',
      en: 'A visit is recorded by who is linked to the household: ask them.',
    },
  },
  'visit:correct': {
    may: isOf,
    who: {
      zh: '走访记录只能由登记人本人更正或撤回；请联系本人。',
      en: 'A visit is corrected or withdrawn by who recorded it: ask them.',
    },
  },
};
