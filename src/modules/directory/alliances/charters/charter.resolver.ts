import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { CharterService } from './charter.service.ts';
import { AdoptCharterInput, AdoptCharterPayload } from './charter.types.ts';

@Resolver()
export class CharterResolver {
  readonly #charters: CharterService;

  constructor(charters: CharterService) {
    this.#charters = charters;
  }

  @Mutation(() => AdoptCharterPayload, {
    description: 'Adopts a new version of the charter of an alliance (通过章程). For its coordinator.',
  })
  adoptCharter(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AdoptCharterInput, { description: 'The version (章程).' }) input: AdoptCharterInput,
  ): Promise<unknown> {
    return answer(info, context, this.#charters.adopt(context.viewer, input));
  }
}
