import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../graphql/answer.ts';
import type { Context } from '../../../graphql/context.ts';
import type { ContributionService } from './contribution.service.ts';
import {
  ConfirmContributionInput,
  ConfirmContributionPayload,
  ContributeHoursInput,
  ContributeHoursPayload,
  RejectContributionInput,
  RejectContributionPayload,
} from './contribution.types.ts';

@Resolver()
export class ContributionResolver {
  readonly #contributions: ContributionService;

  constructor(contributions: ContributionService) {
    this.#contributions = contributions;
  }

  @Mutation(() => ContributeHoursPayload, {
    description: 'Records hours given to a project (登记工时). They count once confirmed.',
  })
  contributeHours(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ContributeHoursInput, { description: 'The hours (工时).' }) input: ContributeHoursInput,
  ): Promise<unknown> {
    return answer(info, context, this.#contributions.contribute(context.viewer, input));
  }

  @Mutation(() => ConfirmContributionPayload, {
    description:
      'Confirms recorded hours (确认工时). For the lead unit and the coordinator, and for any other partner where the lead unit gave them; never for the unit that gave them.',
  })
  confirmContribution(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmContributionInput, { description: 'Which contribution (哪项投入).' })
    input: ConfirmContributionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#contributions.confirm(context.viewer, input));
  }

  @Mutation(() => RejectContributionPayload, {
    description: 'Rejects recorded hours, with a reason (不予认可工时). For those who may confirm them.',
  })
  rejectContribution(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RejectContributionInput, { description: 'Which contribution, and why (原因).' })
    input: RejectContributionInput,
  ): Promise<unknown> {
    return answer(info, context, this.#contributions.reject(context.viewer, input));
  }
}
