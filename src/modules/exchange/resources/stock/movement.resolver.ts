import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { CountService } from './count.service.ts';
import type { MovementService } from './movement.service.ts';
import {
  CountStockInput,
  CountStockPayload,
  MoveStockInput,
  MoveStockPayload,
  TransferStockInput,
  TransferStockPayload,
} from './stock-acts.types.ts';

@Resolver()
export class MovementResolver {
  readonly #movements: MovementService;
  readonly #counts: CountService;

  constructor(movements: MovementService, counts: CountService) {
    this.#movements = movements;
    this.#counts = counts;
  }

  @Mutation(() => MoveStockPayload, {
    description:
      'Records what came into a stock or went out of it (登记出入库). What is issued goes out of the lots that expire first, and leaves what is promised.',
  })
  moveStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => MoveStockInput, { description: 'What came or went (出入库).' }) input: MoveStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#movements.move(context.viewer, input));
  }

  @Mutation(() => TransferStockPayload, {
    description: 'Moves some of a stock to another of your unit (调拨), in one act. Answers with the one it came from.',
  })
  transferStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => TransferStockInput, { description: 'From where to where (调拨).' }) input: TransferStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#counts.transfer(context.viewer, input));
  }

  @Mutation(() => CountStockPayload, {
    description: 'Records what was counted of a stock (盘点). What was counted holds; the difference is a movement.',
  })
  countStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CountStockInput, { description: 'What was counted (盘点).' }) input: CountStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#counts.count(context.viewer, input));
  }
}
