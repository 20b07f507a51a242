/** What the acts on invitations into an alliance take and answer. */
import { Field, InputType, registerEnumType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { MembershipPayload } from './membership-acts.types.ts';

export const MemberRole = { CORE: 'CORE', MEMBER: 'MEMBER', OBSERVER: 'OBSERVER' } as const;
registerEnumType(MemberRole, {
  name: 'MemberRole',
  description: 'Role that a coordinator gives (可授予的成员角色). The lead is handed over instead.',
  valuesConfig: {
    CORE: { description: 'Core member (核心).' },
    MEMBER: { description: 'Member (成员).' },
    OBSERVER: { description: 'Observer (观察).' },
  },
});

@InputType('InviteMemberInput', {
  description: 'An invitation of a unit into the alliance of your hat (邀请入盟), by its coordinator.',
})
export class InviteMemberInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit to invite (受邀单位).')
  unitId!: string;

  @Field(() => MemberRole, { nullable: true, description: 'The role it would have (角色): MEMBER, unless said.' })
  role?: keyof typeof MemberRole | null;

  @TextField('Why it, and what is hoped for (邀请说明): the unit reads it.', { max: 1000 })
  statement!: string;
}

@InputType('AcceptMembershipInput', {
  description: 'Acceptance of an invitation into an alliance (接受入盟邀请), by the unit you act for.',
})
export class AcceptMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The invitation (入盟邀请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('DeclineMembershipInput', {
  description: 'An invitation into an alliance that the unit you act for declines (谢绝入盟邀请).',
})
export class DeclineMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The invitation (入盟邀请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the coordinator reads it.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawMemberInvitationInput', {
  description: 'An invitation into an alliance that its coordinator takes back (收回入盟邀请).',
})
export class WithdrawMemberInvitationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The invitation (入盟邀请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('inviteMember', '邀请入盟')
export class InviteMemberPayload extends MembershipPayload {}

@OutcomeOf('acceptMembership', '接受入盟邀请')
export class AcceptMembershipPayload extends MembershipPayload {}

@OutcomeOf('declineMembership', '谢绝入盟邀请')
export class DeclineMembershipPayload extends MembershipPayload {}

@OutcomeOf('withdrawMemberInvitation', '收回入盟邀请')
export class WithdrawMemberInvitationPayload extends MembershipPayload {}
