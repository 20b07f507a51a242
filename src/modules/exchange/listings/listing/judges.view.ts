/** Who judges the words of an offer or a need, and sees it while others do not. */
import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { membersWhere } from './listing.view.ts';

/** Which alliances are meant. */
export type Which = (alliance: Sql) => Sql;

export const isPublic = (row: Row): Sql => sql`${row.col('visibility')} = 'PUBLIC'`;

/** Its unit is a member of one of them. */
export function isOfMember(row: Row, which: Which, scope: Scope): Sql {
  const isIn = which(sql`m.alliance_id`);
  return isIn === nothing ? nothing : sql`${row.col('owner_unit_id')} in (${membersWhere(isIn, scope)})`;
}

/**
 * Who coordinates, under the hat, an alliance it is shown to, or any alliance of its unit where it is shown to everybody
 * and to none in particular.
 */
export function judges(row: Row, scope: Scope): Sql {
  const coordinated: Which = (alliance) => scope.coordinates(alliance);
  const shownTo = row.col('shown_to');
  const isForThem = any(scope.coordinatesAmong(shownTo), both(isPublic(row), sql`${shownTo} = '{}'`));
  return both(isOfMember(row, coordinated, scope), isForThem);
}
