import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { EditService } from './edit.service.ts';
import {
  RecordResourceConditionInput,
  RecordResourceConditionPayload,
  RetireResourceInput,
  RetireResourcePayload,
  UpdateResourceInput,
  UpdateResourcePayload,
} from './resource-acts.types.ts';

@Resolver()
export class EditResolver {
  readonly #edits: EditService;

  constructor(edits: EditService) {
    this.#edits = edits;
  }

  @Mutation(() => UpdateResourcePayload, { description: 'Says anew what a resource of your unit is (修改资源).' })
  updateResource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateResourceInput, { description: 'The resource, said anew (资源).' })
    input: UpdateResourceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#edits.update(context.viewer, input));
  }

  @Mutation(() => RetireResourcePayload, {
    description:
      'Withdraws a resource of your unit for good (停用资源): it is booked, offered and lent no more; what is booked stands.',
  })
  retireResource(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RetireResourceInput, { description: 'Which resource (哪项资源).' }) input: RetireResourceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#edits.retire(context.viewer, input));
  }

  @Mutation(() => RecordResourceConditionPayload, {
    description: 'Says how a resource of your unit is (记录资源状况). What was said before stays on record.',
  })
  recordResourceCondition(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordResourceConditionInput, { description: 'How it is (状况).' })
    input: RecordResourceConditionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#edits.recordCondition(context.viewer, input));
  }
}
