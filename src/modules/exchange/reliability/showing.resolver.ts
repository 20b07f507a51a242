import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import { ShowReliabilityInput, ShowReliabilityPayload } from './showing-acts.types.ts';
import type { ShowingService } from './showing.service.ts';

@Resolver()
export class ShowingResolver {
  readonly #showing: ShowingService;

  constructor(showing: ShowingService) {
    this.#showing = showing;
  }

  @Mutation(() => ShowReliabilityPayload, {
    description:
      'Says to whom it is shown how reliable the unit is that you act for (设置履约信誉公开范围). For its administrators. Who is shown it no more is told nothing from the next request on.',
  })
  showReliability(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ShowReliabilityInput, { description: 'To whom (公开范围).' }) input: ShowReliabilityInput,
  ): Promise<unknown> {
    return answer(info, context, this.#showing.show(context.viewer, input));
  }
}
