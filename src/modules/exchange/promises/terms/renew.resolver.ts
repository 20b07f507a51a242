import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { RenewService } from './renew.service.ts';
import { RenewAgreementInput, RenewAgreementPayload } from './terms-acts.types.ts';

@Resolver()
export class RenewResolver {
  readonly #renewals: RenewService;

  constructor(renewals: RenewService) {
    this.#renewals = renewals;
  }

  @Mutation(() => RenewAgreementPayload, {
    description:
      'Drafts an agreement of what another says, for another time (续签协议): between the same units, with what is due moved along. It is signed anew, and other terms may be proposed first.',
  })
  renewAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RenewAgreementInput, { description: 'Which, and for when (续签).' }) input: RenewAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#renewals.renew(context.viewer, input));
  }
}
