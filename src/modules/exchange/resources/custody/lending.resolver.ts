import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  CancelLendingInput,
  CancelLendingPayload,
  ConfirmLendingInput,
  ConfirmLendingPayload,
  ConfirmReturnInput,
  ConfirmReturnPayload,
  LendResourceInput,
  LendResourcePayload,
  ReturnResourceInput,
  ReturnResourcePayload,
} from './lending-acts.types.ts';
import type { LendingService } from './lending.service.ts';
import { Lending, LendingConnection, LendingFilter, LendingOrder } from './lending.types.ts';

@Resolver()
export class LendingResolver {
  readonly #lendings: LendingService;

  constructor(lendings: LendingService) {
    this.#lendings = lendings;
  }

  @Query(() => Lending, {
    nullable: true,
    description: 'One lending by its id (借用). Null when there is none or you may not see it.',
  })
  lending(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The lending (借用标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => LendingConnection, {
    nullable: true,
    description: 'Lendings by and to your unit, and in the alliance you coordinate (借用列表).',
  })
  @ListArguments({ filter: () => LendingFilter, order: () => LendingOrder })
  lendings(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => LendResourcePayload, {
    description: 'Hands a thing of your unit over to another unit (出借资源). It is with one unit at a time.',
  })
  lendResource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => LendResourceInput, { description: 'What is lent, and to whom (借用).' })
    input: LendResourceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lendings.lend(context.viewer, input));
  }

  @Mutation(() => ConfirmLendingPayload, {
    description: 'Says that your unit has what was lent to it (确认收到借用资源).',
  })
  confirmLending(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmLendingInput, { description: 'Which lending (哪次借用).' }) input: ConfirmLendingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lendings.confirm(context.viewer, input));
  }

  @Mutation(() => ReturnResourcePayload, { description: 'Gives back what was lent to your unit (归还资源).' })
  returnResource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReturnResourceInput, { description: 'How it comes back (归还).' }) input: ReturnResourceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lendings.giveBack(context.viewer, input));
  }

  @Mutation(() => ConfirmReturnPayload, { description: 'Says that a thing of your unit is back, and how (确认归还).' })
  confirmReturn(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmReturnInput, { description: 'How it came back (验收).' }) input: ConfirmReturnInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lendings.takeBack(context.viewer, input));
  }

  @Mutation(() => CancelLendingPayload, {
    description: 'Calls off a lending before the borrower has confirmed it (取消借用).',
  })
  cancelLending(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelLendingInput, { description: 'Which lending, and why (哪次借用).' })
    input: CancelLendingInput,
  ): Promise<unknown> {
    return answer(info, context, this.#lendings.cancel(context.viewer, input));
  }
}
