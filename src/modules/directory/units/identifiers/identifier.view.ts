import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { id, one, oneOf, optionalOne, viewOf } from '../../../../read/words.ts';
import { UnitIdentifierSchema } from './identifier.entity.ts';

/** Whether the unit is an active member of the alliance that is coordinated under the hat. */
function isCoordinated(row: Row, scope: Scope): Sql {
  const isIts = scope.coordinates(sql`m.alliance_id`);
  if (isIts === nothing) return nothing;
  return sql`${row.col('unit_id')} in (select m.unit_id from rights.membership m where ${isIts} and ${scope.holds(sql`m.valid`)})`;
}

/**
 * What is in force is public, but for the number of a sole trader, which is for the unit and its coordinator; what was
 * removed is for the unit. Row-level security judges the former anew.
 */
export function seesIdentifier(row: Row, scope: Scope): Sql {
  if (scope.kind === 'PERSON') scope.guard();
  const isOpen = any(sql`not ${row.col('is_personal')}`, isCoordinated(row, scope));
  return any(both(sql`${row.col('state')} <> 'REMOVED'`, isOpen), scope.isUnit(row.col('unit_id')));
}

export const identifierView = viewOf(UnitIdentifierSchema, {
  type: 'UnitIdentifier',
  visible: seesIdentifier,
  fields: {
    id: id('identifier'),
    unit: one('Unit', 'unit_id'),
    judgedBy: optionalOne('Unit', 'judged_by_unit'),
  },
  filters: { scheme: oneOf('scheme'), state: oneOf('state') },
  orders: {
    OLDEST: [{ column: 'id', direction: 'asc', cast: 'uuid' }],
    NEWEST: [{ column: 'id', direction: 'desc', cast: 'uuid' }],
  },
});
