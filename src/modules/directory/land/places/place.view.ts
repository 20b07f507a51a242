import { BadInputError } from '../../../../domain/errors.ts';
import { reachOf, walking } from '../../../../domain/directory/place.ts';
import { pointOf } from '../../../../domain/geo.ts';
import { parseId } from '../../../../domain/ids.ts';
import { today, type Scope } from '../../../../read/scope.ts';
import { any, everything, existsWhere, literal, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import {
  everyone,
  type Field,
  type FilterValue,
  type FilterValues,
  type Lead,
  type Root,
} from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  desc,
  facet,
  id,
  listWhere,
  many,
  maybe,
  ofId,
  one,
  oneOf,
  optionalOne,
  valueFrom,
  viewOf,
  wordsOf,
} from '../../../../read/words.ts';
import { givenPoint } from '../areas/area.view.ts';
import { openAt, openingFields, openLead } from '../hours/hours.view.ts';
import { PlaceSchema } from './place.entity.ts';

/** Who is told exactly where a place is: everybody where it is public, its unit, and members of an alliance of it under that hat. */
function isExact(row: Row, scope: Scope): Sql {
  const isIn = scope.kind === 'PERSON' ? scope.inAlliance(sql`m.alliance_id`) : nothing;
  const isFellow =
    isIn === nothing
      ? nothing
      : sql`${row.col('owner_unit_id')} in (select m.unit_id from rights.membership m where ${isIn} and ${scope.holds(sql`m.valid`)})`;
  return any(row.col('is_public'), scope.isUnit(row.col('owner_unit_id')), isFellow);
}

/** What it is called, as far as the viewer is told: where nothing of that may be, what kind of place it is. */
const calledSo: Field = computed((row, scope) => {
  const kind = sql`(select case when ${scope.locale} = 'en' then k.label_en else k.label_zh end from directory.term k where k.code = ${row.col('kind')})`;
  return sql`case when ${isExact(row, scope)} then ${row.col('name')} else coalesce(${row.col('shown_name')}, ${kind}) end`;
});

/** Where it is, as far as the viewer is told, in the reference system that is asked for. */
const location: Field = {
  ...valueFrom(
    (row, scope, args) => {
      const crs = sql`${args.as('crs', 'text')}`;
      const told = sql`case when ${isExact(row, scope)} then point(${row.col('longitude')}, ${row.col('latitude')}) else ${row.col('shown_at')} end`;
      return sql`select round(c.at[0]::numeric, 8) as longitude, round(c.at[1]::numeric, 8) as latitude, ${crs} as crs
        from (select directory.to_crs(w.at[0], w.at[1], ${crs}) as at from (select ${told} as at offset 0) w where w.at is not null) c`;
    },
    { longitude: column('longitude'), latitude: column('latitude'), crs: column('crs') },
  ),
  present: (row) => sql`${row.col('shown_at')} is not null`,
};

interface Near {
  readonly point: unknown;
  readonly walkingMinutes: number;
}

/** As the crow flies, in metres. Throws `BadInputError` where nobody walks that far. */
function reach(given: unknown): number {
  const { walkingMinutes } = given as Near;
  if (walkingMinutes < 0 || walkingMinutes > walking.mostMinutes) {
    throw new BadInputError(
      `walkingMinutes 须在 0 与 ${walking.mostMinutes} 之间。`,
      `walkingMinutes is from 0 to ${walking.mostMinutes}.`,
    );
  }
  return reachOf(walkingMinutes);
}

/** Places with their distance from the point, those alone that are near it: by boxes first, then by metres. */
function placesNear(near: FilterValue): Sql {
  const point = givenPoint({
    ...near,
    as: (cast, read) => near.as(cast, (given) => (read ?? pointOf)((given as Near).point)),
  });
  const metres = near.as('float8', reach);
  return sql`select p.*, directory.metres_between(w[0], w[1], p.shown_at[0], p.shown_at[1]) as distance_m
    from directory.place p, ${point}
    where p.shown_at <@ directory.box_around(w[0], w[1], ${metres})
      and directory.metres_between(w[0], w[1], p.shown_at[0], p.shown_at[1]) <= ${metres}`;
}

/** A name, as everybody is told it, that holds the words, however they are written. */
function holdsWords(row: Row, words: FilterValue, scope: Scope): Sql {
  scope.weigh(words);
  return sql`coalesce(strpos(directory.fold(${row.col('shown_name')}), (select directory.fold(${wordsOf(words)}))) > 0, false)`;
}

/** Near a point there are few anyway, and they are not looked for in any other way. */
const unlessNear =
  (lead: (value: FilterValue, filters: FilterValues) => Lead) =>
  (value: FilterValue, filters: FilterValues): Lead | null =>
    filters.has('near') ? null : lead(value, filters);

function searchLead(words: FilterValue): Lead {
  const parts = sql`directory.grams_sought(directory.fold(${wordsOf(words)}))`;
  return {
    areMany: sql`directory.are_common_in_places(${parts})`,
    keys: sql`select p.id from directory.place p where directory.grams_of(directory.fold(p.shown_name)) @> ${parts}`,
  };
}

