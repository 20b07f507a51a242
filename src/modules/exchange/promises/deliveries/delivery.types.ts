import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { AmountField, IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Commitment } from '../agreements/agreement.types.ts';
import { UnitReference } from '../../references.types.ts';

const DeliveryState = { RECORDED: 'RECORDED', CONFIRMED: 'CONFIRMED', DISPUTED: 'DISPUTED' } as const;
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'What the other side said of a delivery (履约确认状态).',
  valuesConfig: {
    RECORDED: { description: 'Nothing yet (待确认).' },
    CONFIRMED: { description: 'It is so: it counts (已确认).' },
    DISPUTED: { description: 'It is not so, with a reason: it does not count (有异议).' },
  },
});

@ObjectType('ExchangeEvent', {
  implements: Node,
  description:
    'A delivery for a commitment (履约记录), recorded by one side and confirmed or disputed by the other. The record itself never changes.',
})
@Directive('@key(fields: "id")')
export class ExchangeEvent extends Node {
  @Field(() => Commitment, { nullable: true, description: 'The commitment (承诺).' })
  commitment!: Commitment | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that recorded it (记录方).' })
  recordedBy!: UnitReference | null;

  @Field(() => Quantity, { description: 'How much was delivered (数量).' })
  quantity!: Quantity;

  @Field(() => DateTime, { description: 'When it was delivered (履约时间).' })
  occurredAt!: string;

  @Field(() => String, { description: 'What the recording side wrote (说明).' })
  note!: string;

  @Field(() => DateTime, { description: 'When it was recorded (记录时间).' })
  recordedAt!: string;

  @Field(() => DeliveryState, { description: 'What the other side said (确认状态).' })
  state!: keyof typeof DeliveryState;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that answered (确认方).' })
  answeredBy!: UnitReference | null;

  @Field(() => DateTime, { nullable: true, description: 'When it answered (确认时间).' })
  answeredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is disputed (异议原因).' })
  reason!: string | null;
}

export const { Connection: ExchangeEventConnection } = connectionOf(
  () => ExchangeEvent,
  'ExchangeEvent',
  'deliveries (履约记录)',
);

export const ExchangeEventOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(ExchangeEventOrder, {
  name: 'ExchangeEventOrder',
  description: 'Order of deliveries by when they were recorded (履约记录排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('RecordDeliveryInput', { description: 'A delivery, recorded by one of the two units (登记履约).' })
export class RecordDeliveryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The commitment (承诺).')
  commitmentId!: string;

  @AmountField('How much (数量), in the unit of the commitment.')
  amount!: string;

  @Field(() => DateTime, { description: 'When it was delivered (履约时间): not in the future.' })
  occurredAt!: Date;

  @TextField('What was done (说明).', { max: 1000 })
  note!: string;
}

@InputType('ConfirmDeliveryInput', { description: 'The other side’s confirmation (确认履约).' })
export class ConfirmDeliveryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The delivery (履约记录).')
  deliveryId!: string;
}

@InputType('DisputeDeliveryInput', { description: 'The other side’s objection (提出异议).' })
export class DisputeDeliveryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The delivery (履约记录).')
  deliveryId!: string;

  @TextField('What is not so (异议原因).', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class DeliveryPayload extends Payload {
  @Field(() => ExchangeEvent, { nullable: true, description: 'The delivery (履约记录) as it stands now.' })
  delivery!: ExchangeEvent | null;
}

@OutcomeOf('recordDelivery', '登记履约')
export class RecordDeliveryPayload extends DeliveryPayload {}

@OutcomeOf('confirmDelivery', '确认履约')
export class ConfirmDeliveryPayload extends DeliveryPayload {}

@OutcomeOf('disputeDelivery', '对履约提出异议')
export class DisputeDeliveryPayload extends DeliveryPayload {}
