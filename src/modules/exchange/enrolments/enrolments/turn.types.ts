/** What everybody who sees an enrolment is told: numbers, turns, and how they were drawn. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ApplicationState } from '../../../../domain/exchange/enrolment.ts';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';

export const EnrolmentApplicationState: Readonly<Record<ApplicationState, ApplicationState>> = {
  APPLIED: 'APPLIED',
  WAITING: 'WAITING',
  OFFERED: 'OFFERED',
  ENROLLED: 'ENROLLED',
  DECLINED: 'DECLINED',
  LAPSED: 'LAPSED',
  WITHDRAWN: 'WITHDRAWN',
  LEFT: 'LEFT',
};
registerEnumType(EnrolmentApplicationState, {
  name: 'EnrolmentApplicationState',
  description: 'State of an application to an enrolment (报名状态).',
  valuesConfig: {
    APPLIED: { description: 'Waits for the draw (待摇号).' },
    WAITING: { description: 'On the waiting list: offered a place in its turn (候补).' },
    OFFERED: { description: 'A place is held for it until `respondBy` (待确认).' },
    ENROLLED: { description: 'It has a place (已入读).' },
    DECLINED: { description: 'The place was not wanted (已放弃).' },
    LAPSED: { description: 'Not confirmed in time, to the second; or over with the enrolment (已逾期).' },
    WITHDRAWN: { description: 'Taken back, or a guardian withdrew the consent (已撤回).' },
    LEFT: { description: 'Had a place and left (已退出).' },
  },
});

@ObjectType('EnrolmentDraw', {
  description:
    'How lots were drawn (摇号结果): with the numbers of `turns` this is all it takes to do it again, by the algorithm. Texts are UTF-8, digests 64 lower-case hexadecimal digits.',
})
export class EnrolmentDraw {
  @Field(() => String, { description: 'The secret (密钥): its SHA-256 is the `commitment` of the enrolment.' })
  secret!: string;

  @Field(() => String, { description: 'The public number (公开随机数), as its `publicSource` told it.' })
  publicValue!: string;

  @Field(() => String, { description: 'The digest of the list of who took part (名单摘要).' })
  listDigest!: string;

  @Field(() => String, { description: 'What the order follows from (种子).' })
  seed!: string;

  @Field(() => Int, { description: 'How many took part (参加摇号人数), in persons (人).' })
  applicants!: number;

  @Field(() => String, { description: 'How it is done (算法), in the language of `Accept-Language`.' })
  algorithm!: string;

  @Field(() => DateTime, { description: 'Drawn at (摇号时间).' })
  drawnAt!: string;
}

@ObjectType('EnrolmentTurn', {
  description:
    'An application as everybody sees it who sees the enrolment (报名号公示): its number, and where it stands. Nothing of who it is for.',
})
class EnrolmentTurn {
  @Field(() => String, { description: 'Its number (报名号), e.g. `7KQ2M9XB`.' })
  number!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'In which order it is offered a place (顺位), from 1; null before the draw, and where it took no part.',
  })
  turn!: number | null;

  @Field(() => EnrolmentApplicationState, { description: 'Its state (状态).' })
  state!: ApplicationState;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place on the waiting list (候补名次): 1 is next; null where it does not wait.',
  })
  waitingRank!: number | null;
}

export const { Connection: EnrolmentTurnConnection } = connectionOf(
  () => EnrolmentTurn,
  'EnrolmentTurn',
  'applications by number (报名号公示)',
);

@InputType('EnrolmentTurnFilter', { description: 'Which applications (报名号筛选).' })
export class EnrolmentTurnFilter {
  @Field(() => String, { nullable: true, description: 'Of this number (报名号).' })
  number?: string | null;

  @Field(() => [EnrolmentApplicationState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const EnrolmentTurnOrder = { TURN: 'TURN', NUMBER: 'NUMBER' } as const;
registerEnumType(EnrolmentTurnOrder, {
  name: 'EnrolmentTurnOrder',
  description: 'Order of applications by number (公示排序).',
  valuesConfig: {
    TURN: { description: 'In the order in which places are offered, those without a turn last (按顺位).' },
    NUMBER: { description: 'By number (按报名号).' },
  },
});
