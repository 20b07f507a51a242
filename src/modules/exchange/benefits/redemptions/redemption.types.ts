import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, NestedField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { YuanField } from '../../../../graphql/types/money-inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Money, Node } from '../../../../graphql/types/values.types.ts';
import { UnitReference } from '../../references.types.ts';
import { SaidOfOneselfInput } from '../../eligibility/said.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';
import { BenefitRule } from '../rules/rule.types.ts';
import { BenefitFunding } from '../rules/statistics.types.ts';

const BenefitRedemptionState = { REDEEMED: 'REDEEMED', REVERSED: 'REVERSED' } as const;
registerEnumType(BenefitRedemptionState, {
  name: 'BenefitRedemptionState',
  description: 'State of a redemption (核销状态).',
  valuesConfig: {
    REDEEMED: { description: 'Given, and counted (已核销).' },
    REVERSED: { description: 'Taken back; the quota is free again (已撤销).' },
  },
});

@ObjectType('BenefitRedemption', {
  implements: Node,
  description:
    'A benefit that was redeemed (核销记录): what it cost, what was taken off, who paid. For the unit whose rule it is, and for those that pay a share of it. Who redeemed it stands in no record.',
})
@Directive('@key(fields: "id")')
class BenefitRedemption extends Node {
  @Field(() => BenefitRule, { nullable: true, description: 'The rule (优惠规则).' })
  rule!: BenefitRule | null;

  @Field(() => Int, { description: 'The number of the version that it was redeemed by (所依版次).' })
  ruleVersion!: number;

  @Field(() => UnitReference, { nullable: true, description: 'The unit whose rule it is (核销单位).' })
  unit!: UnitReference | null;

  @Field(() => Money, { description: 'The price (原价).' })
  price!: Money;

  @Field(() => Money, { description: 'What was taken off (优惠金额).' })
  cut!: Money;

  @Field(() => Money, { description: 'What was paid by who redeemed it (实付金额): the price less the cut.' })
  charge!: Money;

  @Field(() => [BenefitFunding], { description: 'Who pays what of the cut (出资明细): together the cut, to the fen.' })
  funding!: BenefitFunding[];

  @Field(() => LocalDate, { description: 'The day in Beijing that it counts for (核销日).' })
  day!: string;

  @Field(() => DateTime, { description: 'Redeemed at (核销时间).' })
  redeemedAt!: string;

  @Field(() => BenefitRedemptionState, { description: 'Its state (状态).' })
  state!: keyof typeof BenefitRedemptionState;

  @Field(() => DateTime, { nullable: true, description: 'Reversed at (撤销时间).' })
  reversedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was reversed (撤销原因).' })
  reason!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: BenefitRedemptionConnection } = connectionOf(
  () => BenefitRedemption,
  'BenefitRedemption',
  'redemptions of benefits (核销记录)',
);

@InputType('BenefitRedemptionFilter', { description: 'Which redemptions (核销筛选).' })
export class BenefitRedemptionFilter {
  @Field(() => ID, { nullable: true, description: 'By this rule (优惠规则).' })
  ruleId?: string | null;

  @Field(() => [BenefitRedemptionState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'On that day in Beijing or later (起始日).' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Before that day (截止日，不含).' })
  until?: string | null;
}

export const BenefitRedemptionOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(BenefitRedemptionOrder, {
  name: 'BenefitRedemptionOrder',
  description: 'Order of redemptions by time (核销排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('RedeemBenefitInput', { description: 'A benefit to redeem for somebody at the counter (核销优惠).' })
export class RedeemBenefitInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The rule (优惠规则).')
  ruleId!: string;

  @YuanField('The price (原价).')
  price!: string;

  @NestedField(() => SaidOfOneselfInput, 'What they say (本人陈述).', { optional: true })
  said?: SaidOfOneselfInput | null;
}

@InputType('ReverseRedemptionInput', { description: 'A redemption to take back (撤销核销).' })
export class ReverseRedemptionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The redemption (核销记录).')
  redemptionId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因), without name, number or address: those who pay read it.', { max: 200 })
  reason!: string;
}

@ObjectType()
abstract class RedemptionPayload extends Payload {
  @Field(() => BenefitRedemption, { nullable: true, description: 'The redemption (核销记录).' })
  benefitRedemption!: BenefitRedemption | null;
}

@OutcomeOf('redeemBenefit', '核销优惠')
export class RedeemBenefitPayload extends RedemptionPayload {}

@OutcomeOf('reverseRedemption', '撤销核销')
export class ReverseRedemptionPayload extends RedemptionPayload {}
