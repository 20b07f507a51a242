import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root, View } from '../../../../read/view.ts';
import { computed, id, newestFirst, one, oneOf, optionalOne, viewOf } from '../../../../read/words.ts';
import { InvitationSchema } from './invitation.entity.ts';

/** Whoever administers the unit, and whoever invited in its name. Row-level security judges the same anew. */
function isTheirs(row: Row, scope: Scope): Sql {
  scope.guard();
  if (scope.kind !== 'PERSON') return nothing;
  const isInviter = both(scope.isUnit(row.col('unit_id')), sql`${row.col('invited_by')} = ${scope.person}`);
  return any(scope.administers(row.col('unit_id')), isInviter);
}

/** An open one opens nothing any more once it ran out, its term did, or the post it would be delegated from. */
const state = (row: Row, scope: Scope): Sql => {
  const from = sql`directory.post_term s where s.id = ${row.col('delegated_from')} and not ${scope.holds(sql`s.valid`)}`;
  const isOver = sql`least(${row.col('expires_at')}, ${row.col('until')}) <= ${scope.now} or exists (select from ${from})`;
  return sql`case when ${row.col('state')} = 'OPEN' and (${isOver}) then 'EXPIRED' else ${row.col('state')} end`;
};

export const invitationView: View = {
  ...viewOf(InvitationSchema, {
    type: 'Invitation',
    visible: isTheirs,
    fields: {
      id: id('invitation'),
      unit: one('Unit', 'unit_id'),
      alliance: optionalOne('Alliance', 'alliance_id'),
      delegatedFrom: optionalOne('Post', 'delegated_from'),
      invitedBy: optionalOne('Person', 'invited_by'),
      post: optionalOne('Post', 'id', 'invitation_id'),
      state: computed(state),
    },
    filters: {
      role: oneOf('role'),
      state: (row, states, scope) => sql`${state(row, scope)} = any(${states.as('text[]')})`,
    },
    orders: newestFirst,
  }),
  // Without the hash, which no reader may see.
  from: 'directory.invitation_shown',
};

export const invitationRoots: Readonly<Record<string, Root>> = { invitations: { kind: 'many', type: 'Invitation' } };
