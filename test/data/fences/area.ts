/** Areas as the database guards them, behind the back of every service; and the reference systems beside gcoord. */
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { administeredBy, area } from '../../scenarios/land/land.ts';
import { RecordAreaStatisticDocument } from '../../generated/operations.ts';
import { globalId, parseId } from '../../../src/domain/ids.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function areaFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    await administeredBy(world, street);
    const county = await world.people.county('慈溪市', '330282', there(street.unit));
    const town = { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330282001', name: '浒山街道' } as const;
    const township = await area(street, globalId('area', county), town);
    ids.set('county', county);
    ids.set('town', parseId('area', township));
    ids.set('grid', parseId('area', await area(street, township, { code: 'g-1' })));
    ids.set('unit', there(street.unit));
    const figure = {
      areaId: township,
      indicator: 'statistic.population',
      asOf: '2026-06-30',
      unit: '人',
      source: '台账',
    };
    for (const value of ['5500', '5531']) {
      await street.do(RecordAreaStatisticDocument, { ...figure, value, precision: 'AT_LEAST' as const });
    }
    const gone = await world.people.unit('已注销');
    await world.sql("update directory.unit set dissolved_at = now(), dissolution_reason = '撤并' where id = $1", [
      gone,
    ]);
    ids.set('gone', gone);
    ids.set('new', '00000000-0000-7000-8000-000000000001');
  });

  afterAll(() => world[Symbol.asyncDispose]());

  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(text);
    } finally {
      await world.sql('rollback');
    }
  }

  const made = (scheme: string, code: string, level: string, parent: string, valid = '[2026-01-01,)'): string =>
    `insert into directory.area (id, scheme, code, name, level, parent_id, valid) values (:new, '${scheme}', '${code}', '某', '${level}', ${parent}, '${valid}')`;

  describe('the writer', () => {
    test.each([
      ['one code twice', made('LOCAL', 'g-1', 'GRID', ':county'), /area_code_once/],
      ['a level that is not lower', made('STATISTICS', '330282002', 'TOWNSHIP', ':town'), /higher level/],
      [
        'a beginning before what it lies in',
        made('LOCAL', 'g-2', 'GRID', ':town', '[2025-01-01,)'),
        /while the one it lies in/,
      ],
      [
        'no end and no beginning in what has one',
        made('LOCAL', 'g-2', 'GRID', ':town', '(,)'),
        /while the one it lies in/,
      ],
      ['a grid with an official code', made('STATISTICS', '330282001001', 'GRID', ':town'), /area_local/],
      ['no days at all', made('LOCAL', 'g-2', 'GRID', ':town', 'empty'), /area_valid|while the one it lies in/],
      ['another path', "update directory.area set path = '{}' where id = :grid", /permission denied/],
      [
        'a keeper that is dissolved',
        'update directory.area set keeper_unit_id = :gone where id = :grid',
        /is dissolved/,
      ],
      ['another code', "update directory.area set code = 'x' where id = :grid", /permission denied/],
      ['none at all', 'delete from directory.area where id = :grid', /permission denied/],
      [
        'a successor of one that goes on',
        "insert into directory.area_succession values (:grid, :town, '2026-06-01', 'MERGED')",
        /followed by one/,
      ],
      [
        'a successor of itself',
        "insert into directory.area_succession values (:grid, :grid, '2026-06-01', 'MERGED')",
        /followed by one/,
      ],
      [
        'a successor that lies in it',
        `update directory.area set valid = '[2026-01-01,2026-08-01)' where id = :town;
       insert into directory.area_succession values (:town, :grid, '2026-08-01', 'MERGED')`,
        /area_succession_apart|does not lie in it/,
      ],
      [
        'days that end before a figure of it',
        "update directory.area set valid = '[2026-01-01,2026-06-30)' where id = :town",
        /area_valid_holds|until what was said of it/,
      ],
      [
        'days that end before what lies in it begins',
        "update directory.area set valid = '[2025-01-01,2026-01-01)' where id = :county",
        /area_valid_holds|until what was said of it/,
      ],
      [
        'a ring of two corners',
        "insert into directory.area_boundary values (:grid, 1, 0, 0, '((1,1),(2,2))')",
        /area_boundary_outline/,
      ],
      [
        'a boundary off the earth',
        "insert into directory.area_boundary values (:grid, 1, 0, 0, '((1,1),(2,200),(3,1))')",
        /area_boundary_outline/,
      ],
      ['a boundary that is drawn over', 'update directory.area_boundary set ring = 1', /permission denied/],
    ])('makes no area with %s', async (_what, statement, refused) => {
      await expect(asWriter(statement)).rejects.toThrow(refused);
    });

    test('makes one that fits, and its path is set for it', async () => {
      expect(await asWriter(`${made('LOCAL', 'g-2', 'GRID', ':town')} returning path, rank`)).toEqual([
        { path: ['county', 'town', 'new'].map((name) => ids.get(name)), rank: 6 },
      ]);
    });
  });

  const figure = (about: Record<string, string>): string => {
    const row: Record<string, string> = {
      ...{
        id: ':new',
        area_id: ':grid',
        indicator: `'statistic.population'`,
        as_of: `'2026-06-30'`,
        value: '1',
        unit: `'人'`,
      },
      ...{
        precision: `'EXACT'`,
        source: `'台账'`,
        recorded_by_unit: ':unit',
        recorded_at: `'2026-11-21T01:00:00Z'`,
        ...about,
      },
    };
    return `insert into directory.area_statistic (${Object.keys(row).join()}) values (${Object.values(row).join()})`;
  };

  describe('the writer records no figure', () => {
    test.each([
      ['of less than nothing', figure({ value: '-1' }), /area_statistic_value/],
      ['of nothing in particular', figure({ indicator: `'statistic.luck'` }), /foreign key/],
      ['from nowhere', figure({ source: `''` }), /area_statistic_source/],
      ['without a unit of measure', figure({ unit: `''` }), /area_statistic_unit/],
      ['told in another way', figure({ precision: `'NEARLY'` }), /area_statistic_precision/],
      ['that is a share of nothing', figure({ unit: `'%'` }), /area_statistic_share/],
      [
        'that is a share of itself',
        figure({ unit: `'%'`, share_of: `'statistic.population'` }),
        /area_statistic_share/,
      ],
      [
        'that is more than a whole',
        figure({ unit: `'%'`, value: '101', share_of: `'statistic.young-and-middle-aged'` }),
        /area_statistic_share/,
      ],
      ['beside another of that day', figure({ area_id: ':town' }), /area_statistic_once/],
      ['instead of one that is there', 'update directory.area_statistic set value = 1', /permission denied/],
      [
        'that counts again',
        'update directory.area_statistic set superseded_at = null where superseded_at is not null',
        /stays_superseded|is recorded anew/,
      ],
      ['that is gone', 'delete from directory.area_statistic', /permission denied/],
    ])('%s', async (_what, statement, refused) => {
      await expect(asWriter(statement)).rejects.toThrow(refused);
    });

    test('but one that fits', async () => {
      expect(await asWriter(`${figure({})} returning area_id`)).toEqual([{ area_id: ids.get('grid') }]);
    });
  });

  type Transform = (point: [number, number], from: string, to: string) => [number, number];
  const gcoord = createRequire(import.meta.url)('gcoord') as { readonly transform: Transform };

  test('the reference systems are those of gcoord, there and back', async () => {
    const points = Array.from({ length: 400 }, (_, i): [number, number] => [
      74 + ((i * 7.31) % 60),
      4 + ((i * 3.17) % 49),
    ]);
    for (const crs of ['GCJ02', 'BD09', 'CGCS2000'] as const) {
      const rows = await world.sql<{ lon: number; lat: number; back_lon: number; back_lat: number }>(
        `select t[0] as lon, t[1] as lat, b[0] as back_lon, b[1] as back_lat
       from unnest($1::float8[], $2::float8[]) with ordinality p(x, y, n),
         lateral (select directory.to_crs(x, y, $3) as t) s, lateral (select directory.from_crs(t[0], t[1], $3) as b) r order by n`,
        [points.map(([x]) => x), points.map(([, y]) => y), crs],
      );
      for (const [i, point] of points.entries()) {
        const [x, y] = crs === 'CGCS2000' ? point : gcoord.transform(point, 'WGS84', crs);
        const { lon, lat, back_lon, back_lat } = there(rows[i]);
        expect(Math.abs(lon - x) + Math.abs(lat - y)).toBeLessThan(1e-9);
        expect(Math.abs(back_lon - point[0]) + Math.abs(back_lat - point[1])).toBeLessThan(1e-9);
      }
    }
    const [known] = await world.sql<{ at: string }>("select directory.to_crs(120, 40, 'GCJ02')::text as at");
    const [x, y] = there(known).at.slice(1, -1).split(',').map(Number);
    expect([there(x).toFixed(8), there(y).toFixed(8)]).toEqual(['120.00567568', '40.00130479']);
  });
}
