import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { RenameUnitInput, RenameUnitPayload } from './former-name.types.ts';
import type { RenameService } from './rename.service.ts';

@Resolver()
export class RenameResolver {
  readonly #units: RenameService;

  constructor(units: RenameService) {
    this.#units = units;
  }

  @Mutation(() => RenameUnitPayload, {
    description:
      'Renames the unit you act for (单位更名). For its administrators; what it was called stays on record, and finds it still.',
  })
  renameUnit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RenameUnitInput, { description: 'The new name, and why (新名称与原因).' })
    input: RenameUnitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.rename(context.viewer, input));
  }
}
