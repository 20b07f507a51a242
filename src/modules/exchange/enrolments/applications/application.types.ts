import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ApplicationState, GuardianRelation as Relation } from '../../../../domain/exchange/enrolment.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { PostReference, UnitReference } from '../../references.types.ts';
import { Enrolment } from '../enrolments/enrolment.types.ts';
import { EnrolmentApplicationState } from '../enrolments/turn.types.ts';

export const GuardianRelation: Readonly<Record<Relation, Relation>> = {
  MOTHER: 'MOTHER',
  FATHER: 'FATHER',
  GRANDPARENT: 'GRANDPARENT',
  RELATIVE: 'RELATIVE',
  OTHER: 'OTHER',
};
registerEnumType(GuardianRelation, {
  name: 'GuardianRelation',
  description: 'What a guardian is to the person (监护关系).',
  valuesConfig: {
    MOTHER: { description: 'Their mother (母亲).' },
    FATHER: { description: 'Their father (父亲).' },
    GRANDPARENT: { description: 'A grandparent (祖父母、外祖父母).' },
    RELATIVE: { description: 'Another relative (其他亲属).' },
    OTHER: { description: 'Somebody else who is guardian by law (其他监护人).' },
  },
});

@ObjectType('EnrolmentGuardian', { description: 'The guardian of somebody who is applied for (监护人), masked.' })
class EnrolmentGuardian {
  @Field(() => String, { description: 'Name (姓名), masked: `王**`.' })
  name!: string;

  @Field(() => GuardianRelation, { description: 'What they are to the person (监护关系).' })
  relation!: Relation;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number (手机号), masked: `+86138****5678`; null where none was given.',
  })
  mobile!: string | null;
}

@ObjectType('EnrolmentApplicant', {
  description:
    'For whom a unit applied (报名人): protected, for that unit and the one whose enrolment it is, and for no app. Masked for both: nothing more is kept. Deleted when the application is withdrawn and when the enrolment ends.',
})
class EnrolmentApplicant {
  @Field(() => String, { description: 'Name (姓名), masked: `王**`.' })
  name!: string;

  @Field(() => String, { description: 'Identity number (公民身份号码), masked: `330282********1234`.' })
  identityNumber!: string;

  @Field(() => Int, { description: 'Age in full years (周岁), on the day on which ages count.' })
  age!: number;

  @Field(() => EnrolmentGuardian, {
    nullable: true,
    description: 'The guardian (监护人); null where none was needed or named.',
  })
  guardian!: EnrolmentGuardian | null;
}

@ObjectType('EnrolmentApplication', {
  implements: Node,
  description:
    'That a unit applied to an enrolment for somebody (报名): for that unit, and for the one whose enrolment it is. What others see of it is its number, in `Enrolment.turns`.',
})
@Directive('@key(fields: "id")')
export class EnrolmentApplication extends Node {
  @Field(() => Enrolment, { nullable: true, description: 'The enrolment (招生), if you may see its offer.' })
  enrolment!: Enrolment | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that applied (报名单位).' })
  unit!: UnitReference | null;

  @Field(() => PostReference, {
    nullable: true,
    description: 'The post of who applied, and recorded the consent (经办职务).',
  })
  appliedBy!: PostReference | null;

  @Field(() => String, { description: 'Its number (报名号), e.g. `7KQ2M9XB`: for the family, and published.' })
  number!: string;

  @Field(() => EnrolmentApplicationState, { description: 'Its state (状态).' })
  state!: ApplicationState;

  @Field(() => Int, {
    nullable: true,
    description: 'In which order it is offered a place (顺位), from 1; null before the draw.',
  })
  turn!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place on the waiting list (候补名次): 1 is next; null where it does not wait.',
  })
  waitingRank!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the place is held (确认期限), exclusive; null where none was offered.',
  })
  respondBy!: string | null;

  @Field(() => DateTime, { description: 'Applied at (报名时间).' })
  appliedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was offered a place (分得名额时间).' })
  offeredAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was confirmed, or was over (确认或终结时间).' })
  settledAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it took the consent of a guardian (是否须监护人同意).' })
  takesConsent!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the guardian consented (监护人同意时间).' })
  consentedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'How the consent was shown (同意方式), e.g. 现场签署同意书.' })
  consentShown!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the guardian withdrew it (撤回同意时间).' })
  consentWithdrawnAt!: string | null;

  @Field(() => EnrolmentApplicant, {
    nullable: true,
    description: 'For whom (报名人), masked; null when that was deleted.',
  })
  applicant!: EnrolmentApplicant | null;

  @Field(() => Int, { description: 'Counts its changes (版本), from 1; send it back as `expectedVersion`.' })
  version!: number;
}

export const { Connection: EnrolmentApplicationConnection } = connectionOf(
  () => EnrolmentApplication,
  'EnrolmentApplication',
  'applications to enrolments (报名)',
);

@InputType('EnrolmentApplicationFilter', { description: 'Which applications (报名筛选).' })
export class EnrolmentApplicationFilter {
  @Field(() => ID, { nullable: true, description: 'To this enrolment (招生).' })
  enrolmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (报名单位).' })
  unitId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of this number (报名号).' })
  number?: string | null;

  @Field(() => [EnrolmentApplicationState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const EnrolmentApplicationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(EnrolmentApplicationOrder, {
  name: 'EnrolmentApplicationOrder',
  description: 'Order of applications by when they were made (报名排序).',
  valuesConfig: TIME_ORDER,
});
