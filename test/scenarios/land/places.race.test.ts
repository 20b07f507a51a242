/** Places that are changed at the same time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ChangePlaceStatusDocument, UpdatePlaceDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { site } from './sites.ts';

let world: World;
let community: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ community } = await world.alliance('锋领海曙', 'community'));
});

afterAll(() => world[Symbol.asyncDispose]());

test('two places that are put into each other at the same time: one is, and there is no ring', async () => {
  for (let i = 0; i < 3; i += 1) {
    const [a, b] = [await site(community), await site(community)];
    const into = (placeId: string, parentId: string) => {
      const about = { name: '驿站', kind: 'place.station', isPublic: true };
      return community.act(UpdatePlaceDocument, { placeId, parentId, expectedVersion: 1, ...about });
    };
    const both = await Promise.all([into(a, b), into(b, a)]);
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['INVALID_INPUT']);
  }
});

test('the status of a place changes once, however many change it at the same time', async () => {
  const placeId = await site(community, { status: 'BUILDING' });
  const change = { placeId, expectedVersion: 1, status: 'IN_USE' as const };
  const all = await Promise.all(Array.from({ length: 5 }, () => community.act(ChangePlaceStatusDocument, change)));
  expect(all.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
});
