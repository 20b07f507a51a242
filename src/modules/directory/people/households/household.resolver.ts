import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  EraseHouseholdInput,
  EraseHouseholdPayload,
  RegisterHouseholdInput,
  RegisterHouseholdPayload,
  UpdateHouseholdInput,
  UpdateHouseholdPayload,
} from './household-acts.types.ts';
import type { HouseholdService } from './household.service.ts';
import { Household, HouseholdConnection, HouseholdFilter, HouseholdOrder } from './household.types.ts';

@Resolver()
export class HouseholdResolver {
  readonly #households: HouseholdService;

  constructor(households: HouseholdService) {
    this.#households = households;
  }

  @Query(() => Household, {
    nullable: true,
    description: 'One household by its id (户), for who acts for its unit and for who is linked to it.',
  })
  household(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The household (户标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => HouseholdConnection, {
    nullable: true,
    description: 'Households (户列表): those of the unit you act for, and those that you are linked to.',
  })
  @ListArguments({ filter: () => HouseholdFilter, order: () => HouseholdOrder })
  households(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RegisterHouseholdPayload, {
    description:
      'Registers a household (登记户): for who acts for the unit that looks after the area, or after one that it lies in.',
  })
  registerHousehold(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RegisterHouseholdInput, { description: 'The household (户).' }) input: RegisterHouseholdInput,
  ): Promise<unknown> {
    return answer(info, context, this.#households.register(context.viewer, input));
  }

  @Mutation(() => UpdateHouseholdPayload, {
    description: 'Says anew what is known of a household of your unit (更新户). What is left out is taken away.',
  })
  updateHousehold(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateHouseholdInput, { description: 'The household (户).' }) input: UpdateHouseholdInput,
  ): Promise<unknown> {
    return answer(info, context, this.#households.update(context.viewer, input));
  }

  @Mutation(() => EraseHouseholdPayload, {
    description:
      'Erases what is known of a household of your unit, also from the record (删除户信息, 个人信息保护法 art. 47): once it is looked after no longer, or asks for it. Links to it end; that it was visited stays.',
  })
  eraseHousehold(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EraseHouseholdInput, { description: 'Which, and why (删除申请).' }) input: EraseHouseholdInput,
  ): Promise<unknown> {
    return answer(info, context, this.#households.erase(context.viewer, input));
  }
}
