import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  OpenAccountInput,
  OpenAccountPayload,
  SetAccountLimitInput,
  SetAccountLimitPayload,
} from './account-acts.types.ts';
import type { AccountService } from './account.service.ts';
import { Account, AccountConnection, AccountFilter, AccountOrder } from './account.types.ts';

@Resolver()
export class AccountResolver {
  readonly #accounts: AccountService;

  constructor(accounts: AccountService) {
    this.#accounts = accounts;
  }

  @Query(() => Account, {
    nullable: true,
    description: 'One account by its id (账户). Null when there is none or you may not see it.',
  })
  account(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The account (账户标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => AccountConnection, {
    nullable: true,
    description: 'Accounts of your unit, and of the units of an alliance that you coordinate under its hat (账户列表).',
  })
  @ListArguments({ filter: () => AccountFilter, order: () => AccountOrder })
  accounts(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => OpenAccountPayload, {
    description:
      'Opens an account of your unit in an alliance (开立账户), with no credit. One is opened by itself where something is posted first.',
  })
  openAccount(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenAccountInput, { description: 'Of what (维度).' }) input: OpenAccountInput,
  ): Promise<unknown> {
    return answer(info, context, this.#accounts.open(context.viewer, input));
  }

  @Mutation(() => SetAccountLimitPayload, {
    description:
      'Says how far below zero an account may go, and how much it may hold (调整账户额度): for coordinators of its alliance, who give their own unit no more credit. Refused with `ACCOUNT_LIMIT_REACHED` where it has gone further by now.',
  })
  setAccountLimit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetAccountLimitInput, { description: 'How far (额度).' }) input: SetAccountLimitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#accounts.setLimit(context.viewer, input));
  }
}
