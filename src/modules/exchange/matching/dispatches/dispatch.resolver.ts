import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { DispatchService } from './dispatch.service.ts';
import { DispatchNeedInput, DispatchNeedPayload } from './dispatch.types.ts';

@Resolver()
export class DispatchResolver {
  readonly #dispatches: DispatchService;

  constructor(dispatches: DispatchService) {
    this.#dispatches = dispatches;
  }

  @Mutation(() => DispatchNeedPayload, {
    description:
      'Sends a need to several units of the alliance (发单), each by a match of its own: the first that accepts has it (接单), and the others are `SUPERSEDED` at that instant. Sent by the unit in need it is agreed with that; sent by the coordinator it is for the unit in need to accept.',
  })
  dispatchNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DispatchNeedInput, { description: 'What is sent to whom (发单).' }) input: DispatchNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#dispatches.dispatch(context.viewer, input));
  }
}
