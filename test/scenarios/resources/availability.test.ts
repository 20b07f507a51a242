/** When resources can be had: rules with seasons, nights, holidays and exceptional days, told from a day on; the slots that follow. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../src/app/calendar.ts';
import { withOwner } from '../../../src/data/open.ts';
import { renewAvailable } from '../../../src/modules/exchange/index.ts';
import {
  AddAvailabilityExceptionDocument,
  BookPeriodDocument,
  BookPlacesDocument,
  GiveUpBookingDocument,
  OpenSlotsDocument,
  RemoveAvailabilityExceptionDocument,
  SetAvailabilityDocument,
  SlotsOfDayDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { always, booked, DAILY, look, of, published, room, slotsOn, taken, told, TODAY } from './booking-steps.ts';

let world: World;
let mall: Actor;
let community: Actor;
let power: Actor;

const WORKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

/** It is Saturday 2026-11-21, 09:00; holidays of 2026 are known, and those of the beginning of 2026. */
beforeAll(async () => {
  world = await createWorld();
  ({ mall, community, power } = await world.alliance('五色', 'mall', 'community', 'power'));
  await loadCalendar(world.database, world.clock.now());
});

afterAll(() => world[Symbol.asyncDispose]());

const onDay = async (resourceId: string, day: string, at: string): Promise<string> => {
  const range = { from: `${day}T00:00:00+08:00`, to: `${day}T23:59:59+08:00` };
  const { resource } = await mall.ask(SlotsOfDayDocument, { id: resourceId, ...range });
  return there(there(resource).slots.nodes.find(({ period }) => period.start === `${day}T${at}:00+08:00`)).id;
};

