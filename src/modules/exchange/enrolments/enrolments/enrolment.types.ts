import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { EnrolmentMethod as Method, EnrolmentState as State } from '../../../../domain/exchange/enrolment.ts';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node, Period } from '../../../../graphql/types/values.types.ts';
import { EligibilityPart } from '../../eligibility/eligibility.types.ts';
import { Offer } from '../../listings/offers/offer.types.ts';
import { UnitReference } from '../../references.types.ts';
import { EnrolmentDraw, EnrolmentTurnConnection, EnrolmentTurnFilter, EnrolmentTurnOrder } from './turn.types.ts';

export const EnrolmentMethod: Readonly<Record<Method, Method>> = { FIRST_COME: 'FIRST_COME', DRAWN: 'DRAWN' };
registerEnumType(EnrolmentMethod, {
  name: 'EnrolmentMethod',
  description: 'Who is offered a place where more apply than there are (录取方式).',
  valuesConfig: {
    FIRST_COME: { description: 'Who applied first (先到先得); who comes later waits in that order.' },
    DRAWN: { description: 'Lots are drawn after applications close (摇号), so that everybody can do it again.' },
  },
});

const EnrolmentState: Readonly<Record<State, State>> = { OPEN: 'OPEN', DRAWN: 'DRAWN', ENDED: 'ENDED' };
registerEnumType(EnrolmentState, {
  name: 'EnrolmentState',
  description: 'State of an enrolment (招生状态).',
  valuesConfig: {
    OPEN: { description: 'Opened (进行中). When it takes applications says its period.' },
    DRAWN: { description: 'Drawn: places are offered in turn (已摇号).' },
    ENDED: { description: 'Over; its places are the offer’s again, and nothing is known of who applied (已结束).' },
  },
});

@ObjectType('EnrolmentCounts', {
  description: 'How many applications there are, in persons (人), at the instant of the request (报名统计). Computed.',
})
class EnrolmentCounts {
  @Field(() => Int, { description: 'All that were made (报名人数), whatever became of them.' })
  applied!: number;

  @Field(() => Int, { description: 'Places that wait to be confirmed (待确认).' })
  offered!: number;

  @Field(() => Int, { description: 'Who has a place (已入读).' })
  enrolled!: number;

  @Field(() => Int, { description: 'Who is on the waiting list (候补).' })
  waiting!: number;

  @Field(() => Int, { description: 'Who had a place and left (已退出).' })
  left!: number;

  @Field(() => Int, { description: 'Who did not want their place (已放弃).' })
  declined!: number;

  @Field(() => Int, { description: 'Who did not answer in time (已逾期).' })
  lapsed!: number;

  @Field(() => Int, { description: 'Whose application was taken back (已撤回).' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Places that nobody has, and that are offered to nobody (空余名额).' })
  free!: number;
}

@ObjectType('Enrolment', {
  implements: Node,
  description:
    'Places of an offer that persons apply for (招生), e.g. 30 of a nursery: who may have one, when one applies, and who is offered one where more apply than there are. Seen with its offer. What it takes is settled when it is opened.',
})
@Directive('@key(fields: "id")')
export class Enrolment extends Node {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给) whose places they are, if you may see it.' })
  offer!: Offer | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that opened it (招生单位).' })
  unit!: UnitReference | null;

  @Field(() => Int, {
    description: 'How many places there are (名额). They are taken out of what is left of the offer.',
  })
  places!: number;

  @Field(() => Period, { description: 'When it takes applications (报名时间): until its end, exclusive.' })
  applications!: Period;

  @Field(() => EnrolmentMethod, { description: 'Who is offered a place where more apply (录取方式).' })
  method!: Method;

  @Field(() => Int, { description: 'For how many hours a place that is offered is held (确认时限), in hours (小时).' })
  hoursToConfirm!: number;

  @Field(() => [EligibilityPart], {
    description: 'Whom it is for (适用条件), as parts; empty where it is for everybody.',
  })
  condition!: EligibilityPart[];

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which ages count (年龄计算日), e.g. 1 September; that of the application where it is null.',
  })
  ageOn!: string | null;

  @Field(() => Boolean, {
    description: 'Whether a guardian has to consent whatever the age (是否须监护人同意). Below 14 one always has to.',
  })
  takesConsent!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a draw: the public number to come that is part of it (公开随机数来源), e.g. `中国福利彩票双色球第2026135期开奖号码`, named before anybody applied.',
  })
  publicSource!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a draw: SHA-256 of the secret (密钥承诺), 64 hexadecimal digits, told when it was opened. The secret itself is told with the draw.',
  })
  commitment!: string | null;

  @Field(() => EnrolmentState, { description: 'Its state (状态).' })
  state!: State;

  @Field(() => EnrolmentCounts, { description: 'How many applications there are (报名统计).' })
  counts!: EnrolmentCounts;

  @Field(() => EnrolmentDraw, {
    nullable: true,
    description: 'How lots were drawn (摇号结果), with all it takes to do it again; null until they were.',
  })
  draw!: EnrolmentDraw | null;

  @ListField(() => EnrolmentTurnConnection, 'Applications by number (报名号公示): whose turn it is, and who waits.', {
    filter: () => EnrolmentTurnFilter,
    order: () => EnrolmentTurnOrder,
  })
  turns!: unknown;

  @Field(() => DateTime, { description: 'Opened at (开放时间).' })
  openedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Ended at (结束时间); null while it goes on.' })
  endedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended (结束原因).' })
  reason!: string | null;

  @Field(() => Int, { description: 'Counts its changes (版本), from 1; send it back as `expectedVersion`.' })
  version!: number;
}

export const { Connection: EnrolmentConnection } = connectionOf(() => Enrolment, 'Enrolment', 'enrolments (招生)');

@InputType('EnrolmentFilter', { description: 'Which enrolments (招生筛选).' })
export class EnrolmentFilter {
  @Field(() => ID, { nullable: true, description: 'Of this offer (供给).' })
  offerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (招生单位).' })
  unitId?: string | null;

  @Field(() => [EnrolmentState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [EnrolmentMethod], { nullable: true, description: 'By one of these ways (录取方式).' })
  method?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it takes applications now (是否正在报名).' })
  takesApplications?: boolean | null;
}

export const EnrolmentOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(EnrolmentOrder, {
  name: 'EnrolmentOrder',
  description: 'Order of enrolments by when they were opened (招生排序).',
  valuesConfig: TIME_ORDER,
});
