import { Arg, Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
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

export const AreaLevel = {
  PROVINCE: 'PROVINCE',
  PREFECTURE: 'PREFECTURE',
  COUNTY: 'COUNTY',
  TOWNSHIP: 'TOWNSHIP',
  COMMUNITY: 'COMMUNITY',
  GRID: 'GRID',
  MICRO_GRID: 'MICRO_GRID',
} as const;
registerEnumType(AreaLevel, {
  name: 'AreaLevel',
  description: 'Level of an area (区划层级), from the highest down. A level may be left out.',
  valuesConfig: {
    PROVINCE: { description: 'Province (省级).' },
    PREFECTURE: { description: 'Prefecture (地级).' },
    COUNTY: { description: 'County or district (县级).' },
    TOWNSHIP: { description: 'Subdistrict, town or township (乡级: 街道、镇、乡).' },
    COMMUNITY: { description: 'Community or village (社区、村).' },
    GRID: { description: 'Grid (网格).' },
    MICRO_GRID: { description: 'Micro-grid (微网格).' },
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

/** The question of how far an area is covered, with its arguments. */
function CoverageField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => Coverage, {
      description:
        'How many of what lies in it, at a level, are covered (覆盖情况). By places: how many have one in use, of `kind` or of any; the whole of each counts, with what it followed without a split. By relations: to how many units are related by each of `relationTypes`, e.g. 网格党支部, or persons by each of `personRelationTypes`, e.g. 网格长; each itself counts.',
    })(target, property);
    const level = { defaultValue: 'COMMUNITY', description: 'Of which level (统计层级).' };
    Arg('level', () => AreaLevel, level)(target, property, 0);
    const kind = { nullable: true, description: 'Of this kind, by its code (阵地类型); of any where it is left out.' };
    Arg('kind', () => String, kind)(target, property, 1);
    const types = {
      nullable: true,
      description:
        'By relations of units instead, by all of these types, by their codes (关系类型): 1 to 10, and nothing else to count by.',
    };
    Arg('relationTypes', () => [String], types)(target, property, 3);
    const offices = {
      nullable: true,
      description:
        'By relations of persons instead, by all of these public types, by their codes (人员关系类型): 1 to 10, and nothing else to count by.',
    };
    Arg('personRelationTypes', () => [String], offices)(target, property, 4);
    const asOf = { nullable: true, description: 'At the end of this day (统计日期); now where it is left out.' };
    Arg('asOf', () => LocalDate, asOf)(target, property, 2);
  };
}

@ObjectType('CoverageByType', { description: 'How many are covered by relations of one type (单类覆盖数).' })
class CoverageByType {
  @Field(() => String, { description: 'The code of the type of relations, of units or of persons (关系类型代码).' })
  type!: string;

  @Field(() => Int, { description: 'To how many some unit, or somebody, is related by it (已覆盖数).' })
  covered!: number;
}

@ObjectType('Coverage', { description: 'How many of how many are covered (覆盖率): numerator and denominator.' })
class Coverage {
  @Field(() => Int, {
    description: 'How many have a place, or units or persons related to them by all of the types (已覆盖数).',
  })
  covered!: number;

  @Field(() => Int, { description: 'How many there are (总数).' })
  total!: number;

  @Field(() => [CoverageByType], {
    description: 'Of each of the types, in the order given (分类覆盖情况); of none where places were asked for.',
  })
  each!: CoverageByType[];
}

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
