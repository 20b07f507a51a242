import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import {
  ReferDisputeInput,
  ReferDisputePayload,
  ResolveDisputeInput,
  ResolveDisputePayload,
  WithdrawDisputeInput,
  WithdrawDisputePayload,
} from './delivery-acts.types.ts';
import type { DisputeService } from './dispute.service.ts';

@Resolver()
export class DisputeResolver {
  readonly #disputes: DisputeService;

  constructor(disputes: DisputeService) {
    this.#disputes = disputes;
  }

  @Mutation(() => WithdrawDisputePayload, {
    description: 'Withdraws an objection of your unit (撤回异议): the delivery counts, as far as there is room for it.',
  })
  withdrawDispute(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawDisputeInput, { description: 'Which (哪条履约).' }) input: WithdrawDisputeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#disputes.withdraw(context.viewer, input));
  }

  @Mutation(() => ReferDisputePayload, {
    description: 'Puts a disputed delivery to the coordinators of the alliance (提请认定争议), for either side.',
  })
  referDispute(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReferDisputeInput, { description: 'Which, and what is asked for (提请).' })
    input: ReferDisputeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#disputes.refer(context.viewer, input));
  }

  @Mutation(() => ResolveDisputePayload, {
    description:
      'Says how much of a disputed delivery counts (认定争议): for a coordinator of the alliance, whom a side has asked, and whose unit is none of the two.',
  })
  resolveDispute(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResolveDisputeInput, { description: 'What counts, and why (认定).' })
    input: ResolveDisputeInput,
  ): Promise<unknown> {
    return answer(info, context, this.#disputes.resolve(context.viewer, input));
  }
}
