import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { PublishService } from '../drafts/publish.service.ts';
import type { LifeService } from '../life/life.service.ts';
import {
  Offer,
  OfferConnection,
  OfferFilter,
  OfferOrder,
  PublishOfferInput,
  PublishOfferPayload,
  WithdrawOfferInput,
  WithdrawOfferPayload,
} from './offer.types.ts';

@Resolver()
export class OfferResolver {
  readonly #publishing: PublishService;
  readonly #life: LifeService;

  constructor(publishing: PublishService, life: LifeService) {
    this.#publishing = publishing;
    this.#life = life;
  }

  @Query(() => Offer, {
    nullable: true,
    description: 'One offer by its id (供给). Null when there is none or you may not see it.',
  })
  offer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The offer (供给标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => OfferConnection, { nullable: true, description: 'Offers you may see (供给列表).' })
  @ListArguments({ filter: () => OfferFilter, order: () => OfferOrder })
  offers(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => PublishOfferPayload, {
    description:
      'Publishes an offer of the unit you act for (发布供给). Where its words hold a number, a door, a name or an illness it is held up, `IN_REVIEW` with `findings`.',
  })
  publishOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishOfferInput, { description: 'The offer (供给).' }) input: PublishOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publishing.publish(context.viewer, 'offer', input));
  }

  @Mutation(() => WithdrawOfferPayload, { description: 'Takes an offer back (撤回供给). Matches agreed before stand.' })
  withdrawOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawOfferInput, { description: 'Which offer (哪项供给).' }) input: WithdrawOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.withdraw(context.viewer, 'offer', input));
  }
}
