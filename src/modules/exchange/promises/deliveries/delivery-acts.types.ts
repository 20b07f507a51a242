/** What the acts on deliveries take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import { AmountField, FigureField, IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { ExchangeEvent } from './delivery.types.ts';
import { FlowActions } from './flow.types.ts';

@InputType('RecordDeliveryInput', { description: 'A delivery, recorded by one of the two units (登记履约).' })
export class RecordDeliveryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The commitment (承诺).')
  commitmentId!: string;

  @AmountField('How much (数量), in the unit of the commitment.')
  amount!: string;

  @Field(() => FlowActions, {
    nullable: true,
    description: 'What was done (履约动作), where it is not just what was promised: what includes that counts, too.',
  })
  action?: FlowAction | null;

  @Field(() => DateTime, { description: 'When it was delivered (履约时间): not in the future.' })
  occurredAt!: Date;

  @TextField('What was done (说明).', { max: 1000 })
  note!: string;
}

@InputType()
abstract class OfDelivery {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The delivery (履约记录).')
  deliveryId!: string;
}

@InputType('ConfirmDeliveryInput', { description: 'The other side’s confirmation (确认履约).' })
export class ConfirmDeliveryInput extends OfDelivery {}

@InputType('DisputeDeliveryInput', { description: 'The other side’s objection (提出异议).' })
export class DisputeDeliveryInput extends OfDelivery {
  @TextField('What is not so (异议原因).', { max: 1000 })
  reason!: string;
}

@InputType('ReverseDeliveryInput', { description: 'What counts and is to count no more (冲销履约).' })
export class ReverseDeliveryInput extends OfDelivery {
  @TextField('Why (冲销原因): the note of the record that takes it back.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawDisputeInput', { description: 'An objection that is made no more (撤回异议).' })
export class WithdrawDisputeInput extends OfDelivery {}

@InputType('ReferDisputeInput', { description: 'A dispute for the coordinators to decide (提请认定).' })
export class ReferDisputeInput extends OfDelivery {
  @TextField('How it is seen, and what is asked for (提请说明).', { max: 1000 })
  reason!: string;
}

@InputType('ResolveDisputeInput', { description: 'What a coordinator decides (认定争议).' })
export class ResolveDisputeInput extends OfDelivery {
  @FigureField('How much of it counts (认定数量): 0 or more, at most what was recorded.')
  amount!: string;

  @TextField('Why (认定理由): for both sides.', { max: 1000 })
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

@OutcomeOf('reverseDelivery', '冲销履约')
export class ReverseDeliveryPayload extends DeliveryPayload {}

@OutcomeOf('withdrawDispute', '撤回异议')
export class WithdrawDisputePayload extends DeliveryPayload {}

@OutcomeOf('referDispute', '提请认定争议')
export class ReferDisputePayload extends DeliveryPayload {}

@OutcomeOf('resolveDispute', '认定争议')
export class ResolveDisputePayload extends DeliveryPayload {}
