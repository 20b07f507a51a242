import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  CloseDistributionInput,
  CloseDistributionPayload,
  HandOutInput,
  HandOutPayload,
  OpenDistributionInput,
  OpenDistributionPayload,
} from './distribution-acts.types.ts';
import type { DistributionService } from './distribution.service.ts';
import { Distribution } from './distribution.types.ts';

@Resolver()
export class DistributionResolver {
  readonly #distributions: DistributionService;

  constructor(distributions: DistributionService) {
    this.#distributions = distributions;
  }

  @Query(() => Distribution, {
    nullable: true,
    description: 'One distribution by its id (发放). Null when there is none or you may not see it.',
  })
  distribution(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The distribution (发放标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => OpenDistributionPayload, {
    description: 'Begins to hand out a stock of your unit to persons, each as often as the rule says (开始发放).',
  })
  openDistribution(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenDistributionInput, { description: 'What is handed out, and by what rule (发放).' })
    input: OpenDistributionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#distributions.open(context.viewer, input));
  }

  @Mutation(() => HandOutPayload, {
    description:
      'Hands out to one person, known by a number that is not kept (发放给一人). Who has had theirs is refused with `ALREADY_DONE`, and `NOT_ENOUGH_LEFT` says that there is none left.',
  })
  handOut(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => HandOutInput, { description: 'To whom (领取人).' }) input: HandOutInput,
  ): Promise<unknown> {
    return answer(info, context, this.#distributions.handOut(context.viewer, input));
  }

  @Mutation(() => CloseDistributionPayload, {
    description: 'Ends a distribution (结束发放). By whom it was had can be told no more from then on.',
  })
  closeDistribution(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CloseDistributionInput, { description: 'Which distribution (哪次发放).' })
    input: CloseDistributionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#distributions.close(context.viewer, input));
  }
}
