import type { Scope } from '../../../../read/scope.ts';
import { any, both, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone } from '../../../../read/view.ts';
import { asc, computed, id, many, maybe, one, oneOf, viewOf } from '../../../../read/words.ts';
import { MembershipSchema, MembershipStretchSchema } from './membership.entity.ts';

/** The unit itself and the coordinator of the alliance. */
const concerned = (row: Row, scope: Scope): Sql =>
  any(scope.isUnit(row.col('unit_id')), scope.coordinates(row.col('alliance_id')));

const forThoseConcerned = (column: string) =>
  maybe((row, scope) => sql`case when ${concerned(row, scope)} then ${row.col(column)} end`);

export const membershipView = viewOf(MembershipSchema, {
  type: 'Membership',
  visible: (row, scope) =>
    any(both(sql`${row.col('state')} = 'ACTIVE'`, scope.holds(row.col('valid'))), concerned(row, scope)),
  fields: {
    id: id('membership'),
    alliance: one('Alliance', 'alliance_id'),
    unit: one('Unit', 'unit_id'),
    statement: forThoseConcerned('statement'),
    reason: forThoseConcerned('reason'),
    since: maybe((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
    stretches: many('MembershipStretch', 'membership_id'),
  },
  filters: {
    state: oneOf('state'),
    role: oneOf('role'),
    inForceAt: (row, at) =>
      sql`exists (select from directory.membership_stretch s where s.membership_id = ${row.col('id')} and s.valid @> ${at.as('timestamptz')})`,
  },
  orders: {
    OLDEST: [{ column: 'id', direction: 'asc', cast: 'uuid' }],
    NEWEST: [{ column: 'id', direction: 'desc', cast: 'uuid' }],
  },
});

/** Reached through its membership only. */
export const membershipStretchView = viewOf(MembershipStretchSchema, {
  type: 'MembershipStretch',
  visible: everyone,
  key: asc('number', 'integer'),
  orders: { NUMBER: [asc('number', 'integer')] },
  fields: {
    since: computed((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
  },
});
