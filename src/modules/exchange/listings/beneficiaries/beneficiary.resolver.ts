import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { EraseBeneficiaryPayload, SetBeneficiaryPayload } from './beneficiary-acts.types.ts';
import type { BeneficiaryService } from './beneficiary.service.ts';
import { EraseBeneficiaryInput, SetBeneficiaryInput } from './beneficiary.types.ts';

@Resolver()
export class BeneficiaryResolver {
  readonly #beneficiaries: BeneficiaryService;

  constructor(beneficiaries: BeneficiaryService) {
    this.#beneficiaries = beneficiaries;
  }

  @Mutation(() => SetBeneficiaryPayload, {
    description:
      'Says whom a need is for, or corrects it (登记、更正受益人, 个人信息保护法 art. 46). For its unit. Nobody else sees the person by it: an app takes a consent, a supplier an active agreement.',
  })
  setBeneficiary(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SetBeneficiaryInput, { description: 'Which need, and whom it is for (受益人).' })
    input: SetBeneficiaryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#beneficiaries.set(context.viewer, input));
  }

  @Mutation(() => EraseBeneficiaryPayload, {
    description:
      'Erases a beneficiary (删除受益人信息, 个人信息保护法 art. 47): what is known of the person is deleted, also from the record, and every consent ends. The need stays. For its unit.',
  })
  eraseBeneficiary(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => EraseBeneficiaryInput, { description: 'Whom, and why (受益人及理由).' })
    input: EraseBeneficiaryInput,
  ): Promise<unknown> {
    return answer(info, context, this.#beneficiaries.erase(context.viewer, input));
  }
}
