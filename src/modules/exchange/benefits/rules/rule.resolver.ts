import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AgreeToFundBenefitInput,
  AgreeToFundBenefitPayload,
  EndBenefitRuleInput,
  EndBenefitRulePayload,
  PauseBenefitRuleInput,
  PauseBenefitRulePayload,
  PublishBenefitRuleInput,
  PublishBenefitRulePayload,
  ResumeBenefitRuleInput,
  ResumeBenefitRulePayload,
  ReviseBenefitRuleInput,
  ReviseBenefitRulePayload,
} from './rule-acts.types.ts';
import type { BenefitRuleService } from './rule.service.ts';
import { BenefitRule, BenefitRuleConnection, BenefitRuleFilter, BenefitRuleOrder } from './rule.types.ts';

@Resolver()
export class BenefitRuleResolver {
  readonly #rules: BenefitRuleService;

  constructor(rules: BenefitRuleService) {
    this.#rules = rules;
  }

  @Query(() => BenefitRule, { nullable: true, description: 'One benefit rule by its id (优惠规则). Public.' })
  benefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The rule (优惠规则标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => BenefitRuleConnection, { nullable: true, description: 'Benefit rules (优惠规则列表). Public.' })
  @ListArguments({ filter: () => BenefitRuleFilter, order: () => BenefitRuleOrder })
  benefitRules(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => PublishBenefitRulePayload, {
    description:
      'Publishes a benefit rule of your unit at one of its places (发布优惠规则). In force from its day on, once all who pay for it have agreed. Refused outside the frames of the area.',
  })
  publishBenefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishBenefitRuleInput, { description: 'The rule (优惠规则).' })
    input: PublishBenefitRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.publish(context.viewer, input));
  }

  @Mutation(() => ReviseBenefitRulePayload, {
    description:
      'Says what a rule of your unit says from a day to come (修订优惠规则): a version that follows the others.',
  })
  reviseBenefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseBenefitRuleInput, { description: 'The new version (新版本).' })
    input: ReviseBenefitRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.revise(context.viewer, input));
  }

  @Mutation(() => PauseBenefitRulePayload, {
    description: 'Pauses a rule of your unit (暂停优惠规则): nothing is redeemed by it until it is resumed.',
  })
  pauseBenefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PauseBenefitRuleInput, { description: 'Which, and why (暂停说明).' })
    input: PauseBenefitRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.pause(context.viewer, input));
  }

  @Mutation(() => ResumeBenefitRulePayload, { description: 'Goes on with a paused rule of your unit (恢复优惠规则).' })
  resumeBenefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResumeBenefitRuleInput, { description: 'Which rule (哪项规则).' })
    input: ResumeBenefitRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.resume(context.viewer, input));
  }

  @Mutation(() => EndBenefitRulePayload, { description: 'Ends a rule of your unit for good (终止优惠规则).' })
  endBenefitRule(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndBenefitRuleInput, { description: 'Which, and why (终止说明).' })
    input: EndBenefitRuleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.end(context.viewer, input));
  }

  @Mutation(() => AgreeToFundBenefitPayload, {
    description:
      'Agrees to pay the share of your unit by a version of a rule (同意出资). For a unit that the version names.',
  })
  agreeToFundBenefit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AgreeToFundBenefitInput, { description: 'Which version (哪个版本).' })
    input: AgreeToFundBenefitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#rules.fund(context.viewer, input));
  }
}
