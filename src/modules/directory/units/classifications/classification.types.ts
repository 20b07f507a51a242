import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Term } from '../../land/terms/term.types.ts';
import { UnitKindEnum } from '../unit/unit-kind.types.ts';
import { Unit } from '../unit/unit.types.ts';

const ClassCardinality = { ONE: 'ONE', MANY: 'MANY' } as const;
registerEnumType(ClassCardinality, {
  name: 'ClassCardinality',
  description: 'Of how many classes of a scheme a unit is at a time (分类基数).',
  valuesConfig: {
    ONE: { description: 'Of one at most (单选).' },
    MANY: { description: 'Of as many as fit (多选).' },
  },
});

const AssignedBy = { UNIT: 'UNIT', COORDINATOR: 'COORDINATOR' } as const;
registerEnumType(AssignedBy, {
  name: 'ClassAssignedBy',
  description: 'Who says of which class a unit is (由谁认定).',
  valuesConfig: {
    UNIT: { description: 'Administrators of the unit (由本单位).' },
    COORDINATOR: { description: 'A coordinator of an alliance of the unit, who acts for another one (由联盟协调员).' },
  },
});

@ObjectType('ClassificationScheme', {
  implements: Node,
  description: 'A way to class units (分类体系), such as 团队职能 or 社区类型编码: its classes and its rules. Public.',
})
@Directive('@key(fields: "id")')
class ClassificationScheme extends Node {
  @Field(() => String, { description: 'Its code (代码), e.g. `team-function`.' })
  code!: string;

  @Field(() => String, { description: 'Its name (名称), in the language of `Accept-Language`: zh-CN or en.' })
  label!: string;

  @Field(() => ClassCardinality, { description: 'Of how many of its classes a unit is at a time (基数).' })
  cardinality!: keyof typeof ClassCardinality;

  @Field(() => AssignedBy, { description: 'Who says of which class a unit is (由谁认定).' })
  assignedBy!: keyof typeof AssignedBy;

  @Field(() => [UnitKindEnum], {
    description: 'For units of which kinds it is (适用类型); for all where there is none.',
  })
  unitKinds!: string[];

  @Field(() => [Term], { description: 'Its classes (类目), terms of the scheme `UNIT_CLASS`; at most 100.' })
  terms!: Term[];

  @Field(() => String, { nullable: true, description: 'Where it comes from (来源); null where it is ours.' })
  source!: string | null;
}

export const { Connection: ClassificationSchemeConnection } = connectionOf(
  () => ClassificationScheme,
  'ClassificationScheme',
  'ways to class units (分类体系)',
);

@InputType('ClassificationSchemeFilter', { description: 'Which ways to class units (分类体系筛选).' })
export class ClassificationSchemeFilter {
  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;
}

export const ClassificationSchemeOrder = { RANK: 'RANK' } as const;
registerEnumType(ClassificationSchemeOrder, {
  name: 'ClassificationSchemeOrder',
  description: 'Order of the ways to class units (分类体系排序).',
  valuesConfig: { RANK: { description: 'As they are ranked (按既定次序).' } },
});

@ObjectType('UnitClassification', {
  implements: Node,
  description: 'That a unit is of a class (单位分类), since when, until when, and why. Public, also when it has ended.',
})
@Directive('@key(fields: "id")')
export class UnitClassification extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => ClassificationScheme, { nullable: true, description: 'By which scheme (分类体系).' })
  scheme!: ClassificationScheme | null;

  @Field(() => Term, { nullable: true, description: 'The class (类目).' })
  term!: Term | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when (起始时间); null where it ended the instant it began.',
  })
  since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when, exclusive (终止时间); null while it holds.' })
  until!: string | null;

  @Field(() => Boolean, { description: 'Whether it holds at the instant of the request (是否有效).' })
  isInForce!: boolean;

  @Field(() => String, { description: 'Why the unit is of this class (分类理由).' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Why it is no more (结束理由); null while it holds.' })
  endReason!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The unit for which somebody said so (认定单位).' })
  classifiedBy!: Unit | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: UnitClassificationConnection } = connectionOf(
  () => UnitClassification,
  'UnitClassification',
  'classes of units (单位分类)',
);

@InputType('UnitClassificationFilter', { description: 'Which classes of the unit (分类筛选).' })
export class UnitClassificationFilter {
  @Field(() => String, { nullable: true, description: 'By the scheme with this code (分类体系代码).' })
  scheme?: string | null;

  @Field(() => String, { nullable: true, description: 'The class with this code (类目代码).' })
  classCode?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it holds now (是否有效).' })
  isInForce?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'In force when that day ended (截至某日).' })
  asOf?: string | null;
}

export const UnitClassificationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(UnitClassificationOrder, {
  name: 'UnitClassificationOrder',
  description: 'Order of classes by when they were entered (分类排序).',
  valuesConfig: TIME_ORDER,
});
