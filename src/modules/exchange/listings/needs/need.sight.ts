/** Who sees a need, also while its words are held up, and how exactly its place is told. */
import { heldStates } from '../../../../domain/exchange/listing.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, join, literal, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { listingVisible, membersWhere } from '../listing/listing.view.ts';
import { maskedByAgreement, sharedByAgreement } from '../listing/shared.view.ts';

/** Which alliances are meant. */
type Which = (alliance: Sql) => Sql;

const isPublic = (row: Row): Sql => sql`${row.col('visibility')} = 'PUBLIC'`;

/** Its unit is a member of one of them. */
function isOfMember(row: Row, which: Which, scope: Scope): Sql {
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

const listed = listingVisible('need', (row) => sql`${row.col('state')} = 'PUBLISHED'`);
const held = join(
  heldStates.map((state) => literal(state)),
  ', ',
);

/** As listings are seen; while it is held up also by who may judge it. */
export const needVisible = (row: Row, scope: Scope): Sql =>
  any(listed(row, scope), both(sql`${row.col('state')} in (${held})`, judges(row, scope)));

/**
 * Who is told the place as it was given: its unit; under the hat of an alliance it is shown to, whoever wears that, as
 * long as the unit is a member; of what is public the coordinator, who matches by distance; and with whom it is shared in
 * full by agreement. It does not rely on what is visible at all.
 */
function isExact(row: Row, scope: Scope): Sql {
  const hat: Which = (alliance) => scope.inAlliance(alliance);
  const coordinated: Which = (alliance) => scope.coordinates(alliance);
  return any(
    scope.isUnit(row.col('owner_unit_id')),
    both(scope.hatIsAmong(row.col('shown_to')), isOfMember(row, hat, scope)),
    both(isPublic(row), isOfMember(row, coordinated, scope)),
    both(sharedByAgreement('need', row, scope), sql`not ${maskedByAgreement('need', row, scope)}`),
  );
}

/** One value for those who are told the place exactly, another for everybody else. */
export const byPrecision =
  (exact: (row: Row) => Sql, community: (row: Row) => Sql) =>
  (row: Row, scope: Scope): Sql => {
    const isTold = isExact(row, scope);
    return isTold === nothing ? community(row) : sql`case when ${isTold} then ${exact(row)} else ${community(row)} end`;
  };
