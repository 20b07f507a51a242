/** What the acts on commitments take and answer. */
import { InputType, Field, ObjectType } from 'type-graphql';
import { AmountField, IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Commitment } from './commitment.types.ts';

@InputType()
abstract class OfCommitment {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The commitment (承诺).')
  commitmentId!: string;
}

@InputType('ReleaseCommitmentInput', { description: 'What your unit gives up of what it was promised (解除承诺).' })
export class ReleaseCommitmentInput extends OfCommitment {
  @AmountField('How much (解除量), in the unit of the commitment; all that is outstanding unless said.', {
    optional: true,
  })
  amount?: string | null;

  @TextField('Why (解除原因): for both sides.', { max: 500 })
  reason!: string;
}

@InputType('DeclareBreachInput', { description: 'A promise to your unit that was not kept in time (认定违约).' })
export class DeclareBreachInput extends OfCommitment {
  @TextField('What was not done (违约情形): for both sides.', { max: 1000 })
  reason!: string;
}

@InputType('AnswerBreachInput', { description: 'What your unit says to a breach (违约说明).' })
export class AnswerBreachInput extends OfCommitment {
  @TextField('What it says (说明).', { max: 1000 })
  statement!: string;
}

@ObjectType()
abstract class CommitmentPayload extends Payload {
  @Field(() => Commitment, { nullable: true, description: 'The commitment (承诺) as it stands now.' })
  commitment!: Commitment | null;
}

@OutcomeOf('releaseCommitment', '解除承诺')
export class ReleaseCommitmentPayload extends CommitmentPayload {}

@OutcomeOf('declareBreach', '认定违约')
export class DeclareBreachPayload extends CommitmentPayload {}

@OutcomeOf('answerBreach', '违约说明')
export class AnswerBreachPayload extends CommitmentPayload {}
