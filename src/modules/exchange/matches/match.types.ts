import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  TextField,
  VersionField,
} from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../graphql/types/values.types.ts';
import { Agreement } from '../agreements/agreement.types.ts';
import { Need } from '../needs/need.types.ts';
import { Offer } from '../offers/offer.types.ts';
import { AllianceReference, UnitReference } from '../references.types.ts';
import { Slot } from '../resources/resource.types.ts';
import { InReturn, InReturnInput } from './in-return.types.ts';

const MatchState = {
  PROPOSED: 'PROPOSED',
  ACCEPTED_BY_ONE: 'ACCEPTED_BY_ONE',
  AGREED: 'AGREED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(MatchState, {
  name: 'MatchState',
  description: 'State of a match (撮合状态).',
  valuesConfig: {
    PROPOSED: { description: 'Proposed; neither side has answered (待双方回应).' },
    ACCEPTED_BY_ONE: { description: 'One side accepted; its quantity is held (一方已接受).' },
    AGREED: { description: 'Both sides accepted; there is an agreement (双方已接受).' },
    DECLINED: { description: 'One side declined, with a reason (已婉拒).' },
    WITHDRAWN: { description: 'Taken back by who started it (已撤回).' },
    CANCELLED: { description: 'Its agreement was cancelled before it was active (协议已取消).' },
  },
});

const MatchOrigin = { PROPOSAL: 'PROPOSAL', CLAIM: 'CLAIM' } as const;
registerEnumType(MatchOrigin, {
  name: 'MatchOrigin',
  description: 'How a match began (撮合来源).',
  valuesConfig: {
    PROPOSAL: { description: 'Proposed by a coordinator (协调员推荐).' },
    CLAIM: { description: 'Claimed by a supplier (认领).' },
  },
});

@ObjectType('Match', {
  implements: Node,
  description: 'A match of a need and its supply (撮合). Seen by its two units and by the coordinator of its alliance.',
})
@Directive('@key(fields: "id")')
export class Match extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it lives in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => MatchOrigin, { description: 'How it began (来源).' })
  origin!: keyof typeof MatchOrigin;

  @Field(() => Need, { nullable: true, description: 'The need (需求).' })
  need!: Need | null;

  @Field(() => Offer, { nullable: true, description: 'The offer (供给); null where a need was claimed without one.' })
  offer!: Offer | null;

  @Field(() => Slot, { nullable: true, description: 'The slot to be booked when both have accepted (拟预约时段).' })
  slot!: Slot | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that gives (供给方).' })
  supplier!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit in need (需求方).' })
  demander!: UnitReference | null;

  @Field(() => Quantity, { description: 'How much (数量).' })
  quantity!: Quantity;

  @Field(() => InReturn, { nullable: true, description: 'What is given in return (回馈), if anything.' })
  inReturn!: InReturn | null;

  @Field(() => MatchState, { description: 'Its state (状态).' })
  state!: keyof typeof MatchState;

  @Field(() => DateTime, { nullable: true, description: 'When the supplier accepted (供给方接受时间).' })
  supplierAcceptedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the unit in need accepted (需求方接受时间).' })
  demanderAcceptedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or withdrawn (原因).' })
  reason!: string | null;

  @Field(() => Agreement, { nullable: true, description: 'The agreement it led to (协议).' })
  agreement!: Agreement | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Started at (发起时间).' })
  createdAt!: string;
}

export const { Connection: MatchConnection } = connectionOf(() => Match, 'Match', 'matches (撮合)');

@InputType('MatchFilter', { description: 'Which matches (撮合筛选).' })
export class MatchFilter {
  @Field(() => [MatchState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this need (需求).' })
  needId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this offer (供给).' })
  offerId?: string | null;
}

export const MatchOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(MatchOrder, {
  name: 'MatchOrder',
  description: 'Order of matches by when they began (撮合排序).',
  valuesConfig: TIME_ORDER,
});

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

  @NestedField(() => InReturnInput, 'What the unit in need gives in return (回馈).', { optional: true })
  inReturn?: InReturnInput | null;
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
}

@InputType('AcceptMatchInput', { description: 'One side’s acceptance (接受撮合).' })
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
abstract class MatchPayload extends Payload {
  @Field(() => Match, { nullable: true, description: 'The match (撮合) as it stands now.' })
  match!: Match | null;
}

@OutcomeOf('proposeMatch', '推荐撮合')
export class ProposeMatchPayload extends MatchPayload {}

@OutcomeOf('claimNeed', '认领需求')
export class ClaimNeedPayload extends MatchPayload {}

@OutcomeOf('acceptMatch', '接受撮合')
export class AcceptMatchPayload extends MatchPayload {}

@OutcomeOf('declineMatch', '婉拒撮合')
export class DeclineMatchPayload extends MatchPayload {}

@OutcomeOf('withdrawMatch', '撤回撮合')
export class WithdrawMatchPayload extends MatchPayload {}
