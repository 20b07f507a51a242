import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  ClassifyUnitInput,
  ClassifyUnitPayload,
  EndClassificationInput,
  EndClassificationPayload,
} from './classification-acts.types.ts';
import type { ClassificationService } from './classification.service.ts';
import {
  ClassificationSchemeConnection,
  ClassificationSchemeFilter,
  ClassificationSchemeOrder,
} from './classification.types.ts';

@Resolver()
export class ClassificationResolver {
  readonly #classes: ClassificationService;

  constructor(classes: ClassificationService) {
    this.#classes = classes;
  }

  @Query(() => ClassificationSchemeConnection, {
    nullable: true,
    description: 'The ways to class units (分类体系), with their classes. Public.',
  })
  @ListArguments({ filter: () => ClassificationSchemeFilter, order: () => ClassificationSchemeOrder })
  classificationSchemes(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ClassifyUnitPayload, {
    description:
      'Says that a unit is of a class (单位分类). For whom the scheme names: administrators of the unit, or the coordinator of an alliance of the unit, who acts for another one. Of a scheme of one class at a time it ends the class before.',
  })
  classifyUnit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ClassifyUnitInput, { description: 'The unit, the class, and why (单位、类目与理由).' })
    input: ClassifyUnitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#classes.classify(context.viewer, input));
  }

  @Mutation(() => EndClassificationPayload, {
    description: 'Ends a class of a unit now (结束分类): that it was so stays on record. For whom the scheme names.',
  })
  endClassification(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EndClassificationInput, { description: 'Which, and why (分类与理由).' })
    input: EndClassificationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#classes.end(context.viewer, input));
  }
}
