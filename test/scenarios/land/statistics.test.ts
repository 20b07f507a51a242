/** What is known of areas in figures: row 44 of the mechanisms, row 3's 100余, and what rows 24 and 92 ask of areas and places. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../src/app/calendar.ts';
import {
  CoverageOfDocument,
  GridOfDocument,
  PlacesDocument,
  RecordAreaStatisticDocument,
  StatisticsOfDocument,
  WithdrawAreaStatisticDocument,
  type AreaStatisticFilter,
  type RecordAreaStatisticInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, administeredBy, division, keeperOf, square } from './land.ts';
import { at, office, openBy, site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let community: Actor;
let resident: Actor;
let jiangbei: string;
let home: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district, community } = await world.alliance('慈城', 'district', 'community'));
  ({ resident } = await world.alliance('别处', 'resident'));
  jiangbei = await keeperOf(world, district, '330205');
  await loadCalendar(world.database, world.clock.now());
  await administeredBy(world, community);
  const town = { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330205100', name: '慈城镇' } as const;
  const below = { level: 'COMMUNITY', scheme: 'STATISTICS', code: '330205100001', name: '某社区' } as const;
  const keeperUnitId = community.unitId;
  home = await area(district, await area(district, jiangbei, town), { ...below, keeperUnitId });
});

afterAll(() => world[Symbol.asyncDispose]());

type Figure = Omit<RecordAreaStatisticInput, 'idempotencyKey'>;

const people = (about: Partial<Figure> = {}): Figure => ({
  ...{ areaId: home, indicator: 'statistic.population', asOf: '2026-06-30', value: '5500', unit: '人' },
  ...{ precision: 'AT_LEAST', source: '社区人口台账', ...about },
});

const figures = async (filter: AreaStatisticFilter = { isInForce: true }, id = home) => {
  const { statistics } = there((await resident.ask(StatisticsOfDocument, { id, filter })).area);
  return statistics.nodes.map(({ indicator, quantity, precision, asOf }) => [
    ...[indicator?.code, quantity.value, quantity.unit, precision, asOf],
  ]);
};

describe('row 44, who lives in a community', () => {
  test('5500余 people, about 70 % of them young and middle-aged: how precisely, by which source, as of which day', async () => {
    await community.do(RecordAreaStatisticDocument, people());
    const { statistic } = await community.do(
      RecordAreaStatisticDocument,
      people({
        ...{ indicator: 'statistic.young-and-middle-aged', value: '70', unit: '%', precision: 'ABOUT' },
        shareOf: 'statistic.population',
      }),
    );
    expect(statistic).toMatchObject({ source: '社区人口台账', shareOf: { code: 'statistic.population' } });
    expect(statistic?.recordedBy?.id).toBe(community.unitId);
    expect(await figures()).toEqual([
      ['statistic.young-and-middle-aged', '70', '%', 'ABOUT', '2026-06-30'],
      ['statistic.population', '5500', '人', 'AT_LEAST', '2026-06-30'],
    ]);
  });

  test('a figure of another day stands beside it; one of the same day takes its place, and both stay on record', async () => {
    await district.do(RecordAreaStatisticDocument, people({ asOf: '2026-09-30', value: '5612', precision: 'EXACT' }));
    await community.do(RecordAreaStatisticDocument, people({ value: '5531', precision: 'EXACT', source: '更正' }));
    const indicator = ['statistic.population'];
    expect(await figures({ indicator, isInForce: true })).toEqual([
      ['statistic.population', '5612', '人', 'EXACT', '2026-09-30'],
      ['statistic.population', '5531', '人', 'EXACT', '2026-06-30'],
    ]);
    expect(await figures({ indicator, isInForce: false })).toEqual([
      ['statistic.population', '5500', '人', 'AT_LEAST', '2026-06-30'],
    ]);
    expect((await figures({ indicator, isInForce: true, until: '2026-07-01' })).map(([, value]) => value)).toEqual([
      '5531',
    ]);
  });

  test('what is withdrawn counts no more, once', async () => {
    const { statistic } = await community.do(RecordAreaStatisticDocument, people({ asOf: '2026-10-31', value: '55' }));
    const statisticId = there(statistic).id;
    const both = await Promise.all([1, 2].map(() => community.act(WithdrawAreaStatisticDocument, { statisticId })));
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['ALREADY_DONE']);
    expect((await figures()).filter(([, value]) => value === '55')).toEqual([]);
  });

  test('of those that are recorded at the same time one counts', async () => {
    const all = await Promise.all(
      ['1', '2', '3', '4', '5'].map((value) =>
        community.act(RecordAreaStatisticDocument, people({ asOf: '2026-11-01', value })),
      ),
    );
    expect(all.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await figures()).filter(([, , , , asOf]) => asOf === '2026-11-01')).toHaveLength(1);
  });

  test('is for who administers the unit that looks after the area, or after anything above it', async () => {
    expect(await resident.refused(RecordAreaStatisticDocument, people())).toMatchObject({ code: 'FORBIDDEN' });
    const above = people({ areaId: jiangbei });
    expect(await community.refused(RecordAreaStatisticDocument, above)).toMatchObject({ code: 'FORBIDDEN' });
    const { statistics } = there((await resident.ask(StatisticsOfDocument, { id: home })).area);
    const statisticId = there(statistics.nodes[0]).id;
    expect(await resident.refused(WithdrawAreaStatisticDocument, { statisticId })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each([
    [{ asOf: '2026-11-22' }, 'as of today or earlier'],
    [{ asOf: '2025-12-31' }, 'was in force'],
    [{ indicator: 'care.meals' }, 'There is no indicator "care.meals"'],
    [{ value: '-1' }, 'from 0 to'],
    [{ unit: '%', value: '70' }, 'A share is in %'],
    [{ unit: '%', value: '101', shareOf: 'statistic.households' }, 'at most 100'],
    [{ shareOf: 'statistic.households' }, 'nothing else has shareOf'],
  ])('and is refused where it cannot be: %j', async (wrong, message) => {
    const refusal = await community.refused(RecordAreaStatisticDocument, people(wrong));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.message).toContain(message);
  });
});

test('row 3: 100余 stations in the city is a figure of at least 100, and not a count of those that are on record', async () => {
  const ningbo = await keeperOf(world, district, '330200');
  const stations = { indicator: 'place.station', value: '100', unit: '处', asOf: '2026-10-31', source: '市级通报' };
  await district.do(RecordAreaStatisticDocument, people({ ...stations, areaId: ningbo }));
  await site(district, { name: '先锋驿站', areaId: jiangbei });
  expect(await figures({ isInForce: true }, ningbo)).toEqual([
    ['place.station', '100', '处', 'AT_LEAST', '2026-10-31'],
  ]);
  const { places } = await resident.ask(PlacesDocument, { filter: { within: { areaId: ningbo } } });
  expect(there(places).totalCount).toBe(1);
});

test('row 24: the city is told how far its districts are covered, without a row of any', async () => {
  const ningbo = await division(world, '330200');
  const { area: city } = await resident.ask(CoverageOfDocument, { id: ningbo, level: 'COUNTY', kind: 'place.station' });
  expect(there(city).coverage).toEqual({ covered: 1, total: 10 });
});

test('row 92: an address falls into a grid, with who looks after it and the nearest place that is in use', async () => {
  const boundary = { crs: 'WGS84' as const, coordinates: [[square(121.45, 29.98, 0.01)]] };
  await area(community, home, { code: 'C-1', name: '第一网格', boundary });
  const placeId = await site(community, { name: '亲邻点', kind: 'place.point', location: at(121.451, 29.98) });
  await openBy(community, placeId, office);
  await site(community, { name: '在建', kind: 'place.point', location: at(121.45, 29.98), status: 'BUILDING' });
  const point = at(121.45, 29.98);
  const { areas, places } = await resident.ask(GridOfDocument, { point, near: { point, walkingMinutes: 10 } });
  expect(there(areas).nodes).toEqual([{ name: '第一网格', keeper: { id: community.unitId } }]);
  expect(there(places).nodes).toEqual([{ name: '亲邻点', isOpenAt: false }]);
});
