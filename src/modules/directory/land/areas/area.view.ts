import { pointOf } from '../../../../domain/geo.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone, type Filter, type FilterValue, type FilterValues, type Root } from '../../../../read/view.ts';
import {
  asc,
  contains,
  desc,
  equals,
  id,
  listWhere,
  many,
  maybe,
  oneOf,
  optionalOne,
  viewOf,
} from '../../../../read/words.ts';
import { AreaSchema } from './area.entity.ts';
import { coverage } from './coverage.view.ts';

/** A point of a filter as the two coordinates of a WGS-84 point, in a FROM named `w`. */
export function givenPoint(point: FilterValue): Sql {
  const longitude = point.as('float8', (given) => pointOf(given).longitude);
  const latitude = point.as('float8', (given) => pointOf(given).latitude);
  const crs = point.as('text', (given) => pointOf(given).crs);
  return sql`directory.from_crs(${longitude}, ${latitude}, ${crs}) w`;
}

/** The rings of the boundary that counts, as the coordinates of a GeoJSON MultiPolygon in the reference system asked for. */
const coordinates = (row: Row, crs: Sql): Sql => sql`(select json_agg(p.rings order by p.part) from (
    select b.part, json_agg((
      select json_agg(json_build_array(round(c.at[0]::numeric, 8), round(c.at[1]::numeric, 8)) order by c.n)
      from (select n, directory.to_crs((v ->> 0)::float8, (v ->> 1)::float8, ${crs}) as at
        from json_array_elements(translate(b.outline::text, '()', '[]')::json) with ordinality o(v, n)
        union all
        select npoints(b.outline) + 1, directory.to_crs((f ->> 0)::float8, (f ->> 1)::float8, ${crs})
        from (select translate(b.outline::text, '()', '[]')::json -> 0) o(f)) c) order by b.ring) as rings
    from directory.area_boundary b
    where b.area_id = ${row.col('id')} and b.edition = ${row.col('edition')} group by b.part) p)`;

/** The day that a list is of, and today for lists of all times: what was followed by then counts to its successor. */
const dayOf = (scope: Scope, filters: FilterValues): Sql => {
  const asOf = filters.get('asOf')?.as('date');
  return asOf === undefined ? scope.today : sql`${asOf}`;
};

/** What was filed under the area, or what it followed by then; of a day not what left it by then. */
const liesDirectlyIn: Filter = (row, given, scope, filters) => {
  const [area, day] = [given.id('area'), dayOf(scope, filters)];
  const filed = sql`${row.col('parent_id')} = any(array(select directory.areas_followed_by(${area}, ${day})))`;
  return filters.has('asOf')
    ? both(
        filed,
        sql`not exists (select from directory.area_succession s where s.from_id = ${area} and s.day <= ${day})`,
      )
    : filed;
};

/** The same, at any depth. */
const liesIn: Filter = (row, given, scope, filters) => {
  const [area, day, path] = [given.id('area'), dayOf(scope, filters), row.col('path')];
  const filed = sql`${path} @> array[${area}]`;
  const left = sql`exists (select from directory.area_succession s
    where s.from_id = any(${path}[array_position(${path}, ${area}):]) and s.day <= ${day})`;
  const taken = sql`${row.col('id')} = any(array(select directory.areas_taken_in(${area}, ${day})))`;
  return any(filters.has('asOf') ? sql`(${filed} and not ${left})` : filed, taken);
};

export const areaView = viewOf(AreaSchema, {
  type: 'Area',
  visible: everyone,
  fields: {
    id: id('area'),
    parent: optionalOne('Area', 'parent_id'),
    ancestors: listWhere(
      'HIGHEST',
      'Area',
      (above, row) => sql`${above.col('id')} = any(${row.col('path')}) and ${above.col('id')} <> ${row.col('id')}`,
    ),
    areas: many('Area', 'parent_id'),
    keeper: optionalOne('Unit', 'keeper_unit_id'),
    since: maybe((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
    boundary: maybe((row, _scope, args) => coordinates(row, sql`${args.as('crs', 'text')}`)),
    endedBy: maybe(
      (row) => sql`(select s.kind from directory.area_succession s where s.from_id = ${row.col('id')} limit 1)`,
    ),
    successors: listWhere(
      'HIGHEST',
      'Area',
      (other, row) =>
        sql`${other.col('id')} in (select s.to_id from directory.area_succession s where s.from_id = ${row.col('id')})`,
    ),
    personRelations: many('PersonRelation', 'area_id'),
    relations: many('Relation', 'object_area_id'),
    coverage,
    statistics: many('AreaStatistic', 'area_id'),
    predecessors: listWhere(
      'HIGHEST',
      'Area',
      (other, row) =>
        sql`${other.col('id')} in (select s.from_id from directory.area_succession s where s.to_id = ${row.col('id')})`,
    ),
  },
  filters: {
    parentId: liesDirectlyIn,
    withinAreaId: liesIn,
    level: oneOf('level'),
    scheme: oneOf('scheme'),
    code: equals('code', 'text'),
    asOf: (row, day) => sql`coalesce(${row.col('valid')} @> ${day.as('date')}, false)`,
    at: (row, point) => sql`${row.col('id')} in (select directory.areas_around(w[0], w[1]) from ${givenPoint(point)})`,
    search: contains('name'),
  },
  orders: {
    CODE: [asc('code', 'text')],
    HIGHEST: [asc('rank', 'integer'), asc('code', 'text')],
    DEEPEST: [desc('rank', 'integer'), desc('code', 'text'), desc('id', 'uuid')],
  },
});

export const areaRoots: Readonly<Record<string, Root>> = {
  area: { kind: 'one', type: 'Area', argument: 'id', of: 'area' },
  areas: { kind: 'many', type: 'Area' },
};
