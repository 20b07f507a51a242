import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { OrderService } from './order.service.ts';
import { OrderOfferInput, OrderOfferPayload } from './order.types.ts';

@Resolver()
export class OrderResolver {
  readonly #orders: OrderService;

  constructor(orders: OrderService) {
    this.#orders = orders;
  }

  @Mutation(() => OrderOfferPayload, {
    description:
      'Orders from an offer for the unit you act for (点单), without a need: what it asks for is held from then on, first come, first served, until the supplier answers. Prices are those of the menu at that instant.',
  })
  orderOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OrderOfferInput, { description: 'The order (点单).' }) input: OrderOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#orders.order(context.viewer, input));
  }
}
