import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { CrsField, GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import {
  PersonRelationConnection,
  PersonRelationFilter,
  PersonRelationOrder,
} from '../../people/person-relations/person-relation.types.ts';
import { RelationConnection, RelationFilter, RelationOrder } from '../../people/relations/relation.types.ts';
import { AreaStatisticConnection, AreaStatisticFilter, AreaStatisticOrder } from '../statistics/statistic.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { AreaLevel } from './area-level.types.ts';
import { CoverageField, type Coverage } from './coverage.types.ts';

export const AreaScheme = { STATISTICS: 'STATISTICS', CIVIL_AFFAIRS: 'CIVIL_AFFAIRS', LOCAL: 'LOCAL' } as const;
registerEnumType(AreaScheme, {
  name: 'AreaScheme',
  description: 'Whose list of areas a code is from (区划来源): the lists differ, and are kept apart.',
  valuesConfig: {
    STATISTICS: { description: 'The statistics bureau’s (统计用区划代码): 6, 9 or 12 digits.' },
    CIVIL_AFFAIRS: { description: 'Civil affairs’ (民政部行政区划代码).' },
    LOCAL: { description: 'Made locally, as grids are (本地编码); known within its county.' },
  },
});

export const SuccessionKind = { RENAMED: 'RENAMED', MERGED: 'MERGED', SPLIT: 'SPLIT', RECODED: 'RECODED' } as const;
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description: 'What became of an area that ended (区划变更方式).',
  valuesConfig: {
    RENAMED: { description: 'It has another name since (更名).' },
    MERGED: { description: 'It went into another (并入).' },
    SPLIT: { description: 'It was divided; the successor is one of several (拆分).' },
    RECODED: { description: 'It has another code or rank since (改码、改设), as a city that became a district.' },
  },
});

@ObjectType('Area', {
  implements: Node,
  description:
    'An area (区划) as it was for a stretch of days: from the province to the micro-grid (微网格). What changes its name, code or extent is followed by another. Public.',
})
@Directive('@key(fields: "id")')
export class Area extends Node {
  @Field(() => AreaScheme, { description: 'Whose list its code is from (来源).' })
  scheme!: string;

  @Field(() => String, { description: 'Its code (代码), as text, e.g. `330282` for 慈溪市; never the key.' })
  code!: string;

  @Field(() => String, { description: 'Its name (名称).' })
  name!: string;

  @Field(() => AreaLevel, { description: 'Its level (层级).' })
  level!: string;

  @Field(() => Area, { nullable: true, description: 'What it lies in directly (上级区划). Null for a province.' })
  parent!: Area | null;

  @Field(() => [Area], { description: 'All it lies in (各级上级区划), the highest first.' })
  ancestors!: Area[];

  @ListField(() => AreaConnection, 'What lies in it directly (下级区划), of all times unless `asOf` says a day.', {
    filter: () => AreaFilter,
    order: () => AreaOrder,
  })
  areas!: unknown;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit that looks after it (管理单位): its administrators make what lies in it.',
  })
  keeper!: Unit | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Its first day (生效日期); null where nothing is known of one.',
  })
  since!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The first day on which it is no more (失效日期); null while it goes on.',
  })
  until!: string | null;

  @CrsField(() => [[[[Float]]]], {
    nullable: true,
    description:
      'Its boundary (边界): the coordinates of a GeoJSON MultiPolygon, longitude before latitude, each ring closed, holes after their outline. Null where none is drawn.',
  })
  boundary!: number[][][][] | null;

  @Field(() => SuccessionKind, {
    nullable: true,
    description: 'What became of it (变更方式). Null while it goes on, and where nothing followed.',
  })
  endedBy!: string | null;

  @Field(() => [Area], { description: 'What followed it (变更去向), one or, where it was split, several.' })
  successors!: Area[];

  @ListField(() => PersonRelationConnection, 'What persons are to it (人员关系), e.g. 网格长.', {
    filter: () => PersonRelationFilter,
    order: () => PersonRelationOrder,
  })
  personRelations!: unknown;

  @ListField(
    () => RelationConnection,
    'What units are to it (单位关系), e.g. its 网格党支部, of all times unless the filter says: each `subject` is a unit.',
    { filter: () => RelationFilter, order: () => RelationOrder },
  )
  relations!: unknown;

  @CoverageField()
  coverage!: Coverage;

  @ListField(
    () => AreaStatisticConnection,
    'What is known of it in figures (区划统计), those that count no more included.',
    {
      filter: () => AreaStatisticFilter,
      order: () => AreaStatisticOrder,
    },
  )
  statistics!: unknown;

  @Field(() => [Area], { description: 'What it followed (变更来源).' })
  predecessors!: Area[];

  @Field(() => Int, { description: 'Counts its changes (版本), from 1; send it back as `expectedVersion`.' })
  version!: number;
}

export const { Connection: AreaConnection } = connectionOf(() => Area, 'Area', 'areas (区划)');

@InputType('AreaFilter', { description: 'Which areas (区划筛选).' })
export class AreaFilter {
  @Field(() => ID, {
    nullable: true,
    description:
      'Directly in this area (直属上级), or in one that it followed without a split; as of the day of `asOf` where that is given.',
  })
  parentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Anywhere in this area, itself included (所在区划), and in what it or something in it followed without a split; as of the day of `asOf` where that is given.',
  })
  withinAreaId?: string | null;

  @Field(() => [AreaLevel], { nullable: true, description: 'Of one of these levels (层级).' })
  level?: string[] | null;

  @Field(() => [AreaScheme], { nullable: true, description: 'From one of these lists (来源).' })
  scheme?: string[] | null;

  @Field(() => String, { nullable: true, description: 'With exactly this code (代码).' })
  code?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'In force on that day (有效日期); of all times where it is left out.',
  })
  asOf?: string | null;

  @Field(() => GeoPointInput, {
    nullable: true,
    description: 'Whose boundary holds this point (所在位置): with the order `DEEPEST`, "which grid am I in".',
  })
  at?: GeoPointInput | null;

  @Field(() => String, { nullable: true, description: 'Whose name contains this, from one character on (名称包含).' })
  search?: string | null;
}

export const AreaOrder = { CODE: 'CODE', HIGHEST: 'HIGHEST', DEEPEST: 'DEEPEST' } as const;
registerEnumType(AreaOrder, {
  name: 'AreaOrder',
  description: 'Order of areas (区划排序).',
  valuesConfig: {
    CODE: { description: 'By code (按代码).' },
    HIGHEST: { description: 'Provinces first, micro-grids last (由上至下).' },
    DEEPEST: { description: 'Micro-grids first, provinces last (由下至上).' },
  },
});
