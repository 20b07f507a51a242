/** What the acts that post take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, NestedField, QuantityInput, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LedgerDimension } from '../accounts/account.types.ts';
import { Posting } from './posting.types.ts';

@InputType('TransferInput', {
  description:
    'What your unit pays another one of the alliance of the hat, or of another one through a clearing (转账).',
})
export class TransferInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit that is paid (收方).')
  toUnitId!: string;

  @Field(() => LedgerDimension, { description: 'Of what (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @NestedField(() => QuantityInput, 'How much (数量), in the unit of measure of the accounts.')
  quantity!: QuantityInput;

  @IdField('The commitment it is for (所履行的承诺), between the two units and counted in the same unit of measure.', {
    optional: true,
  })
  commitmentId?: string | null;

  @IdField('The clearing that it goes through (所经清算), where the unit that is paid is of another alliance.', {
    optional: true,
  })
  clearingId?: string | null;

  @TextField('What it is for (摘要).', { max: 200 })
  note!: string;
}

@InputType('ReversePostingInput', { description: 'A posting that is taken back (冲正).' })
export class ReversePostingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The posting (记账凭证).')
  postingId!: string;

  @TextField('Why (冲正原因).', { max: 200 })
  note!: string;
}

@ObjectType()
abstract class PostingPayload extends Payload {
  @Field(() => Posting, { nullable: true, description: 'The posting (记账凭证).' })
  posting!: Posting | null;
}

@OutcomeOf('transfer', '转账')
export class TransferPayload extends PostingPayload {}

@OutcomeOf('reversePosting', '冲正')
export class ReversePostingPayload extends PostingPayload {}
