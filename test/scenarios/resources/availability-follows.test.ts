/** What follows of when resources can be had: over midnight, once one is withdrawn, and when it is booked in another way. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AddAvailabilityExceptionDocument, SlotsOfDayDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { booked, DAILY, published, slotsOn, told } from './booking-steps.ts';

let world: World;
let mall: Actor;
let community: Actor;

/** It is Saturday 2026-11-21, 09:00. */
beforeAll(async () => {
  world = await createWorld();
  ({ mall, community } = await world.alliance('五色', 'street', 'mall', 'community'));
});

afterAll(() => world[Symbol.asyncDispose]());

const TOMORROW = '2026-11-22';

async function slotAt(resourceId: string, start: string): Promise<string> {
  const { resource } = await mall.ask(SlotsOfDayDocument, { id: resourceId, from: start, to: null });
  return there(there(resource).slots.nodes.find(({ period }) => period.start === start)).id;
}

describe('slots of a night', () => {
  test('are still there when their rules are looked at again after midnight', async () => {
    using clock = world.clock.held();
    const resourceId = await published(mall, '夜市');
    await told(mall, resourceId, {
      windows: [{ rrule: DAILY, opens: '22:00', closes: '02:00' }],
      slotMinutes: 30,
      capacity: 2,
    });
    await booked(community, await slotAt(resourceId, `${TOMORROW}T01:00:00+08:00`));
    clock.pass({ hours: 15, minutes: 10 });
    // Ten past midnight: another day is told of, and everything is computed anew.
    const days = { resourceId, firstDay: '2026-12-24', lastDay: '2026-12-24', hours: [], reason: '检修' };
    await mall.do(AddAvailabilityExceptionDocument, days);
    expect((await slotsOn(mall, resourceId, TOMORROW)).slice(0, 5)).toEqual([
      ...['00:00–00:30 0/2', '00:30–01:00 0/2', '01:00–01:30 1/2', '01:30–02:00 0/2', '22:00–22:30 0/2'],
    ]);
    await booked(community, await slotAt(resourceId, `${TOMORROW}T00:30:00+08:00`));
  });
});
