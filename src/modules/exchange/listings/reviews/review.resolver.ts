import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import { ListingInReviewConnection, ListingInReviewOrder } from './queue.types.ts';
import {
  ReleaseNeedInput,
  ReleaseNeedPayload,
  ReleaseOfferInput,
  ReleaseOfferPayload,
  ReturnNeedInput,
  ReturnNeedPayload,
  ReturnOfferInput,
  ReturnOfferPayload,
  ReviseNeedInput,
  ReviseNeedPayload,
  ReviseOfferInput,
  ReviseOfferPayload,
} from './review-acts.types.ts';
import type { ReviewService } from './review.service.ts';
import type { ReviseService } from './revise.service.ts';

@Resolver()
export class ReviewResolver {
  readonly #reviews: ReviewService;
  readonly #revisions: ReviseService;

  constructor(reviews: ReviewService, revisions: ReviseService) {
    this.#reviews = reviews;
    this.#revisions = revisions;
  }

  @Query(() => ListingInReviewConnection, {
    nullable: true,
    description:
      'Offers and needs of other units that wait for your verdict in the alliance of your hat (待审核清单). For coordinators.',
  })
  @ListArguments({ order: () => ListingInReviewOrder })
  listingsInReview(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ReviseNeedPayload, {
    description:
      'Writes a need anew that is held up, published or paused (修改需求), for its unit. New words are screened: without findings it is published or stays so; with findings it is held up, or refused where it has matches.',
  })
  reviseNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseNeedInput, { description: 'What is to be otherwise (修改内容).' }) input: ReviseNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#revisions.revise(context.viewer, 'need', input));
  }

  @Mutation(() => ReviseOfferPayload, {
    description:
      'Writes an offer anew that is held up, published or paused (修改供给), for its unit. New words are screened: without findings it is published or stays so; with findings it is held up, or refused where it has matches.',
  })
  reviseOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseOfferInput, { description: 'What is to be otherwise (修改内容).' })
    input: ReviseOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#revisions.revise(context.viewer, 'offer', input));
  }

  @Mutation(() => ReleaseNeedPayload, {
    description:
      'Publishes a need in review as it is (放行需求): a false alarm. For a coordinator of an alliance it is shown to, never of its own unit; where it is public and shown to none in particular, of any alliance of its unit.',
  })
  releaseNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReleaseNeedInput, { description: 'Which need, and why (哪项需求及理由).' })
    input: ReleaseNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#reviews.release(context.viewer, 'need', input));
  }

  @Mutation(() => ReleaseOfferPayload, {
    description:
      'Publishes an offer in review as it is (放行供给): a false alarm. For a coordinator of an alliance it is shown to, never of its own unit; where it is public and shown to none in particular, of any alliance of its unit.',
  })
  releaseOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReleaseOfferInput, { description: 'Which offer, and why (哪项供给及理由).' })
    input: ReleaseOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#reviews.release(context.viewer, 'offer', input));
  }

  @Mutation(() => ReturnNeedPayload, {
    description: 'Gives a need in review back to its unit to be revised (退回需求). For those who may release it.',
  })
  returnNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReturnNeedInput, { description: 'Which need, and what to revise (哪项需求及理由).' })
    input: ReturnNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#reviews.return(context.viewer, 'need', input));
  }

  @Mutation(() => ReturnOfferPayload, {
    description: 'Gives an offer in review back to its unit to be revised (退回供给). For those who may release it.',
  })
  returnOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReturnOfferInput, { description: 'Which offer, and what to revise (哪项供给及理由).' })
    input: ReturnOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#reviews.return(context.viewer, 'offer', input));
  }
}
