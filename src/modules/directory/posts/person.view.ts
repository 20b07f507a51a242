import { any, nothing, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Scope } from '../../../read/scope.ts';
import { id, viewOf } from '../../../read/words.ts';
import { PersonSchema } from './person.entity.ts';

/** Themselves, and whoever acts for a unit in which they hold a post or held one. Row-level security judges the same anew. */
function isKnown(row: Row, scope: Scope): Sql {
  scope.guard();
  if (scope.kind !== 'PERSON') return nothing;
  const isColleague = sql`exists (select from directory.post p where p.person_id = ${row.col('id')} and p.unit_id = ${scope.unit})`;
  return any(sql`${row.col('id')} = ${scope.person}`, isColleague);
}

export const personView = viewOf(PersonSchema, { type: 'Person', visible: isKnown, fields: { id: id('person') } });
