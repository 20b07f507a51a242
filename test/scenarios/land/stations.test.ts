/** Stations and points of a street: rows 3 and 6 of the mechanisms, with their figures. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../src/app/calendar.ts';
import { OpenPlaceDocument, ServicesDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf } from './land.ts';
import { Onlooker } from './opening.ts';
import { office, openBy, roundTheClock, site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let street: Actor;
let community: Actor;
let resident: Actor;
let seen: Onlooker;

beforeAll(async () => {
  world = await createWorld();
  ({ street, community } = await world.alliance('亲邻党建', 'street', 'community'));
  ({ resident } = await world.alliance('别处', 'resident'));
  seen = new Onlooker(resident);
  await loadCalendar(world.database, world.clock.now());
});

afterAll(() => world[Symbol.asyncDispose]());

describe('rows 3 and 6, stations and points', () => {
  test('of a street with 12 communities: 9 stations; which are open is asked in one question', async () => {
    const county = await keeperOf(world, street, '330282');
    const official = { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330282001', name: '浒山街道' } as const;
    const hushan = await area(street, county, official);
    const communities: string[] = [];
    for (let i = 1; i <= 12; i += 1) {
      const code = `330282001${String(i).padStart(3, '0')}`;
      communities.push(
        await area(street, hushan, { level: 'COMMUNITY', scheme: 'STATISTICS', code, name: `社区${i}` }),
      );
    }
    for (let i = 0; i < 9; i += 1) {
      const services = i < 4 ? ['space.hall', 'staff.electrician'] : ['space.hall'];
      const placeId = await site(street, { name: `先锋驿站${i + 1}`, areaId: there(communities[i]), services });
      await openBy(street, placeId, i < 3 ? roundTheClock : office);
    }
    const within = { areaId: hushan };
    const count = async (at: string) => (await seen.openAt(at, { kind: ['place.station'], within })).totalCount;
    expect([await count('2026-11-24T10:00:00+08:00'), await count('2026-11-24T22:00:00+08:00')]).toEqual([9, 3]);
    const { places } = await resident.ask(ServicesDocument, { service: ['staff.electrician'] });
    expect(there(places).nodes.map(({ services }) => services.map(({ code }) => code).sort())).toEqual(
      Array(4).fill(['space.hall', 'staff.electrician']),
    );
    const input = {
      name: '驿站',
      kind: 'place.station',
      status: 'IN_USE' as const,
      isPublic: true,
      services: ['no.such'],
    };
    expect((await street.refused(OpenPlaceDocument, input)).message).toContain('There is no category "no.such"');
  });

  test('147 points, each with its operator, its hours and its grid, are read page by page', async () => {
    const home = await world.sql<{ id: string }>("select id from directory.area where code = '330282001001'");
    const communityId = `area_${there(home[0]).id.replaceAll('-', '')}`;
    for (let i = 1; i <= 147; i += 1) {
      const areaId = await area(street, communityId, { code: `Q-${i}`, name: `网格${i}` });
      const placeId = await site(i % 2 === 0 ? street : community, { name: `亲邻点${i}`, kind: 'place.point', areaId });
      await openBy(i % 2 === 0 ? street : community, placeId, office);
    }
    const page = await seen.openAt('2026-11-24T10:00:00+08:00', {
      kind: ['place.point'],
      within: { areaId: communityId },
    });
    expect([page.totalCount, page.nodes.length]).toEqual([147, 100]);
    const night = await seen.openAt('2026-11-24T20:00:00+08:00', {
      kind: ['place.point'],
      within: { areaId: communityId },
    });
    expect(night.totalCount).toBe(0);
  });
});
