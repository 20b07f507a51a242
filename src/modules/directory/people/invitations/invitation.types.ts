import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { PostRole } from '../../../../graphql/types/roles.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { Person } from '../persons/person.types.ts';
import { Post } from '../posts/post.types.ts';

const InvitationState = { OPEN: 'OPEN', ACCEPTED: 'ACCEPTED', CANCELLED: 'CANCELLED', EXPIRED: 'EXPIRED' } as const;
registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'State of an invitation to a post (任职邀请状态).',
  valuesConfig: {
    OPEN: { description: 'Waits to be accepted (待接受).' },
    ACCEPTED: { description: 'Accepted: there is a post (已接受).' },
    CANCELLED: { description: 'Taken back before it was accepted (已取消).' },
    EXPIRED: { description: 'Not accepted in time, or what it would have given is over (已失效).' },
  },
});

@ObjectType('Invitation', {
  implements: Node,
  description:
    'An invitation to a post (任职邀请), accepted with a code that is shown once to who invites. For administrators of the unit and for who invited.',
})
@Directive('@key(fields: "id")')
export class Invitation extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => String, { description: 'Title of the post (职务名称).' })
  title!: string;

  @Field(() => PostRole, { description: 'What the post allows (权限).' })
  role!: PostRole;

  @Field(() => Alliance, { nullable: true, description: 'The alliance a coordinator will coordinate (所协调的联盟).' })
  alliance!: Alliance | null;

  @Field(() => String, { description: 'Name of who is invited (受邀人姓名), as the unit gave it.' })
  personName!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The post begins then (任职起), or when it is accepted if that is later; null: when it is accepted.',
  })
  since!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The post ends then, exclusive (任职止); null: it stays open.',
  })
  until!: string | null;

  @Field(() => Post, {
    nullable: true,
    description: 'The post that it delegates (所委托的职务); null for an appointment.',
  })
  delegatedFrom!: Post | null;

  @Field(() => Person, {
    nullable: true,
    description: 'Who invited (邀请人); null where the operator of the exchange did.',
  })
  invitedBy!: Person | null;

  @Field(() => InvitationState, { description: 'State (状态).' })
  state!: keyof typeof InvitationState;

  @Field(() => Post, { nullable: true, description: 'The post that came out of it (由此产生的职务).' })
  post!: Post | null;

  @Field(() => DateTime, { description: 'Invited at (邀请时间).' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'To be accepted before (接受期限), seven days after it was made.' })
  expiresAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Accepted or cancelled at (处理时间).' })
  decidedAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: InvitationConnection } = connectionOf(
  () => Invitation,
  'Invitation',
  'invitations to posts (任职邀请)',
);

@InputType('InvitationFilter', { description: 'Which invitations (任职邀请筛选).' })
export class InvitationFilter {
  @Field(() => [InvitationState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [PostRole], { nullable: true, description: 'To posts that allow one of these (权限).' })
  role?: string[] | null;
}

export const InvitationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(InvitationOrder, {
  name: 'InvitationOrder',
  description: 'Order of invitations by time of creation (任职邀请排序).',
  valuesConfig: TIME_ORDER,
});
