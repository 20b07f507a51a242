import { z } from 'zod';
import { BadInputError } from '../../../../domain/errors.ts';
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field, FieldArguments } from '../../../../read/view.ts';
import { column, rowsFrom, valueFrom } from '../../../../read/words.ts';

/**
 * How many of what lies in an area at a level is covered at the end of a day or now: has a place in use, of a kind or of any,
 * or else has units, or persons, related to it by all of some types; and by each.
 */
export const coverage: Field = valueFrom(coverageOf, {
  covered: column('covered'),
  total: column('total'),
  each: rowsFrom(eachOf, { type: column('type'), covered: column('covered') }),
});

/** Every other row is one of the areas that are counted. */
const inside = (area: Sql, level: Sql): Sql => sql`d, directory.areas_inside_on(${area}, ${level}, d.day) a(id)`;

/** By which of the types units are related to an area. */
const byUnits = (types: Sql): Sql =>
  sql`select distinct r.type_code from directory.relation r where r.object_area_id = a.id and r.type_code = any(${types}) and r.valid @> d.at`;

/** And persons: a function knows, and tells of none of them. */
const byPersons = (types: Sql, scope: Scope): Sql =>
  sql`select directory.offices_held(a.id, ${types}, d.at, ${scope.now})`;

function coverageOf(row: Row, scope: Scope, args: FieldArguments): Sql {
  scope.weigh(coverageOf);
  const [asOf, level, kind] = [args.as('asOf', 'date'), args.as('level', 'text'), args.as('kind', 'text')];
  const [units, persons] = [typesIn(args, 'relationTypes'), typesIn(args, 'personRelationTypes')];
  scope.doubt(
    'RELATION_TYPES_UNKNOWN',
    sql`not ${units} <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')`,
  );
  scope.doubt(
    'PERSON_RELATION_TYPES_UNKNOWN',
    sql`not ${persons} <@ array(select t.code from directory.person_relation_type t where t.object_kind = 'AREA' and t.is_public)`,
  );
  const inUse = sql`a.id in (select u.id from d, directory.areas_served_on(${row.col('id')}, d.day, d.at, ${kind}) u(id))`;
  const isCovered = sql`case when ${units} is not null then (select count(*) from (${byUnits(units)}) t) = cardinality(${units})
    when ${persons} is not null then (select count(*) from (${byPersons(persons, scope)}) t) = cardinality(${persons})
    else ${inUse} end`;
  return sql`with d as (select coalesce(((${asOf} + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', ${scope.now}) as at,
      coalesce(${asOf}, ${scope.today}) as day)
    select count(*)::integer as total, (count(*) filter (where ${isCovered}))::integer as covered,
      ${row.col('id')} as area_id, ${level} as level, coalesce(${units}, ${persons}) as types, ${units} is not null as are_units,
      (select d.at from d) as at, (select d.day from d) as day
    from ${inside(row.col('id'), sql`${level}`)}`;
}

/** Of one answer, by each of its types in the order in which they were given. */
function eachOf(counted: Row, scope: Scope): Sql {
  scope.weigh(eachOf);
  const types = sql`array[w.type]`;
  return sql`with d as (select ${counted.col('at')} as at, ${counted.col('day')} as day)
    select w.type, (select count(*)::integer from ${inside(counted.col('area_id'), counted.col('level'))}
      where case when ${counted.col('are_units')} then exists (${byUnits(types)}) else exists (${byPersons(types, scope)}) end) as covered
    from unnest(${counted.col('types')}) with ordinality w(type, n) order by w.n`;
}

const MOST_TYPES = 10;
const codes = z.array(z.string()).nullish();
/** What coverage is by. */
const QUESTIONS = ['kind', 'relationTypes', 'personRelationTypes'] as const;
type TypesName = Exclude<(typeof QUESTIONS)[number], 'kind'>;

const typesIn = (args: FieldArguments, name: TypesName): Sql =>
  sql`${args.as(name, 'text[]', (given, other) => readTypes(name, given, other))}`;

/** Throws `BadInputError` for none or too many, or another question beside. */
function readTypes(name: TypesName, given: unknown, other: (name: string) => unknown): readonly string[] | null {
  const types = codes.parse(given) ?? null;
  if (types === null) return null;
  if (types.length === 0 || types.length > MOST_TYPES) {
    throw new BadInputError(
      `${name} 须为 1 至 ${MOST_TYPES} 个关系类型代码，见 ${name}。`,
      `${name} is 1 to ${MOST_TYPES} codes of types of relations; ${name} lists them.`,
    );
  }
  if (QUESTIONS.some((question) => question !== name && (other(question) ?? null) !== null)) {
    throw new BadInputError(
      'kind（阵地类型）、relationTypes（单位关系类型）与 personRelationTypes（人员关系类型）只能给出其一：覆盖率按阵地、按单位关系或按人员关系计算；请用别名分别查询。',
      'Give only one of kind, relationTypes and personRelationTypes: coverage is by places, by relations of units or by those of persons. Ask for each under an alias of its own.',
    );
  }
  return [...new Set(types)];
}
