import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';
import { TrackConnection, TrackFilter, TrackOrder } from '../tracks/track.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

const ProgrammeState = { RUNNING: 'RUNNING', ENDED: 'ENDED' } as const;
registerEnumType(ProgrammeState, {
  name: 'ProgrammeState',
  description: 'State of a programme (品牌项目状态).',
  valuesConfig: {
    RUNNING: { description: 'It runs (实施中).' },
    ENDED: { description: 'Ended by its owner, with a reason (已结束).' },
  },
});

@ObjectType('ProgrammeVersion', {
  implements: Node,
  description: 'A version of a programme (品牌版本). It never changes: the next supersedes it from its day on. Public.',
})
@Directive('@key(fields: "id")')
export class ProgrammeVersion extends Node {
  @Field(() => Programme, { nullable: true, description: 'The programme (品牌项目).' })
  programme!: Programme | null;

  @Field(() => Int, { description: 'Which version (版次), from 1.' })
  number!: number;

  @Field(() => String, { description: 'What it is called (版本号), e.g. `2.0`.' })
  label!: string;

  @Field(() => String, { description: 'What it is about (内容).' })
  description!: string;

  @Field(() => LocalDate, { description: 'In force from that day to that of the next (启用日期).' })
  inForceFrom!: string;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;
}

const { Connection: ProgrammeVersionConnection } = connectionOf(
  () => ProgrammeVersion,
  'ProgrammeVersion',
  'versions of a programme (品牌版本)',
);

@InputType('ProgrammeVersionFilter', { description: 'Which versions of a programme (品牌版本筛选).' })
class ProgrammeVersionFilter {
  @Field(() => LocalDate, { nullable: true, description: 'The one in force on that day (在该日有效).' })
  inForceOn?: string | null;
}

const ProgrammeVersionOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ProgrammeVersionOrder, {
  name: 'ProgrammeVersionOrder',
  description: 'Order of versions of a programme (品牌版本排序).',
  valuesConfig: TIME_ORDER,
});

@ObjectType('Programme', {
  implements: Node,
  description:
    'A programme that people know by its name (品牌项目), of a unit or of an alliance, e.g. 亲邻党建: in versions, along tracks, with programmes under it. Public.',
})
@Directive('@key(fields: "id")')
export class Programme extends Node {
  @Field(() => String, { description: 'Name (名称), e.g. `亲邻党建`.' })
  name!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit whose it is (所属单位); null where it is of an alliance.',
  })
  unit!: Unit | null;

  @Field(() => Alliance, {
    nullable: true,
    description: 'The alliance whose it is (所属联盟); null where it is of a unit.',
  })
  alliance!: Alliance | null;

  @Field(() => Programme, { nullable: true, description: 'The programme that it is part of (上级项目).' })
  parent!: Programme | null;

  @ListField(() => ProgrammeConnection, 'The programmes that are parts of it (子计划).', {
    filter: () => ProgrammeFilter,
    order: () => ProgrammeOrder,
  })
  programmes!: unknown;

  @ListField(() => ProgrammeVersionConnection, 'Its versions (版本).', {
    filter: () => ProgrammeVersionFilter,
    order: () => ProgrammeVersionOrder,
  })
  versions!: unknown;

  @ListField(() => TrackConnection, 'The lines along which it works (赛道).', {
    filter: () => TrackFilter,
    order: () => TrackOrder,
  })
  tracks!: unknown;

  @Field(() => ProgrammeState, { description: 'Its state (状态).' })
  state!: keyof typeof ProgrammeState;

  @Field(() => LocalDate, { description: 'Started on (启动日期).' })
  startedOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Ended on (结束日期); null while it runs.' })
  endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was ended (结束原因); null while it runs.' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本号), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: ProgrammeConnection } = connectionOf(() => Programme, 'Programme', 'programmes (品牌项目)');

@InputType('ProgrammeFilter', { description: 'Which programmes (品牌项目筛选).' })
export class ProgrammeFilter {
  @Field(() => String, { nullable: true, description: 'Whose name contains this, from one character on (名称包含).' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (所属单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this alliance (所属联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Part of this programme (上级项目).' })
  parentId?: string | null;

  @Field(() => [ProgrammeState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'That ran on that day (在该日实施).' })
  runningOn?: string | null;
}

export const ProgrammeOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST', NAME: 'NAME' } as const;
registerEnumType(ProgrammeOrder, {
  name: 'ProgrammeOrder',
  description: 'Order of programmes (品牌项目排序).',
  valuesConfig: {
    OLDEST: { description: 'Earliest registered first (按登记时间).' },
    NEWEST: { description: 'Latest registered first (按登记时间倒序).' },
    NAME: { description: 'By name, as a dictionary lists them by pinyin (按名称拼音).' },
  },
});
