import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { BenefitKind as Kind } from '../../../../domain/exchange/benefit.ts';
import { EligibilityProblem } from '../../../../graphql/errors/benefit-errors.types.ts';
import { IdField, KeyField, NestedField } from '../../../../graphql/types/inputs.types.ts';
import { YuanField } from '../../../../graphql/types/money-inputs.types.ts';
import { Money } from '../../../../graphql/types/values.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, Decimal } from '../../../../graphql/types/scalars.ts';
import { PlaceReference } from '../../references.types.ts';
import { Verdict } from '../../eligibility/eligibility.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';
import { BenefitKind, QuotaWindow } from '../rules/rule.types.ts';
import { SaidOfOneselfInput } from '../../eligibility/said.types.ts';

@InputType('CheckBenefitInput', { description: 'Somebody at the counter (查询优惠资格).' })
export class CheckBenefitInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @YuanField('The price (原价), so that the cut is told.', { optional: true })
  price?: string | null;

  @NestedField(() => SaidOfOneselfInput, 'What they say (本人陈述).', { optional: true })
  said?: SaidOfOneselfInput | null;
}

@ObjectType('BenefitExhaustion', { description: 'A quota that is used up (限额已满).' })
class BenefitExhaustion {
  @Field(() => QuotaWindow, { description: 'Over what it is counted (周期).' })
  window!: keyof typeof QuotaWindow;

  @Field(() => Boolean, { description: 'Whether it is the limit for one person (是否按人).' })
  isPerPerson!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When it opens again (重新开放时间); null where it does not.' })
  opensAt!: string | null;
}

@ObjectType('BenefitAnswer', {
  description:
    'What a benefit is to somebody at the counter (优惠资格): whether they are eligible, what they get, why not. Nothing else of the person is told.',
})
class BenefitAnswer {
  @Field(() => ID, { description: 'The benefit rule (优惠规则标识).' })
  ruleId!: string;

  @Field(() => String, { description: 'Its name (名称).' })
  name!: string;

  @Field(() => Verdict, { description: 'Whether they are eligible (是否符合条件).' })
  verdict!: keyof typeof Verdict;

  @Field(() => [EligibilityProblem], { description: 'Why not (不符合原因), part by part; empty where they are.' })
  reasons!: EligibilityProblem[];

  @Field(() => BenefitKind, { description: 'What it does to the price (优惠方式).' })
  kind!: Kind;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much is taken off (优惠幅度): yuan, or per cent; null of FREE.',
  })
  amount!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What is taken off the price (优惠金额); null where no price was given, or it does not apply to it.',
  })
  cut!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What is to be paid (应付金额); null where `cut` is.' })
  charge!: Money | null;

  @Field(() => BenefitExhaustion, {
    nullable: true,
    description: 'The quota that is used up (限额已满); null while none is.',
  })
  exhausted!: BenefitExhaustion | null;
}

@OutcomeOf('checkBenefit', '查询优惠资格')
export class CheckBenefitPayload extends Payload {
  @Field(() => PlaceReference, { nullable: true, description: 'The place (阵地).' })
  place!: PlaceReference | null;

  @Field(() => [BenefitAnswer], {
    nullable: true,
    description:
      'What each rule of the place that is in force is to them (优惠资格), what they can have first, the largest cut before others. Told with the act and never again: null when it is replayed.',
  })
  answers!: BenefitAnswer[] | null;
}
