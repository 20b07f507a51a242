/** Places (阵地): rows 21, 60 and 67 of the mechanisms, with their figures. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AreasDocument,
  ChangePlaceStatusDocument,
  CoverageOfDocument,
  OpenPlaceDocument,
  PlacesBelowDocument,
  PlacesDocument,
  SucceedAreaDocument,
  UpdatePlaceDocument,
  type PlacesQueryVariables,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf } from './land.ts';
import { at, site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let community: Actor;
let stranger: Actor;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district, community } = await world.alliance('锋领海曙', 'district', 'community'));
  ({ stranger } = await world.alliance('别处', 'stranger'));
  haishu = await keeperOf(world, district, '330203');
});

afterAll(() => world[Symbol.asyncDispose]());

async function found(filter: PlacesQueryVariables['filter'], who = stranger, order?: PlacesQueryVariables['order']) {
  return there((await who.ask(PlacesDocument, { filter, ...(order !== undefined && { order }) })).places);
}

const coverage = async (about: { kind?: string; asOf?: string }, id = haishu) =>
  there((await stranger.ask(CoverageOfDocument, { id, ...about })).area).coverage;

describe('row 60, the service centres of the district', () => {
  const communities: string[] = [];

  test('9 are in use and 4 are being built; the first has 2700 ㎡', async () => {
    const centre = { kind: 'place.centre', level: 'TOWNSHIP', name: '街道党群服务中心' } as const;
    await site(district, { ...centre, level: 'COUNTY', name: '区党群服务中心', floorArea: '2700', areaId: haishu });
    for (let i = 1; i < 9; i += 1) await site(district, { ...centre, areaId: haishu });
    for (let i = 0; i < 4; i += 1) await site(district, { ...centre, status: 'BUILDING', areaId: haishu });
    const { totalCount, facets } = await found({ kind: ['place.centre'], within: { areaId: haishu } });
    expect([totalCount, facets]).toEqual([
      13,
      [
        { value: 'IN_USE', count: 9 },
        { value: 'BUILDING', count: 4 },
      ],
    ]);
    const { nodes } = await found({ level: ['COUNTY'] });
    expect(nodes.map(({ name, floorArea }) => [name, floorArea])).toEqual([
      ['区党群服务中心', { value: '2700', unit: '㎡' }],
    ]);
  });

  test('83 communities: all are covered when each has one in use, and were not the day before', async () => {
    const street = await area(district, haishu, {
      level: 'TOWNSHIP',
      scheme: 'STATISTICS',
      code: '330203001',
      name: '街道',
    });
    for (let i = 1; i <= 83; i += 1) {
      const code = `330203001${String(i).padStart(3, '0')}`;
      communities.push(
        await area(district, street, { level: 'COMMUNITY', scheme: 'STATISTICS', code, name: `社区${i}` }),
      );
    }
    expect(await coverage({})).toEqual({ covered: 0, total: 83 });
    for (const [i, areaId] of communities.entries()) {
      await site(district, {
        kind: 'place.centre',
        level: 'COMMUNITY',
        areaId,
        status: i < 80 ? 'IN_USE' : 'BUILDING',
      });
    }
    expect(await coverage({ kind: 'place.centre' })).toEqual({ covered: 80, total: 83 });
    const { nodes } = await found({ status: ['BUILDING'], level: ['COMMUNITY'] });
    for (const { id } of nodes) {
      await district.do(ChangePlaceStatusDocument, { placeId: id, expectedVersion: 1, status: 'IN_USE' as const });
    }
    expect(await coverage({ kind: 'place.centre' })).toEqual({ covered: 83, total: 83 });
    expect(await coverage({ kind: 'place.station' })).toEqual({ covered: 0, total: 83 });
    expect(await coverage({ asOf: world.clock.day(-1, '09:00').slice(0, 10) })).toEqual({ covered: 0, total: 83 });
  });

  test('as now and as then: what was filed under a community that was renamed counts to the one that followed', async () => {
    const [old = ''] = communities;
    const about = {
      level: 'COMMUNITY',
      scheme: 'STATISTICS',
      code: '330203001201',
      name: '新社区',
      since: '2026-07-01',
    } as const;
    const { areas } = await stranger.ask(AreasDocument, { filter: { code: '330203001' } });
    const successorAreaId = await area(district, there(there(areas).nodes[0]).id, about);
    const followed = { areaId: old, expectedVersion: 1, successorAreaId, kind: 'RENAMED' as const, day: '2026-07-01' };
    await district.do(SucceedAreaDocument, followed);
    const count = async (areaId: string, rollUp: 'AS_NOW' | 'AS_THEN') =>
      (await found({ within: { areaId, rollUp } })).totalCount;
    expect([await count(successorAreaId, 'AS_NOW'), await count(successorAreaId, 'AS_THEN')]).toEqual([1, 0]);
    expect(await count(old, 'AS_THEN')).toBe(1);
    expect(await coverage({ kind: 'place.centre' })).toEqual({ covered: 83, total: 83 });
  });
});

test('row 67: two centres, ten bases and 281 stations are one tree', async () => {
  const centres = [await site(community, { name: '中心' }), await site(community, { name: '中心' })];
  const bases: string[] = [];
  for (let i = 0; i < 10; i += 1) bases.push(await site(community, { name: '基地', parentId: there(centres[i % 2]) }));
  for (let i = 0; i < 281; i += 1) await site(community, { name: '站点', parentId: there(bases[i % 10]) });
  const below = async (id: string) => there((await stranger.ask(PlacesBelowDocument, { id })).place).places.totalCount;
  const all = await Promise.all([...centres, ...bases].map(below));
  expect([all.slice(0, 2), all.slice(2).reduce((sum, count) => sum + count, 0)]).toEqual([[5, 5], 281]);
  expect((await found({ search: '站点', unitId: community.unitId })).totalCount).toBe(281);
  const up = { placeId: there(centres[0]), expectedVersion: 1, name: '中心', kind: 'place.station', isPublic: true };
  const loop = { ...up, parentId: there(bases[0]) };
  expect((await community.refused(UpdatePlaceDocument, loop)).message).toContain('belongs neither to itself');
});

describe('row 21, what is within ten minutes on foot', () => {
  test('is within 500 metres, the nearest first, whatever the reference system that the point is told in', async () => {
    for (const [i, metres] of [100, 300, 490, 510, 2000].entries()) {
      await site(community, {
        name: `${metres} 米`,
        location: at(121.5, 29.9 + metres / 111_195.08),
        kind: i === 1 ? 'place.centre' : 'place.station',
      });
    }
    const near = { point: at(121.5, 29.9), walkingMinutes: 10 };
    const { nodes } = await found({ near }, stranger, 'NEAREST');
    expect(nodes.map(({ name, distanceMetres }) => [name, distanceMetres])).toEqual([
      ['100 米', 100],
      ['300 米', 300],
      ['490 米', 490],
    ]);
    expect((await found({ near, kind: ['place.centre'] })).totalCount).toBe(1);
    const { nodes: one } = await found({ search: '100 米' });
    const { gcj } = there((await stranger.ask(PlacesBelowDocument, { id: there(one[0]).id })).place);
    const told = { near: { point: { ...there(gcj) }, walkingMinutes: 1 } };
    expect((await found(told)).nodes.map(({ name, distanceMetres }) => [name, distanceMetres])).toEqual([
      ['100 米', 0],
    ]);
  });

  test('is read page by page in that order', async () => {
    const filter = { near: { point: at(121.5, 29.9), walkingMinutes: 60 } };
    const query = `query ($filter: PlaceFilter, $after: String) { places(first: 2, after: $after, filter: $filter, order: NEAREST) {
      nodes { name } pageInfo { endCursor hasNextPage } } }`;
    const seen: string[] = [];
    const read = async (after: string | null): Promise<string | null> => {
      const { data } = await stranger.try<{ places: Page }, object>(query, { filter, after });
      const { nodes, pageInfo } = there(data).places;
      seen.push(...nodes.map(({ name }) => name));
      return pageInfo.hasNextPage ? pageInfo.endCursor : null;
    };
    for (let after = await read(null); after !== null;) after = await read(after);
    expect(seen).toEqual(['100 米', '300 米', '490 米', '510 米', '2000 米']);
  });

  test('goes by an index', async () => {
    await world.sql('set enable_seqscan = off');
    const plan = await world.sql<{ 'QUERY PLAN': string }>(
      `explain select from directory.place p, directory.from_crs(121.5, 29.9, 'GCJ02') w where p.shown_at <@ directory.box_around(w[0], w[1], 500)`,
    );
    expect(JSON.stringify(plan)).toContain('place_shown_at');
    await world.sql('reset enable_seqscan');
  });
});

describe('a place that is not open to the public', () => {
  let home: string;
  const exactly = at(121.4567, 29.8765);

  test('is told exactly to its unit and its fellows, and to others to the community', async () => {
    home = await site(community, { name: '走访住户', kind: 'place.home', location: exactly, isPublic: false });
    const told = async (who: Actor) => {
      const { nodes } = await found({ kind: ['place.home'] }, who);
      return [nodes[0]?.locationPrecision, nodes[0]?.location?.longitude, nodes[0]?.location?.latitude];
    };
    expect(await told(community)).toEqual(['EXACT', 121.4567, 29.8765]);
    expect(await told(district)).toEqual(['EXACT', 121.4567, 29.8765]);
    for (const who of [stranger, district.withoutHat()])
      expect(await told(who)).toEqual(['COMMUNITY', 121.455, 29.875]);
  });

  test('is not found out by its distance from three points, nor by its place in an order, nor by a filter', async () => {
    const anchors = [at(121.45, 29.87), at(121.46, 29.87), at(121.45, 29.88), exactly];
    for (const point of anchors) {
      for (const who of [stranger, community]) {
        const { nodes } = await found({ near: { point, walkingMinutes: 60 }, kind: ['place.home'] }, who, 'NEAREST');
        const middle = await found(
          { near: { point: at(121.455, 29.875), walkingMinutes: 1 }, kind: ['place.home'] },
          who,
        );
        expect([nodes[0]?.distanceMetres, middle.nodes[0]?.distanceMetres]).toEqual([
          metres(point, at(121.455, 29.875)),
          0,
        ]);
      }
    }
    // A minute from the door it is not found, for the middle of its cell is further.
    expect((await found({ near: { point: exactly, walkingMinutes: 1 }, kind: ['place.home'] })).totalCount).toBe(0);
  });

  test('is filed under the community, whatever the grid it was given', async () => {
    const { areas } = await stranger.ask(AreasDocument, {
      filter: { level: ['COMMUNITY'], search: '社区2' },
      order: 'CODE',
    });
    const { id, name } = there(there(areas).nodes[0]);
    const areaId = await area(district, id, { code: 'P-1', name: '网格' });
    const about = { name: '走访住户', kind: 'place.home', location: exactly, isPublic: false, areaId };
    await community.do(UpdatePlaceDocument, { placeId: home, expectedVersion: 1, ...about });
    const { nodes } = await found({ kind: ['place.home'] });
    expect(nodes[0]?.area?.name).toBe(name);
    expect((await found({ within: { areaId } })).totalCount).toBe(0);
  });
});

describe('the status of a place', () => {
  test('is changed by its unit as the machine says, with a reason where it goes out of use', async () => {
    const placeId = await site(community);
    const to = (status: 'SUSPENDED' | 'CLOSED' | 'IN_USE' | 'PLANNED', expectedVersion: number) => ({
      placeId,
      expectedVersion,
      status,
    });
    expect(await district.refused(ChangePlaceStatusDocument, to('CLOSED', 1))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await community.refused(ChangePlaceStatusDocument, to('SUSPENDED', 1))).message).toContain('Say why');
    expect(await community.refused(ChangePlaceStatusDocument, to('PLANNED', 1))).toMatchObject({ code: 'WRONG_STATE' });
    await community.do(ChangePlaceStatusDocument, { ...to('SUSPENDED', 1), reason: '维修' });
    await community.do(ChangePlaceStatusDocument, { ...to('CLOSED', 2), reason: '拆迁' });
    const closed = { placeId, expectedVersion: 3, name: '驿站', kind: 'place.station', isPublic: true };
    expect(await community.refused(UpdatePlaceDocument, closed)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test.each([
    [{ kind: 'place.palace' }, 'There is no kind of place "place.palace"'],
    [{ status: 'CLOSED' as const }, 'planned, being built or in use'],
    [{ floorArea: '0' }, 'greater than 0'],
  ])('and what is wrong at its beginning is refused: %j', async (wrong, message) => {
    const input = { name: '驿站', kind: 'place.station', status: 'IN_USE' as const, isPublic: true, ...wrong };
    expect((await community.refused(OpenPlaceDocument, input)).message).toContain(message);
  });
});

interface Page {
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

/** Great circle, as the page of mathematics has it. */
function metres(a: { longitude: number; latitude: number }, b: { longitude: number; latitude: number }): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return Math.round(2 * 6_371_008.8 * Math.asin(Math.sqrt(h)));
}
