/** What the acts on matches take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  PeriodInput,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { InReturnInput } from './in-return.types.ts';
import { RespondByField } from './respond-by.types.ts';
import { Match } from './match.types.ts';

@InputType('ProposeMatchInput', {
  description: 'A match of a need and an offer, proposed by the coordinator (推荐撮合).',
})
export class ProposeMatchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The need (需求).')
  needId!: string;

  @IdField('The offer (供给).')
  offerId!: string;

  @AmountField('How much (数量), in the unit of the need.')
  amount!: string;

  @IdField('A slot of the offer’s resource (时段), booked when both have accepted.', { optional: true })
  slotId?: string | null;

  @WholeNumberField('Places of the slot (名额), where one is named.', { min: 1, max: 10_000, defaultValue: 1 })
  places!: number;

  @NestedField(() => InReturnInput, 'What the unit in need gives in return (回馈).', { optional: true })
  inReturn?: InReturnInput | null;

  @RespondByField()
  respondBy?: Date | null;
}

@InputType('ClaimNeedInput', { description: 'A need the unit you act for wants to serve (认领需求).' })
export class ClaimNeedInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The need (需求).')
  needId!: string;

  @AmountField('How much (数量), in the unit of the need.')
  amount!: string;

  @IdField('The offer of your own unit it is served from (供给), if there is one.', { optional: true })
  offerId?: string | null;

  @IdField('A slot of the offer’s resource (时段), booked when both have accepted.', { optional: true })
  slotId?: string | null;

  @WholeNumberField('Places of the slot (名额), where one is named.', { min: 1, max: 10_000, defaultValue: 1 })
  places!: number;

  @RespondByField()
  respondBy?: Date | null;
}

@InputType('CounterMatchInput', {
  description: 'Other terms for a match that is open (还价): what is left out stays as it is.',
})
export class CounterMatchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The match (撮合).')
  matchId!: string;

  @VersionField()
  expectedVersion!: number;

  @AmountField('How much instead (数量), in the same unit of measure.', { optional: true })
  amount?: string | null;

  @NestedField(() => PeriodInput, 'When it is to be delivered (履行时段); null takes that away.', { optional: true })
  period?: PeriodInput | null;

  @NestedField(() => InReturnInput, 'What the unit in need gives in return (回馈); null takes that away.', {
    optional: true,
  })
  inReturn?: InReturnInput | null;

  @TextField('Why (说明): the other side and the coordinator read it.', { max: 500, optional: true })
  note?: string | null;

  @RespondByField()
  respondBy?: Date | null;
}

@InputType('AcceptMatchInput', {
  description: 'One side’s acceptance of the terms that `expectedVersion` has (接受撮合).',
})
export class AcceptMatchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The match (撮合).')
  matchId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineMatchInput', { description: 'One side’s refusal (婉拒撮合).' })
export class DeclineMatchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The match (撮合).')
  matchId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the other side and the coordinator read it.', { max: 500 })
  reason!: string;
}

@InputType('WithdrawMatchInput', {
  description: 'A match taken back by who started it, or by the coordinator (撤回撮合).',
})
export class WithdrawMatchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The match (撮合).')
  matchId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因).', { max: 500 })
  reason!: string;
}

@ObjectType()
export abstract class MatchPayload extends Payload {
  @Field(() => Match, { nullable: true, description: 'The match (撮合) as it stands now.' })
  match!: Match | null;
}

@OutcomeOf('proposeMatch', '推荐撮合')
export class ProposeMatchPayload extends MatchPayload {}

@OutcomeOf('claimNeed', '认领需求')
export class ClaimNeedPayload extends MatchPayload {}

@OutcomeOf('counterMatch', '还价')
export class CounterMatchPayload extends MatchPayload {}

@OutcomeOf('acceptMatch', '接受撮合')
export class AcceptMatchPayload extends MatchPayload {}

@OutcomeOf('declineMatch', '婉拒撮合')
export class DeclineMatchPayload extends MatchPayload {}

@OutcomeOf('withdrawMatch', '撤回撮合')
export class WithdrawMatchPayload extends MatchPayload {}
