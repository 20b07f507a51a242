import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone } from '../../../../read/view.ts';
import { asc, computed, listWhere, viewOf } from '../../../../read/words.ts';
import { RequiredRoleSchema } from './required-role.entity.ts';

/** How many members in force there are of it. Who is suspended is not among them, as for everybody else. */
const present = (row: Row, scope: Scope): Sql => sql`(
  select count(*) from directory.membership_stretch s
  join directory.membership m on m.id = s.membership_id
  join directory.unit u on u.id = s.unit_id
  where s.alliance_id = ${row.col('alliance_id')} and ${scope.holds(sql`s.valid`)}
    and (${row.col('unit_kinds')} = '{}' or u.kind = any(${row.col('unit_kinds')}))
    and (${row.col('roles')} = '{}' or m.role = any(${row.col('roles')})))`;

/** Reached through its alliance only. */
export const requiredRoleView = viewOf(RequiredRoleSchema, {
  type: 'RequiredRole',
  visible: everyone,
  key: asc('number', 'integer'),
  orders: { NUMBER: [asc('number', 'integer')] },
  fields: {
    present: computed(present),
    missing: computed((row, scope) => sql`greatest(${row.col('minimum')} - ${present(row, scope)}, 0)`),
  },
});

/** Those of the revision in force. */
export const requiredRolesOfAlliance = listWhere(
  'NUMBER',
  'RequiredRole',
  (role, alliance) =>
    sql`${role.col('alliance_id')} = ${alliance.col('id')} and ${role.col('revision')} = ${alliance.col('role_revision')}`,
);
