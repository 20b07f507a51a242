import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { PostRole } from '../../../../graphql/types/roles.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { Person } from '../persons/person.types.ts';

const PostState = { UPCOMING: 'UPCOMING', IN_FORCE: 'IN_FORCE', ENDED: 'ENDED' } as const;
registerEnumType(PostState, {
  name: 'PostState',
  description: 'Whether a post holds at the instant of the request (任职状态).',
  valuesConfig: {
    UPCOMING: { description: 'Begins later (尚未开始).' },
    IN_FORCE: { description: 'Holds (在任).' },
    ENDED: { description: 'Holds no more (已结束).' },
  },
});

@ObjectType('Post', {
  implements: Node,
  description:
    'A post in a unit (职务) that allows its holder to act for it. Public while it is in force; before and after, for the unit and its holder.',
})
@Directive('@key(fields: "id")')
export class Post extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => String, { description: 'Title (职务名称), e.g. `共建联络员`.' })
  title!: string;

  @Field(() => PostRole, { description: 'What it allows (权限).' })
  role!: PostRole;

  @Field(() => Alliance, { nullable: true, description: 'The alliance a coordinator coordinates (所协调的联盟).' })
  alliance!: Alliance | null;

  @Field(() => Person, {
    nullable: true,
    description: 'Who holds it (任职者). For who acts for the unit and for the holder; null for others.',
  })
  holder!: Person | null;

  @Field(() => Boolean, {
    description:
      'Whether it is delegated (是否受托): passed on for a term by the holder of another post, and over when that one is.',
  })
  isDelegated!: boolean;

  @Field(() => PostState, { description: 'Whether it holds (状态).' })
  state!: keyof typeof PostState;

  @Field(() => DateTime, { description: 'In force since (任职起).' })
  since!: string;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (任职止); null while open.' })
  until!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was ended (结束原因). For the unit and the holder; null where it ran out by itself.',
  })
  reason!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

@InputType('PostFilter', { description: 'Which posts (职务筛选).' })
export class PostFilter {
  @Field(() => [PostState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [PostRole], { nullable: true, description: 'That allow one of these (权限).' })
  role?: string[] | null;
}

export const PostOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(PostOrder, {
  name: 'PostOrder',
  description: 'Order of posts by time of creation (职务排序).',
  valuesConfig: TIME_ORDER,
});

export const { Connection: PostConnection } = connectionOf(() => Post, 'Post', 'posts (职务)');

@InputType('EndPostInput', {
  description: 'A post to be ended (结束任职): by its holder, by who delegated it, or by an administrator of the unit.',
})
export class EndPostInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The post (职务).')
  postId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the unit and the holder read it.', { max: 1000 })
  reason!: string;
}

@OutcomeOf('endPost', '结束任职')
export class EndPostPayload extends Payload {
  @Field(() => Post, { nullable: true, description: 'The post (职务) as it stands now.' })
  post!: Post | null;
}
