import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import {
  ApplyToEnrolmentInput,
  ApplyToEnrolmentPayload,
  ConfirmPlaceInput,
  ConfirmPlacePayload,
  DeclinePlaceInput,
  DeclinePlacePayload,
  LeaveEnrolmentInput,
  LeaveEnrolmentPayload,
  WithdrawEnrolmentApplicationInput,
  WithdrawEnrolmentApplicationPayload,
  WithdrawGuardianConsentInput,
  WithdrawGuardianConsentPayload,
} from './application-acts.types.ts';
import type { ApplicationService } from './application.service.ts';
import {
  EnrolmentApplication,
  EnrolmentApplicationConnection,
  EnrolmentApplicationFilter,
  EnrolmentApplicationOrder,
} from './application.types.ts';

@Resolver()
export class ApplicationResolver {
  readonly #applications: ApplicationService;

  constructor(applications: ApplicationService) {
    this.#applications = applications;
  }

  @Query(() => EnrolmentApplication, {
    nullable: true,
    description: 'One application to an enrolment by its id (报名). Null when there is none or you may not see it.',
  })
  enrolmentApplication(
    @Info() info: GraphQLResolveInfo,
    @Ctx() { reader, viewer }: Context,
    @Arg('id', () => ID, { description: 'The application (报名标识).' }) _id: string,
  ): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Query(() => EnrolmentApplicationConnection, {
    nullable: true,
    description: 'Applications that your unit made, or that were made to enrolments of yours (报名列表).',
  })
  @ListArguments({ filter: () => EnrolmentApplicationFilter, order: () => EnrolmentApplicationOrder })
  enrolmentApplications(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => ApplyToEnrolmentPayload, {
    description:
      'Applies to an enrolment for somebody (报名), under the hat of an alliance in which you see it. Refused with `NOT_ELIGIBLE`, part by part, and with `ALREADY_DONE` where somebody applied for them before. First come, first served it is offered a place at once, while there are any.',
  })
  applyToEnrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ApplyToEnrolmentInput, { description: 'For whom, and to which enrolment (报名).' })
    input: ApplyToEnrolmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.apply(context.viewer, input));
  }

  @Mutation(() => ConfirmPlacePayload, {
    description: 'Takes the place that is offered (确认名额), before it lapses. For the unit that applied.',
  })
  confirmPlace(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ConfirmPlaceInput, { description: 'Which application (哪项报名).' })
    input: ConfirmPlaceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.confirm(context.viewer, input));
  }

  @Mutation(() => DeclinePlacePayload, {
    description:
      'Gives up the place that is offered (放弃名额): whoever is next is offered it at once. For the unit that applied.',
  })
  declinePlace(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclinePlaceInput, { description: 'Which application (哪项报名).' })
    input: DeclinePlaceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawEnrolmentApplicationPayload, {
    description:
      'Takes an application back (撤回报名) that has no place yet. What is known of the person is deleted. For the unit that applied.',
  })
  withdrawEnrolmentApplication(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawEnrolmentApplicationInput, { description: 'Which application (哪项报名).' })
    input: WithdrawEnrolmentApplicationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.withdraw(context.viewer, input));
  }

  @Mutation(() => LeaveEnrolmentPayload, {
    description:
      'Gives up a place that was had (退出): whoever is next is offered it at once. For the unit that applied, and the one whose enrolment it is.',
  })
  leaveEnrolment(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => LeaveEnrolmentInput, { description: 'Which application (哪项报名).' })
    input: LeaveEnrolmentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.leave(context.viewer, input));
  }

  @Mutation(() => WithdrawGuardianConsentPayload, {
    description:
      'Records that a guardian withdrew the consent (撤回监护人同意, 个人信息保护法 art. 15): the application is withdrawn, whatever it has, and what is known of the person is deleted. For the unit that applied.',
  })
  withdrawGuardianConsent(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawGuardianConsentInput, { description: 'Which application (哪项报名).' })
    input: WithdrawGuardianConsentInput,
  ): Promise<unknown> {
    return answer(info, context, this.#applications.withdrawConsent(context.viewer, input));
  }
}
