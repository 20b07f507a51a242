import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  OpenStockInput,
  OpenStockPayload,
  SetMinimumStockInput,
  SetMinimumStockPayload,
  ShareStockInput,
  ShareStockPayload,
} from './stock-acts.types.ts';
import type { StockService } from './stock.service.ts';
import { Stock, StockConnection, StockFilter, StockOrder } from './stock.types.ts';

@Resolver()
export class StockResolver {
  readonly #stocks: StockService;

  constructor(stocks: StockService) {
    this.#stocks = stocks;
  }

  @Query(() => Stock, {
    nullable: true,
    description: 'One stock by its id (库存). Null when there is none or you may not see it.',
  })
  stock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The stock (库存标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => StockConnection, {
    nullable: true,
    description: 'Stocks of your unit, and of members of the alliance you coordinate (库存列表).',
  })
  @ListArguments({ filter: () => StockFilter, order: () => StockOrder })
  stocks(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => OpenStockPayload, {
    description: 'Begins to count a resource of your unit (建立库存). There is nothing yet: what is there is received.',
  })
  openStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenStockInput, { description: 'What is counted (库存).' }) input: OpenStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#stocks.open(context.viewer, input));
  }

  @Mutation(() => SetMinimumStockPayload, {
    description:
      'Says how much of a stock should be there (设定最低库存). That it has come to that is told once, until it recovers.',
  })
  setMinimumStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetMinimumStockInput, { description: 'How much (最低库存).' }) input: SetMinimumStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#stocks.setMinimum(context.viewer, input));
  }

  @Mutation(() => ShareStockPayload, {
    description: 'Says whether all who see the resource are told what is available of it (公开可用量).',
  })
  shareStock(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ShareStockInput, { description: 'Whether they are (是否公开).' }) input: ShareStockInput,
  ): Promise<unknown> {
    return answer(info, context, this.#stocks.share(context.viewer, input));
  }
}
