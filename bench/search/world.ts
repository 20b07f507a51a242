/** What of the world in seed.sql the questions name. */
import { createHash } from 'node:crypto';

/** `pg_temp.key` of seed.sql. */
export function keyOf(kind: string, nr: number): string {
  const hash = createHash('md5').update(`${kind}${nr}`).digest('hex');
  const hex = `${(1_735_689_600_000 + nr * 1000).toString(16).padStart(12, '0')}7${hash.slice(0, 3)}8${hash.slice(3, 18)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The id of the thing in the API. */
export const idOf = (type: string, kind: string, nr: number): string =>
  `${type}_${keyOf(kind, nr).replaceAll('-', '')}`;

/** Kilometres to the east and to the north of the corner of the land. */
export const pointAt = (
  east: number,
  north: number,
): { readonly longitude: number; readonly latitude: number; readonly crs: 'WGS84' } => ({
  longitude: 121 + east / 96.3,
  latitude: 30 + north / 111.2,
  crs: 'WGS84',
});

/** The last such day of the week, Monday being 1, before today, at that hour in China. */
export function dateOf(now: Date, weekday: number, hour: number): string {
  const day = new Date(now.getTime() + 8 * 3_600_000);
  do day.setUTCDate(day.getUTCDate() - 1);
  while (day.getUTCDay() !== weekday % 7);
  return `${day.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:30:00+08:00`;
}
