import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { MembershipService } from './membership.service.ts';
import type { StandingService } from './standing.service.ts';
import {
  ApplyForMembershipInput,
  ApplyForMembershipPayload,
  ApproveMembershipInput,
  ApproveMembershipPayload,
  LeaveAllianceInput,
  LeaveAlliancePayload,
  RejectMembershipInput,
  RejectMembershipPayload,
  WithdrawApplicationInput,
  WithdrawApplicationPayload,
} from './membership-acts.types.ts';

@Resolver()
export class MembershipResolver {
  readonly #memberships: MembershipService;
  readonly #standing: StandingService;

  constructor(memberships: MembershipService, standing: StandingService) {
    this.#memberships = memberships;
    this.#standing = standing;
  }

  @Mutation(() => ApplyForMembershipPayload, { description: 'Applies for membership of an alliance (申请入盟).' })
  applyForMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ApplyForMembershipInput, { description: 'The application (申请).' })
    input: ApplyForMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#memberships.apply(context.viewer, input));
  }

  @Mutation(() => ApproveMembershipPayload, {
    description: 'Approves an application (批准入盟). For the coordinator of the alliance.',
  })
  approveMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ApproveMembershipInput, { description: 'The decision (决定).' }) input: ApproveMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#memberships.approve(context.viewer, input));
  }

  @Mutation(() => RejectMembershipPayload, {
    description: 'Declines an application, with a reason (不予批准). For the coordinator of the alliance.',
  })
  rejectMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RejectMembershipInput, { description: 'The decision (决定).' }) input: RejectMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#memberships.reject(context.viewer, input));
  }

  @Mutation(() => WithdrawApplicationPayload, {
    description: 'Takes an application back before it is decided (撤回申请). For the unit that applied.',
  })
  withdrawApplication(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawApplicationInput, { description: 'Which application (哪项申请).' })
    input: WithdrawApplicationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#memberships.withdraw(context.viewer, input));
  }

  @Mutation(() => LeaveAlliancePayload, {
    description:
      'Leaves an alliance (退出联盟): what it let the unit see ends at once, and with it what is not agreed or signed yet. What is signed is still settled; `running` lists it.',
  })
  leaveAlliance(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => LeaveAllianceInput, { description: 'Which membership, and why (退出说明).' })
    input: LeaveAllianceInput,
  ): Promise<unknown> {
    return answer(info, context, this.#standing.leave(context.viewer, input));
  }
}
