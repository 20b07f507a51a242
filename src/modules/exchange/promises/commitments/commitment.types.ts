import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';
import { FlowActions } from '../deliveries/flow.types.ts';
import { progresses, type CommitmentProgress as Progress } from '../../../../domain/exchange/commitment.ts';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import type { CommitmentOutcome as Outcome } from '../../../../domain/exchange/reliability.ts';
import { Agreement } from '../agreements/agreement.types.ts';
import { ExchangeEventConnection, ExchangeEventFilter, ExchangeEventOrder } from '../deliveries/delivery.types.ts';
import { UnitReference } from '../../references.types.ts';
import { CommitmentOutcome } from './outcome.types.ts';
import { CommitmentAccount } from './worth.types.ts';

const CommitmentState = { OPEN: 'OPEN', FULFILLED: 'FULFILLED', RELEASED: 'RELEASED' } as const;
registerEnumType(CommitmentState, {
  name: 'CommitmentState',
  description: 'State of a commitment (承诺状态).',
  valuesConfig: {
    OPEN: { description: 'To be delivered, or in part delivered (待履行).' },
    FULFILLED: { description: 'Confirmed deliveries cover it, but for what was released (已履行).' },
    RELEASED: {
      description:
        'Nothing of it is owed (已解除): its agreement was cancelled, or who it was promised to released all of it.',
    },
  },
});

const CommitmentProgress = Object.fromEntries(progresses.map((name) => [name, name])) as {
  readonly [P in Progress]: P;
};
registerEnumType(CommitmentProgress, {
  name: 'CommitmentProgress',
  description: 'How far a commitment has come (履约进度), as of the instant of the request.',
  valuesConfig: {
    PLANNED: { description: 'Nothing is delivered, and it is not due soon (计划中); or nothing is due yet at all.' },
    DUE: { description: 'Nothing is delivered, and it is due within seven days (即将到期).' },
    PARTIAL: { description: 'Delivered in part, and not overdue (部分履行).' },
    OVERDUE: { description: 'It should have been delivered by now (已逾期).' },
    BREACHED: { description: 'Overdue, and said to be broken by the unit that it was promised to (已认定违约).' },
    FULFILLED: { description: 'Delivered, but for what was released (已履行).' },
    RELEASED: { description: 'Nothing of it is owed any more (已解除).' },
  },
});

@ObjectType('CommitmentRelease', { description: 'What the receiver gave up of a commitment (承诺解除).' })
class CommitmentRelease {
  @Field(() => Quantity, { description: 'How much (解除量).' })
  quantity!: Quantity;

  @Field(() => String, { description: 'Why (解除原因).' })
  reason!: string;

  @Field(() => DateTime, { description: 'When (解除时间).' })
  releasedAt!: string;
}

@ObjectType('CommitmentBreach', {
  description: 'That a commitment was not kept in time (违约认定), and what the other side says to that.',
})
class CommitmentBreach {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that says so (认定方): the receiver.' })
  declaredBy!: UnitReference | null;

  @Field(() => String, { description: 'What it says (违约情形).' })
  reason!: string;

  @Field(() => DateTime, { description: 'When (认定时间).' })
  declaredAt!: string;

  @Field(() => String, { nullable: true, description: 'What the unit says that promised it (承诺方说明).' })
  statement!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it did (说明时间).' })
  statedAt!: string | null;
}

@ObjectType('Commitment', {
  implements: Node,
  description: 'What one unit promises another in an agreement (承诺), and how much of it is delivered.',
})
@Directive('@key(fields: "id")')
export class Commitment extends Node {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议).' })
  agreement!: Agreement | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that delivers (履行方).' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that receives (接收方).' })
  to!: UnitReference | null;

  @Field(() => String, { description: 'What (内容).' })
  title!: string;

  @Field(() => FlowActions, { description: 'What is promised (承诺动作), e.g. `USE` of a room.' })
  action!: FlowAction;

  @Field(() => Quantity, { description: 'How much (承诺量).' })
  quantity!: Quantity;

  @Field(() => Quantity, {
    description: 'How much was delivered and confirmed (已履行量). Computed: the sum of `counted` of its deliveries.',
  })
  fulfilled!: Quantity;

  @Field(() => Quantity, { description: 'How much the receiver gave up (解除量). Computed: the sum of `releases`.' })
  released!: Quantity;

  @Field(() => Quantity, {
    description: 'How much is still to deliver (未履行量). Computed: `quantity` less `fulfilled` and `released`.',
  })
  outstanding!: Quantity;

  @Field(() => DateTime, { nullable: true, description: 'By when (履行期限); null where none was agreed.' })
  dueAt!: string | null;

  @Field(() => Int, {
    description:
      'Which promise of the terms it came out of, from 1 (条款序号): the `series` of the agreement with that `number`.',
  })
  series!: number;

  @Field(() => Int, { description: 'Which time of it this is, from 1 (期次).' })
  instalment!: number;

  @Field(() => CommitmentAccount, {
    nullable: true,
    description: 'What it is worth in accounts of the alliance (记账约定); null where nothing is posted.',
  })
  account!: CommitmentAccount | null;

  @Field(() => CommitmentState, { description: 'Its state (状态).' })
  state!: keyof typeof CommitmentState;

  @Field(() => CommitmentProgress, { description: 'How far it has come (履约进度), as of now.' })
  progress!: Progress;

  @Field(() => Boolean, { description: 'Whether it should have been delivered by now, and was not (是否逾期).' })
  isOverdue!: boolean;

  @Field(() => CommitmentOutcome, {
    nullable: true,
    description:
      'What it comes to (履约结果), as of now: what it counts as in `Unit.reliability` of the unit that delivers. Null before it is due, and where no day was agreed.',
  })
  outcome!: Outcome | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When something that counts was last confirmed (最近确认时间), or a dispute over it ended.',
  })
  lastConfirmedAt!: string | null;

  @Field(() => CommitmentBreach, {
    nullable: true,
    description: 'That it was not kept in time (违约认定), where that was said.',
  })
  breach!: CommitmentBreach | null;

  @Field(() => [CommitmentRelease], { description: 'What the receiver gave up (解除记录), the oldest first.' })
  releases!: CommitmentRelease[];

  @ListField(() => ExchangeEventConnection, 'Deliveries recorded for it (履约记录).', {
    filter: () => ExchangeEventFilter,
    order: () => ExchangeEventOrder,
  })
  deliveries!: unknown;
}

export const CommitmentOrder = { RANK: 'RANK', NEWEST: 'NEWEST' } as const;
registerEnumType(CommitmentOrder, {
  name: 'CommitmentOrder',
  description: 'Order of commitments (承诺排序): as the agreement lists them, unless said.',
  valuesConfig: {
    RANK: { description: 'As the agreement lists them (按协议次序).' },
    NEWEST: { description: 'Latest first (最新).' },
  },
});

@InputType('CommitmentFilter', { description: 'Which commitments (承诺筛选).' })
export class CommitmentFilter {
  @Field(() => [CommitmentState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [CommitmentOutcome], { nullable: true, description: 'That come to one of these (履约结果).' })
  outcome?: string[] | null;

  @BoardCellField()
  board?: BoardCellInput | null;
}

export const { Connection: CommitmentConnection } = connectionOf(() => Commitment, 'Commitment', 'commitments (承诺)');
