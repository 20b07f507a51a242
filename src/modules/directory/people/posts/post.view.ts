import type { Scope } from '../../../../read/scope.ts';
import { any, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { View } from '../../../../read/view.ts';
import { computed, id, maybe, newestFirst, one, oneOf, optional, optionalOne, viewOf } from '../../../../read/words.ts';
import { PostSchema } from './post.entity.ts';

/** The unit itself, and whoever holds the post or held it. */
const concerned = (row: Row, scope: Scope): Sql => {
  const isHolder = scope.kind === 'PERSON' ? sql`${row.col('person_id')} = ${scope.person}` : nothing;
  return any(scope.isUnit(row.col('unit_id')), isHolder);
};

/** An empty range has no lower end: such a post ended before it began. */
const state = (row: Row, scope: Scope): Sql =>
  sql`case when ${scope.holds(row.col('valid'))} then 'IN_FORCE' when lower(${row.col('valid')}) > ${scope.now} then 'UPCOMING' else 'ENDED' end`;

export const postView: View = {
  ...viewOf(PostSchema, {
    type: 'Post',
    visible: (row, scope) => any(scope.holds(row.col('valid')), concerned(row, scope)),
    fields: {
      id: id('post'),
      unit: one('Unit', 'unit_id'),
      alliance: optionalOne('Alliance', 'alliance_id'),
      holder: optionalOne('Person', 'person_id'),
      isDelegated: computed((row) => sql`${row.col('delegated_from')} is not null`),
      state: computed(state),
      since: computed((row) => row.col('since')),
      until: optional('until'),
      reason: maybe((row, scope) => sql`case when ${concerned(row, scope)} then ${row.col('reason')} end`),
    },
    filters: {
      role: oneOf('role'),
      state: (row, states, scope) => sql`${state(row, scope)} = any(${states.as('text[]')})`,
    },
    orders: newestFirst,
  }),
  // A delegated post as it holds: cut to the time of the one that it comes from.
  from: 'directory.post_term',
};
