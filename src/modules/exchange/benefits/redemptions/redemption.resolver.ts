import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { BenefitCheckService } from './check.service.ts';
import { CheckBenefitInput, CheckBenefitPayload } from './check.types.ts';
import type { RedemptionService } from './redemption.service.ts';
import {
  BenefitRedemptionConnection,
  BenefitRedemptionFilter,
  BenefitRedemptionOrder,
  RedeemBenefitInput,
  RedeemBenefitPayload,
  ReverseRedemptionInput,
  ReverseRedemptionPayload,
} from './redemption.types.ts';

@Resolver()
export class RedemptionResolver {
  readonly #redemptions: RedemptionService;
  readonly #checks: BenefitCheckService;

  constructor(redemptions: RedemptionService, checks: BenefitCheckService) {
    this.#redemptions = redemptions;
    this.#checks = checks;
  }

  @Query(() => BenefitRedemptionConnection, {
    nullable: true,
    description: 'Redemptions by rules of your unit, and those that it pays a share of (核销列表).',
  })
  @ListArguments({ filter: () => BenefitRedemptionFilter, order: () => BenefitRedemptionOrder })
  benefitRedemptions(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => CheckBenefitPayload, {
    description:
      'What the benefits of a place are to somebody at the counter (查询优惠资格): for its unit, and for an app that it let ask (`benefits:check`). Only whether they are eligible, for what, and why not. That it was asked is on record, as an act.',
  })
  checkBenefit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CheckBenefitInput, { description: 'Who, and where (查询内容).' }) input: CheckBenefitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#checks.check(context.viewer, input));
  }

  @Mutation(() => RedeemBenefitPayload, {
    description:
      'Redeems a benefit for somebody at the counter (核销优惠). Refused with `NOT_ELIGIBLE`, part by part, and with `QUOTA_EXHAUSTED`, saying when it opens again.',
  })
  redeemBenefit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RedeemBenefitInput, { description: 'Which benefit, for whom (核销内容).' })
    input: RedeemBenefitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#redemptions.redeem(context.viewer, input));
  }

  @Mutation(() => ReverseRedemptionPayload, {
    description: 'Takes a redemption back (撤销核销): what it took of each quota is free again.',
  })
  reverseRedemption(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReverseRedemptionInput, { description: 'Which, and why (撤销说明).' })
    input: ReverseRedemptionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#redemptions.reverse(context.viewer, input));
  }
}
