/** Changes of areas that are announced: until their day everything counts, lies and is looked after as it is. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { loadAreas } from '../../../src/app/areas.ts';
import {
  PlacesDocument,
  ProposeRelationDocument,
  SucceedAreaDocument,
  type SucceedAreaInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { related } from '../people/grid-steps.ts';
import { area, division, keeperOf } from './land.ts';
import { proposalTo, someUnit } from '../people/relation-steps.ts';
import { site } from './sites.ts';
import { there } from '../story.ts';

/** The first of next month. */
const day = '2026-12-01';
const before = '2026-11-30T23:59:59.999+08:00';
const after = `${day}T00:00:00+08:00`;

let world: World;
let city: Actor;
let yinzhou: string;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ city } = await world.alliance('锋领宁波', 'city'));
  await keeperOf(world, city, '330200');
  [yinzhou, haishu] = [await division(world, '330212'), await division(world, '330203')];
});

beforeEach(() => {
  world.clock.set('2026-11-21T09:00:00+08:00');
});

afterAll(() => world[Symbol.asyncDispose]());

const town = (parentId: string, code: string, name: string, since = '2026-01-01') =>
  area(city, parentId, { level: 'TOWNSHIP', scheme: 'STATISTICS', code, name, since });

const announce = (areaId: string, successorAreaId: string, kind: SucceedAreaInput['kind'], expectedVersion = 1) =>
  city.do(SucceedAreaDocument, { areaId, expectedVersion, successorAreaId, kind, day });

/** How many places of the kind are in 鄞州 and in 海曙, with whatever was followed by now. */
async function places(kind: string): Promise<number[]> {
  const asked = [yinzhou, haishu].map(async (areaId) => {
    const filter = { kind: [kind], within: { areaId, rollUp: 'AS_NOW' as const } };
    return there((await city.ask(PlacesDocument, { filter })).places).totalCount;
  });
  return Promise.all(asked);
}

test('what is to be split counts where it lies until it is, and then to none', async () => {
  const whole = await town(yinzhou, '330212311', '拆分镇');
  await site(city, { areaId: whole, kind: 'place.station' });
  await announce(whole, await town(yinzhou, '330212312', '一镇', day), 'SPLIT');
  await announce(whole, await town(haishu, '330203313', '二镇', day), 'SPLIT', 2);
  expect(await places('place.station')).toEqual([1, 0]);
  world.clock.set(before);
  expect(await places('place.station')).toEqual([1, 0]);
  world.clock.set(after);
  expect(await places('place.station')).toEqual([0, 0]);
});

test('what is to have another code counts to the county that it is in, and is looked after by who looks after that', async () => {
  const old = await town(yinzhou, '330212301', '古林镇');
  const village = await area(city, old, {
    level: 'COMMUNITY',
    scheme: 'STATISTICS',
    code: '330212301201',
    name: '某村',
  });
  await site(city, { areaId: village, kind: 'place.centre' });
  await announce(old, await town(haishu, '330203331', '新古林镇', day), 'RECODED');
  const keepers = [await someUnit(world, '鄞州区', 'GOVERNMENT'), await someUnit(world, '海曙区', 'GOVERNMENT')];
  for (const [n, code] of ['330212', '330203'].entries()) {
    await loadAreas(world.database, { code, unitId: there(there(keepers[n]).unit) });
  }
  const company = await someUnit(world, '物业公司', 'ENTERPRISE');
  await company.do(ProposeRelationDocument, proposalTo('property-management', company, village));
  /** What each county is told of a proposal, which is for those concerned. */
  const told = () => Promise.all(keepers.map(async (keeper) => (await related(keeper, village)).length));

  world.clock.set(before);
  expect({ places: await places('place.centre'), told: await told() }).toEqual({ places: [1, 0], told: [1, 0] });
  world.clock.set(after);
  expect({ places: await places('place.centre'), told: await told() }).toEqual({ places: [0, 1], told: [0, 1] });
});

test('who looks after what an area will lie in proposes nothing for it before', async () => {
  const old = await town(yinzhou, '330212302', '横街镇');
  const grid = await area(city, old, { code: 'hj-1', name: '一格' });
  await announce(old, await town(haishu, '330203332', '新横街镇', day), 'RECODED');
  const keeper = await someUnit(world, '海曙街道', 'GOVERNMENT');
  await loadAreas(world.database, { code: '330203', unitId: there(keeper.unit) });
  const company = await someUnit(world, '物业公司', 'ENTERPRISE');
  const asked = proposalTo('property-management', company, grid);
  world.clock.set(before);
  expect(await keeper.refused(ProposeRelationDocument, asked)).toMatchObject({ code: 'FORBIDDEN' });
  world.clock.set(after);
  await keeper.do(ProposeRelationDocument, asked);
});
