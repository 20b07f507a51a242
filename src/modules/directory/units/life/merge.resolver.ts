import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { MergeService } from './merge.service.ts';
import { MergeUnitsInput, MergeUnitsPayload, UndoMergeUnitsInput, UndoMergeUnitsPayload } from './merge.types.ts';

@Resolver()
export class MergeResolver {
  readonly #units: MergeService;

  constructor(units: MergeService) {
    this.#units = units;
  }

  @Mutation(() => MergeUnitsPayload, {
    description:
      'Merges a unit into another that is the same (合并单位): its numbers and names follow, and its id answers with the other. For coordinators of the unit that registered both, while nobody acts for them.',
  })
  mergeUnits(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => MergeUnitsInput, { description: 'The two units (两个单位).' }) input: MergeUnitsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.merge(context.viewer, input));
  }

  @Mutation(() => UndoMergeUnitsPayload, {
    description:
      'Undoes a merge (撤销合并), while nobody acts for the unit that stayed and nothing of what went over was changed.',
  })
  undoMergeUnits(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UndoMergeUnitsInput, { description: 'The unit that went (被并入的单位).' })
    input: UndoMergeUnitsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.undo(context.viewer, input));
  }
}
