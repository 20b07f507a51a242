import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { DraftService } from './draft.service.ts';
import {
  DraftAgreementInput,
  DraftAgreementPayload,
  ProposeTermsInput,
  ProposeTermsPayload,
} from './terms-acts.types.ts';

@Resolver()
export class DraftResolver {
  readonly #drafts: DraftService;

  constructor(drafts: DraftService) {
    this.#drafts = drafts;
  }

  @Mutation(() => DraftAgreementPayload, {
    description:
      'Drafts an agreement of two or more units of the alliance, without a match (起草协议). Each that has to sign signs it with signAgreement.',
  })
  draftAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DraftAgreementInput, { description: 'Between whom, and what it is to say (协议内容).' })
    input: DraftAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#drafts.draft(context.viewer, input));
  }

  @Mutation(() => ProposeTermsPayload, {
    description:
      'Proposes other terms for a drafted agreement while it is not active (另提条款): a new edition. Who signed an older one signs anew.',
  })
  proposeTerms(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ProposeTermsInput, { description: 'What it is to say instead (新条款).' })
    input: ProposeTermsInput,
  ): Promise<unknown> {
    return answer(info, context, this.#drafts.propose(context.viewer, input));
  }
}
