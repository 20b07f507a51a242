import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  ChangePlaceStatusInput,
  ChangePlaceStatusPayload,
  OpenPlaceInput,
  OpenPlacePayload,
  UpdatePlaceInput,
  UpdatePlacePayload,
} from './place-acts.types.ts';
import type { PlaceService } from './place.service.ts';
import { Place, PlaceConnection, PlaceFilter, PlaceOrder } from './place.types.ts';

@Resolver()
export class PlaceResolver {
  readonly #places: PlaceService;

  constructor(places: PlaceService) {
    this.#places = places;
  }

  @Query(() => Place, { nullable: true, description: 'One place by its id (阵地). Public; null when there is none.' })
  place(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The place (阵地标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => PlaceConnection, { nullable: true, description: 'Places (阵地列表). Public.' })
  @ListArguments({ filter: () => PlaceFilter, order: () => PlaceOrder })
  places(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => OpenPlacePayload, { description: 'Registers a place of the unit you act for (登记阵地).' })
  openPlace(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => OpenPlaceInput, { description: 'The place (阵地).' }) input: OpenPlaceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#places.open(context.viewer, input));
  }

  @Mutation(() => UpdatePlacePayload, {
    description: 'Says anew what there is to say about a place of the unit you act for (更新阵地).',
  })
  updatePlace(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdatePlaceInput, { description: 'What there is to say (更新内容).' }) input: UpdatePlaceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#places.update(context.viewer, input));
  }

  @Mutation(() => ChangePlaceStatusPayload, {
    description: 'Changes the status of a place of the unit you act for (变更阵地状态).',
  })
  changePlaceStatus(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ChangePlaceStatusInput, { description: 'Which, and to what (阵地与新状态).' })
    input: ChangePlaceStatusInput,
  ): Promise<unknown> {
    return answer(info, context, this.#places.changeStatus(context.viewer, input));
  }
}
