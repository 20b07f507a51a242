import { existsWhere, literal, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Scope } from '../../../read/scope.ts';
import { everyone, type Root } from '../../../read/view.ts';
import {
  asc,
  column,
  computed,
  contains,
  desc,
  id,
  many,
  maybe,
  newestFirst,
  oneOf,
  one,
  optionalOne,
  value,
  valueWhere,
  viewOf,
} from '../../../read/words.ts';
import { PostSchema } from './post.entity.ts';
import { UnitSchema } from './unit.entity.ts';

/** A point in WGS-84 from two columns, null where there is none. */
const location = valueWhere((row) => sql`${row.col('longitude')} is not null`, {
  longitude: column('longitude'),
  latitude: column('latitude'),
  crs: computed(() => literal('WGS84')),
});

/** Whether the unit is an active member of an alliance for which `holds`. */
function memberWhere(row: Row, scope: Scope, holds: (alliance: Sql) => Sql): Sql {
  const memberships = sql`rights.membership m where m.unit_id = ${row.col('id')} and ${scope.holds(sql`m.valid`)}`;
  return existsWhere(memberships, holds(sql`m.alliance_id`));
}

function disclosure(row: Row, scope: Scope): Sql {
  if (scope.kind !== 'PERSON') return literal('WITHHELD');
  const isOwn = scope.isUnit(row.col('id'));
  const isCoordinated = memberWhere(row, scope, (alliance) => scope.coordinates(alliance));
  const isFellow = sql`(${scope.unit} is not null and ${memberWhere(row, scope, (alliance) => scope.inAlliance(alliance))})`;
  return sql`case when ${isOwn} or ${isCoordinated} then 'FULL' when ${isFellow} then 'MASKED' else 'WITHHELD' end`;
}

/** A protected column as far as it is disclosed; the table is not touched for viewers who are shown nothing. */
function disclosed(columnName: string, masked: (value: Sql) => Sql) {
  return maybe((row, scope) => {
    if (scope.kind !== 'PERSON') return sql`null`;
    scope.guard();
    const contact = { parts: [`c.${columnName}`] };
    return sql`(select case ${disclosure(row, scope)} when 'FULL' then ${contact} when 'MASKED' then ${masked(contact)} end
      from directory.unit_contact c where c.unit_id = ${row.col('id')})`;
  });
}

export const unitView = viewOf(UnitSchema, {
  type: 'Unit',
  visible: everyone,
  fields: {
    id: id('unit'),
    location,
    contact: value({
      disclosure: computed(disclosure),
      name: disclosed('name', (name) => sql`left(${name}, 1) || '**'`),
      mobile: disclosed('mobile', (mobile) => sql`left(${mobile}, -8) || '****' || right(${mobile}, 4)`),
      version: disclosed('version', () => sql`null::integer`),
      isFictitious: disclosed('is_fictitious', (mark) => mark),
    }),
    posts: many('Post', 'unit_id'),
    memberships: many('Membership', 'unit_id'),
  },
  filters: {
    kind: oneOf('kind'),
    allianceId: (row, alliance, scope) =>
      sql`exists (select from rights.membership m where m.unit_id = ${row.col('id')} and m.alliance_id = ${alliance.id('alliance')} and ${scope.holds(sql`m.valid`)})`,
    search: (row, text, scope) => {
      const needle = text.as('text');
      const isFormer = sql`exists (select from unnest(${row.col('former_names')}) f where position(lower(${needle}) in lower(f)) > 0)`;
      return sql`(${contains('name', 'short_name')(row, { ...text, as: () => needle }, scope)} or ${isFormer})`;
    },
  },
  orders: { NAME: [asc('short_name', 'text')], NEWEST: [desc('id', 'uuid')] },
});

export const postView = viewOf(PostSchema, {
  type: 'Post',
  visible: (row, scope) => scope.holds(row.col('valid')),
  fields: {
    id: id('post'),
    unit: one('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    since: computed((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
  },
  orders: newestFirst,
});

export const unitRoots: Readonly<Record<string, Root>> = {
  unit: { kind: 'one', type: 'Unit', argument: 'id', of: 'unit' },
  units: { kind: 'many', type: 'Unit' },
};