describe('slots', () => {
  test('are cut out of windows, with as many places as each has, on the days of the rules', async () => {
    const resourceId = await published(mall, '球场');
    await told(mall, resourceId, {
      windows: [
        { rrule: WORKDAYS, opens: '18:00', closes: '20:30' },
        { rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', opens: '08:00', closes: '10:00', capacity: 20 },
      ],
      slotMinutes: 60,
      capacity: 10,
    });
    expect(await slotsOn(mall, resourceId, '2026-11-23')).toEqual(['18:00–19:00 0/10', '19:00–20:00 0/10']);
    expect(await slotsOn(mall, resourceId, '2026-11-22')).toEqual(['08:00–09:00 0/20', '09:00–10:00 0/20']);
    // What has begun by now is no slot any more.
    expect(await slotsOn(mall, resourceId, TODAY)).toEqual([]);
    const { availability } = await look(mall, resourceId);
    expect(availability).toMatchObject({ edition: 1, slotMinutes: 60, capacity: 10, windows: [{}, { capacity: 20 }] });
  });

  test('go over midnight, in their season alone', async () => {
    const resourceId = await published(mall, '夜市');
    const { slots } = await told(mall, resourceId, {
      windows: [{ rrule: DAILY, opens: '22:00', closes: '02:00', seasonFrom: '12-01', seasonTo: '02-28' }],
      capacity: 5,
    });
    expect(there(slots.nodes[0]).period).toEqual({
      start: '2026-12-01T22:00:00+08:00',
      end: '2026-12-02T02:00:00+08:00',
    });
  });

  test('follow statutory holidays and make-up days as far as these are announced', async () => {
    const resourceId = await published(mall, '培训室');
    await told(mall, resourceId, {
      windows: [{ rrule: WORKDAYS, opens: '09:00', closes: '10:00' }],
      capacity: 5,
      onHolidays: 'CLOSED',
      onMakeUpDays: 'AS_WEEKDAY',
    });
    const { openings } = await look(mall, resourceId, { from: '2026-12-28', to: '2027-01-04' });
    expect(openings).toEqual({
      since: '2026-12-28T00:00:00+08:00',
      until: '2026-12-29T00:00:00+08:00',
      knownUntil: '2026-12-29T00:00:00+08:00',
      periods: [{ start: '2026-12-28T09:00:00+08:00', end: '2026-12-28T10:00:00+08:00' }],
    });
    expect(await slotsOn(mall, resourceId, '2026-12-28')).toEqual(['09:00–10:00 0/5']);
    expect(await slotsOn(mall, resourceId, '2026-12-30')).toEqual([]);
  });

  test('are laid further ahead by a chore as time goes on, and only once', async () => {
    using clock = world.clock.held();
    const resourceId = await published(mall, '换电柜');
    await told(mall, resourceId, { windows: [{ rrule: DAILY, opens: '12:00', closes: '13:00' }], capacity: 2 });
    expect(await slotsOn(mall, resourceId, '2027-03-05')).toEqual([]);
    clock.pass({ days: 10 });
    const renewed = () => withOwner(world.database, (client) => renewAvailable(client, world.clock.now()));
    expect(await renewed()).toBeGreaterThan(0);
    expect(await renewed()).toBe(0);
    expect(await slotsOn(mall, resourceId, '2027-03-05')).toEqual(['12:00–13:00 0/2']);
  });
});

describe('a rule that changes', () => {
  let resourceId: string;

  test('loses no booking: what is booked is kept, and told; the rest follows the new one', async () => {
    resourceId = await published(mall, '会议室');
    await told(mall, resourceId, {
      windows: [{ rrule: DAILY, opens: '18:00', closes: '21:00' }],
      slotMinutes: 60,
      capacity: 4,
    });
    const booking = await booked(community, await onDay(resourceId, '2026-11-24', '19:00'), 3);
    await told(
      mall,
      resourceId,
      { windows: [{ rrule: DAILY, opens: '18:30', closes: '21:30' }], slotMinutes: 60, capacity: 4 },
      1,
    );
    expect(await slotsOn(mall, resourceId, '2026-11-23')).toEqual([
      ...['18:30–19:30 0/4', '19:30–20:30 0/4', '20:30–21:30 0/4'],
    ]);
    expect(await slotsOn(mall, resourceId, '2026-11-24')).toEqual(['19:00–20:00 3/4 KEPT', '20:30–21:30 0/4']);
    const kept = there(booking.slot).id;
    const refused = await power.refused(BookPlacesDocument, { slotId: kept, count: 1, purpose: '排练' });
    expect(refused).toMatchObject({ code: 'WRONG_STATE', state: 'KEPT' });
    const told2 = await world.sql<{ units: number }>(
      "select cardinality(unit_ids) as units from data.outbox where type = 'slot:kept'",
    );
    expect(told2).toEqual([{ units: 2 }]);
    // When it is given up, the rules have their way.
    await community.do(GiveUpBookingDocument, of(booking));
    await told(
      mall,
      resourceId,
      { windows: [{ rrule: DAILY, opens: '18:30', closes: '21:30' }], slotMinutes: 60, capacity: 2 },
      2,
    );
    expect(await slotsOn(mall, resourceId, '2026-11-24')).toEqual([
      ...['18:30–19:30 0/2', '19:30–20:30 0/2', '20:30–21:30 0/2'],
    ]);
  });

  test('never has fewer places than are taken', async () => {
    await booked(community, await onDay(resourceId, '2026-11-25', '18:30'), 2);
    const rules = { windows: [{ rrule: DAILY, opens: '18:30', closes: '19:30' }], capacity: 1 };
    await told(mall, resourceId, rules, 3);
    expect(await slotsOn(mall, resourceId, '2026-11-25')).toEqual(['18:30–19:30 2/2']);
    expect(await slotsOn(mall, resourceId, '2026-11-26')).toEqual(['18:30–19:30 0/1']);
  });

  test('holds from its day on, and the one before until then', async () => {
    const rules = { windows: [{ rrule: DAILY, opens: '07:00', closes: '08:00' }], capacity: 9, since: '2026-12-05' };
    await told(mall, resourceId, rules, 4);
    expect(await slotsOn(mall, resourceId, '2026-12-04')).toEqual(['18:30–19:30 0/1']);
    expect(await slotsOn(mall, resourceId, '2026-12-05')).toEqual(['07:00–08:00 0/9']);
    const { availability, asOf, availabilityEditions } = await look(mall, resourceId, { on: '2026-12-05' });
    expect([availability?.edition, asOf?.edition, availabilityEditions.map(({ edition }) => edition)]).toEqual([
      ...[4, 5],
      [5, 4, 3, 2, 1],
    ]);
  });

  test('is told by who has seen the one before, of days to come, by the owner, and as it is booked', async () => {
    const good = { resourceId, since: TODAY, windows: [], ...always, capacity: 5 };
    expect(await community.refused(SetAvailabilityDocument, { ...good, expectedVersion: 5 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await mall.refused(SetAvailabilityDocument, good)).toMatchObject({ code: 'VERSION_CONFLICT' });
    for (const [wrong, field] of [
      [{ since: '2026-11-20' }, 'since'],
      [{ capacity: null }, 'capacity'],
      [{ windows: [{ rrule: 'FREQ=HOURLY', opens: '08:00', closes: '09:00' }] }, 'windows'],
      [{ shares: [{ allianceId: (await world.alliance('别处', 'x')).id, atMost: 1 }] }, 'shares'],
    ] as const) {
      const refused = await mall.refused(SetAvailabilityDocument, { ...good, expectedVersion: 5, ...wrong });
      expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
      expect((refused['path'] as string[])[1]).toBe(field);
    }
  });
});

describe('exceptional days', () => {
  test('have hours of their own or none, keep what is booked, and are taken back', async () => {
    const resourceId = await published(mall, '报告厅');
    await told(mall, resourceId, { windows: [{ rrule: DAILY, opens: '18:00', closes: '19:00' }], capacity: 3 });
    await booked(community, await onDay(resourceId, '2026-12-02', '18:00'));
    const days = { resourceId, firstDay: '2026-12-01', lastDay: '2026-12-02', hours: [], reason: '消防检修' };
    await mall.do(AddAvailabilityExceptionDocument, days);
    expect(await slotsOn(mall, resourceId, '2026-12-01')).toEqual([]);
    expect(await slotsOn(mall, resourceId, '2026-12-02')).toEqual(['18:00–19:00 1/3 KEPT']);
    const again = await mall.refused(AddAvailabilityExceptionDocument, { ...days, firstDay: '2026-12-02' });
    expect(again).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'firstDay'] });
    await mall.do(RemoveAvailabilityExceptionDocument, { resourceId, day: '2026-12-01' });
    expect(await slotsOn(mall, resourceId, '2026-12-01')).toEqual(['18:00–19:00 0/3']);
    expect(await slotsOn(mall, resourceId, '2026-12-02')).toEqual(['18:00–19:00 1/3']);
    const moved = { ...days, hours: [{ opens: '20:00', closes: '21:00' }], reason: '活动冲突' };
    const { resource } = await mall.do(AddAvailabilityExceptionDocument, moved);
    expect(there(resource).slots.nodes.filter(({ state }) => state === 'KEPT')).toHaveLength(1);
    expect(await slotsOn(mall, resourceId, '2026-12-01')).toEqual(['20:00–21:00 0/3']);
    const { availabilityExceptions } = await look(mall, resourceId);
    expect(availabilityExceptions).toMatchObject([{ reason: '活动冲突', hours: [{ opens: '20:00' }] }]);
    expect(await mall.refused(RemoveAvailabilityExceptionDocument, { resourceId, day: '2026-12-09' })).toMatchObject({
      path: ['input', 'day'],
    });
  });
});

