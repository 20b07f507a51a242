import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { StandingService } from './standing.service.ts';
import {
  ChangeMembershipRoleInput,
  ChangeMembershipRolePayload,
  RemoveMemberInput,
  RemoveMemberPayload,
  ResumeMembershipInput,
  ResumeMembershipPayload,
  SuspendMembershipInput,
  SuspendMembershipPayload,
} from './standing.types.ts';

@Resolver()
export class StandingResolver {
  readonly #standing: StandingService;

  constructor(standing: StandingService) {
    this.#standing = standing;
  }

  @Mutation(() => SuspendMembershipPayload, {
    description:
      'Suspends a membership, with a reason (中止成员资格): what it let the unit see and do ends at once, and with it what is not agreed yet. What is agreed goes on. For the coordinator of the alliance.',
  })
  suspendMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => SuspendMembershipInput, { description: 'Which membership, and why (中止说明).' })
    input: SuspendMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#standing.suspend(context.viewer, input));
  }

  @Mutation(() => ResumeMembershipPayload, {
    description:
      'Puts a suspended membership in force again (恢复成员资格), with what apps were let read by it. For the coordinator of the alliance.',
  })
  resumeMembership(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ResumeMembershipInput, { description: 'Which membership (哪项成员资格).' })
    input: ResumeMembershipInput,
  ): Promise<unknown> {
    return answer(info, context, this.#standing.resume(context.viewer, input));
  }

  @Mutation(() => RemoveMemberPayload, {
    description:
      'Puts a unit out of the alliance, with a reason (除名): as if it left, but by the coordinator. What is signed is still settled; `running` lists it.',
  })
  removeMember(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RemoveMemberInput, { description: 'Which membership, and why (除名说明).' })
    input: RemoveMemberInput,
  ): Promise<unknown> {
    return answer(info, context, this.#standing.remove(context.viewer, input));
  }

  @Mutation(() => ChangeMembershipRolePayload, {
    description:
      'Gives a member another role (调整成员角色). For the coordinator of the alliance; the lead is handed over instead.',
  })
  changeMembershipRole(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ChangeMembershipRoleInput, { description: 'Which membership, and the role (角色调整).' })
    input: ChangeMembershipRoleInput,
  ): Promise<unknown> {
    return answer(info, context, this.#standing.changeRole(context.viewer, input));
  }
}
