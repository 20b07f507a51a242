import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  RemoveUnitContactInput,
  RemoveUnitContactPayload,
  UpdateUnitContactInput,
  UpdateUnitContactPayload,
} from './contact.types.ts';
import type { UnitService } from './unit.service.ts';
import { Unit, UnitConnection, UnitFilter, UnitOrder } from './unit.types.ts';

@Resolver()
export class UnitResolver {
  readonly #units: UnitService;

  constructor(units: UnitService) {
    this.#units = units;
  }

  @Query(() => Unit, { nullable: true, description: 'One unit by its id (单位). Public; null when there is none.' })
  unit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The unit (单位标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => UnitConnection, { nullable: true, description: 'Units (单位列表). Public.' })
  @ListArguments({ filter: () => UnitFilter, order: () => UnitOrder })
  units(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => UpdateUnitContactPayload, { description: 'Sets whom to call at the unit you act for (更新联系人).' })
  updateUnitContact(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateUnitContactInput, { description: 'The contact (联系人).' }) input: UpdateUnitContactInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.updateContact(context.viewer, input));
  }

  @Mutation(() => RemoveUnitContactPayload, {
    description:
      'Removes whom to call at the unit you act for (删除联系人), and erases what the record says of every contact it had.',
  })
  removeUnitContact(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RemoveUnitContactInput, { description: 'Which and why (单位与理由).' })
    input: RemoveUnitContactInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.removeContact(context.viewer, input));
  }
}
