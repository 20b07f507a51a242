import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  RecordAreaStatisticInput,
  RecordAreaStatisticPayload,
  WithdrawAreaStatisticInput,
  WithdrawAreaStatisticPayload,
} from './statistic-acts.types.ts';
import type { StatisticService } from './statistic.service.ts';

@Resolver()
export class StatisticResolver {
  readonly #statistics: StatisticService;

  constructor(statistics: StatisticService) {
    this.#statistics = statistics;
  }

  @Mutation(() => RecordAreaStatisticPayload, {
    description:
      'Records a figure of an area (登记区划统计). For administrators of the unit that looks after it, or after anything above.',
  })
  recordAreaStatistic(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordAreaStatisticInput, { description: 'The figure (数值).' })
    input: RecordAreaStatisticInput,
  ): Promise<unknown> {
    return answer(info, context, this.#statistics.record(context.viewer, input));
  }

  @Mutation(() => WithdrawAreaStatisticPayload, {
    description:
      'Withdraws a figure of an area, which stays on record (撤回区划统计). For administrators of the unit that looks after the area, or after anything above.',
  })
  withdrawAreaStatistic(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawAreaStatisticInput, { description: 'Which (区划统计).' })
    input: WithdrawAreaStatisticInput,
  ): Promise<unknown> {
    return answer(info, context, this.#statistics.withdraw(context.viewer, input));
  }
}
