import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { AnswerService } from './answer.service.ts';
import type { CounterService } from './counter.service.ts';
import type { MatchService } from './match.service.ts';
import {
  AcceptMatchInput,
  AcceptMatchPayload,
  ClaimNeedInput,
  ClaimNeedPayload,
  CounterMatchInput,
  CounterMatchPayload,
  DeclineMatchInput,
  DeclineMatchPayload,
  ProposeMatchInput,
  ProposeMatchPayload,
  WithdrawMatchInput,
  WithdrawMatchPayload,
} from './match-acts.types.ts';
import { Match, MatchConnection, MatchFilter, MatchOrder } from './match.types.ts';

@Resolver()
export class MatchResolver {
  readonly #matches: MatchService;
  readonly #answers: AnswerService;
  readonly #counters: CounterService;

  constructor(matches: MatchService, answers: AnswerService, counters: CounterService) {
    this.#matches = matches;
    this.#answers = answers;
    this.#counters = counters;
  }

  @Query(() => Match, {
    nullable: true,
    description: 'One match by its id (撮合). Null when there is none or you may not see it.',
  })
  match(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The match (撮合标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => MatchConnection, { nullable: true, description: 'Matches you take part in or coordinate (撮合列表).' })
  @ListArguments({ filter: () => MatchFilter, order: () => MatchOrder })
  matches(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ProposeMatchPayload, {
    description: 'Proposes a match of a need and an offer (推荐撮合). For the coordinator of the alliance.',
  })
  proposeMatch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeMatchInput, { description: 'The match (撮合).' }) input: ProposeMatchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#matches.propose(context.viewer, input));
  }

  @Mutation(() => ClaimNeedPayload, {
    description:
      'Claims a need for the unit you act for (认领需求): its quantity is held from then on, first come, first served.',
  })
  claimNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ClaimNeedInput, { description: 'The claim (认领).' }) input: ClaimNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#matches.claim(context.viewer, input));
  }

  @Mutation(() => AcceptMatchPayload, {
    description:
      'Accepts a match for your side (接受撮合). The second acceptance makes the agreement and holds the slot.',
  })
  acceptMatch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AcceptMatchInput, { description: 'The acceptance (接受).' }) input: AcceptMatchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#answers.accept(context.viewer, input));
  }

  @Mutation(() => CounterMatchPayload, {
    description:
      'Answers a match with other terms for your side (还价): of quantity, time or what is given in return. They hold what they ask for, and are for the other side to accept, decline or counter.',
  })
  counterMatch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CounterMatchInput, { description: 'The other terms (还价).' }) input: CounterMatchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#counters.counter(context.viewer, input));
  }

  @Mutation(() => DeclineMatchPayload, {
    description: 'Declines a match for your side, with a reason (婉拒撮合). What it held is free again.',
  })
  declineMatch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineMatchInput, { description: 'The refusal (婉拒).' }) input: DeclineMatchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#answers.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawMatchPayload, {
    description: 'Takes a match back before it is agreed (撤回撮合). What it held is free again.',
  })
  withdrawMatch(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawMatchInput, { description: 'The withdrawal (撤回).' }) input: WithdrawMatchInput,
  ): Promise<unknown> {
    return answer(info, context, this.#answers.withdraw(context.viewer, input));
  }
}