/** An area has its places in the order of the list, whatever their kind. */
const kindLead = (kinds: FilterValue, filters: FilterValues): Lead => ({
  areMany: sql`directory.are_many('place', 'kind', ${kinds.as('text[]')}, 'place')`,
  keys: sql`select p.id from unnest(${kinds.as('text[]')}) w(kind), lateral (select o.id from directory.place o where o.kind = w.kind offset 0) p`,
  ...(!filters.has('within') && {
    parts: {
      of: sql`select distinct unnest(${kinds.as('text[]')})`,
      rows: (row, kind) => ({ where: sql`${row.col('kind')} = ${kind}` }),
    },
  }),
});

interface Within {
  readonly areaId: string;
  readonly rollUp: 'AS_NOW' | 'AS_THEN';
}

const withinOf = (within: FilterValue) => ({
  area: within.as('uuid', (given) => parseId('area', (given as Within).areaId)),
  asNow: within.as('boolean', (given) => (given as Within).rollUp === 'AS_NOW'),
});

/** Whether it lies in the area, as it was filed or with what was followed by today: of most areas nothing was. */
function liesWithin(row: Row, within: FilterValue): Sql {
  const { area, asNow } = withinOf(within);
  const filed = sql`directory.area a where a.id = ${row.col('shown_area_id')}`;
  const isFollowed = sql`exists (select from directory.area_succession s where s.from_id = any(a.path) and s.day <= ${today})`;
  const now = sql`${area} in (select directory.areas_above_on(a.id, ${today}))`;
  return existsWhere(filed, sql`case when ${asNow} and ${isFollowed} then ${now} else a.path @> array[${area}] end`);
}

function areaLead(within: FilterValue): Lead {
  const { area, asNow } = withinOf(within);
  const day = sql`case when ${asNow} then ${today} end`;
  return {
    areMany: sql`directory.are_many_in_area(${area}, ${day})`,
    keys: sql`select p.place_id from directory.areas_leading_to(${area}, ${day}) w(id), lateral (select o.place_id from directory.place_within o where o.area_id = w.id offset 0) p`,
    parts: {
      of: sql`select directory.areas_leading_to(${area}, ${day})`,
      rows: (row, part) => ({
        beside: sql`directory.place_within l`,
        where: sql`l.area_id = ${part} and ${row.col('id')} = l.place_id`,
      }),
    },
  };
}

export const placeView = {
  ...viewOf(PlaceSchema, {
    type: 'Place',
    visible: everyone,
    fields: {
      id: id('place'),
      unit: one('Unit', 'owner_unit_id'),
      name: calledSo,
      kind: one('Term', 'kind', 'code'),
      parent: optionalOne('Place', 'parent_id'),
      places: many('Place', 'parent_id'),
      area: optionalOne('Area', 'shown_area_id'),
      location,
      locationPrecision: computed((row, scope) =>
        scope.kind === 'PERSON'
          ? sql`case when ${isExact(row, scope)} then 'EXACT' else 'COMMUNITY' end`
          : sql`case when ${row.col('is_public')} then 'EXACT' else 'COMMUNITY' end`,
      ),
      floorArea: {
        kind: 'value',
        fields: {
          value: computed((row) => sql`trim_scale(${row.col('floor_area')})::text`),
          unit: computed(() => literal('㎡')),
        },
        present: (row) => sql`${row.col('floor_area')} is not null`,
        from: null,
      },
      services: listWhere('RANK', 'Term', (term, row) => sql`${term.col('code')} = any(${row.col('services')})`),
      ...openingFields,
      distanceMetres: maybe((row) => sql`round(${row.col('distance_m')})::integer`),
    },
    filters: {
      unitId: ofId('owner_unit_id', 'unit'),
      parentId: ofId('parent_id', 'place'),
      kind: oneOf('kind'),
      level: oneOf('level'),
      status: oneOf('status'),
      service: (row, codes) => sql`${row.col('services')} && ${codes.as('text[]')}`,
      search: holdsWords,
      openAt,
      within: liesWithin,
      // The view is made of it.
      near: () => everything,
    },
    leads: {
      search: unlessNear(searchLead),
      kind: unlessNear(kindLead),
      within: unlessNear(areaLead),
      openAt: unlessNear(openLead),
    },
    facets: { KIND: facet('kind'), STATUS: facet('status') },
    orders: {
      NEWEST: [desc('id', 'uuid')],
      NEAREST: [{ column: 'distance_m', direction: 'asc', cast: 'float8', nullsAs: 'infinity' }, asc('id', 'uuid')],
    },
  }),
  from: (_scope: Scope, filters: ReadonlyMap<string, FilterValue>): Sql => {
    const near = filters.get('near');
    return near === undefined ? sql`select p.*, null::float8 as distance_m from directory.place p` : placesNear(near);
  },
};

export const placeRoots: Readonly<Record<string, Root>> = {
  place: { kind: 'one', type: 'Place', argument: 'id', of: 'place' },
  places: { kind: 'many', type: 'Place' },
};
