/** Who sees a need, also while its words are held up, and how exactly its place is told. */
import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { isOfMember, isPublic, judges, type Which } from '../listing/judges.view.ts';
import { listingVisible } from '../listing/listing.view.ts';
import { isBetween, isOpenToOthers } from '../listing/state.view.ts';
import { maskedByAgreement, sharedByAgreement } from '../listing/shared.view.ts';

const listed = listingVisible('need', isOpenToOthers);

/** As listings are seen; while it is held up or paused also by who may judge it. */
export const needVisible = (row: Row, scope: Scope): Sql =>
  any(listed(row, scope), both(isBetween(row), judges(row, scope)));

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
