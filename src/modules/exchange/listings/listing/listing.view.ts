/** How resources, offers and needs are seen, and the fields they share. */
import type { Scope } from '../../../../read/scope.ts';
import { all, any, both, everything, literal, name, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Fields, Filter } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  decimal,
  maybe,
  optional,
  optionalOne,
  value,
  valueWhere,
  viewFrom,
} from '../../../../read/words.ts';
import { maskedByAgreement, sharedByAgreement, type ListingKind } from './shared.view.ts';

/** Which of its own rows a unit sees: all without an alliance hat; with one, those of that alliance and its private ones. */
function ownRows(row: Row, scope: Scope, shownToHat: Sql): Sql {
  const own = scope.isUnit(row.col('owner_unit_id'));
  return scope.hasAllianceHat ? both(own, any(sql`${row.col('visibility')} = 'UNIT'`, shownToHat)) : own;
}

/** The units that are members of an alliance for which `isIn` holds. */
export const membersWhere = (isIn: Sql, scope: Scope): Sql =>
  sql`select m.unit_id from rights.membership m where ${isIn} and ${scope.holds(sql`m.valid`)}`;

/** The owner is a member of the alliance of the hat. A hat names one alliance, so its members are one list for all rows. */
function isFellows(row: Row, scope: Scope): Sql {
  const isIn = scope.inAlliance(sql`m.alliance_id`);
  if (isIn === nothing) return nothing;
  return sql`${row.col('owner_unit_id')} in (${membersWhere(isIn, scope)})`;
}

type IsOpen = (row: Row, scope: Scope) => Sql;
const always: IsOpen = () => everything;

/** What is seen: what is in reach, and what another unit shares by agreement. `open` says when others may see it at all. */
export function listingVisible(kind: ListingKind, open: IsOpen = always) {
  return (row: Row, scope: Scope): Sql => seenWith(open, row, scope, sharedByAgreement(kind, row, scope));
}

/** What is seen and can be dealt with: what is only shared by agreement is read and no more. */
export function listingInReach(open: IsOpen = always) {
  return (row: Row, scope: Scope): Sql => seenWith(open, row, scope, nothing);
}

/**
 * Rows that are public; rows whose audience has the alliance of the hat, while their owner is a member of it; rows that
 * are shared otherwise; and the unit's own. `is true` leaves the choice of an index to what is asked for: nearly everything is
 * seen, and PostgreSQL takes the parts of such a condition for rare. Who has neither unit nor hat sees what is public alone,
 * and the index of what is published.
 */
function seenWith(open: IsOpen, row: Row, scope: Scope, shared: Sql): Sql {
  const shownToHat = scope.hatIsAmong(row.col('shown_to'));
  const isPublic = sql`${row.col('visibility')} = 'PUBLIC'`;
  const toAlliance = both(sql`${row.col('visibility')} = 'ALLIANCE'`, shownToHat, isFellows(row, scope));
  const isSeen = any(
    both(open(row, scope), any(isPublic, toAlliance, shared)),
    ownRows(row, scope, any(isPublic, shownToHat)),
  );
  const isPlain = scope.kind !== 'PERSON' && !scope.hasAllianceHat;
  return isPlain ? isSeen : sql`(${isSeen}) is true`;
}

/** Rows between two units in one alliance: their own, under any fitting hat, and the coordinator's. */
export function partiesSee(row: Row, scope: Scope, ...unitColumns: readonly string[]): Sql {
  const isParty = any(...unitColumns.map((unit) => scope.isParty(row.col(unit))));
  const underHat = scope.hasAllianceHat ? scope.inAlliance(row.col('alliance_id')) : everything;
  return any(both(isParty, underHat), scope.coordinates(row.col('alliance_id')));
}

/**
 * Listings shown to an alliance by a member of it. Of what is public everybody may know that; otherwise its unit, and
 * who wears the hat of that alliance.
 */
export function isShownTo(kind: ListingKind, row: Row, alliance: Sql, scope: Scope): Sql {
  const audience = sql`${name(`exchange.${kind}_audience`)} a where a.${name(`${kind}_id`)} = ${row.col('id')}`;
  const mayKnow = any(
    sql`${row.col('visibility')} = 'PUBLIC'`,
    scope.isUnit(row.col('owner_unit_id')),
    scope.inAlliance(alliance),
  );
  const members = membersWhere(sql`m.alliance_id = ${alliance}`, scope);
  // `is true` leaves the audience, which is in the order of the newest, to lead the list.
  const isMember = sql`(${row.col('owner_unit_id')} in (${members})) is true`;
  return both(sql`exists (select from ${audience} and a.alliance_id = ${alliance})`, isMember, mayKnow);
}

/** A filter: shown to that alliance. */
export const shownTo =
  (kind: ListingKind): Filter =>
  (row, alliance, scope) =>
    isShownTo(kind, row, sql`${alliance.id('alliance')}`, scope);

/** Whether its place is told: not where the row is seen by an agreement that masks it, and by nothing else. */
function placeIsTold(kind: ListingKind, row: Row, scope: Scope): Sql {
  const masked = maskedByAgreement(kind, row, scope);
  return masked === nothing ? everything : any(sql`not ${masked}`, listingInReach()(row, scope));
}

/** Where it is: in words, and as a point in WGS-84 from two columns; null where nothing is said. */
export const placeOf = (kind: ListingKind): Fields => ({
  placeName: maybe((row, scope) => {
    const isTold = placeIsTold(kind, row, scope);
    const told = row.col('place_name');
    return isTold === everything ? told : sql`case when ${isTold} then ${told} end`;
  }),
  location: valueWhere((row, scope) => all([sql`${row.col('longitude')} is not null`, placeIsTold(kind, row, scope)]), {
    longitude: column('longitude'),
    latitude: column('latitude'),
    crs: computed(() => literal('WGS84')),
  }),
});

/** A period that may be open at either end, null where nothing is said. */
export const openPeriod = valueWhere(
  (row) => sql`coalesce(${row.col('starts_at')}, ${row.col('ends_at')}) is not null`,
  {
    start: optional('starts_at'),
    end: optional('ends_at'),
  },
);

/** What one unit may hold of it, at most; null where nothing is said. */
export const mostPerUnit = valueWhere((row) => sql`${row.col('max_per_unit')} is not null`, {
  value: decimal('max_per_unit'),
  unit: column('quantity_unit'),
});

export const period = value({ start: column('starts_at'), end: column('ends_at') });

export const audienceView = viewFrom('exchange.audience', {
  type: 'Audience',
  visible: (row, scope) =>
    any(
      sql`${row.col('visibility')} = 'PUBLIC'`,
      scope.isUnit(row.col('owner_unit_id')),
      scope.inAlliance(row.col('alliance_id')),
    ),
  key: asc('alliance_id', 'uuid'),
  orders: { ALLIANCE: [asc('alliance_id', 'uuid')] },
  fields: { alliance: optionalOne('Alliance', 'alliance_id') },
});
