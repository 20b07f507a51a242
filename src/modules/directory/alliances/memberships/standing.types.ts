/** What the acts on units that belong to an alliance take and answer. */
import { Field, InputType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { MembershipPayload } from './membership-acts.types.ts';
import { MemberRole } from './member-invitation.types.ts';

@InputType('SuspendMembershipInput', { description: 'A membership to be suspended (中止成员资格) by the coordinator.' })
export class SuspendMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The membership (成员资格).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the unit reads it.', { max: 1000 })
  reason!: string;
}

@InputType('ResumeMembershipInput', {
  description: 'A suspended membership that is to be in force again (恢复成员资格), by the coordinator.',
})
export class ResumeMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The membership (成员资格).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('RemoveMemberInput', { description: 'A unit that the coordinator puts out of the alliance (除名).' })
export class RemoveMemberInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The membership to end (成员资格).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the unit reads it.', { max: 1000 })
  reason!: string;
}

@InputType('ChangeMembershipRoleInput', {
  description: 'Another role for a member (调整成员角色), by the coordinator.',
})
export class ChangeMembershipRoleInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The membership (成员资格).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => MemberRole, { description: 'The role from now on (角色).' })
  role!: keyof typeof MemberRole;
}

@OutcomeOf('suspendMembership', '中止成员资格')
export class SuspendMembershipPayload extends MembershipPayload {}

@OutcomeOf('resumeMembership', '恢复成员资格')
export class ResumeMembershipPayload extends MembershipPayload {}

@OutcomeOf('removeMember', '除名')
export class RemoveMemberPayload extends MembershipPayload {}

@OutcomeOf('changeMembershipRole', '调整成员角色')
export class ChangeMembershipRolePayload extends MembershipPayload {}
