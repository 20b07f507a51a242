import { any, existsWhere, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import { id, viewOf } from '../../../../read/words.ts';
import { attributesOfPerson } from './attribute.view.ts';
import { PersonSchema } from './person.entity.ts';

/** They came to the unit acted for, of themselves or agreed. */
function isHosted(row: Row, scope: Scope): Sql {
  const came = sql`directory.person_relation r where r.person_id = ${row.col('id')}
    and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')`;
  return existsWhere(came, scope.isUnit(sql`r.host_unit_id`));
}

/** They hold an office that everybody is told of, in a unit that the viewer coordinates under the hat. */
function isCoordinated(row: Row, scope: Scope): Sql {
  const office = sql`directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
    where r.person_id = ${row.col('id')} and r.is_public and ${scope.holds(sql`r.valid`)} and ${scope.holds(sql`m.valid`)}`;
  return existsWhere(office, scope.coordinates(sql`m.alliance_id`));
}

/**
 * Themselves, and whoever acts for a unit in which they hold a post or held one, or to which they came. Row-level security
 * judges the same anew.
 */
function isKnown(row: Row, scope: Scope): Sql {
  scope.guard();
  if (scope.kind !== 'PERSON') return nothing;
  const isColleague = sql`exists (select from directory.post p where p.person_id = ${row.col('id')} and p.unit_id = ${scope.unit})`;
  return any(sql`${row.col('id')} = ${scope.person}`, isColleague, isHosted(row, scope), isCoordinated(row, scope));
}

export const personView = viewOf(PersonSchema, {
  type: 'Person',
  visible: isKnown,
  fields: { id: id('person'), attributes: attributesOfPerson },
});
