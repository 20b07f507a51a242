import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { Alliance } from '../alliances/alliance.types.ts';
import { Unit } from '../units/unit.types.ts';

const PostRole = { OPERATOR: 'OPERATOR', COORDINATOR: 'COORDINATOR', ADMINISTRATOR: 'ADMINISTRATOR' } as const;
registerEnumType(PostRole, {
  name: 'PostRole',
  description: 'What a post allows (职务权限).',
  valuesConfig: {
    OPERATOR: { description: 'Acts for the unit (经办人).' },
    COORDINATOR: { description: 'Acts for the unit and coordinates one alliance (联盟协调员).' },
    ADMINISTRATOR: {
      description: 'Acts for the unit, appoints to its posts, installs apps and shares its data (单位管理员).',
    },
  },
});

@ObjectType('Post', {
  implements: Node,
  description:
    'A post in a unit (职务) that allows its holder to act for it. Only posts in force are shown, never who holds them.',
})
@Directive('@key(fields: "id")')
class Post extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => String, { description: 'Title (职务名称), e.g. `共建联络员`.' })
  title!: string;

  @Field(() => PostRole, { description: 'What it allows (权限).' })
  role!: keyof typeof PostRole;

  @Field(() => Alliance, { nullable: true, description: 'The alliance a coordinator coordinates (所协调的联盟).' })
  alliance!: Alliance | null;

  @Field(() => DateTime, { description: 'In force since (任职起).' })
  since!: string;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (任职止); null while open.' })
  until!: string | null;
}

export const PostOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(PostOrder, {
  name: 'PostOrder',
  description: 'Order of posts by time of creation (职务排序).',
  valuesConfig: TIME_ORDER,
});

export const { Connection: PostConnection } = connectionOf(() => Post, 'Post', 'posts (职务)');
