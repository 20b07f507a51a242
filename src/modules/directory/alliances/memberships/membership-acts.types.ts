/** What the acts on memberships take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Membership } from './membership.types.ts';

@InputType('ApplyForMembershipInput', { description: 'An application (入盟申请) by the unit you act for.' })
export class ApplyForMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance to join (联盟).')
  allianceId!: string;

  @TextField('Why, and what the unit brings (申请说明).', { max: 1000 })
  statement!: string;
}

@InputType('ApproveMembershipInput', { description: 'Approval of an application (批准入盟) by the coordinator.' })
export class ApproveMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The application (申请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('RejectMembershipInput', { description: 'Refusal of an application (不予批准) by the coordinator.' })
export class RejectMembershipInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The application (申请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the unit reads it.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawApplicationInput', {
  description: 'An application that the unit you act for takes back (撤回申请).',
})
export class WithdrawApplicationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The application (申请).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('LeaveAllianceInput', { description: 'The unit you act for leaves an alliance (退出联盟).' })
export class LeaveAllianceInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The membership to end (成员资格).')
  membershipId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因).', { max: 1000 })
  reason!: string;
}

@ObjectType()
export abstract class MembershipPayload extends Payload {
  @Field(() => Membership, { nullable: true, description: 'The membership (成员资格) as it stands now.' })
  membership!: Membership | null;
}

@OutcomeOf('applyForMembership', '申请入盟')
export class ApplyForMembershipPayload extends MembershipPayload {}

@OutcomeOf('approveMembership', '批准入盟')
export class ApproveMembershipPayload extends MembershipPayload {}

@OutcomeOf('rejectMembership', '驳回入盟申请')
export class RejectMembershipPayload extends MembershipPayload {}

@OutcomeOf('withdrawApplication', '撤回入盟申请')
export class WithdrawApplicationPayload extends MembershipPayload {}

@OutcomeOf('leaveAlliance', '退出联盟')
export class LeaveAlliancePayload extends MembershipPayload {}
