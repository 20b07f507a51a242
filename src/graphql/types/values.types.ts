/** Values every subgraph spells alike. Written once, printed into each, hence `@shareable`. */
import { Directive, Field, Float, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, Decimal } from './scalars.ts';

export const GLOBAL_ID =
  'Global id (全局标识): a typed prefix, `_` and 32 hexadecimal digits. Opaque, sortable by time of creation.';

@InterfaceType('Node', {
  // Each module says which things it knows of.
  autoRegisterImplementations: false,
  description: 'Anything with a global id (有全局标识的对象). Read any of them by `node` or `nodes`.',
})
export abstract class Node {
  @Field(() => ID, { description: GLOBAL_ID })
  id!: string;
}

@ObjectType('PageInfo', { description: 'Where a page lies in its list (分页信息), after the Relay specification.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow this page (是否有下一页).' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items precede this page (是否有上一页).' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item (首项游标); pass it as `before`. Null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item (末项游标); pass it as `after`. Null on an empty page.',
  })
  endCursor!: string | null;
}

@ObjectType('Quantity', { description: 'How much of what (数量): a number and its unit of measure or counting basis.' })
@Directive('@shareable')
export class Quantity {
  @Field(() => Decimal, { description: 'The number (数值), exact, e.g. `"2"` or `"1.5"`.' })
  value!: string;

  @Field(() => String, { description: 'The unit of measure or counting basis (计量单位), e.g. `场`, `人次`, `小时`.' })
  unit!: string;
}

@ObjectType('Money', { description: 'An amount of money (金额): exact, to the fen.' })
@Directive('@shareable')
export class Money {
  @Field(() => Decimal, { description: 'The amount (数额), exact, e.g. `"1280.00"`.' })
  amount!: string;

  @Field(() => String, { description: 'The currency (币种) by ISO 4217: `CNY`, yuan.' })
  currency!: string;
}

@ObjectType('Facet', { description: 'One value of what a list is counted by (分面), and how many items have it.' })
@Directive('@shareable')
export class Facet {
  @Field(() => String, { description: 'The value (取值): a code, the name of a state, or a global id.' })
  value!: string;

  @Field(() => Int, { description: 'How many items that you may see have it (数量).' })
  count!: number;
}

@ObjectType('Period', { description: 'A period of time (时段): the start belongs to it, the end does not.' })
@Directive('@shareable')
export class Period {
  @Field(() => DateTime, { nullable: true, description: 'Start (开始); null where it is open.' })
  start!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'End, exclusive (结束); null where it is open.' })
  end!: string | null;
}

export const Crs = { WGS84: 'WGS84', CGCS2000: 'CGCS2000', GCJ02: 'GCJ02', BD09: 'BD09' } as const;
export type Crs = (typeof Crs)[keyof typeof Crs];
registerEnumType(Crs, {
  name: 'Crs',
  description: 'Coordinate reference system (坐标系). Mixing them unconverted shifts points by hundreds of metres.',
  valuesConfig: {
    WGS84: { description: 'World Geodetic System 1984 (世界大地测量系统): GPS and OpenStreetMap.' },
    CGCS2000: { description: '2000 国家大地坐标系: Tianditu and surveying; equals WGS-84 at the scale of a city.' },
    GCJ02: { description: '国测局坐标: Amap, Tencent and most phones in China.' },
    BD09: { description: '百度坐标: Baidu maps.' },
  },
});

@ObjectType('GeoPoint', { description: 'A point on the map (坐标点).' })
@Directive('@shareable')
export class GeoPoint {
  @Field(() => Float, { description: 'Longitude (经度) in degrees, east positive.' })
  longitude!: number;

  @Field(() => Float, { description: 'Latitude (纬度) in degrees, north positive.' })
  latitude!: number;

  @Field(() => Crs, { description: 'The reference system of the two numbers (坐标系). Stored points are WGS-84.' })
  crs!: Crs;
}

export const LocationPrecision = { EXACT: 'EXACT', COMMUNITY: 'COMMUNITY' } as const;
registerEnumType(LocationPrecision, {
  name: 'LocationPrecision',
  description: 'How exactly a place is told (位置精度).',
  valuesConfig: {
    EXACT: {
      description:
        'As it was given (精确): of a need for the unit itself, under the hat of an alliance it is shown to, and of what is public for the coordinator of an alliance of its unit; of a place as its field says.',
    },
    COMMUNITY: {
      description:
        'To the community (社区级), for everybody else: the middle of a fixed cell of 0.01 degrees, about 1 km, and words without the number of a house.',
    },
  },
});

export const Disclosure = { FULL: 'FULL', MASKED: 'MASKED', WITHHELD: 'WITHHELD' } as const;
registerEnumType(Disclosure, {
  name: 'Disclosure',
  description: 'How much of a protected value you are shown (披露程度).',
  valuesConfig: {
    FULL: { description: 'As it is (全部).' },
    MASKED: { description: 'In part: enough to recognise, not to use (脱敏).' },
    WITHHELD: { description: 'Not at all (不予披露).' },
  },
});
