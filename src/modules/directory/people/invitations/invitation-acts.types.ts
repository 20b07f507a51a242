/** What the acts on invitations take and answer. */
import { Field, InputType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { PostRole } from '../../../../graphql/types/roles.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { Invitation } from './invitation.types.ts';
import { Post } from '../posts/post.types.ts';

@InputType('InviteToPostInput', {
  description:
    'An invitation to a post in the unit you act for (任职邀请): by an administrator of it, or by somebody who delegates their own post.',
})
export class InviteToPostInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Title of the post (职务名称), e.g. `共建联络员`.', { max: 50 })
  title!: string;

  @Field(() => PostRole, {
    description:
      'What it allows (权限). A delegated post allows what the one that it comes from does, or less: OPERATOR.',
  })
  role!: PostRole;

  @IdField('The alliance to coordinate (所协调的联盟), for a COORDINATOR alone: one that your unit leads.', {
    optional: true,
  })
  allianceId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'It begins then (任职起), or when it is accepted if that is later. When it is accepted, unless said.',
  })
  since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'It ends then, exclusive (任职止). Needed where a post is delegated, and not after the end of that.',
  })
  until?: Date | null;

  @TextField('Name of who is invited (受邀人姓名).', { max: 50 })
  personName!: string;

  @IdField('Your own post, to be delegated for a term (所委托的职务).', { optional: true })
  delegatedFromId?: string | null;
}

@InputType('AcceptInvitationInput', {
  description: 'Acceptance of an invitation to a post (接受任职邀请), by whoever is signed in.',
})
export class AcceptInvitationInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('The code of the invitation (邀请码), as the unit passed it on.', { max: 200 })
  code!: string;
}

@InputType('CancelInvitationInput', {
  description: 'An invitation to be taken back (取消任职邀请), by an administrator of the unit or by who invited.',
})
export class CancelInvitationInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The invitation (任职邀请).')
  invitationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('inviteToPost', '邀请任职')
export class InviteToPostPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation (任职邀请).' })
  invitation!: Invitation | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The code to accept it with (邀请码): pass it on to who is invited and to nobody else. Shown this once and kept nowhere; null in a replay.',
  })
  invitationCode!: string | null;
}

@InputType('InviteFirstAdministratorInput', {
  description: 'The first administrator (首位单位管理员) of a unit that your unit registered.',
})
export class InviteFirstAdministratorInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit (单位), for which nobody acts yet.')
  unitId!: string;

  @TextField('Name of who is invited (受邀人姓名).', { max: 50 })
  personName!: string;
}

@OutcomeOf('inviteFirstAdministrator', '邀请首位单位管理员')
export class InviteFirstAdministratorPayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The code to accept it with (邀请码): pass it on to who is invited and to nobody else. Shown this once and kept nowhere; null in a replay.',
  })
  invitationCode!: string | null;
}

@OutcomeOf('acceptInvitation', '接受任职邀请')
export class AcceptInvitationPayload extends Payload {
  @Field(() => Post, { nullable: true, description: 'The post (职务) that is yours now.' })
  post!: Post | null;
}

@OutcomeOf('cancelInvitation', '取消任职邀请')
export class CancelInvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation (任职邀请) as it stands now.' })
  invitation!: Invitation | null;
}
