import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ReleaseNeedPayload, ReturnNeedPayload, ReviseNeedPayload } from '../needs/need.types.ts';
import type { ReviewService } from './review.service.ts';
import { ReleaseNeedInput, ReturnNeedInput, ReviseNeedInput } from './review.types.ts';

@Resolver()
export class ReviewResolver {
  readonly #reviews: ReviewService;

  constructor(reviews: ReviewService) {
    this.#reviews = reviews;
  }

  @Mutation(() => ReviseNeedPayload, {
    description:
      'Writes the words of a need anew that is held up (修改需求), for its unit. They are screened again; without findings it is published.',
  })
  reviseNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseNeedInput, { description: 'The new words (修改内容).' }) input: ReviseNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#reviews.revise(context.viewer, input));
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
    return answer(info, context, this.#reviews.release(context.viewer, input));
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
    return answer(info, context, this.#reviews.return(context.viewer, input));
  }
}
