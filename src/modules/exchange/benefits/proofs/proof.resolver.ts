import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { BenefitProofService } from './proof.service.ts';
import {
  BenefitProofConnection,
  BenefitProofFilter,
  BenefitProofOrder,
  ForgetBenefitPersonInput,
  ForgetBenefitPersonPayload,
  RecordBenefitProofInput,
  RecordBenefitProofPayload,
  WithdrawBenefitProofInput,
  WithdrawBenefitProofPayload,
} from './proof.types.ts';

@Resolver()
export class BenefitProofResolver {
  readonly #proofs: BenefitProofService;

  constructor(proofs: BenefitProofService) {
    this.#proofs = proofs;
  }

  @Query(() => BenefitProofConnection, {
    nullable: true,
    description: 'Proofs that your unit recorded (资格证明列表), without whose they are.',
  })
  @ListArguments({ filter: () => BenefitProofFilter, order: () => BenefitProofOrder })
  benefitProofs(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => RecordBenefitProofPayload, {
    description:
      'Records what somebody proved to your unit (登记资格证明), under the numbers by which they are known at the counter, which are not kept.',
  })
  recordBenefitProof(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordBenefitProofInput, { description: 'The proof (资格证明).' })
    input: RecordBenefitProofInput,
  ): Promise<unknown> {
    return answer(info, context, this.#proofs.record(context.viewer, input));
  }

  @Mutation(() => WithdrawBenefitProofPayload, {
    description: 'Withdraws a proof that your unit recorded by mistake (撤回资格证明).',
  })
  withdrawBenefitProof(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawBenefitProofInput, { description: 'Which, and why (撤回说明).' })
    input: WithdrawBenefitProofInput,
  ): Promise<unknown> {
    return answer(info, context, this.#proofs.withdraw(context.viewer, input));
  }

  @Mutation(() => ForgetBenefitPersonPayload, {
    description:
      'Deletes all proofs of somebody, and that your unit knows them (删除资格信息, 个人信息保护法 art. 47). That benefits were redeemed stays, by nobody.',
  })
  forgetBenefitPerson(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ForgetBenefitPersonInput, { description: 'Who, and why (删除申请).' })
    input: ForgetBenefitPersonInput,
  ): Promise<unknown> {
    return answer(info, context, this.#proofs.forget(context.viewer, input));
  }
}
