/** Who is related to whom, and to what: what was agreed is public, also when it has ended; what is only proposed is between the two. */
import type { Scope } from '../../../../read/scope.ts';
import { any, name, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone, type FilterValue, type FilterValues, type Root } from '../../../../read/view.ts';
import {
  asc,
  computed,
  equals,
  id,
  inLanguage,
  manyWhere,
  maybe,
  newestFirst,
  ofId,
  one,
  optionalOne,
  viewOf,
} from '../../../../read/words.ts';
import { RelationSchema, RelationTypeSchema } from './relation.entity.ts';

export const relationTypeView = viewOf(RelationTypeSchema, {
  type: 'RelationType',
  visible: everyone,
  fields: {
    id: id('relationtype'),
    label: inLanguage('label_zh', 'label_en'),
    inverseLabel: inLanguage('inverse_zh', 'inverse_en'),
  },
  filters: { code: equals('code', 'text') },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});

/** Either unit; of an area whoever looks after it, or after anything that it lies in today. */
function concerned(row: Row, scope: Scope): Sql {
  const keeps =
    scope.kind === 'PERSON'
      ? sql`directory.keeps_area(${scope.unit}, ${row.col('object_area_id')}, ${scope.today})`
      : nothing;
  return any(scope.isUnit(row.col('subject_unit_id')), scope.isUnit(row.col('object_unit_id')), keeps);
}

/** What was agreed stands by its time; an empty range has no lower end: such a relation ended before it began. */
export const stateOf = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('valid')} is null then ${row.col('state')} when ${scope.holds(row.col('valid'))} then 'IN_FORCE' when lower(${row.col('valid')}) > ${scope.now} then 'UPCOMING' else 'ENDED' end`;

const forThoseConcerned = (column: string) =>
  maybe((row, scope) => sql`case when ${concerned(row, scope)} then ${row.col(column)} end`);

/** Ids of the relations that hold, and are met on the way from a unit, up or down, each by its own type. */
const line = (unit: Sql, holds: (range: Sql) => Sql, from: string, to: string): Sql => sql`(
  with recursive line as (
    select r.id, r.type_code, r.${name(to)} as next from directory.relation r
    where r.${name(from)} = ${unit} and ${holds(sql`r.valid`)}
    union
    select r.id, r.type_code, r.${name(to)} from line join directory.relation r
      on r.${name(from)} = line.next and r.type_code = line.type_code
    where ${holds(sql`r.valid`)}
  )
  select line.id from line)`;

/** The last instant of a day. */
const endOf = (day: FilterValue): Sql =>
  sql`((${day.as('date')} + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond')`;

/** Lines are of the day that the list is of, and else of now. */
function inForce(scope: Scope, filters: FilterValues): (range: Sql) => Sql {
  const day = filters.get('asOf');
  return (range) => (day === undefined ? scope.holds(range) : sql`coalesce(${range} @> ${endOf(day)}, false)`);
}

export const relationView = viewOf(RelationSchema, {
  type: 'Relation',
  visible: (row, scope) => any(sql`${row.col('state')} in ('AGREED', 'ENDED')`, concerned(row, scope)),
  fields: {
    id: id('relation'),
    type: one('RelationType', 'type_code', 'code'),
    subject: one('Unit', 'subject_unit_id'),
    object: optionalOne('Unit', 'object_unit_id'),
    objectArea: optionalOne('Area', 'object_area_id'),
    state: computed(stateOf),
    proposedBy: one('Unit', 'proposed_by_unit_id'),
    statement: forThoseConcerned('statement'),
    reason: forThoseConcerned('reason'),
    since: maybe((row) => sql`coalesce(lower(${row.col('valid')}), ${row.col('proposed_since')})`),
    until: maybe(
      (row) =>
        sql`case when ${row.col('valid')} is null then ${row.col('proposed_until')} else upper(${row.col('valid')}) end`,
    ),
  },
  filters: {
    type: equals('type_code', 'text'),
    state: (row, states, scope) => sql`${stateOf(row, scope)} = any(${states.as('text[]')})`,
    subjectUnitId: ofId('subject_unit_id', 'unit'),
    objectUnitId: ofId('object_unit_id', 'unit'),
    objectAreaId: ofId('object_area_id', 'area'),
    aboveUnitId: (row, unit, scope, filters) =>
      sql`${row.col('id')} in ${line(sql`${unit.id('unit')}`, inForce(scope, filters), 'subject_unit_id', 'object_unit_id')}`,
    belowUnitId: (row, unit, scope, filters) =>
      sql`${row.col('id')} in ${line(sql`${unit.id('unit')}`, inForce(scope, filters), 'object_unit_id', 'subject_unit_id')}`,
    asOf: (row, day) => sql`${row.col('valid')} @> ${endOf(day)}`,
  },
  orders: newestFirst,
});

/** The relations that a unit is in, on either side, those to areas too. */
export const relationsOfUnit = manyWhere(
  'Relation',
  (relation, unit) => sql`${unit.col('id')} in (${relation.col('subject_unit_id')}, ${relation.col('object_unit_id')})`,
);

export const relationRoots: Readonly<Record<string, Root>> = {
  relation: { kind: 'one', type: 'Relation', argument: 'id', of: 'relation' },
  relations: { kind: 'many', type: 'Relation' },
  relationTypes: { kind: 'many', type: 'RelationType' },
};
