/** Refusals at a counter, and what they carry. */
import { Directive, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { DateTime } from '../types/scalars.ts';
import { UserError } from './user-error.types.ts';

@ObjectType('QuotaExhaustedError', {
  implements: UserError,
  description: 'A benefit was given as often as it may be, for now or for good (限额已满).',
})
@Directive('@shareable')
class QuotaExhaustedError extends UserError {
  @Field(() => ID, { description: 'The benefit rule (优惠规则).' })
  id!: string;

  @Field(() => String, { description: 'Over what it is counted (周期): `DAY`, `WEEK`, `MONTH` or `TOTAL`.' })
  window!: string;

  @Field(() => Boolean, { description: 'Whether it is the limit for one person (是否按人).' })
  isPerPerson!: boolean;

  @Field(() => Int, { description: 'How often at most (限额), in redemptions (人次).' })
  most!: number;

  @Field(() => Int, { description: 'How often still (余量), in redemptions (人次): 0, since a redemption takes one.' })
  remaining!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it opens again (重新开放时间); null where it does not.' })
  opensAt!: string | null;
}

@ObjectType('EligibilityProblem', {
  description:
    'A part of a condition that is not met, or not known to be (不符合项): of the rule, never of the person.',
})
@Directive('@shareable')
export class EligibilityProblem {
  @Field(() => Int, { description: 'The part (条件序号), by its `number`; 0 where somebody fits what is excluded.' })
  part!: number;

  @Field(() => String, { description: '`NO`, or `UNKNOWN` for want of a proof (判定).' })
  verdict!: string;

  @Field(() => String, { description: 'In words (说明), in the language of `Accept-Language`.' })
  message!: string;
}

@ObjectType('NotEligibleError', {
  implements: UserError,
  description: 'A benefit, a service or an enrolment is not for this person, or not known to be (不符合条件).',
})
@Directive('@shareable')
class NotEligibleError extends UserError {
  @Field(() => ID, { description: 'What it was asked of (所办事项): a benefit rule, an offer or an enrolment.' })
  id!: string;

  @Field(() => String, { description: '`NO`, or `UNKNOWN` for want of a proof (判定).' })
  verdict!: string;

  @Field(() => [EligibilityProblem], { description: 'Why (原因), part by part.' })
  reasons!: EligibilityProblem[];

  @Field(() => [String], {
    description: 'What they are to bring (须带材料), in words; empty where nothing is said, as of benefits.',
  })
  documents!: string[];
}

/** Types that only the interface leads to, too. */
export const benefitErrorTypes: readonly ClassType[] = [QuotaExhaustedError, NotEligibleError];
