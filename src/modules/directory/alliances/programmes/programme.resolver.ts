import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  AdoptProgrammeVersionInput,
  AdoptProgrammeVersionPayload,
  EndProgrammeInput,
  EndProgrammePayload,
  StartProgrammeInput,
  StartProgrammePayload,
} from './programme-acts.types.ts';
import type { ProgrammeService } from './programme.service.ts';
import { Programme, ProgrammeConnection, ProgrammeFilter, ProgrammeOrder } from './programme.types.ts';

@Resolver()
export class ProgrammeResolver {
  readonly #programmes: ProgrammeService;

  constructor(programmes: ProgrammeService) {
    this.#programmes = programmes;
  }

  @Query(() => Programme, {
    nullable: true,
    description: 'One programme by its id (品牌项目). Public; null when there is none.',
  })
  programme(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The programme (品牌项目标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => ProgrammeConnection, { nullable: true, description: 'Programmes (品牌项目列表). Public.' })
  @ListArguments({ filter: () => ProgrammeFilter, order: () => ProgrammeOrder })
  programmes(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => StartProgrammePayload, {
    description:
      'Starts a programme with its first version, or a part of one (发起品牌项目). For an administrator of the unit, or a coordinator of the alliance, whose it is.',
  })
  startProgramme(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => StartProgrammeInput, { description: 'The programme (品牌项目).' }) input: StartProgrammeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#programmes.start(context.viewer, input));
  }

  @Mutation(() => AdoptProgrammeVersionPayload, {
    description:
      'Adopts the next version of a programme (发布品牌版本). For an administrator of the unit, or a coordinator of the alliance, whose it is.',
  })
  adoptProgrammeVersion(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AdoptProgrammeVersionInput, { description: 'The version (品牌版本).' })
    input: AdoptProgrammeVersionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#programmes.adopt(context.viewer, input));
  }

  @Mutation(() => EndProgrammePayload, {
    description:
      'Ends a programme and all its parts, with a reason (结束品牌项目). For an administrator of the unit, or a coordinator of the alliance, whose it is.',
  })
  endProgramme(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndProgrammeInput, { description: 'Which programme, and why (结束说明).' })
    input: EndProgrammeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#programmes.end(context.viewer, input));
  }
}
