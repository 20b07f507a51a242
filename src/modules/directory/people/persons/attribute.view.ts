/** What persons say of themselves: for themselves; and what a unit counts of those who are at it. */
import { spellId, sql } from '../../../../read/sql.ts';
import { column, rowsFrom } from '../../../../read/words.ts';

/** Row-level security asks the same. */
export const attributesOfPerson = rowsFrom(
  (row, scope) => {
    scope.guard();
    return sql`select a.kind, coalesce(a.born_on::text, a.term_code, ${spellId('area', sql`a.area_id`)}) as value, a.said_at, a.version
      from directory.person_attribute a where a.person_id = ${row.col('id')} and ${scope.isPerson(row.col('id'))} order by a.kind`;
  },
  { kind: column('kind'), value: column('value'), saidAt: column('said_at'), version: column('version') },
);

/** Of the unit acted for; the function asks the same, and whether the purpose allows for it. */
export const segmentsOfUnit = rowsFrom(
  (row, scope, args) => {
    scope.guard();
    return sql`select s.value, s.persons
      from directory.person_segments(${row.col('id')}, ${args.as('purpose', 'text')}, ${args.as('by', 'text')}, ${scope.now}) s
      where ${scope.isUnit(row.col('id'))}`;
  },
  { value: column('value'), persons: column('persons') },
);
