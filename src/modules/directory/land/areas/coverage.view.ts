import { z } from 'zod';
import { BadInputError } from '../../../../domain/errors.ts';
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field, FieldArguments } from '../../../../read/view.ts';
import { column, rowsFrom, valueFrom } from '../../../../read/words.ts';

/**
 * How many of what lies in an area at a level is covered at the end of a day or now: has a place in use, of a kind or of any,
 * or else has units related to it by all of some types; and by each.
 */
export const coverage: Field = valueFrom(coverageOf, {
  covered: column('covered'),
  total: column('total'),
  each: rowsFrom(eachOf, { type: column('type'), covered: column('covered') }),
});

/** Every other row is one of the areas that are counted. */
const inside = (area: Sql, level: Sql): Sql => sql`d, directory.areas_inside_on(${area}, ${level}, d.day) a(id)`;

const relatedBy = (types: Sql): Sql =>
  sql`from directory.relation r where r.object_area_id = a.id and r.type_code = any(${types}) and r.valid @> d.at`;

function coverageOf(row: Row, scope: Scope, args: FieldArguments): Sql {
  scope.weigh(coverageOf);
  const [asOf, level, kind] = [args.as('asOf', 'date'), args.as('level', 'text'), args.as('kind', 'text')];
  const types = sql`${args.as('relationTypes', 'text[]', readTypes)}`;
  scope.doubt(
    'RELATION_TYPES_UNKNOWN',
    sql`not ${types} <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')`,
  );
  const inUse = sql`a.id in (select u.id from d, directory.areas_served_on(${row.col('id')}, d.day, d.at, ${kind}) u(id))`;
  const isCovered = sql`case when ${types} is null then ${inUse}
    else (select count(distinct r.type_code) ${relatedBy(types)}) = cardinality(${types}) end`;
  return sql`with d as (select coalesce(((${asOf} + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', ${scope.now}) as at,
      coalesce(${asOf}, ${scope.today}) as day)
    select count(*)::integer as total, (count(*) filter (where ${isCovered}))::integer as covered,
      ${row.col('id')} as area_id, ${level} as level, ${types} as types, (select d.at from d) as at, (select d.day from d) as day
    from ${inside(row.col('id'), sql`${level}`)}`;
}

/** Of one answer, by each of its types in the order in which they were given. */
function eachOf(counted: Row, scope: Scope): Sql {
  scope.weigh(eachOf);
  const types = sql`array[w.type]`;
  return sql`with d as (select ${counted.col('at')} as at, ${counted.col('day')} as day)
    select w.type, (select count(*)::integer from ${inside(counted.col('area_id'), counted.col('level'))}
      where exists (select ${relatedBy(types)})) as covered
    from unnest(${counted.col('types')}) with ordinality w(type, n) order by w.n`;
}

const MOST_TYPES = 10;
const codes = z.array(z.string()).nullish();

/** Throws `BadInputError` for none or too many, or a kind of places beside. */
function readTypes(given: unknown, other: (name: string) => unknown): readonly string[] | null {
  const types = codes.parse(given) ?? null;
  if (types === null) return null;
  if (types.length === 0 || types.length > MOST_TYPES) {
    throw new BadInputError(
      `relationTypes 须为 1 至 ${MOST_TYPES} 个关系类型代码，见 relationTypes。`,
      `relationTypes is 1 to ${MOST_TYPES} codes of types of relations; relationTypes lists them.`,
    );
  }
  if ((other('kind') ?? null) !== null) {
    throw new BadInputError(
      'kind（阵地类型）与 relationTypes（关系类型）只能给出其一：覆盖率按阵地或按关系计算；请用别名分别查询。',
      'Give either kind, of places, or relationTypes: coverage is by the one or by the other. Ask for both under two aliases.',
    );
  }
  return [...new Set(types)];
}
