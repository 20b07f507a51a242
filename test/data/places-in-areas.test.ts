/** Places by area as PostgreSQL finds them when areas became others: within an area, out of it and into it, by either way the same. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadReference } from '../../src/app/reference.ts';
import { globalId, type Id } from '../../src/domain/ids.ts';
import { PlacesAmongManyDocument, type PlaceFilter } from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = '2026-11-01';
const EACH = 40;
/** Each lies in the one before the slash. */
const AREAS = ['A', 'B', 'C', 'A/a1', 'A/a2', 'A/a3', 'A/a4', 'B/b1', 'C/c1', 'C/c2', 'A/a5'];
/** In the order of the days. */
const BECAME = [
  ['a1', 'a2', 'MERGED'],
  ['a3', 'b1', 'MERGED'],
  ['a5', 'a4', 'SPLIT'],
  ['c2', 'a2', 'MERGED'],
  ['C', 'B', 'MERGED'],
] as const;

let world: World;
const ids = new Map<string, Id<'area'>>();

beforeAll(async () => {
  world = await createWorld();
  await loadReference(world.database);
  await world.sql(
    `insert into directory.unit (id, kind, name, short_name, former_names, created_at)
     values (gen_random_uuid(), 'VILLAGE', '某村', '某村', '{}', '2025-01-01')`,
  );
  const county = (
    await world.sql<{ id: Id<'area'> }>("select id from directory.area where level = 'COUNTY' limit 1")
  )[0]?.id;
  for (const path of AREAS) {
    const [name = '', above] = path.split('/').reverse();
    const [made] = await world.sql<{ id: Id<'area'> }>(
      `insert into directory.area (id, scheme, code, name, level, parent_id, valid)
       values (gen_random_uuid(), 'LOCAL', $1, $1, $2, $3, '[2025-01-01,)') returning id`,
      [name, above === undefined ? 'COMMUNITY' : 'GRID', above === undefined ? county : ids.get(above)],
    );
    ids.set(name, there(made).id);
    await world.sql(
      `insert into directory.place (id, owner_unit_id, name, kind, status, status_since, area_id, is_public, created_at, changed_at)
       select gen_random_uuid(), u.id, $1 || '-' || i, case when i % 20 = 0 then 'place.canteen' else 'place.station' end, 'IN_USE',
         '2025-01-01', $2, true, '2025-01-01', '2025-01-01' from generate_series(1, $3::int) i, (select id from directory.unit) u`,
      [name, there(made).id, EACH],
    );
  }
  ids.set('county', there(county));
  for (const [i, [from, to, kind]] of BECAME.entries()) {
    const day = `2026-0${i + 1}-01`;
    await world.sql('update directory.area set valid = daterange(lower(valid), $2::date) where id = $1', [
      ids.get(from),
      day,
    ]);
    await world.sql('insert into directory.area_succession (from_id, to_id, day, kind) values ($1, $2, $3, $4)', [
      ...[ids.get(from), ids.get(to), day, kind],
    ]);
  }
});

afterAll(() => world[Symbol.asyncDispose]());

const leadingTo = async (name: string, day: string | null): Promise<string[]> => {
  const rows = await world.sql<{ name: string }>(
    'select a.name from directory.areas_leading_to($1, $2) l join directory.area a on a.id = l order by a.name collate "C"',
    [ids.get(name), day],
  );
  return rows.map((row) => row.name);
};

async function expectFound(filter: PlaceFilter, where: string, values: unknown[]): Promise<number> {
  const rows = await world.sql<{ name: string }>(
    `select name from directory.place p where ${where} order by id desc`,
    values,
  );
  const names: string[] = [];
  const nextPage = async (after: string | null): Promise<string | null> => {
    const { data } = await world.ask(PlacesAmongManyDocument, { filter, first: 50, after });
    const { nodes, totalCount, pageInfo } = there(data?.places);
    expect({ filter, totalCount }).toEqual({ filter, totalCount: rows.length });
    names.push(...nodes.map(({ name }) => name));
    return pageInfo.hasNextPage ? there(pageInfo.endCursor) : null;
  };
  for (let after = await nextPage(null); after !== null;) after = await nextPage(after);
  expect({ filter, names }).toEqual({ filter, names: rows.map(({ name }) => name) });
  return rows.length;
}

