/** Acts on enrolments and applications to them: the relation to its object that each takes. */
import { ownerOnly, owns, type Lines, type Owned } from './relations.ts';

interface Applied extends Owned {
  readonly offerUnitId: string;
}

export interface EnrolmentsTargets {
  'enrolment:open': Owned;
  'enrolment:edit': Owned;
  'enrolment:draw': Owned;
  'enrolment:apply': Owned;
  'enrolment:answer': Owned;
  'enrolment:leave': Applied;
}

export const enrolmentsActions: Lines<EnrolmentsTargets> = {
  'enrolment:open': { may: owns, who: ownerOnly },
  'enrolment:edit': { may: owns, who: ownerOnly },
  'enrolment:draw': { may: owns, who: ownerOnly },
  'enrolment:apply': { may: owns, who: ownerOnly },
  'enrolment:answer': {
    may: owns,
    who: {
      zh: '只有代为报名的单位可以答复或撤回；请联系该单位。',
      en: 'Only the unit that applied answers or takes it back: ask it.',
    },
  },
  'enrolment:leave': {
    may: (actor, of) => owns(actor, of) || actor.unit === of.offerUnitId,
    who: {
      zh: '只有代为报名的单位或招生单位可以办理退出；请联系其中一方。',
      en: 'Only the unit that applied, or the one whose enrolment it is, records that somebody left: ask one of them.',
    },
  },
};
