import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Area } from '../../land/areas/area.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

export const Cardinality = {
  ONE_TO_ONE: 'ONE_TO_ONE',
  MANY_TO_ONE: 'MANY_TO_ONE',
  ONE_TO_MANY: 'ONE_TO_MANY',
  MANY_TO_MANY: 'MANY_TO_MANY',
} as const;
registerEnumType(Cardinality, {
  name: 'RelationCardinality',
  description: 'How many relations of a type a unit is in at a time (关系基数), subjects first, objects second.',
  valuesConfig: {
    ONE_TO_ONE: { description: 'One subject to one object (一对一).' },
    MANY_TO_ONE: { description: 'Each subject has one object, an object many subjects (多对一).' },
    ONE_TO_MANY: { description: 'Each object has one subject, a subject many objects (一对多).' },
    MANY_TO_MANY: { description: 'As many as there are (多对多).' },
  },
});

const RelationObjectKind = { UNIT: 'UNIT', AREA: 'AREA' } as const;
registerEnumType(RelationObjectKind, {
  name: 'RelationObjectKind',
  description: 'What a type of relations of units is to (关系客体).',
  valuesConfig: {
    UNIT: { description: 'Another unit (单位), e.g. 隶属.' },
    AREA: { description: 'An area (区划、网格), e.g. 网格党支部: those that look after the area speak for it.' },
  },
});

@ObjectType('RelationType', {
  implements: Node,
  description:
    'A type of relations of units, to other units or to areas (关系类型): its names from either side, and its rules. Public.',
})
@Directive('@key(fields: "id")')
class RelationType extends Node {
  @Field(() => String, { description: 'Its code (代码), e.g. `subordination` or `assigned-support`.' })
  code!: string;

  @Field(() => String, {
    description:
      'What the subject is to the object (正向名称), e.g. 隶属, in the language of `Accept-Language`: zh-CN or en.',
  })
  label!: string;

  @Field(() => String, { description: 'What the object is to the subject (反向名称), e.g. 下属单位.' })
  inverseLabel!: string;

  @Field(() => RelationObjectKind, { description: 'What it is to: another unit, or an area (客体类别).' })
  objectKind!: keyof typeof RelationObjectKind;

  @Field(() => Cardinality, { description: 'How many a unit, or an area, is in at a time (基数).' })
  cardinality!: keyof typeof Cardinality;

  @Field(() => Boolean, { description: 'Whether both sides are the same to each other (是否对称), as in 结对.' })
  isSymmetric!: boolean;

  @Field(() => Boolean, {
    description: 'Whether no unit may be above itself, at any remove (是否严格成树), as in 隶属.',
  })
  isTree!: boolean;

  @Field(() => Boolean, {
    description: 'Whether its subject is being incubated while it is in force (是否孵化), as `Unit.stage` says.',
  })
  isIncubation!: boolean;
}

export const { Connection: RelationTypeConnection } = connectionOf(
  () => RelationType,
  'RelationType',
  'types of relations (关系类型)',
);

@InputType('RelationTypeFilter', { description: 'Which types of relations (关系类型筛选).' })
export class RelationTypeFilter {
  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;
}

export const RelationTypeOrder = { RANK: 'RANK' } as const;
registerEnumType(RelationTypeOrder, {
  name: 'RelationTypeOrder',
  description: 'Order of the types of relations (关系类型排序).',
  valuesConfig: { RANK: { description: 'As they are ranked (按既定次序).' } },
});

export const RelationState = {
  PROPOSED: 'PROPOSED',
  UPCOMING: 'UPCOMING',
  IN_FORCE: 'IN_FORCE',
  ENDED: 'ENDED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
registerEnumType(RelationState, {
  name: 'RelationState',
  description: 'State of a relation at the instant of the request (关系状态).',
  valuesConfig: {
    PROPOSED: { description: 'Proposed by one side, not agreed (待同意).' },
    UPCOMING: { description: 'Agreed, for a time to come (未开始).' },
    IN_FORCE: { description: 'Agreed, and its time is now (有效).' },
    ENDED: { description: 'Over: its time ran out, or a side ended it (已结束).' },
    DECLINED: { description: 'Declined by the other side, with a reason (已婉拒).' },
    WITHDRAWN: { description: 'Taken back by the side that proposed it (已撤回).' },
  },
});

@ObjectType('Relation', {
  implements: Node,
  description:
    'A relation of a unit to another, or to an area (单位关系): typed, dated, agreed by both sides. Public once agreed, also when it has ended; what is only proposed, declined or withdrawn is seen by the two units, of an area by those that look after it or after anything that it lies in.',
})
@Directive('@key(fields: "id")')
export class Relation extends Node {
  @Field(() => RelationType, { nullable: true, description: 'Its type (类型).' })
  type!: RelationType | null;

  @Field(() => Unit, {
    nullable: true,
    description: 'Whose relation it is (主体单位), e.g. the one that is subordinate.',
  })
  subject!: Unit | null;

  @Field(() => Unit, {
    nullable: true,
    description: 'To whom (客体单位), e.g. the one above. Null where it is to an area.',
  })
  object!: Unit | null;

  @Field(() => Area, {
    nullable: true,
    description:
      'To which area (客体区划), as it was then, e.g. the grid whose party branch it is. Null where it is to a unit.',
  })
  objectArea!: Area | null;

  @Field(() => RelationState, { description: 'Its state at the instant of the request (状态).' })
  state!: keyof typeof RelationState;

  @Field(() => Unit, {
    nullable: true,
    description: 'Which unit proposed it (提出单位): of an area one that looked after it then.',
  })
  proposedBy!: Unit | null;

  @Field(() => String, { nullable: true, description: 'What it is for (说明). For the two sides.' })
  statement!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or ended (原因). For the two sides.' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it was proposed (提出时间).' })
  proposedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was agreed, declined or withdrawn (答复时间).' })
  decidedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'In force since (起始时间); of a proposal, since when it is to be: null for from its agreement on.',
  })
  since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force until, exclusive (终止时间); null while open.' })
  until!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: RelationConnection } = connectionOf(() => Relation, 'Relation', 'relations (单位关系)');

@InputType('RelationFilter', { description: 'Which relations (关系筛选).' })
export class RelationFilter {
  @Field(() => String, { nullable: true, description: 'Of the type with this code (类型代码).' })
  type?: string | null;

  @Field(() => [RelationState], { nullable: true, description: 'In one of these states now (状态).' })
  state?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Whose subject is this unit (主体单位).' })
  subjectUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose object is this unit (客体单位).' })
  objectUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose object is this area itself (客体区划).' })
  objectAreaId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'In force now, or when the day of `asOf` ended, and met on the way up from this unit, at any remove, each by its own type (上级链).',
  })
  aboveUnitId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'In force now, or when the day of `asOf` ended, and met on the way down from this unit, at any remove, each by its own type (下级链).',
  })
  belowUnitId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'In force when that day ended (截至某日).' })
  asOf?: string | null;
}

export const RelationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(RelationOrder, {
  name: 'RelationOrder',
  description: 'Order of relations by when they were proposed (关系排序).',
  valuesConfig: TIME_ORDER,
});