describe('what is booked as a whole', () => {
  test('is had by one at a time, within the time in which it can be had', async () => {
    const resourceId = await room(mall, '客厅');
    const at = (time: string) => `2026-11-23T${time}:00+08:00`;
    const booking = await taken(community, resourceId, at('10:00'), at('12:00'));
    expect(booking).toMatchObject({ state: 'CONFIRMED', slot: null, period: { start: at('10:00'), end: at('12:00') } });
    // One ends where the next begins.
    const next = await taken(power, resourceId, at('12:00'), at('14:00'));
    const period = (from: string, to: string) => ({
      resourceId,
      period: { start: at(from), end: at(to) },
      purpose: '活动',
    });
    const refused = await power.refused(BookPeriodDocument, period('09:00', '10:30'));
    expect(refused).toMatchObject({
      __typename: 'PeriodNotFreeError',
      id: resourceId,
      free: [
        { start: at('08:30'), end: at('10:00') },
        { start: at('14:00'), end: at('21:00') },
      ],
    });
    expect(refused.message).toContain('2026-11-23 14:00');
    expect(await power.refused(BookPeriodDocument, period('20:00', '21:30'))).toMatchObject({
      code: 'PERIOD_NOT_FREE',
    });
    expect(
      await mall.refused(OpenSlotsDocument, {
        resourceId,
        slots: [{ period: { start: at('10:00'), end: at('12:00') }, capacity: 1 }],
      }),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    const { freePeriods } = await look(power, resourceId, { from: '2026-11-23', to: '2026-11-23' });
    expect(freePeriods?.periods).toEqual([
      { start: at('08:30'), end: at('10:00') },
      { start: at('14:00'), end: at('21:00') },
    ]);
    await power.do(GiveUpBookingDocument, of(next));
    await taken(community, resourceId, at('12:00'), at('12:30'));
    // What is booked is kept when it can be had no more.
    await told(mall, resourceId, { windows: [] }, 1);
    expect(await power.refused(BookPeriodDocument, period('15:00', '16:00'))).toMatchObject({
      code: 'PERIOD_NOT_FREE',
      free: [],
    });
    const [row] = await world.sql<{ n: number }>(
      "select count(*)::integer as n from exchange.booking where slot_id is null and state = 'CONFIRMED'",
    );
    expect(row?.n).toBe(2);
  });
});
