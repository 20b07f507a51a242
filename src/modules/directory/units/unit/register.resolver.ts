import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { RegisterService } from './register.service.ts';
import { RegisterUnitInput, RegisterUnitPayload } from './register.types.ts';

@Resolver()
export class RegisterResolver {
  readonly #units: RegisterService;

  constructor(units: RegisterService) {
    this.#units = units;
  }

  @Mutation(() => RegisterUnitPayload, {
    description:
      'Registers a unit that is to join (登记单位). For coordinators. Where units of the same name or nearly so are there, it is refused with `DUPLICATE_CANDIDATES` until they are named.',
  })
  registerUnit(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RegisterUnitInput, { description: 'The unit (单位).' }) input: RegisterUnitInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.register(context.viewer, input));
  }
}
