import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { MemberInvitationService } from './member-invitation.service.ts';
import {
  AcceptMembershipInput,
  AcceptMembershipPayload,
  DeclineMembershipInput,
  DeclineMembershipPayload,
  InviteMemberInput,
  InviteMemberPayload,
  WithdrawMemberInvitationInput,
  WithdrawMemberInvitationPayload,
} from './member-invitation.types.ts';

@Resolver()
export class MemberInvitationResolver {
  readonly #invitations: MemberInvitationService;

  constructor(invitations: MemberInvitationService) {
    this.#invitations = invitations;
  }

  @Mutation(() => InviteMemberPayload, {
    description: 'Invites a unit into the alliance of your hat (邀请入盟). For its coordinator.',
  })
  inviteMember(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => InviteMemberInput, { description: 'Whom, and why (邀请).' }) input: InviteMemberInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.invite(context.viewer, input));
  }

  @Mutation(() => AcceptMembershipPayload, {
    description:
      'Accepts an invitation into an alliance (接受入盟邀请): the unit is a member from that instant on. For the unit that is invited.',
  })
  acceptMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AcceptMembershipInput, { description: 'Which invitation (哪项邀请).' })
    input: AcceptMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.accept(context.viewer, input));
  }

  @Mutation(() => DeclineMembershipPayload, {
    description: 'Declines an invitation into an alliance, with a reason (谢绝入盟邀请). For the unit that is invited.',
  })
  declineMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DeclineMembershipInput, { description: 'Which invitation, and why (谢绝说明).' })
    input: DeclineMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.decline(context.viewer, input));
  }

  @Mutation(() => WithdrawMemberInvitationPayload, {
    description: 'Takes an invitation back before it is answered (收回入盟邀请). For the coordinator of the alliance.',
  })
  withdrawMemberInvitation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => WithdrawMemberInvitationInput, { description: 'Which invitation (哪项邀请).' })
    input: WithdrawMemberInvitationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.withdraw(context.viewer, input));
  }
}
