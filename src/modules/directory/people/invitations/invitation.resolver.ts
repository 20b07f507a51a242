import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import { ListArguments } from '../../../../graphql/types/connection.types.ts';
import type { AcceptInvitationService } from './accept-invitation.service.ts';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  CancelInvitationInput,
  CancelInvitationPayload,
  InviteFirstAdministratorInput,
  InviteFirstAdministratorPayload,
  InviteToPostInput,
  InviteToPostPayload,
} from './invitation-acts.types.ts';
import type { InvitationService } from './invitation.service.ts';
import { InvitationConnection, InvitationFilter, InvitationOrder } from './invitation.types.ts';

@Resolver()
export class InvitationResolver {
  readonly #invitations: InvitationService;
  readonly #acceptances: AcceptInvitationService;

  constructor(invitations: InvitationService, acceptances: AcceptInvitationService) {
    this.#invitations = invitations;
    this.#acceptances = acceptances;
  }

  @Query(() => InvitationConnection, {
    nullable: true,
    description:
      'Invitations to posts in the unit you act for (任职邀请): all of them if you administer it, else those you made. Never their codes.',
  })
  @ListArguments({ filter: () => InvitationFilter, order: () => InvitationOrder })
  invitations(@Info() info: GraphQLResolveInfo, @Ctx() { reader, viewer }: Context): Promise<unknown> {
    return reader.root(info, viewer);
  }

  @Mutation(() => InviteToPostPayload, {
    description:
      'Invites somebody to a post in the unit you act for (邀请任职). For administrators; and for whoever holds a post, to delegate it for a term (委托).',
  })
  inviteToPost(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => InviteToPostInput, { description: 'The post, and who is invited (职务及受邀人).' })
    input: InviteToPostInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.invite(context.viewer, input));
  }

  @Mutation(() => InviteFirstAdministratorPayload, {
    description:
      'Invites the first administrator of a unit that your unit registered and nobody acts for yet (邀请首位单位管理员). For coordinators.',
  })
  inviteFirstAdministrator(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => InviteFirstAdministratorInput, { description: 'The unit, and who is invited (单位及受邀人).' })
    input: InviteFirstAdministratorInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.inviteFirst(context.viewer, input));
  }

  @Mutation(() => AcceptInvitationPayload, {
    description:
      'Accepts an invitation to a post by its code (接受任职邀请). For any person who is signed in; needs no hat. A code that is not good for whatever reason is refused alike.',
  })
  acceptInvitation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AcceptInvitationInput, { description: 'The code (邀请码).' }) input: AcceptInvitationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#acceptances.accept(context.viewer, input));
  }

  @Mutation(() => CancelInvitationPayload, {
    description:
      'Takes an invitation back before it is accepted (取消任职邀请). For administrators of the unit and who invited.',
  })
  cancelInvitation(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => CancelInvitationInput, { description: 'Which invitation (哪项邀请).' })
    input: CancelInvitationInput,
  ): Promise<unknown> {
    return answer(info, context, this.#invitations.cancel(context.viewer, input));
  }
}
