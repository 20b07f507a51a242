import { Directive, Field, Int, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { MembershipConnection, MembershipFilter, MembershipOrder } from '../memberships/membership.types.ts';
import { Unit } from '../units/unit.types.ts';

@ObjectType('Alliance', {
  implements: Node,
  description: 'An alliance (联盟): units that co-build, sharing what they have and meeting what they need. Public.',
})
@Directive('@key(fields: "id")')
export class Alliance extends Node {
  @Field(() => String, { description: 'Name (名称), e.g. `五色亲邻党建联盟`.' })
  name!: string;

  @Field(() => String, { description: 'What it is for (简介).' })
  description!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that leads it (牵头单位).' })
  leadUnit!: Unit | null;

  @Field(() => LocalDate, { description: 'Founded on (成立日期).' })
  foundedOn!: string;

  @ListField(
    () => MembershipConnection,
    'Its memberships (成员资格). Applications are seen by their unit and the coordinator.',
    {
      filter: () => MembershipFilter,
      order: () => MembershipOrder,
    },
  )
  memberships!: unknown;

  @Field(() => Int, { description: 'Counts the changes of this record (版本), from 1.' })
  version!: number;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;
}

export const { Connection: AllianceConnection } = connectionOf(() => Alliance, 'Alliance', 'alliances (联盟)');

@InputType('AllianceFilter', { description: 'Which alliances (联盟筛选).' })
export class AllianceFilter {
  @Field(() => String, { nullable: true, description: 'Whose name contains this, from one character on (名称包含).' })
  search?: string | null;
}

export const AllianceOrder = { NAME: 'NAME', NEWEST: 'NEWEST' } as const;
registerEnumType(AllianceOrder, {
  name: 'AllianceOrder',
  description: 'Order of alliances (联盟排序).',
  valuesConfig: {
    NAME: { description: 'By name (按名称).' },
    NEWEST: { description: 'Latest registered first (按登记时间倒序).' },
  },
});
