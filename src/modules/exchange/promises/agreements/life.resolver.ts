import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  ResumeAgreementInput,
  ResumeAgreementPayload,
  SuspendAgreementInput,
  SuspendAgreementPayload,
  TerminateAgreementInput,
  TerminateAgreementPayload,
  WithdrawTerminationInput,
  WithdrawTerminationPayload,
} from './life-acts.types.ts';
import type { LifeService } from './life.service.ts';

@Resolver()
export class LifeResolver {
  readonly #life: LifeService;

  constructor(life: LifeService) {
    this.#life = life;
  }

  @Mutation(() => SuspendAgreementPayload, {
    description:
      'Has an active agreement stand still (中止协议), for one of those who sign it. What was recorded before is confirmed or disputed still; what is due later is put off by as long as it stands still.',
  })
  suspendAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SuspendAgreementInput, { description: 'Why, and until when (中止).' })
    input: SuspendAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.suspend(context.viewer, input));
  }

  @Mutation(() => ResumeAgreementPayload, {
    description: 'Has a suspended agreement go on (恢复协议), for one of those who sign it.',
  })
  resumeAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResumeAgreementInput, { description: 'Which (哪份协议).' }) input: ResumeAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.resume(context.viewer, input));
  }

  @Mutation(() => TerminateAgreementPayload, {
    description:
      'Gives notice of an agreement (终止协议), for one of those who sign it. When it takes effect, what was not delivered is owed no more; what was recorded before is confirmed or disputed still.',
  })
  terminateAgreement(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => TerminateAgreementInput, { description: 'The notice (终止通知).' })
    input: TerminateAgreementInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.terminate(context.viewer, input));
  }

  @Mutation(() => WithdrawTerminationPayload, {
    description: 'Takes back a notice of your unit before it takes effect (撤回终止通知).',
  })
  withdrawTermination(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawTerminationInput, { description: 'Of which agreement (哪份协议).' })
    input: WithdrawTerminationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#life.withdrawTermination(context.viewer, input));
  }
}
