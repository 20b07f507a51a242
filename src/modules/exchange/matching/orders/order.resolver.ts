import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { CheckEligibilityService } from './check-eligibility.service.ts';
import { CheckEligibilityInput, CheckEligibilityPayload } from './check-eligibility.types.ts';
import type { OrderService } from './order.service.ts';
import type { WhoComesService } from './who-comes.service.ts';
import { CheckWhoComesInput, CheckWhoComesPayload } from './who-comes.types.ts';
import { OrderOfferInput, OrderOfferPayload } from './order.types.ts';

@Resolver()
export class OrderResolver {
  readonly #orders: OrderService;
  readonly #checks: CheckEligibilityService;
  readonly #whoComes: WhoComesService;

  constructor(orders: OrderService, checks: CheckEligibilityService, whoComes: WhoComesService) {
    this.#orders = orders;
    this.#checks = checks;
    this.#whoComes = whoComes;
  }

  @Mutation(() => OrderOfferPayload, {
    description:
      'Orders from an offer for the unit you act for (点单), without a need: what it asks for is held from then on, first come, first served, until the supplier answers. Prices are those of the menu at that instant. What is for some persons alone is ordered for one of them, and refused with `NOT_ELIGIBLE`, part by part, where they do not fit or are not known to.',
  })
  orderOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OrderOfferInput, { description: 'The order (点单).' }) input: OrderOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#orders.order(context.viewer, input));
  }

  @Mutation(() => CheckEligibilityPayload, {
    description:
      'Whether somebody fits what an offer asks (查询适用资格), by the proofs that your unit recorded: for those that may order it, and for its own unit. Nothing is ordered, and nobody is remembered; that it was asked is on record, as an act.',
  })
  checkEligibility(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CheckEligibilityInput, { description: 'Who, and for what (查询内容).' })
    input: CheckEligibilityInput,
  ): Promise<unknown> {
    return answer(info, context, this.#checks.check(context.viewer, input));
  }

  @Mutation(() => CheckWhoComesPayload, {
    description:
      'Whether who comes is who it was ordered for (核验到场人), by a number that they show: for the unit that serves the order. Yes or no, and nothing of the person; that it was asked is on record. At most ten times an hour for each order, then `WRONG_STATE`.',
  })
  checkWhoComes(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CheckWhoComesInput, { description: 'Who came, and for which order (核验内容).' })
    input: CheckWhoComesInput,
  ): Promise<unknown> {
    return answer(info, context, this.#whoComes.check(context.viewer, input));
  }
}
