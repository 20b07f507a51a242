/** A cell of the board, as a list is asked for it. */
import type { BoardDimension } from '../../../domain/exchange/board.ts';
import { idIn, parseId } from '../../../domain/ids.ts';
import type { Scope } from '../../../read/scope.ts';
import { both, sql, type Param, type Row, type Sql } from '../../../read/sql.ts';
import type { FilterValue } from '../../../read/view.ts';

export interface AskedCell {
  readonly alliance: Param;
  readonly side: Param;
  readonly column: Param;
  readonly by: Param;
  readonly key: Param;
  /** Whether an instant is within the time that is asked for. */
  readonly within: (at: Sql) => Sql;
}

export const withinTime =
  (from: Param, to: Param) =>
  (at: Sql): Sql =>
    sql`(${at} >= coalesce(${from}, '-infinity') and ${at} < coalesce(${to}, 'infinity'))`;

export function askedCell(value: FilterValue): AskedCell {
  const part = (name: string, cast = 'text'): Param => value.as(cast, (given) => partOf(given, name));
  return {
    alliance: value.as('uuid', (given) => parseId('alliance', String(partOf(given, 'allianceId')))),
    side: part('side'),
    column: part('column'),
    by: part('by'),
    key: value.as('text', keyIn),
    within: withinTime(part('from', 'timestamptz'), part('to', 'timestamptz')),
  };
}

const partOf = (given: unknown, name: string): unknown => (given as Readonly<Record<string, unknown>>)[name] ?? null;

const CODE = /^[a-z.-]+$/;

/** The key as rows have it, null of the row of what has none; what is no key finds nothing. */
function keyIn(given: unknown): string | null {
  const key = partOf(given, 'key');
  if (typeof key !== 'string') return null;
  return spelt(partOf(given, 'by') as BoardDimension | null, key) ?? '';
}

function spelt(by: BoardDimension | null, key: string): string | null {
  switch (by) {
    case 'CATEGORY':
      return CODE.test(key) ? key : null;
    case 'TRACK':
      return idIn('track', key);
    case 'AREA':
      return idIn('area', key);
    case 'UNIT':
      return idIn('unit', key);
    case null:
      return null;
  }
}

/** The key of the row that a listing is in: as text, null where it has none. */
export const keyOf = (by: Sql, listing: Row, area: Sql): Sql =>
  sql`case ${by} when 'CATEGORY' then ${listing.col('category')} when 'TRACK' then ${listing.col('track_id')}::text
    when 'AREA' then ${area}::text when 'UNIT' then ${listing.col('owner_unit_id')}::text end`;

/** Where a unit is by today, as the board has it. */
export const areaOf = (unit: Sql, scope: Scope): Sql => sql`exchange.area_of_unit(${unit}, ${scope.today})`;

/** Whether a listing is in the row that is asked for. Of an area its units are found once, for all listings. */
export function isInRow(listing: Row, { alliance, by, key }: AskedCell, scope: Scope): Sql {
  const there = sql`select m.unit_id from rights.membership m where m.alliance_id = ${alliance}
    and ${scope.holds(sql`m.valid`)} and ${areaOf(sql`m.unit_id`, scope)}::text is not distinct from ${key}`;
  return sql`case when ${by} = 'AREA' then ${listing.col('owner_unit_id')} in (${there})
    else ${keyOf(sql`${by}`, listing, sql`null`)} is not distinct from ${key} end`;
}

/** Who is told what became of the promises of an alliance, in figures: under its hat; of apps those that may read promises. */
export const isTold = (alliance: Sql, scope: Scope): Sql =>
  scope.kind === 'APP' ? both(scope.inAlliance(alliance), scope.has('promises:read')) : scope.inAlliance(alliance);
