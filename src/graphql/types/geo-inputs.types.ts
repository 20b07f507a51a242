/** Points and boundaries as they are given, and fields that answer in the reference system asked for. */
import { Arg, Field, Float, InputType, type ClassType } from 'type-graphql';
import { isBoundary, type Coordinates } from '../../domain/geo.ts';
import { compose, rule, type Decorate } from './input-rules.ts';
import { Crs } from './values.types.ts';

const inRange = (limit: number): Decorate =>
  rule((value) => typeof value === 'number' && Math.abs(value) <= limit, {
    zh: `须在 -${limit} 与 ${limit} 度之间。`,
    en: `must be from -${limit} to ${limit} degrees.`,
  });

interface CrsFieldOptions {
  readonly description: string;
  readonly nullable?: boolean;
}

/** A field of an object type whose coordinates are answered in the reference system that is asked for. */
export function CrsField(type: Parameters<typeof Field>[0], options: CrsFieldOptions): Decorate {
  return (target, property) => {
    Field(type as () => ClassType, options)(target, property);
    Arg('crs', () => Crs, {
      defaultValue: Crs.WGS84,
      description: 'The reference system of the answer (坐标系), WGS-84 unless said.',
    })(target, property, 0);
  };
}

@InputType('GeoPointInput', { description: 'A point on the map with its reference system (坐标点).' })
export class GeoPointInput {
  @compose(false, Field(() => Float, { description: 'Longitude (经度) in degrees, east positive.' }), inRange(180))
  longitude!: number;

  @compose(false, Field(() => Float, { description: 'Latitude (纬度) in degrees, north positive.' }), inRange(90))
  latitude!: number;

  @Field(() => Crs, {
    description: 'The reference system the two numbers are in (坐标系). Converted to WGS-84 and stored so.',
  })
  crs!: Crs;
}

@InputType('BoundaryInput', { description: 'A boundary on the map with its reference system (边界).' })
export class BoundaryInput {
  @Field(() => Crs, {
    description: 'The reference system the numbers are in (坐标系). Converted to WGS-84 and stored so.',
  })
  crs!: Crs;

  @compose(
    false,
    Field(() => [[[[Float]]]], {
      description:
        'The coordinates of a GeoJSON MultiPolygon (坐标串): longitude before latitude, at most 20 parts of at most 20 rings, each closed and of 3 to 1000 corners, holes after their outline.',
    }),
    rule((value) => Array.isArray(value) && isBoundary(value as Coordinates), {
      zh: '须为 GeoJSON MultiPolygon 坐标：至多 20 个部分，每部分至多 20 个首尾相接、3 至 1000 个顶点的环。',
      en: 'must be the coordinates of a GeoJSON MultiPolygon: at most 20 parts of at most 20 rings, each closed and of 3 to 1000 corners.',
    }),
  )
  coordinates!: number[][][][];
}
