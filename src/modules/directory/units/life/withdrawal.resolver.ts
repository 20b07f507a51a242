import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { WithdrawalService } from './withdrawal.service.ts';
import { WithdrawRegistrationInput, WithdrawRegistrationPayload } from './withdrawal.types.ts';

@Resolver()
export class WithdrawalResolver {
  readonly #units: WithdrawalService;

  constructor(units: WithdrawalService) {
    this.#units = units;
  }

  @Mutation(() => WithdrawRegistrationPayload, {
    description:
      'Withdraws a unit that was registered by mistake, one by one or from a sheet (撤销登记): it is there no more, and its numbers are free. For coordinators of the unit that registered it, for 30 days, while nobody acts for it and nothing refers to it.',
  })
  withdrawRegistration(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawRegistrationInput, { description: 'The unit, and why (单位与原因).' })
    input: WithdrawRegistrationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#units.withdraw(context.viewer, input));
  }
}
