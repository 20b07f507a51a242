import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import type { ConsentService } from './consent.service.ts';
import {
  ConsentToUseInput,
  ConsentToUsePayload,
  RecordConsentInput,
  RecordConsentPayload,
  WithdrawConsentInput,
  WithdrawConsentPayload,
} from './consent.types.ts';

@Resolver()
export class ConsentResolver {
  readonly #consents: ConsentService;

  constructor(consents: ConsentService) {
    this.#consents = consents;
  }

  @Mutation(() => RecordConsentPayload, {
    description:
      'Records that a beneficiary of the unit you act for consents to a purpose (登记单独同意): from this instant on apps installed for it may read the person, masked.',
  })
  recordConsent(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RecordConsentInput, { description: 'Who, and to what (受益人与用途).' })
    input: RecordConsentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#consents.record(context.viewer, input));
  }

  @Mutation(() => ConsentToUsePayload, {
    description:
      'You consent that a unit counts by what you say of yourself, for a purpose (本人单独同意), from this instant on. No hat is needed; `withdrawConsent` ends it.',
  })
  consentToUse(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConsentToUseInput, { description: 'To whom, and to what (单位与用途).' })
    input: ConsentToUseInput,
  ): Promise<unknown> {
    return answer(info, context, this.#consents.give(context.viewer, input));
  }

  @Mutation(() => WithdrawConsentPayload, {
    description:
      'Withdraws a consent (撤回同意): the very next read by an app lacks the person. For whoever may record one in the unit, and for the person it is of.',
  })
  withdrawConsent(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawConsentInput, { description: 'Which consent (哪项同意).' })
    input: WithdrawConsentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#consents.withdraw(context.viewer, input));
  }
}
