/** Bookings from their beginning to their end: held, confirmed, in use, completed; given up by a rule, missed, expired. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tidyHolds } from '../../../src/modules/exchange/index.ts';
import { withOwner } from '../../../src/data/open.ts';
import {
  BookPlacesDocument,
  BookingsNowDocument,
  CompleteBookingDocument,
  ConfirmBookingDocument,
  GiveUpBookingDocument,
  HoldSlotDocument,
  RecordNoShowDocument,
  SetBookingRuleDocument,
  SlotsOfDayDocument,
  StartBookingDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { slots, there } from '../story.ts';
import { booked, held, of, ruled, usual } from './booking-steps.ts';

let world: World;
let street: Actor;
let mall: Actor;
let community: Actor;
let power: Actor;
let resourceId: string;
let slotId: string;

beforeAll(async () => {
  world = await createWorld();
  ({ street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power'));
  const evening = { start: world.clock.day(0, '18:30'), end: world.clock.day(0, '21:00') };
  const hall = await slots(
    mall,
    [evening, { start: world.clock.day(1, '18:30'), end: world.clock.day(1, '21:00') }],
    10,
  );
  resourceId = hall.resourceId;
  slotId = there(hall.slotIds[0]);
  await ruled(mall, resourceId, { attendant: '联络员' });
});

afterAll(() => world[Symbol.asyncDispose]());

const remaining = async (): Promise<number | undefined> =>
  there((await mall.ask(SlotsOfDayDocument, { id: resourceId })).resource).slots.nodes.find(({ id }) => id === slotId)
    ?.remaining;

describe('what is held', () => {
  test('is confirmed by whoever holds it, in time', async () => {
    const booking = await held(community, slotId, 2);
    expect(booking).toMatchObject({ state: 'HELD', heldUntil: '2026-11-21T09:15:00+08:00', slot: { taken: 2 } });
    expect(booking.freeUntil).toBe('2026-11-21T16:30:00+08:00');
    expect(await mall.refused(ConfirmBookingDocument, of(booking))).toMatchObject({ code: 'FORBIDDEN' });
    const { booking: confirmed } = await community.do(ConfirmBookingDocument, of(booking));
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', confirmedAt: '2026-11-21T09:00:00+08:00' });
    expect(await community.refused(ConfirmBookingDocument, of(there(confirmed)))).toMatchObject({
      code: 'ALREADY_DONE',
    });
    await community.do(GiveUpBookingDocument, of(there(confirmed)));
  });

  test('holds nothing from the instant on at which it times out, whether or not somebody tidied', async () => {
    using clock = world.clock.held();
    const booking = await held(community, slotId, 10);
    expect(await remaining()).toBe(0);
    expect(await power.refused(BookPlacesDocument, { slotId, count: 1, purpose: '排练' })).toMatchObject({
      code: 'SLOT_FULL',
      remaining: 0,
    });
    clock.pass({ minutes: 15 });
    expect(await remaining()).toBe(10);
    const { bookings } = await community.ask(BookingsNowDocument, { state: ['EXPIRED'] });
    expect(bookings?.nodes).toMatchObject([{ id: booking.id, state: 'EXPIRED' }]);
    expect(
      await world.sql('select state from exchange.booking where held_until is not null order by id desc limit 1'),
    ).toEqual([{ state: 'HELD' }]);
    expect(await community.refused(ConfirmBookingDocument, of(booking))).toMatchObject({
      code: 'WRONG_STATE',
      state: 'EXPIRED',
    });
    const other = await booked(power, slotId, 10);
    expect(other.slot).toMatchObject({ taken: 10, remaining: 0 });
    await power.do(GiveUpBookingDocument, of(other));
  });

  test('too long is written down by a chore, which leaves the rest alone', async () => {
    using clock = world.clock.held();
    await held(community, slotId, 3);
    clock.pass({ minutes: 10 });
    const later = await held(power, slotId, 1);
    clock.pass({ minutes: 5 });
    const tidied = () => withOwner(world.database, (client) => tidyHolds(client, world.clock.now()));
    expect([await tidied(), await tidied()]).toEqual([1, 0]);
    expect(await world.sql('select taken from exchange.slot where taken > 0')).toEqual([{ taken: 1 }]);
    await power.do(GiveUpBookingDocument, of(later));
  });

  test('is held no longer than until it begins, and not at all where the rule says so', async () => {
    using clock = world.clock.held();
    clock.pass({ hours: 9, minutes: 20 });
    const booking = await held(community, slotId);
    expect(booking.heldUntil).toBe('2026-11-21T18:30:00+08:00');
    await community.do(GiveUpBookingDocument, of(booking));
    await ruled(mall, resourceId, { attendant: '联络员', holdMinutes: 0 }, 1);
    expect(await community.refused(HoldSlotDocument, { slotId, count: 1, purpose: '待定' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await ruled(mall, resourceId, { attendant: '联络员' }, 2);
  });
});

describe('the rule', () => {
  test('is of the owner alone, and told by whoever has seen the one before', async () => {
    const input = { resourceId, ...usual };
    expect(await community.refused(SetBookingRuleDocument, { ...input, expectedVersion: 3 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await mall.refused(SetBookingRuleDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(
      await mall.refused(SetBookingRuleDocument, { ...input, mode: 'PERIODS' as const, expectedVersion: 3 }),
    ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'mode'] });
  });

  test('lets whoever booked give it up until so many hours before; later the owner alone, who says why', async () => {
    using clock = world.clock.held();
    const booking = await booked(community, slotId);
    clock.pass({ hours: 7, minutes: 30 });
    const late = await community.refused(GiveUpBookingDocument, of(booking));
    expect(late).toMatchObject({ code: 'FORBIDDEN' });
    expect(late.message).toContain('freeUntil');
    expect(await mall.refused(GiveUpBookingDocument, of(booking))).toMatchObject({ path: ['input', 'reason'] });
    const { booking: gone } = await mall.do(GiveUpBookingDocument, { ...of(booking), reason: '停电检修' });
    expect(gone).toMatchObject({ state: 'CANCELLED', reason: '停电检修', cancelledAt: '2026-11-21T16:30:00+08:00' });
  });

  test('that is told later changes nothing for what is booked', async () => {
    using clock = world.clock.held();
    const booking = await booked(community, slotId);
    await ruled(mall, resourceId, { attendant: '联络员', freeHours: 48 }, 3);
    clock.pass({ hours: 1 });
    await community.do(GiveUpBookingDocument, of(booking));
    const next = await booked(community, slotId);
    expect(await community.refused(GiveUpBookingDocument, of(next))).toMatchObject({ code: 'FORBIDDEN' });
    await mall.do(GiveUpBookingDocument, { ...of(next), reason: '改期' });
    await ruled(mall, resourceId, { attendant: '联络员' }, 4);
  });
});

describe('when its time has come', () => {
  test('it is started, not too early and not when it is over, and completed once', async () => {
    using clock = world.clock.held();
    const booking = await booked(community, slotId);
    const early = await community.refused(StartBookingDocument, of(booking));
    expect(early).toMatchObject({ code: 'WRONG_STATE' });
    expect(early.message).toContain('2026-11-21 18:00');
    expect(await power.refused(StartBookingDocument, of(booking))).toMatchObject({ code: 'NOT_FOUND' });
    clock.pass({ hours: 9 });
    const { booking: begun } = await mall.do(StartBookingDocument, of(booking));
    expect(begun).toMatchObject({ state: 'IN_USE', startedAt: '2026-11-21T18:00:00+08:00' });
    expect(await mall.refused(RecordNoShowDocument, of(there(begun)))).toMatchObject({ code: 'WRONG_STATE' });
    clock.pass({ hours: 2 });
    const { booking: over } = await community.do(CompleteBookingDocument, of(there(begun)));
    expect(over).toMatchObject({ state: 'COMPLETED', completedAt: '2026-11-21T20:00:00+08:00', slot: { taken: 1 } });
    expect(await community.refused(CompleteBookingDocument, of(there(over)))).toMatchObject({ code: 'ALREADY_DONE' });
  });

  test('that nobody came is recorded by a person in the post that the rule names, after waiting', async () => {
    using clock = world.clock.held();
    const [one, two] = [await booked(community, slotId), await booked(community, slotId)];
    clock.pass({ hours: 9, minutes: 40 });
    expect(await mall.refused(RecordNoShowDocument, of(one))).toMatchObject({ code: 'WRONG_STATE' });
    clock.pass({ minutes: 5 });
    expect(await community.refused(RecordNoShowDocument, of(one))).toMatchObject({ code: 'FORBIDDEN' });
    const { booking } = await mall.do(RecordNoShowDocument, of(one));
    expect(booking).toMatchObject({
      state: 'NO_SHOW',
      noShowAt: '2026-11-21T18:45:00+08:00',
      noShowBy: { title: '联络员' },
    });
    clock.pass({ hours: 3 });
    const tooLate = await community.refused(StartBookingDocument, of(two));
    expect(tooLate).toMatchObject({ code: 'WRONG_STATE' });
    await mall.do(RecordNoShowDocument, of(two));
  });

  test('and by nobody whose post is called otherwise', async () => {
    using clock = world.clock.held();
    await ruled(mall, resourceId, { attendant: '场馆管理员' }, 5);
    const booking = await booked(community, slotId);
    clock.pass({ hours: 10 });
    const refused = await mall.refused(RecordNoShowDocument, of(booking));
    expect(refused.code).toBe('FORBIDDEN');
    expect(refused.message).toContain('场馆管理员');
    await mall.do(GiveUpBookingDocument, { ...of(booking), reason: '测试结束' });
  });
});

test('the coordinator reads what became of bookings, and the record tells every step', async () => {
  const { bookings } = await street.ask(BookingsNowDocument, { state: ['NO_SHOW', 'COMPLETED'] });
  expect(bookings?.nodes.map(({ state }) => state).sort()).toEqual(['COMPLETED', 'NO_SHOW', 'NO_SHOW']);
  const actions = await world.sql<{ action: string }>(
    "select distinct action from data.audit_entry where action like 'booking:%' order by 1",
  );
  expect(actions.map(({ action }) => action)).toEqual([
    ...['booking:cancelled', 'booking:completed', 'booking:confirmed', 'booking:expired'],
    ...['booking:held', 'booking:no-show', 'booking:started'],
  ]);
});