test('an area leads to itself and to what was followed by it or in it, none twice', async () => {
  // What is in A already is not looked through again; what became B was all of C.
  expect(await leadingTo('A', NOW)).toEqual(['A', 'c2']);
  expect(await leadingTo('B', NOW)).toEqual(['B', 'C', 'a3']);
  expect(await leadingTo('a2', NOW)).toEqual(['a1', 'a2', 'c2']);
  expect(await leadingTo('a4', NOW)).toEqual(['a4']);
  for (const ended of ['C', 'a1', 'a5']) expect(await leadingTo(ended, NOW)).toEqual([]);
  // What is yet to come leads nowhere.
  expect(await leadingTo('A', '2026-03-31')).toEqual(['A']);
  expect(await leadingTo('B', '2026-03-31')).toEqual(['B', 'a3']);
  for (const name of ['A', 'C', 'a1']) expect(await leadingTo(name, null)).toEqual([name]);
});

test.each(['before', 'after'])(
  'places are found in it as of now and as of then, %s PostgreSQL has statistics',
  async (when) => {
    if (when === 'after') for (const table of ['place', 'place_within']) await world.sql(`analyze directory.${table}`);
    const found = new Map<string, readonly [now: number, then: number]>();
    for (const [name, id] of ids) {
      const areaId = globalId('area', id);
      const asNow = "$1 in (select directory.areas_above_on(p.shown_area_id, 'infinity'))";
      const asThen = 'exists (select from directory.area a where a.id = p.shown_area_id and a.path @> array[$1::uuid])';
      const of = async (rollUp: 'AS_NOW' | 'AS_THEN', is: string): Promise<number> => {
        const within = { areaId, rollUp };
        for (const kind of ['place.canteen', 'place.station', 'place.centre'])
          await expectFound({ within, kind: [kind] }, `${is} and kind = $2`, [id, kind]);
        await expectFound({ within, search: '-4' }, `${is} and strpos(name, '-4') > 0`, [id]);
        return expectFound({ within }, is, [id]);
      };
      found.set(name, [await of('AS_NOW', asNow), await of('AS_THEN', asThen)]);
    }
    const communities = Object.fromEntries(['A', 'B', 'C', 'a2'].map((name) => [name, found.get(name)]));
    expect(communities).toEqual({
      A: [EACH * 5, EACH * 6],
      B: [EACH * 5, EACH * 2],
      C: [0, EACH * 3],
      a2: [EACH * 3, EACH],
    });
  },
);

test('it follows the area that is shown, and nobody else writes it', async () => {
  const areas = async (): Promise<string[]> =>
    (
      await world.sql<{ name: string }>(
        `select a.name from directory.place_within l join directory.area a on a.id = l.area_id join directory.place p on p.id = l.place_id
         where p.name = 'b1-1' and a.level in ('COMMUNITY', 'GRID') order by a.name collate "C"`,
      )
    ).map(({ name }) => name);
  expect(await areas()).toEqual(['B', 'b1']);
  await world.sql("update directory.place set area_id = $1 where name = 'b1-1'", [ids.get('a2')]);
  expect(await areas()).toEqual(['A', 'a2']);
  await world.sql("update directory.place set area_id = null where name = 'b1-1'");
  expect(await areas()).toEqual([]);
  await world.sql("update directory.place set area_id = $1 where name = 'b1-1'", [ids.get('b1')]);
  expect(await areas()).toEqual(['B', 'b1']);
  await world.sql('begin');
  await world.sql('set local role qinlin_writer');
  await expect(world.sql('delete from directory.place_within')).rejects.toThrow(/permission denied/);
  await world.sql('rollback');
});
