import { Field, InputType, ObjectType } from 'type-graphql';
import type { BenefitKind as Kind, QuotaWindow as Window } from '../../../../domain/exchange/benefit.ts';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { CutField, YuanField } from '../../../../graphql/types/money-inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { EligibilityInput } from '../../eligibility/eligibility.types.ts';
import { BenefitKind, BenefitRule, QuotaWindow } from './rule.types.ts';

@InputType('BenefitQuotaInput', { description: 'How often a benefit is given at most (优惠限额).' })
class BenefitQuotaInput {
  @Field(() => QuotaWindow, { description: 'Over what (周期).' })
  window!: Window;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether for each person (是否按人); for all together unless said.',
  })
  isPerPerson!: boolean;

  @WholeNumberField('So often (限额), in redemptions (人次).', { min: 1, max: 1_000_000 })
  most!: number;
}

@InputType('BenefitFunderInput', { description: 'Who pays a share of what is taken off (出资方).' })
class BenefitFunderInput {
  @IdField('The unit (单位). Another than your own has to agree (agreeToFundBenefit).')
  unitId!: string;

  @AmountField('Its share of the cut (比例), in per cent.', { max: 100 })
  percent!: string;
}

@InputType('BenefitTermsInput', { description: 'What a benefit rule says from a day on (优惠规则内容).' })
class BenefitTermsInput {
  @Field(() => LocalDate, {
    description: 'From that day on (生效日): of the first version today or later, of any other from tomorrow.',
  })
  from!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Until that day, exclusive (失效日); open unless said.' })
  until?: string | null;

  @NestedField(() => EligibilityInput, 'Whom it is for (适用条件).')
  eligibility!: EligibilityInput;

  @NestedField(() => EligibilityInput, 'Whom it is not for all the same (不适用条件), where that is known.', {
    optional: true,
  })
  exclusion?: EligibilityInput | null;

  @Field(() => BenefitKind, { description: 'What it does to the price (优惠方式).' })
  kind!: Kind;

  @CutField('How much is taken off (优惠幅度): yuan of AMOUNT_OFF; of PERCENTAGE per cent; of FREE it is left out.')
  amount?: string | null;

  @YuanField('The least price that it applies to (适用最低价).')
  leastPrice!: string;

  @YuanField('The most that a price may be that it applies to (适用最高价).')
  mostPrice!: string;

  @NestedListField(() => BenefitQuotaInput, 'How often at most (限额), each window once; not limited unless said.', {
    max: 8,
    optional: true,
  })
  quotas?: BenefitQuotaInput[] | null;

  @NestedListField(() => BenefitFunderInput, 'Who pays (出资方): together 100 per cent; your unit alone unless said.', {
    max: 10,
    optional: true,
  })
  funders?: BenefitFunderInput[] | null;
}

@InputType('PublishBenefitRuleInput', {
  description: 'A benefit rule of your unit at one of its places (发布优惠规则).',
})
export class PublishBenefitRuleInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地), of your unit.')
  placeId!: string;

  @TextField('Name (名称), e.g. 老龄特惠.', { max: 60 })
  name!: string;

  @TextField('What is given there (服务类别): the code of a term of the scheme CATEGORY.', { max: 60 })
  service!: string;

  @NestedField(() => BenefitTermsInput, 'What it says (规则内容).')
  terms!: BenefitTermsInput;
}

@InputType('ReviseBenefitRuleInput', { description: 'What a benefit rule says from another day on (修订优惠规则).' })
export class ReviseBenefitRuleInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The rule (优惠规则).')
  ruleId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedField(() => BenefitTermsInput, 'What it says then, whole (规则内容).')
  terms!: BenefitTermsInput;
}

@InputType()
abstract class OfRule {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The rule (优惠规则).')
  ruleId!: string;

  @VersionField()
  expectedVersion!: number;
}

const REASON = 'Why (原因), without name, number or address: it is public.';

@InputType('PauseBenefitRuleInput', { description: 'A benefit rule to pause (暂停优惠规则).' })
export class PauseBenefitRuleInput extends OfRule {
  @TextField(REASON, { max: 200 })
  reason!: string;
}

@InputType('ResumeBenefitRuleInput', { description: 'A benefit rule to go on with (恢复优惠规则).' })
export class ResumeBenefitRuleInput extends OfRule {}

@InputType('EndBenefitRuleInput', { description: 'A benefit rule to end for good (终止优惠规则).' })
export class EndBenefitRuleInput extends OfRule {
  @TextField(REASON, { max: 200 })
  reason!: string;
}

@InputType('AgreeToFundBenefitInput', {
  description: 'A version of a benefit rule that your unit pays for (同意出资).',
})
export class AgreeToFundBenefitInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The rule (优惠规则).')
  ruleId!: string;

  @WholeNumberField('The number of the version (版次).', { min: 1, max: 10_000 })
  number!: number;
}

@ObjectType()
abstract class BenefitRulePayload extends Payload {
  @Field(() => BenefitRule, { nullable: true, description: 'The rule (优惠规则) as it stands now.' })
  benefitRule!: BenefitRule | null;
}

@OutcomeOf('publishBenefitRule', '发布优惠规则')
export class PublishBenefitRulePayload extends BenefitRulePayload {}

@OutcomeOf('reviseBenefitRule', '修订优惠规则')
export class ReviseBenefitRulePayload extends BenefitRulePayload {}

@OutcomeOf('pauseBenefitRule', '暂停优惠规则')
export class PauseBenefitRulePayload extends BenefitRulePayload {}

@OutcomeOf('resumeBenefitRule', '恢复优惠规则')
export class ResumeBenefitRulePayload extends BenefitRulePayload {}

@OutcomeOf('endBenefitRule', '终止优惠规则')
export class EndBenefitRulePayload extends BenefitRulePayload {}

@OutcomeOf('agreeToFundBenefit', '同意出资')
export class AgreeToFundBenefitPayload extends BenefitRulePayload {}
