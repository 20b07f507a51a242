import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Area } from '../../land/areas/area.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { PersonRelationType } from '../person-relations/person-relation-type.types.ts';
import { PersonRelation } from '../person-relations/person-relation.types.ts';
import { Person } from '../persons/person.types.ts';
import { RelationState } from '../relations/relation.types.ts';
import { Household } from './household.types.ts';

@ObjectType('HouseholdLinkType', {
  implements: Node,
  description: 'A type of links of persons to households (联户类型), e.g. 先锋户联: its names and its rules. Public.',
})
@Directive('@key(fields: "id")')
export class HouseholdLinkType extends Node {
  @Field(() => String, { description: 'Its code (代码), e.g. `vanguard-linkage`.' })
  code!: string;

  @Field(() => String, {
    description: 'What the person is to the household (正向名称), e.g. 先锋户联, in the language of `Accept-Language`.',
  })
  label!: string;

  @Field(() => String, { description: 'What the household has in the person (反向名称), e.g. 联户党员.' })
  inverseLabel!: string;

  @Field(() => PersonRelationType, {
    nullable: true,
    description:
      'What whoever is linked is to the unit (所依关系类型), e.g. 党员先锋岗, of which everybody holds one at a time (一人一岗).',
  })
  relationType!: PersonRelationType | null;

  @Field(() => Int, {
    description:
      'With how many households one person is linked at a time (每人联户上限), in households (户). A household has one such link at a time.',
  })
  most!: number;
}

export const { Connection: HouseholdLinkTypeConnection } = connectionOf(
  () => HouseholdLinkType,
  'HouseholdLinkType',
  'types of links to households (联户类型)',
);

@InputType('HouseholdLinkTypeFilter', { description: 'Which types of links to households (联户类型筛选).' })
export class HouseholdLinkTypeFilter {
  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;
}

export const HouseholdLinkTypeOrder = { RANK: 'RANK' } as const;
registerEnumType(HouseholdLinkTypeOrder, {
  name: 'HouseholdLinkTypeOrder',
  description: 'Order of the types of links to households (联户类型排序).',
  valuesConfig: { RANK: { description: 'As they are ranked (按既定次序).' } },
});

@ObjectType('HouseholdLink', {
  implements: Node,
  description:
    'Who is linked to a household (联户): proposed by the unit, agreed by the person. For the two alone. The person is told of the area first, and of the household while the link is in force.',
})
@Directive('@key(fields: "id")')
export class HouseholdLink extends Node {
  @Field(() => HouseholdLinkType, { nullable: true, description: 'Its type (类型).' })
  type!: HouseholdLinkType | null;

  @Field(() => Household, {
    nullable: true,
    description: 'The household (户). For the unit, and for the person while the link is in force; null else.',
  })
  household!: Household | null;

  @Field(() => Area, { nullable: true, description: 'The area that the household lies in (所在区划).' })
  area!: Area | null;

  @Field(() => Unit, { nullable: true, description: 'The unit that looks after the household (登记单位).' })
  hostUnit!: Unit | null;

  @Field(() => PersonRelation, {
    nullable: true,
    description: 'What the person is to the unit (所依关系), by which they are linked: with it the link is over.',
  })
  personRelation!: PersonRelation | null;

  @Field(() => Person, { nullable: true, description: 'Who is linked, or is asked to be (联户人员).' })
  person!: Person | null;

  @Field(() => RelationState, { description: 'Its state at the instant of the request (状态).' })
  state!: keyof typeof RelationState;

  @Field(() => String, { nullable: true, description: 'Why it was declined or ended (原因).' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it was proposed (提出时间).' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last decided on (答复时间).' })
  decidedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force since (起始时间); null of what was not agreed.' })
  since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (终止时间); null while open.' })
  until!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: HouseholdLinkConnection } = connectionOf(
  () => HouseholdLink,
  'HouseholdLink',
  'links to households (联户)',
);

@InputType('HouseholdLinkFilter', { description: 'Which links to households (联户筛选).' })
export class HouseholdLinkFilter {
  @Field(() => String, { nullable: true, description: 'Of the type with this code (类型代码).' })
  type?: string | null;

  @Field(() => [RelationState], { nullable: true, description: 'In one of these states now (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'To this household, where you see it (户).' })
  householdId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are your own (是否本人).' })
  isMine?: boolean | null;
}

export const HouseholdLinkOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(HouseholdLinkOrder, {
  name: 'HouseholdLinkOrder',
  description: 'Order of links to households by when they were proposed (联户排序).',
  valuesConfig: TIME_ORDER,
});
