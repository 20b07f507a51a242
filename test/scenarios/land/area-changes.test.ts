/** What becomes of what lies in areas that change: it counts where the successor lies, and is kept there. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AreasDocument,
  CoverageOfDocument,
  CreateAreaDocument,
  DissolveUnitDocument,
  EndAreaDocument,
  PlacesDocument,
  RecordAreaStatisticDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
  type AreaFilter,
  type AreaLevel,
  type CreateAreaInput,
  type SucceedAreaInput,
} from '../../generated/operations.ts';
import { parseId } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administeredBy, area, division, keeperOf } from './land.ts';
import { site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let city: Actor;
let district: Actor;
let ningbo: string;
let haishu: string;
let yinzhou: string;

const today = '2026-11-21';

beforeAll(async () => {
  world = await createWorld();
  ({ city, district } = await world.alliance('锋领宁波', 'city', 'district'));
  ningbo = await keeperOf(world, city, '330200');
  [haishu, yinzhou] = [await division(world, '330203'), await division(world, '330212')];
  await administeredBy(world, district);
});

afterAll(() => world[Symbol.asyncDispose]());

type Making = Partial<Omit<CreateAreaInput, 'idempotencyKey'>>;

const town = (parentId: string, code: string, name: string, about: Making = {}) =>
  area(city, parentId, { level: 'TOWNSHIP', scheme: 'STATISTICS', code, name, ...about });

const community = (parentId: string, code: string, name: string, about: Making = {}) =>
  area(city, parentId, { level: 'COMMUNITY', scheme: 'STATISTICS', code, name, ...about });

async function version(id: string): Promise<number> {
  const [row] = await world.sql<{ version: number }>('select version from directory.area where id = $1', [
    parseId('area', id),
  ]);
  return there(row).version;
}

const follow = async (areaId: string, successorAreaId: string, kind: SucceedAreaInput['kind'], day: string) =>
  city.do(SucceedAreaDocument, { areaId, expectedVersion: await version(areaId), successorAreaId, kind, day });

async function names(filter: AreaFilter): Promise<string[]> {
  const { areas } = await city.ask(AreasDocument, { filter, order: 'HIGHEST' });
  return there(areas).nodes.map(({ name }) => name);
}

async function covered(id: string, level: AreaLevel, kind: string, asOf: string | null = null): Promise<string> {
  const { coverage } = there((await city.ask(CoverageOfDocument, { id, level, kind, asOf })).area);
  return `${coverage.covered}/${coverage.total}`;
}

async function places(areaId: string, kind: string, rollUp: 'AS_NOW' | 'AS_THEN' = 'AS_NOW'): Promise<number> {
  return there((await city.ask(PlacesDocument, { filter: { kind: [kind], within: { areaId, rollUp } } })).places)
    .totalCount;
}

describe('a town that moves to another county', () => {
  let before: string;
  let after: string;

  beforeAll(async () => {
    before = await town(yinzhou, '330212301', '古林镇');
    const village = await community(before, '330212301201', '某村');
    await site(city, { areaId: village, kind: 'place.centre' });
    after = await town(haishu, '330203331', '新古林镇', { since: '2026-07-01' });
    await follow(before, after, 'RECODED', '2026-07-01');
  });

  test('counts to the county where it lies now, and to that alone', async () => {
    expect([await places(yinzhou, 'place.centre'), await places(haishu, 'place.centre')]).toEqual([0, 1]);
    expect([await places(yinzhou, 'place.centre', 'AS_THEN'), await places(haishu, 'place.centre', 'AS_THEN')]).toEqual(
      [1, 0],
    );
    expect(await covered(yinzhou, 'COUNTY', 'place.centre')).toBe('0/1');
    expect(await covered(haishu, 'COUNTY', 'place.centre')).toBe('1/1');
    expect(await covered(ningbo, 'COUNTY', 'place.centre')).toBe('1/10');
    expect([
      await covered(haishu, 'TOWNSHIP', 'place.centre'),
      await covered(haishu, 'COMMUNITY', 'place.centre'),
    ]).toEqual(['1/1', '1/1']);
    expect([
      await covered(yinzhou, 'TOWNSHIP', 'place.centre'),
      await covered(yinzhou, 'COMMUNITY', 'place.centre'),
    ]).toEqual(['0/0', '0/0']);
    expect(await covered(after, 'COMMUNITY', 'place.centre')).toBe('1/1');
  });

  test('lay in the other before', async () => {
    const then = '2026-06-30';
    expect([
      await covered(yinzhou, 'COMMUNITY', 'place.centre', then),
      await covered(haishu, 'COMMUNITY', 'place.centre', then),
    ]).toEqual(['0/1', '0/0']);
    const inside = (withinAreaId: string, asOf?: string) =>
      names({ withinAreaId, level: ['TOWNSHIP', 'COMMUNITY'], ...(asOf !== undefined && { asOf }) });
    expect([await inside(yinzhou, then), await inside(haishu, then)]).toEqual([['古林镇', '某村'], []]);
    expect([await inside(yinzhou, today), await inside(haishu, today)]).toEqual([[], ['新古林镇', '某村']]);
    // Of all times, both.
    expect([await inside(yinzhou), await inside(haishu)]).toEqual([
      ['古林镇', '某村'],
      ['新古林镇', '古林镇', '某村'],
    ]);
  });

  test('what is split counts to none', async () => {
    const whole = await town(yinzhou, '330212311', '拆分镇');
    await site(city, { areaId: whole, kind: 'place.station' });
    const part = await town(haishu, '330203341', '一镇', { since: '2026-07-01' });
    await follow(whole, part, 'SPLIT', '2026-07-01');
    const counts = [
      await places(yinzhou, 'place.station'),
      await places(haishu, 'place.station'),
      await places(ningbo, 'place.station'),
    ];
    expect([counts, await places(yinzhou, 'place.station', 'AS_THEN')]).toEqual([[0, 0, 0], 1]);
  });
});

describe('a community that is renamed', () => {
  let street: string;
  let before: string;
  let after: string;
  let grid: string;

  beforeAll(async () => {
    street = await town(haishu, '330203321', '镇五');
    before = await community(street, '330203321001', '旧社区');
    grid = await area(city, before, { code: 'P5-1', name: '格' });
    await site(city, { areaId: grid, kind: 'place.point' });
    after = await community(street, '330203321002', '新社区', { since: '2026-07-01', keeperUnitId: district.unitId });
    await follow(before, after, 'RENAMED', '2026-07-01');
  });

  test('leaves its grids to the one that follows: they are counted and listed there', async () => {
    expect([
      await covered(after, 'GRID', 'place.point'),
      await covered(before, 'GRID', 'place.point'),
      await covered(street, 'GRID', 'place.point'),
    ]).toEqual(['1/1', '0/0', '1/1']);
    expect(await covered(before, 'GRID', 'place.point', '2026-06-30')).toBe('0/1');
    expect([await names({ withinAreaId: after, asOf: today }), await names({ parentId: after, asOf: today })]).toEqual([
      ['新社区', '格'],
      ['格'],
    ]);
    expect([
      await names({ withinAreaId: before, asOf: today }),
      await names({ parentId: before, asOf: today }),
    ]).toEqual([[], []]);
    expect(await names({ parentId: before })).toEqual(['格']);
  });

  test('its successor’s keeper looks after them', async () => {
    const revised = { areaId: grid, expectedVersion: 1, name: '第一格' };
    await district.do(ReviseAreaDocument, revised);
    expect(await names({ parentId: after })).toEqual(['第一格']);
  });

  test('neither the successor nor what that lies in ends while they are in force', async () => {
    for (const areaId of [after, street]) {
      const ending = { areaId, expectedVersion: await version(areaId), until: '2026-11-01' };
      expect((await city.refused(EndAreaDocument, ending)).message).toContain('end what lies in it first');
    }
  });
});

describe('successions do not go round', () => {
  test('for an area ends no earlier than what was said of it', async () => {
    const [first, second] = [await town(haishu, '330203351', '环甲'), await town(haishu, '330203352', '环乙')];
    await follow(first, second, 'MERGED', '2026-08-01');
    const end = async (until: string) => ({ areaId: second, expectedVersion: await version(second), until });
    expect((await city.refused(EndAreaDocument, await end('2026-05-01'))).message).toContain(
      'on record of "环乙" on 2026-08-01 (环甲)',
    );
    const figure = { areaId: second, indicator: 'statistic.population', unit: '人', value: '7', source: '台账' };
    await city.do(RecordAreaStatisticDocument, { ...figure, asOf: '2026-09-30', precision: 'EXACT' as const });
    expect((await city.refused(EndAreaDocument, await end('2026-09-30'))).message).toContain('on 2026-09-30');
    await city.do(EndAreaDocument, await end('2026-10-01'));
  });

  test('nor does what follows an area lie in it', async () => {
    const outer = await town(haishu, '330203361', '外镇');
    const successorAreaId = await community(outer, '330203361001', '内社区');
    const input = { areaId: outer, expectedVersion: 1, successorAreaId, kind: 'MERGED' as const, day: '2026-08-01' };
    expect((await city.refused(SucceedAreaDocument, input)).message).toContain('"内社区" lies in "外镇"');
  });

  test('what ended already is followed on the day on which it did', async () => {
    const [ended, other] = [await town(haishu, '330203371', '止镇'), await town(haishu, '330203372', '续镇')];
    await city.do(EndAreaDocument, { areaId: ended, expectedVersion: 1, until: '2026-06-01' });
    const input = { areaId: ended, expectedVersion: 2, successorAreaId: other, kind: 'MERGED' as const };
    expect((await city.refused(SucceedAreaDocument, { ...input, day: '2026-07-01' })).message).toContain(
      '"止镇" ended on 2026-06-01',
    );
    await city.do(SucceedAreaDocument, { ...input, day: '2026-06-01' });
  });
});

test('a township has one code, with the zeros of the long form or without', async () => {
  await town(haishu, '330203381', '某镇');
  const twice = {
    parentId: haishu,
    level: 'TOWNSHIP',
    scheme: 'STATISTICS',
    name: '同一镇',
    since: '2026-01-01',
  } as const;
  expect((await city.refused(CreateAreaDocument, { ...twice, code: '330203381000' })).message).toContain(
    'The code "330203381"',
  );
  await city.do(CreateAreaDocument, { ...twice, code: '330203382000' });
  expect(await names({ code: '330203382' })).toEqual(['同一镇']);
});

test('a unit that is dissolved looks after no area any more, and is given none', async () => {
  const { other } = await world.alliance('别处', 'lead', 'other');
  const id = await town(haishu, '330203401', '托管镇', { keeperUnitId: other.unitId });
  await administeredBy(world, other);
  const [unit] = await world.sql<{ version: number }>('select version from directory.unit where id = $1', [other.unit]);
  await other.do(DissolveUnitDocument, { unitId: other.unitId, expectedVersion: there(unit).version, reason: '撤并' });
  const [row] = await world.sql<{ keeper: string | null }>(
    'select keeper_unit_id as keeper from directory.area where id = $1',
    [parseId('area', id)],
  );
  expect(row).toEqual({ keeper: null });
  const given = { areaId: id, expectedVersion: await version(id), keeperUnitId: other.unitId };
  expect(await city.refused(ReviseAreaDocument, given)).toMatchObject({ code: 'WRONG_STATE' });
});
