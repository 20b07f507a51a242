/** What follows of when resources can be had: over midnight, once one is withdrawn, and when it is booked in another way. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withOwner } from '../../../src/data/open.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { renewAvailable } from '../../../src/modules/exchange/index.ts';
import {
  AddAvailabilityExceptionDocument,
  BookPlacesDocument,
  RetireResourceDocument,
  SetAvailabilityDocument,
  SetBookingRuleDocument,
  SlotsOfDayDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { always, booked, DAILY, look, published, room, ruled, slotsOn, taken, told, usual } from './booking-steps.ts';

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

/** Facts of that kind, and whom each concerns. */
const facts = (type: string): Promise<unknown[]> =>
  world.sql('select unit_ids, body from data.outbox where type = $1 order by tx, seq', [type]);

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

describe('a resource that is withdrawn', () => {
  test('has no slots any more but those that are booked, whose units are told, and no openings; nor gets any later', async () => {
    using clock = world.clock.held();
    const resourceId = await published(mall, '球场');
    await told(mall, resourceId, { windows: [{ rrule: DAILY, opens: '18:00', closes: '19:00' }], capacity: 3 });
    await booked(community, await slotAt(resourceId, `${TOMORROW}T18:00:00+08:00`));
    await mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改建' });
    expect(await slotsOn(mall, resourceId, TOMORROW)).toEqual(['18:00–19:00 1/3 KEPT']);
    expect(await slotsOn(mall, resourceId, '2026-11-23')).toEqual([]);
    expect((await look(mall, resourceId, { from: TOMORROW, to: '2026-11-28' })).openings?.periods).toEqual([]);
    expect(await facts('slot:kept')).toEqual([{ unit_ids: [community.unit, mall.unit], body: { state: 'KEPT' } }]);
    const anew = { resourceId, since: TOMORROW, windows: [], ...always, capacity: 1, expectedVersion: 1 };
    expect(await mall.refused(SetAvailabilityDocument, anew)).toMatchObject({ code: 'WRONG_STATE', state: 'RETIRED' });
    const before = await world.sql(
      'select from exchange.slot s join exchange.resource r on r.id = s.resource_id where r.name = $1',
      ['球场'],
    );
    clock.pass({ days: 30 });
    await withOwner(world.database, (client) => renewAvailable(client, world.clock.now()));
    const after = await world.sql(
      'select from exchange.slot s join exchange.resource r on r.id = s.resource_id where r.name = $1',
      ['球场'],
    );
    expect(after).toHaveLength(before.length);
  });

  test('of which nothing was told has no openings that were never there', async () => {
    const resourceId = await published(mall, '仓库');
    await mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改建' });
    expect((await look(mall, resourceId)).openings).toBeNull();
  });
});

describe('what is booked as a whole', () => {
  const places = { windows: [{ rrule: DAILY, opens: '09:00', closes: '10:00' }], capacity: 10 };

  test('was not told to have places, on whatever day', async () => {
    const resourceId = await published(mall, '报告厅');
    await told(mall, resourceId, { ...places, since: '2027-03-21' });
    const whole = { resourceId, ...usual, mode: 'PERIODS' as const };
    const refused = await mall.refused(SetBookingRuleDocument, whole);
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'mode'] });
    expect(refused.message).toContain('setAvailability');
    // The way out: an edition that takes its place and opens nothing.
    await told(mall, resourceId, { windows: [], capacity: 10, since: '2026-11-23' }, 1);
    await mall.do(SetBookingRuleDocument, whole);
  });

  test('has no slots, also where an edition of no windows says places and a day has hours of its own', async () => {
    const resourceId = await published(mall, '茶室');
    await told(mall, resourceId, { windows: [], capacity: 10 });
    await ruled(mall, resourceId, { mode: 'PERIODS' });
    const hours = [{ opens: '10:00', closes: '12:00' }];
    const day = { resourceId, firstDay: '2026-11-24', lastDay: '2026-11-24', hours, reason: '活动' };
    await mall.do(AddAvailabilityExceptionDocument, day);
    expect(await slotsOn(mall, resourceId, '2026-11-24')).toEqual([]);
    await taken(community, resourceId, '2026-11-24T10:00:00+08:00', '2026-11-24T11:00:00+08:00');
  });

  test('is not booked by a slot that it had before', async () => {
    using clock = world.clock.held();
    const resourceId = await published(mall, '排练厅');
    await told(mall, resourceId, {
      ...places,
      windows: [{ rrule: DAILY, opens: '20:00', closes: '21:00', lastDay: '2026-11-21' }],
    });
    const slotId = await slotAt(resourceId, '2026-11-21T20:00:00+08:00');
    clock.pass({ days: 1 });
    await told(mall, resourceId, { windows: [], capacity: 10, since: TOMORROW }, 1);
    await ruled(mall, resourceId, { mode: 'PERIODS' });
    const refused = await community.refused(BookPlacesDocument, { slotId, count: 1, purpose: '排练' });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'slotId'] });
    expect(refused.message).toContain('bookPeriod');
  });

  test('stays booked when it can be had no more, and whoever booked it is told', async () => {
    const resourceId = await room(mall, '客厅');
    const at = (day: number, time: string) => `2026-11-${day}T${time}:00+08:00`;
    await taken(community, resourceId, at(23, '10:00'), at(23, '12:00'));
    await taken(community, resourceId, at(24, '10:00'), at(24, '12:00'));
    const day = { resourceId, firstDay: '2026-11-23', lastDay: '2026-11-23', hours: [], reason: '消防检修' };
    await mall.do(AddAvailabilityExceptionDocument, day);
    const one = { unit_ids: [community.unit, mall.unit], body: { state: 'CONFIRMED', count: 1 } };
    expect(await facts('booking:kept')).toEqual([one]);
    // What was told of once is not told of again.
    await told(mall, resourceId, { windows: [] }, 1);
    expect(await facts('booking:kept')).toEqual([one, one]);
    await told(mall, resourceId, { windows: [] }, 2);
    expect(await facts('booking:kept')).toHaveLength(2);
  });
});

test('a share of an alliance that there is not is refused where it is named', async () => {
  const resourceId = await published(mall, '操场', { visibility: 'PUBLIC' });
  const other = await world.alliance('别处', 'x');
  const shares = [
    { allianceId: other.id, atMost: 1 },
    { allianceId: globalId('alliance', world.id('alliance')), atMost: 1 },
  ];
  const input = { resourceId, since: TOMORROW, windows: [], ...always, capacity: 5, shares };
  expect(await mall.refused(SetAvailabilityDocument, input)).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'shares', '1', 'allianceId'],
  });
  await mall.do(SetAvailabilityDocument, { ...input, shares: shares.slice(0, 1) });
});
