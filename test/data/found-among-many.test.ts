/** Units and places as PostgreSQL finds them by several filters at once: of many rows or of few, by either way the same. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadCalendar } from '../../src/app/calendar.ts';
import { loadReference } from '../../src/app/reference.ts';
import { globalId, type Id } from '../../src/domain/ids.ts';
import {
  PlacesAmongManyDocument,
  UnitsAmongManyDocument,
  type PlaceFilter,
  type UnitFilter,
} from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import { createWorld, type World } from '../support/world.ts';

const EACH = 3000;

let world: World;
let county: Id<'area'>;
let grids: Id<'area'>[];

beforeAll(async () => {
  world = await createWorld();
  await loadReference(world.database);
  await loadCalendar(world.database, world.clock.now());
  // Statistics are there once the test asks for them, and no sooner.
  for (const table of ['unit', 'unit_search', 'place', 'place_open_slot'])
    await world.sql(`alter table directory.${table} set (autovacuum_enabled = false)`);
  await world.sql(
    `insert into directory.unit (id, kind, name, short_name, former_names, created_at)
     select gen_random_uuid(), case when i % 60 = 0 then 'PARK' when i % 100 = 1 then 'HOSPITAL' else 'VILLAGE' end, '第' || i || n.name, '第' || i || n.name, '{}', '2025-01-01'
     from generate_series(1, $1::int) i, lateral (select case when i % 2 = 0 then '松' else '柏' end || case when i % 90 = 0 then '产业' else '' end || '村' as name) n`,
    [EACH],
  );
  [county] = (await world.sql<{ id: Id<'area'> }>("select id from directory.area where level = 'COUNTY' limit 1")).map(
    ({ id }) => id,
  ) as [Id<'area'>];
  await world.sql(
    `insert into directory.area (id, scheme, code, name, level, parent_id, valid)
     select gen_random_uuid(), 'LOCAL', 'g' || i, '网格' || i, 'GRID', $1, '[2025-01-01,)' from generate_series(0, 59) i`,
    [county],
  );
  grids = (await world.sql<{ id: Id<'area'> }>("select id from directory.area where level = 'GRID' order by code")).map(
    ({ id }) => id,
  );
  await world.sql(
    `insert into directory.place (id, owner_unit_id, name, kind, status, status_since, area_id, is_public, created_at, changed_at)
     select gen_random_uuid(), u.id, case when i % 90 = 0 then 'ＡＢ议事' else '松桥驿站' end || i, case when i % 70 = 0 then 'place.canteen' else 'place.station' end, 'IN_USE',
       '2025-01-01', ($2::uuid[])[1 + case when i % 3 = 0 then i % 60 else 1 end], true, '2025-01-01', '2025-01-01'
     from generate_series(1, $1::int) i, (select id from directory.unit limit 1) u`,
    [EACH, grids],
  );
  // All by day; one in eighty at night too.
  await world.sql(
    `insert into directory.place_opening (place_id, open, known, calendar, as_usual)
     select id, tstzmultirange(tstzrange($1::timestamptz, $1::timestamptz + interval '1 hour'), tstzrange($1::timestamptz + interval '14 hours', $1::timestamptz + case when n % 80 = 0 then interval '15 hours' else interval '14 hours' end)),
       tstzrange('2026-01-01', '2027-01-01'), directory.statutory_edition(), true
     from (select id, row_number() over (order by name) as n from directory.place) p`,
    [DAY],
  );
});

afterAll(() => world[Symbol.asyncDispose]());

const DAY = '2026-11-23T10:00:00+08:00';
const AT_DAY = '2026-11-23T10:30:00+08:00';
const AT_NIGHT = '2026-11-24T00:30:00+08:00';

const has = (text: string) => `name like '%${text}%'`;
const inGrids = (...chosen: readonly Id<'area'>[]) => `area_id in (${chosen.map((id) => `'${id}'`).join()})`;
const openAt = (at: string) =>
  `id in (select place_id from directory.place_opening o where o.open @> '${at}'::timestamptz)`;

const UNITS: readonly (readonly [UnitFilter, string])[] = [
  [{ kind: ['VILLAGE'] }, "kind = 'VILLAGE'"],
  [{ kind: ['PARK'] }, "kind = 'PARK'"],
  [{ kind: ['PARK', 'PARK', 'HOSPITAL'] }, "kind in ('PARK', 'HOSPITAL')"],
  [{ kind: ['MALL'] }, 'false'],
  [{ kind: ['VILLAGE'], search: '松' }, `kind = 'VILLAGE' and ${has('松')}`],
  [{ kind: ['PARK'], search: '松' }, `kind = 'PARK' and ${has('松')}`],
  [{ kind: ['VILLAGE'], search: '产业' }, `kind = 'VILLAGE' and ${has('产业')}`],
  [{ search: 'chanye', kind: ['PARK'], isDissolved: false }, `kind = 'PARK' and ${has('产业')}`],
  [{ kind: ['PARK'], isDissolved: true }, 'false'],
];

const places = (): readonly (readonly [PlaceFilter, string])[] => {
  const [first, second] = grids as [Id<'area'>, Id<'area'>];
  const within = (id: Id<'area'>) => ({ within: { areaId: globalId('area', id) } });
  return [
    [{ kind: ['place.station'] }, "kind = 'place.station'"],
    [{ kind: ['place.canteen'] }, "kind = 'place.canteen'"],
    [{ search: '驿站' }, has('驿站')],
    [{ search: '议事' }, has('议事')],
    [{ search: 'ab议' }, has('议事')],
    [{ search: '驿站12' }, has('驿站12')],
    [{ search: '没有' }, 'false'],
    [{ ...within(first) }, inGrids(first)],
    [{ ...within(second) }, inGrids(second)],
    [{ ...within(county) }, 'area_id is not null'],
    [{ ...within(county), kind: ['place.canteen'] }, "kind = 'place.canteen'"],
    [
      { ...within(second), kind: ['place.canteen'], search: '驿站' },
      `kind = 'place.canteen' and ${inGrids(second)} and ${has('驿站')}`,
    ],
    [{ openAt: AT_DAY }, 'true'],
    [{ openAt: AT_NIGHT }, openAt(AT_NIGHT)],
    [{ openAt: AT_NIGHT, ...within(county) }, openAt(AT_NIGHT)],
    [{ openAt: AT_DAY, kind: ['place.canteen'] }, "kind = 'place.canteen'"],
  ];
};

async function expectFound(): Promise<void> {
  for (const [filter, where] of UNITS) {
    const rows = await world.sql<{ name: string }>(
      `select short_name as name from directory.unit where name like '第%' and ${where} order by short_name collate directory.pinyin, id`,
    );
    const { data } = await world.ask(UnitsAmongManyDocument, { filter, first: 50 });
    const { nodes, totalCount, pageInfo } = there(data?.units);
    expect({ filter, totalCount }).toEqual({ filter, totalCount: rows.length });
    expect(nodes.map(({ shortName }) => shortName)).toEqual(rows.slice(0, 50).map(({ name }) => name));
    if (!pageInfo.hasNextPage) continue;
    const next = await world.ask(UnitsAmongManyDocument, { filter, first: 50, after: pageInfo.endCursor });
    expect(there(next.data?.units).nodes.map(({ shortName }) => shortName)).toEqual(
      rows.slice(50, 100).map(({ name }) => name),
    );
  }
  for (const [filter, where] of places()) {
    const rows = await world.sql<{ name: string }>(`select name from directory.place where ${where} order by id desc`);
    const { data } = await world.ask(PlacesAmongManyDocument, { filter, first: 50 });
    const { nodes, totalCount, pageInfo } = there(data?.places);
    expect({ filter, totalCount }).toEqual({ filter, totalCount: rows.length });
    expect(nodes.map(({ name }) => name)).toEqual(rows.slice(0, 50).map(({ name }) => name));
    if (!pageInfo.hasNextPage) continue;
    const next = await world.ask(PlacesAmongManyDocument, { filter, first: 50, after: pageInfo.endCursor });
    expect(there(next.data?.places).nodes.map(({ name }) => name)).toEqual(rows.slice(50, 100).map(({ name }) => name));
  }
}

async function areMany(): Promise<readonly boolean[]> {
  const [row] = await world.sql<{ said: boolean[] }>(
    `select array[
       directory.are_many('unit', 'kind', '{VILLAGE}', 'unit'), directory.are_many('unit', 'kind', '{PARK}', 'unit'), directory.are_many('unit', 'kind', '{PARK,PARK}', 'unit'),
       directory.are_many('place', 'kind', '{place.station}', 'place'), directory.are_many('place', 'kind', '{place.canteen}', 'place'),
       directory.are_many('place_open_slot', 'slot', array[directory.open_slot($1::timestamptz)::text], 'place'),
       directory.are_many('place_open_slot', 'slot', array[directory.open_slot($2::timestamptz)::text], 'place'),
       directory.are_common_in_places('{驿站}'), directory.are_common_in_places('{议事}'),
       directory.are_many_in_area($3::uuid, '2026-11-21'), directory.are_many_in_area($4::uuid, '2026-11-21')] as said`,
    [AT_DAY, AT_NIGHT, county, there(grids[0])],
  );
  return there(row).said;
}

test('before PostgreSQL has statistics all are few, and found', async () => {
  expect((await areMany()).slice(0, 9)).toEqual(Array.from({ length: 9 }, () => false));
  await expectFound();
});

test('what many rows pass is found by going through all, and the same', async () => {
  for (const table of ['unit', 'unit_search', 'place', 'place_open_slot'])
    await world.sql(`analyze directory.${table}`);
  expect(await areMany()).toEqual([true, false, false, true, false, true, false, true, false, true, false]);
  await expectFound();
});

test.each([
  [
    'units of a kind',
    'units(first: 20, order: NAME, filter: { kind: [VILLAGE, PARK] })',
    /Index (Only )?Scan using unit_of_kind/,
  ],
  ['places of a kind', 'places(first: 20, filter: { kind: ["place.station"] })', /Index (Only )?Scan using place_kind/],
  [
    'places in an area',
    'places(first: 20, filter: { within: { areaId: "$area" } })',
    /Index Only Scan Backward using place_within_pkey/,
  ],
])('a page of %s is read in its order, and no further', async (_what, field, reads) => {
  for (const table of ['unit', 'place', 'place_within']) await world.sql(`analyze directory.${table}`);
  world.statements.length = 0;
  await world.ask(`{ ${field.replace('$area', globalId('area', county))} { nodes { id } pageInfo { hasNextPage } } }`);
  const plan = await world.sql<object>(`explain (generic_plan) ${there(world.statements.at(-1)).text}`);
  const lines = plan.map((line) => Object.values(line).join());
  const page = lines.findIndex((line) => reads.test(line));
  expect(lines.slice(0, page + 1).join('\n')).toMatch(reads);
  // Of each part a page, unsorted: what is sorted is above.
  const limit = lines.findLastIndex((line, i) => i < page && line.includes('Limit'));
  expect(lines.slice(limit, page).join('\n')).not.toContain('Sort');
});

test('near a point there are few anyway', async () => {
  const near = { point: { longitude: 121, latitude: 30, crs: 'WGS84' }, walkingMinutes: 10 } as const;
  const { data } = await world.ask(PlacesAmongManyDocument, {
    filter: { near, kind: ['place.station'], openAt: AT_DAY },
  });
  expect(there(data?.places).totalCount).toBe(0);
});
