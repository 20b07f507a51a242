/** Points and boundaries as clients give them: degrees within the earth, rings that close. */
import { BadInputError } from './errors.ts';

interface Point {
  readonly longitude: number;
  readonly latitude: number;
  readonly crs: string;
}

/** A point of a filter. Throws `BadInputError` where there is none on earth. */
export function pointOf(given: unknown): Point {
  const { longitude, latitude, crs } = given as Point;
  if (!isOnEarth(longitude, latitude) || leavesEarth(crs, longitude, latitude)) {
    throw new BadInputError(
      '经度须在 -180 与 180 度之间，纬度须在 -90 与 90 度之间。',
      'A longitude is from -180 to 180 degrees, a latitude from -90 to 90.',
    );
  }
  return { longitude, latitude, crs };
}

/** Longitude before latitude, as GeoJSON (RFC 7946) has them. */
type Position = readonly number[];

/** Parts of rings: the first ring of a part is its outline, the others are holes in it. */
export type Coordinates = readonly (readonly (readonly Position[])[])[];

const MOST_PARTS = 20;
const MOST_POINTS = 1000;

/** Whether it is the coordinates of a GeoJSON MultiPolygon that a boundary can have. */
export function isBoundary(parts: Coordinates): boolean {
  return (
    parts.length >= 1 &&
    parts.length <= MOST_PARTS &&
    parts.every((rings) => rings.length >= 1 && rings.length <= MOST_PARTS && rings.every(isRing))
  );
}

function isRing(ring: readonly Position[]): boolean {
  const open = opened(ring);
  const isPlaced = ring.every(([longitude, latitude, ...rest]) => rest.length === 0 && isOnEarth(longitude, latitude));
  return isPlaced && open.length < ring.length && open.length >= 3 && open.length <= MOST_POINTS;
}

const isOnEarth = (longitude: number | undefined, latitude: number | undefined): boolean =>
  longitude !== undefined && latitude !== undefined && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

/** The ring without its last position, where that is the first again. */
export function opened(ring: readonly Position[]): readonly Position[] {
  const [first, last] = [ring.at(0), ring.at(-1)];
  return ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1] ? ring.slice(0, -1) : ring;
}

/** BD-09 is shifted everywhere, by less than this: what lies so near to the edge of the map in it lies beyond it in WGS-84. */
const BD09_SHIFT = 0.01;

/** Whether a point that is on earth as it is told may lie beyond it in WGS-84. */
export const leavesEarth = (crs: string, longitude: number, latitude: number): boolean =>
  crs === 'BD09' && (Math.abs(longitude) > 180 - BD09_SHIFT || Math.abs(latitude) > 90 - BD09_SHIFT);
