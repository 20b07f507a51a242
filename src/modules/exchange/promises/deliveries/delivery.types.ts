import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Posting } from '../../ledger/postings/posting.types.ts';
import { Commitment } from '../commitments/commitment.types.ts';
import { UnitReference } from '../../references.types.ts';
import { FlowActions } from './flow.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

const DeliveryState = {
  RECORDED: 'RECORDED',
  CONFIRMED: 'CONFIRMED',
  DISPUTED: 'DISPUTED',
  RESOLVED: 'RESOLVED',
  REVERSED: 'REVERSED',
} as const;
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'What became of a delivery (履约确认状态). It follows what was said of it.',
  valuesConfig: {
    RECORDED: { description: 'The other side has not answered yet (待确认).' },
    CONFIRMED: { description: 'It is so: it counts (已确认). Also where an objection was withdrawn.' },
    DISPUTED: { description: 'It is not so, with a reason: it does not count (有异议).' },
    RESOLVED: { description: 'A coordinator said how much of it counts, at the request of a side (已认定).' },
    REVERSED: { description: 'Taken back by a record of its own, which both sides stand by (已冲销).' },
  },
});

@ObjectType('ExchangeEvent', {
  implements: Node,
  description:
    'A delivery for a commitment (履约记录), or what takes one back, recorded by one side and confirmed or disputed by the other. The record itself never changes.',
})
@Directive('@key(fields: "id")')
export class ExchangeEvent extends Node {
  @Field(() => Commitment, { nullable: true, description: 'The commitment (承诺).' })
  commitment!: Commitment | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that recorded it (记录方).' })
  recordedBy!: UnitReference | null;

  @Field(() => FlowActions, { description: 'What was done (履约动作).' })
  action!: FlowAction;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that gave (提供方).' })
  provider!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that was given to (接收方).' })
  receiver!: UnitReference | null;

  @Field(() => Quantity, {
    description: 'How much was delivered (数量); of what takes one back, how much it takes off.',
  })
  quantity!: Quantity;

  @Field(() => Quantity, {
    description:
      'How much of it counts (计入量): nothing before it is confirmed or while it is disputed, less than nothing of what takes one back, e.g. `-48`. All deliveries of a commitment together come to `fulfilled`.',
  })
  counted!: Quantity;

  @Field(() => ExchangeEvent, { nullable: true, description: 'The delivery that it takes back (所冲销的履约记录).' })
  reverses!: ExchangeEvent | null;

  @Field(() => ExchangeEvent, {
    nullable: true,
    description: 'What takes it back, or is to (冲销记录); not one that came to nothing.',
  })
  reversedBy!: ExchangeEvent | null;

  @Field(() => DateTime, { description: 'When it was delivered (履约时间).' })
  occurredAt!: string;

  @Field(() => String, { description: 'What the recording side wrote (说明).' })
  note!: string;

  @Field(() => DateTime, { description: 'When it was recorded (记录时间).' })
  recordedAt!: string;

  @Field(() => DeliveryState, { description: 'What became of it (确认状态).' })
  state!: keyof typeof DeliveryState;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when the other side may answer (答复期限), where the agreement sets a term: from then on it counts. Null where it sets none, and of what takes one back.',
  })
  confirmBy!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it was confirmed by nobody answering in time (是否逾期视为确认); then nobody answered.',
  })
  confirmedByTimeout!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When silence would have confirmed it, and an account had no room for what it is worth (因额度不足未自动确认的时间): from then on it waits for a word of the other side, and `confirmBy` is null.',
  })
  heldAt!: string | null;

  @Field(() => Posting, {
    nullable: true,
    description: 'What was posted for it (记账凭证); null where nothing was, or it is not yours to see.',
  })
  posting!: Posting | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that answered (确认方); null where time did.' })
  answeredBy!: UnitReference | null;

  @Field(() => DateTime, { nullable: true, description: 'When it answered (确认时间).' })
  answeredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is disputed (异议原因).' })
  reason!: string | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The side that put the dispute to the coordinators (提请方).',
  })
  referredBy!: UnitReference | null;

  @Field(() => DateTime, { nullable: true, description: 'When it did (提请时间).' })
  referredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What it asks (提请说明).' })
  referral!: string | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'Whose word ended the dispute (了结方): the unit that objected, or that of the coordinator.',
  })
  resolvedBy!: UnitReference | null;

  @Field(() => DateTime, { nullable: true, description: 'When the dispute ended (了结时间).' })
  resolvedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the coordinator decided so (认定理由).' })
  resolution!: string | null;
}

const ExchangeEventMeasure = { QUANTITY: 'QUANTITY', COUNTED: 'COUNTED' } as const;
registerEnumType(ExchangeEventMeasure, {
  name: 'ExchangeEventMeasure',
  description: 'What of deliveries can be added up (履约合计项), e.g. how many 人次 were served.',
  valuesConfig: {
    QUANTITY: { description: 'What was recorded (登记量).' },
    COUNTED: { description: 'What of it counts (计入量); less than nothing of what takes something back.' },
  },
});

export const { Connection: ExchangeEventConnection } = connectionOf(
  () => ExchangeEvent,
  'ExchangeEvent',
  'deliveries (履约记录)',
  { measures: ExchangeEventMeasure },
);

@InputType('ExchangeEventFilter', { description: 'Which deliveries (履约记录筛选).' })
export class ExchangeEventFilter {
  @Field(() => [DeliveryState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [FlowActions], { nullable: true, description: 'By which one of these was done (履约动作).' })
  action?: string[] | null;

  @BoardCellField()
  board?: BoardCellInput | null;
}

export const ExchangeEventOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(ExchangeEventOrder, {
  name: 'ExchangeEventOrder',
  description: 'Order of deliveries by when they were recorded (履约记录排序).',
  valuesConfig: TIME_ORDER,
});
