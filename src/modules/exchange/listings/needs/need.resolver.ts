import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { PublishService } from '../drafts/publish.service.ts';
import type { LifeService } from '../life/life.service.ts';
import {
  Need,
  NeedConnection,
  NeedFilter,
  NeedOrder,
  PublishNeedInput,
  PublishNeedPayload,
  WithdrawNeedInput,
  WithdrawNeedPayload,
} from './need.types.ts';

@Resolver()
export class NeedResolver {
  readonly #publishing: PublishService;
  readonly #life: LifeService;

  constructor(publishing: PublishService, life: LifeService) {
    this.#publishing = publishing;
    this.#life = life;
  }

  @Query(() => Need, {
    nullable: true,
    description: 'One need by its id (需求). Null when there is none or you may not see it.',
  })
  need(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The need (需求标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => NeedConnection, { nullable: true, description: 'Needs you may see (需求列表).' })
  @ListArguments({ filter: () => NeedFilter, order: () => NeedOrder })
  needs(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => PublishNeedPayload, {
    description:
      'Publishes a need of the unit you act for (发布需求). Where its words hold a number, a door, a name or an illness it is held up, `IN_REVIEW` with `findings`.',
  })
  publishNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishNeedInput, { description: 'The need (需求).' }) input: PublishNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publishing.publish(context.viewer, 'need', input));
  }

  @Mutation(() => WithdrawNeedPayload, { description: 'Takes a need back (撤回需求). Matches agreed before stand.' })
  withdrawNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawNeedInput, { description: 'Which need (哪项需求).' }) input: WithdrawNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.withdraw(context.viewer, 'need', input));
  }
}
