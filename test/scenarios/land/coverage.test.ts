/** How far areas were covered on days that are past. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CoverageOfDocument, SucceedAreaDocument, UpdatePlaceDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf } from './land.ts';
import { site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district } = await world.alliance('锋领海曙', 'district'));
  haishu = await keeperOf(world, district, '330203');
});

afterAll(() => world[Symbol.asyncDispose]());

const coverage = async (id: string, kind: string, asOf: string) =>
  there((await district.ask(CoverageOfDocument, { id, kind, asOf })).area).coverage;

test('coverage of a past day is as places and areas were then: their kinds, their areas, and what had followed what', async () => {
  const official = { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330203009', name: '另一街道' } as const;
  const street = await area(district, haishu, official);
  const make = (n: number, since = '2026-01-01') =>
    area(district, street, {
      level: 'COMMUNITY',
      scheme: 'STATISTICS',
      code: `33020300900${n}`,
      name: `甲${n}`,
      since,
    });
  const [first, second, third] = [await make(1), await make(2), await make(3)];
  const moved = await site(district, { kind: 'place.centre', areaId: first });
  await site(district, { kind: 'place.station', areaId: third });
  const counted = async (day: number, kind: string) => {
    const { covered, total } = await coverage(street, kind, world.clock.day(day, '09:00').slice(0, 10));
    return `${covered}/${total}`;
  };
  using clock = world.clock.held();
  clock.pass({ days: 2 });
  const about = { name: '中心', kind: 'place.station', isPublic: true, areaId: second };
  await district.do(UpdatePlaceDocument, { placeId: moved, expectedVersion: 1, ...about });
  const merged = { areaId: third, expectedVersion: 1, successorAreaId: first, kind: 'MERGED' as const };
  await district.do(SucceedAreaDocument, { ...merged, day: world.clock.day(0, '09:00').slice(0, 10) });
  clock.pass({ days: 1 });
  expect([await counted(-2, 'place.centre'), await counted(-2, 'place.station')]).toEqual(['1/3', '1/3']);
  expect([await counted(0, 'place.centre'), await counted(0, 'place.station')]).toEqual(['0/2', '2/2']);
});
