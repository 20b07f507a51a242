/** Where: provinces to micro-grids, as they were on any day (row 22 of the mechanisms). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AreasDocument,
  BoundaryOfDocument,
  CreateAreaDocument,
  EndAreaDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
  type AreasQueryVariables,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf, square } from './land.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let community: Actor;
let other: Actor;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district, community, other } = await world.alliance('锋领海曙', 'district', 'community', 'other'));
  haishu = await keeperOf(world, district, '330203');
  await world.people.administrator(there(community.unit), there(community.person));
  await world.people.administrator(there(other.unit), there(other.person));
});

afterAll(() => world[Symbol.asyncDispose]());

async function names(filter: AreasQueryVariables['filter'], order: AreasQueryVariables['order'] = 'CODE') {
  const { areas } = await other.ask(AreasDocument, { filter, order });
  return there(areas).nodes.map(({ name }) => name);
}

describe('grids', () => {
  let street: string;
  let home: string;
  let grid: string;
  let micro: string;

  test('row 22, three levels: the district makes the street and the community, the community its grid and micro-grid', async () => {
    street = await area(district, haishu, {
      level: 'TOWNSHIP',
      scheme: 'STATISTICS',
      code: '330203001',
      name: '南门街道',
    });
    const kept = { level: 'COMMUNITY', scheme: 'STATISTICS', code: '330203001001', name: '望春社区' } as const;
    home = await area(district, street, { ...kept, keeperUnitId: community.unitId });
    const drawn = (half: number) => ({ crs: 'WGS84' as const, coordinates: [[square(121.55, 29.87, half)]] });
    grid = await area(community, home, { code: 'W-07', name: '第七网格', boundary: drawn(0.002) });
    micro = await area(community, grid, {
      level: 'MICRO_GRID',
      code: 'W-07-1',
      name: '一号楼微网格',
      boundary: drawn(0.0005),
    });
    expect(await names({ withinAreaId: home }, 'HIGHEST')).toEqual(['望春社区', '第七网格', '一号楼微网格']);
    const { areas } = await other.ask(AreasDocument, { filter: { code: 'W-07-1' } });
    expect(areas?.nodes[0]?.ancestors.map(({ name }) => name)).toEqual([
      '浙江省',
      '宁波市',
      '海曙区',
      '南门街道',
      '望春社区',
      '第七网格',
    ]);
  });

  test('row 22, "which grid am I in": by a point, whatever the reference system it is told in', async () => {
    const at = (longitude: number, latitude: number, crs: 'WGS84' | 'GCJ02' | 'BD09' = 'WGS84') =>
      names({ at: { longitude, latitude, crs } }, 'DEEPEST');
    expect(await at(121.55, 29.87)).toEqual(['一号楼微网格', '第七网格']);
    expect(await at(121.5515, 29.87)).toEqual(['第七网格']);
    expect(await at(121.56, 29.87)).toEqual([]);
    // The same point as a phone in China tells it: some five hundred metres aside.
    expect(await at(121.55, 29.87, 'GCJ02')).toEqual([]);
    const { area: found } = await other.ask(BoundaryOfDocument, { id: grid, crs: 'GCJ02' });
    const [west, south] = there(there(found).boundary)[0]?.[0]?.[0] ?? [];
    expect(await at(there(west) + 0.002, there(south) + 0.002, 'GCJ02')).toEqual(['一号楼微网格', '第七网格']);
  });

  test('a boundary is read as it was given, closed, with its holes; a point in a hole is not in it', async () => {
    const coordinates = [[square(121.6, 29.9, 0.01), square(121.6, 29.9, 0.002)], [square(121.7, 29.9, 0.01)]];
    const [{ version } = { version: 0 }] = there(
      (await other.ask(AreasDocument, { filter: { code: 'W-07' } })).areas,
    ).nodes;
    const drawn = { areaId: grid, expectedVersion: version, boundary: { crs: 'WGS84' as const, coordinates } };
    await community.do(ReviseAreaDocument, drawn);
    expect(there((await other.ask(BoundaryOfDocument, { id: grid })).area).boundary).toEqual(
      coordinates.map((part) => part.map((ring) => ring.map((at) => at.map((degrees) => Number(degrees.toFixed(8)))))),
    );
    const at = (longitude: number) => names({ at: { longitude, latitude: 29.9, crs: 'WGS84' } });
    expect([await at(121.605), await at(121.6), await at(121.7), await at(121.55)]).toEqual([
      ['第七网格'],
      [],
      ['第七网格'],
      [],
    ]);
  });

  test('are made by who looks after what they lie in or anything above it, and by nobody else', async () => {
    const input = {
      parentId: home,
      level: 'GRID',
      scheme: 'LOCAL',
      code: 'W-08',
      name: '第八网格',
      since: '2026-01-01',
    } as const;
    expect(await other.refused(CreateAreaDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const clerk = await world.people.actor(await world.people.post(there(community.unit)), community.unit, null);
    expect(await clerk.refused(CreateAreaDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    await district.do(CreateAreaDocument, input);
    expect(await community.refused(CreateAreaDocument, input)).toMatchObject({
      code: 'INVALID_INPUT',
      message:
        'The code "W-08" is that of "第八网格" at that time: choose another, or end that one first (endArea, succeedArea).',
    });
  });

  test.each([
    [
      { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330203002' },
      'What lies in "望春社区" is of a lower level than it: choose one.',
    ],
    [{ level: 'GRID', scheme: 'STATISTICS', code: '330203001001' }, 'is no official code of this level'],
    [{ since: '2025-12-31' }, 'is not in force on that day'],
    [{ code: '-7' }, 'letters, digits, "." or "-"'],
    [
      {
        boundary: {
          crs: 'WGS84',
          coordinates: [
            [
              [
                [1, 2],
                [3, 4],
                [5, 6],
              ],
            ],
          ],
        },
      },
      'GeoJSON MultiPolygon',
    ],
    [
      {
        boundary: {
          crs: 'WGS84',
          coordinates: [
            [
              [
                [181, 2],
                [3, 4],
                [5, 6],
                [181, 2],
              ],
            ],
          ],
        },
      },
      'GeoJSON MultiPolygon',
    ],
  ] as const)('are refused where they do not fit: %j', async (wrong, message) => {
    const input = {
      parentId: home,
      level: 'GRID',
      scheme: 'LOCAL',
      code: 'W-09',
      name: '网格',
      since: '2026-01-01',
      ...wrong,
    };
    const refusal = await district.refused(CreateAreaDocument, input as never);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refusal.message).toContain(message);
  });

  test('end when nothing is left in them, and are followed: their code is free again', async () => {
    const now = async (code: string) => there((await other.ask(AreasDocument, { filter: { code } })).areas).nodes;
    const { version = 0 } = (await now('W-07'))[0] ?? {};
    const ending = { areaId: grid, expectedVersion: version, until: '2026-06-01' };
    expect((await community.refused(EndAreaDocument, ending)).message).toContain('end what lies in it first');
    await community.do(EndAreaDocument, { areaId: micro, expectedVersion: 2, until: '2026-06-01' });
    const followed = { areaId: grid, expectedVersion: version, day: '2026-06-01', kind: 'SPLIT' } as const;
    const parts: string[] = [];
    for (const code of ['W-07a', 'W-07b']) {
      const successorAreaId = await area(community, home, { code, name: `网格${code}`, since: '2026-06-01' });
      const seen = (await now('W-07'))[0]?.version ?? 0;
      await community.do(SucceedAreaDocument, { ...followed, successorAreaId, expectedVersion: seen });
      parts.push(successorAreaId);
    }
    expect((await now('W-07'))[0]).toMatchObject({
      until: '2026-06-01',
      endedBy: 'SPLIT',
      successors: [{ name: '网格W-07a' }, { name: '网格W-07b' }],
    });
    const seen = (await now('W-07'))[0]?.version ?? 0;
    const merged = { ...followed, kind: 'MERGED' as const, successorAreaId: parts[0] ?? '', expectedVersion: seen };
    expect(await community.refused(SucceedAreaDocument, merged)).toMatchObject({ code: 'ALREADY_DONE' });
    await area(community, home, { code: 'W-07', name: '新第七网格', since: '2026-06-01' });
    expect(await names({ code: 'W-07', asOf: '2026-05-31' })).toEqual(['第七网格']);
    expect(await names({ code: 'W-07', asOf: '2026-06-01' })).toEqual(['新第七网格']);
  });

  test('a community that is renamed keeps its grids, which count to the one that follows', async () => {
    const since = '2026-07-01';
    const named = {
      level: 'COMMUNITY',
      scheme: 'STATISTICS',
      code: '330203001002',
      name: '新望春社区',
      since,
    } as const;
    const successorAreaId = await area(district, street, named);
    const { version = 0 } =
      there((await other.ask(AreasDocument, { filter: { code: '330203001001' } })).areas).nodes[0] ?? {};
    await district.do(SucceedAreaDocument, {
      areaId: home,
      expectedVersion: version,
      successorAreaId,
      kind: 'RENAMED' as const,
      day: since,
    });
    expect(await names({ level: ['COMMUNITY'], withinAreaId: street, asOf: '2026-07-01' })).toEqual(['新望春社区']);
    const late = {
      areaId: successorAreaId,
      expectedVersion: 1,
      successorAreaId: home,
      kind: 'RENAMED' as const,
      day: '2026-08-01',
    } as const;
    expect((await district.refused(SucceedAreaDocument, late)).message).toContain('in force on the day');
  });
});
