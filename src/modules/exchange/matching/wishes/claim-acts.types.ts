/** What the acts on claims of micro-wishes take and answer. */
import { Field, InputType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Need } from '../../listings/needs/need.types.ts';
import { WishClaim } from './claim.types.ts';

@InputType('ClaimWishInput', { description: 'A micro-wish you claim for the unit you act for (认领微心愿).' })
export class ClaimWishInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The micro-wish (微心愿).')
  needId!: string;
}

@InputType('WithdrawClaimInput', { description: 'A claim of a micro-wish to take back (撤回心愿认领).' })
export class WithdrawClaimInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The claim (心愿认领).')
  claimId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the other unit and the coordinator read it.', { max: 500 })
  reason!: string;
}

@InputType('CompleteWishInput', { description: 'A micro-wish that was done (确认心愿完成).' })
export class CompleteWishInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The micro-wish (微心愿): of your own unit.')
  needId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('claimWish', '认领微心愿')
export class ClaimWishPayload extends Payload {
  @Field(() => WishClaim, { nullable: true, description: 'The claim (心愿认领).' })
  claim!: WishClaim | null;
}

@OutcomeOf('withdrawClaim', '撤回心愿认领')
export class WithdrawClaimPayload extends Payload {
  @Field(() => WishClaim, { nullable: true, description: 'The claim (心愿认领) as it stands now.' })
  claim!: WishClaim | null;
}

@OutcomeOf('completeWish', '确认心愿完成')
export class CompleteWishPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The micro-wish (微心愿) as it stands now.' })
  need!: Need | null;
}
