/** What the acts on clearings take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  QuantityInput,
  TextField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { LedgerDimension } from '../accounts/account.types.ts';
import { Clearing, ClearingSettlement } from './clearing.types.ts';

@InputType('ProposeClearingInput', { description: 'A clearing between your alliance and another one (提出清算).' })
export class ProposeClearingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The other alliance (对方联盟).')
  otherAllianceId!: string;

  @Field(() => LedgerDimension, { description: 'Of what (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @NestedField(() => QuantityInput, 'How much either may owe the other (清算限额).')
  limit!: QuantityInput;

  @Field(() => DateTime, { description: 'Until when units may pay through it (到期时间): to come.' })
  endsAt!: Date;

  @TextField('What it is for (说明).', { max: 200 })
  note!: string;
}

@InputType('AcceptClearingInput', { description: 'A clearing that is agreed to (同意清算).' })
export class AcceptClearingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The clearing (清算).')
  clearingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineClearingInput', { description: 'A clearing that is not wanted (婉拒清算).' })
export class DeclineClearingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The clearing (清算).')
  clearingId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('EndClearingInput', { description: 'A clearing that is to end before its time (提前终止清算).' })
export class EndClearingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The clearing (清算).')
  clearingId!: string;

  @TextField('Why (终止原因): for the members of both alliances.', { max: 500 })
  reason!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ProposeClearingSettlementInput', { description: 'What of a clearing was settled (提出结清).' })
export class ProposeClearingSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The clearing (清算).')
  clearingId!: string;

  @AmountField('How much (结清数量): at most what is owed, in the unit of measure of the clearing.')
  amount!: string;

  @TextField('How it was settled (说明).', { max: 200 })
  note!: string;
}

@InputType('ConfirmClearingSettlementInput', { description: 'A settlement that the other side confirms (确认结清).' })
export class ConfirmClearingSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The settlement (结清).')
  settlementId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineClearingSettlementInput', {
  description: 'A settlement that the other side does not confirm (退回结清).',
})
export class DeclineClearingSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The settlement (结清).')
  settlementId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class ClearingPayload extends Payload {
  @Field(() => Clearing, { nullable: true, description: 'The clearing (清算) as it is now.' })
  clearing!: Clearing | null;
}

@OutcomeOf('proposeClearing', '提出清算')
export class ProposeClearingPayload extends ClearingPayload {}

@OutcomeOf('acceptClearing', '同意清算')
export class AcceptClearingPayload extends ClearingPayload {}

@OutcomeOf('declineClearing', '婉拒清算')
export class DeclineClearingPayload extends ClearingPayload {}

@OutcomeOf('endClearing', '提前终止清算')
export class EndClearingPayload extends ClearingPayload {}

@ObjectType()
abstract class SettlementPayload extends Payload {
  @Field(() => ClearingSettlement, { nullable: true, description: 'The settlement (结清) as it is now.' })
  settlement!: ClearingSettlement | null;
}

@OutcomeOf('proposeClearingSettlement', '提出结清')
export class ProposeClearingSettlementPayload extends SettlementPayload {}

@OutcomeOf('confirmClearingSettlement', '确认结清')
export class ConfirmClearingSettlementPayload extends SettlementPayload {}

@OutcomeOf('declineClearingSettlement', '退回结清')
export class DeclineClearingSettlementPayload extends SettlementPayload {}
