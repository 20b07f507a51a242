import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { AreaService } from './area.service.ts';
import {
  CreateAreaInput,
  CreateAreaPayload,
  EndAreaInput,
  EndAreaPayload,
  ReviseAreaInput,
  ReviseAreaPayload,
  SucceedAreaInput,
  SucceedAreaPayload,
} from './area-acts.types.ts';
import { Area, AreaConnection, AreaFilter, AreaOrder } from './area.types.ts';

@Resolver()
export class AreaResolver {
  readonly #areas: AreaService;

  constructor(areas: AreaService) {
    this.#areas = areas;
  }

  @Query(() => Area, { nullable: true, description: 'One area by its id (区划). Public; null when there is none.' })
  area(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The area (区划标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => AreaConnection, {
    nullable: true,
    description: 'Areas (区划列表), of all times unless `asOf` says a day. Public.',
  })
  @ListArguments({ filter: () => AreaFilter, order: () => AreaOrder })
  areas(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => CreateAreaPayload, {
    description:
      'Makes an area in another (新设区划、网格). For administrators of the unit that looks after what it lies in, or after anything above.',
  })
  createArea(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CreateAreaInput, { description: 'The area (区划).' }) input: CreateAreaInput,
  ): Promise<unknown> {
    return answer(info, context, this.#areas.create(context.viewer, input));
  }

  @Mutation(() => ReviseAreaPayload, {
    description:
      'Puts right the name, keeper or boundary of an area (更正区划). For administrators of the unit that looks after it, or after anything above.',
  })
  reviseArea(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseAreaInput, { description: 'What is put right (更正内容).' }) input: ReviseAreaInput,
  ): Promise<unknown> {
    return answer(info, context, this.#areas.revise(context.viewer, input));
  }

  @Mutation(() => EndAreaPayload, {
    description:
      'Ends an area in which none is in force any more (撤销区划). For administrators of the unit that looks after it, or after anything above.',
  })
  endArea(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndAreaInput, { description: 'Which, and from when on (区划与日期).' }) input: EndAreaInput,
  ): Promise<unknown> {
    return answer(info, context, this.#areas.end(context.viewer, input));
  }

  @Mutation(() => SucceedAreaPayload, {
    description:
      'Records that an area is followed by another (区划变更). For administrators of a unit that looks after both, or after what they lie in.',
  })
  succeedArea(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SucceedAreaInput, { description: 'Which, by which, how and when (变更内容).' })
    input: SucceedAreaInput,
  ): Promise<unknown> {
    return answer(info, context, this.#areas.succeed(context.viewer, input));
  }
}
