/** Stations, shared rooms and venues that are opened to others: rows 14, 39 and 96 of the mechanisms, with their figures. */
import { expect, test } from '@jest/globals';
import {
  BookPlacesDocument,
  CompleteBookingDocument,
  RecordNoShowDocument,
  StartBookingDocument,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { createWorld } from '../../support/world.ts';
import { site } from '../land/sites.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';
import { booked, DAILY, held, look, of, published, room, ruled, slotsOn, taken, told } from './booking-steps.ts';

test('row 14, 甬爱e家: two stations with a battery-swap cabinet, a café and a rest area that are booked', async () => {
  await using world = await createWorld();
  const { street, station, riders, mall } = await world.alliance('甬爱e家', 'street', 'station', 'riders', 'mall');
  for (const name of ['浒山甬爱e家', '宗汉甬爱e家']) {
    await site(station, { name, kind: 'place.rider-home' });
    const cabinet = await published(station, `${name}换电柜`, { kind: 'EQUIPMENT' });
    await told(station, cabinet, {
      windows: [{ rrule: DAILY, opens: '00:00', closes: '24:00' }],
      slotMinutes: 30,
      capacity: 12,
    });
    // Round the clock, from the next half hour on.
    expect((await slotsOn(riders, cabinet, '2026-11-22')).length).toBe(48);
    const cafe = await published(station, `${name}咖啡吧`);
    await told(station, cafe, {
      windows: [{ rrule: DAILY, opens: '07:00', closes: '22:00' }],
      slotMinutes: 180,
      capacity: 20,
    });
    expect(await slotsOn(riders, cafe, '2026-11-22')).toEqual(
      ['07:00–10:00', '10:00–13:00', '13:00–16:00', '16:00–19:00', '19:00–22:00'].map((time) => `${time} 0/20`),
    );
    const rest = await published(station, `${name}休息区`);
    const nights = await told(station, rest, {
      windows: [{ rrule: DAILY, opens: '20:00', closes: '08:00' }],
      capacity: 6,
    });
    const night = there(nights.slots.nodes[0]);
    expect(night.period).toEqual({ start: '2026-11-21T20:00:00+08:00', end: '2026-11-22T08:00:00+08:00' });
    expect((await booked(riders, night.id, 4)).slot).toMatchObject({ capacity: 6, remaining: 2 });
    expect(await mall.refused(BookPlacesDocument, { slotId: night.id, count: 3, purpose: '夜班' })).toMatchObject({
      __typename: 'SlotFullError',
      remaining: 2,
    });
  }
  // It is where supply meets demand, too: a place of the café is promised by a match.
  const cafe = await published(station, '路演角');
  const { slots } = await told(station, cafe, {
    windows: [{ rrule: DAILY, opens: '14:00', closes: '16:00' }],
    capacity: 1,
  });
  const ends = { needId: await need(riders), offerId: await offer(station, { resourceId: cafe }) };
  const match = await proposal(street, { ...ends, slotId: there(slots.nodes[0]).id });
  await signed(station, riders, await agreed(station, riders, match));
  expect(await slotsOn(riders, cafe, '2026-11-21')).toEqual(['14:00–16:00 1/1']);
});

test('row 39, WE共享客厅: five shared rooms of 3,800 ㎡ in all, and how much of their time was used', async () => {
  await using world = await createWorld();
  const { town, dance, chess } = await world.alliance('慈城', 'town', 'dance', 'chess');
  const areas = ['1200', '900', '800', '500', '400'];
  const rooms: string[] = [];
  for (const [i, floorArea] of areas.entries()) {
    const name = `WE共享客厅${i + 1}号`;
    await site(town, { name, kind: 'place.living-room', floorArea });
    rooms.push(await room(town, name, { freeHours: 24 }));
  }
  const [sum] = await world.sql<{ places: number; square: string }>(
    'select count(*)::integer as places, trim_scale(sum(floor_area))::text as square from directory.place',
  );
  expect(sum).toEqual({ places: 5, square: '3800' });
  const [first, second] = [there(rooms[0]), there(rooms[1])];
  const at = (day: number, time: string) => world.clock.day(day, time);
  const times = [
    [9, 12],
    [14, 17],
    [18, 20],
  ] as const;
  const [from, to] = ['2026-11-22', '2026-11-23'];
  const two = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const bookings = [];
  for (const [start, end] of times) bookings.push(await taken(dance, first, at(1, two(start)), at(1, two(end))));
  const missed = await taken(chess, second, at(1, '09:00'), at(1, '10:00'));
  const lost = await taken(chess, second, at(2, '09:00'), at(2, '10:00'));

  for (const booking of bookings) {
    world.clock.set(there(booking.period.start));
    const { booking: begun } = await dance.do(StartBookingDocument, of(booking));
    world.clock.set(there(booking.period.end));
    await dance.do(CompleteBookingDocument, of(there(begun)));
  }
  await town.do(RecordNoShowDocument, of(missed));
  world.clock.set('2026-11-24T09:00:00+08:00');
  // Two days of 12.5 hours each: eight of 25 hours were used, and none of the other room.
  expect((await look(dance, first, { from, to })).utilisation).toEqual({
    usedHours: '8',
    bookableHours: '25',
    rate: '0.32',
    uses: 3,
    noShows: 0,
  });
  expect((await look(dance, second, { from, to })).utilisation).toEqual({
    usedHours: '0',
    bookableHours: '25',
    rate: '0',
    uses: 0,
    noShows: 1,
  });
  expect(lost.state).toBe('CONFIRMED');
  // Of slots the hours of all their places count.
  const table = await published(town, '棋牌桌');
  const { slots } = await told(town, table, {
    since: '2026-11-24',
    windows: [{ rrule: DAILY, opens: '13:00', closes: '15:00' }],
    capacity: 4,
  });
  const game = await booked(chess, there(slots.nodes[0]).id, 3);
  world.clock.set('2026-11-24T13:00:00+08:00');
  await chess.do(StartBookingDocument, of(game));
  world.clock.set('2026-11-24T16:00:00+08:00');
  expect((await look(chess, table, { from: '2026-11-24', to: '2026-11-24' })).utilisation).toMatchObject({
    ...{ usedHours: '6', bookableHours: '8', rate: '0.75' },
  });
});

test('row 96, 场所设施开放共享: a unit opens its sports ground to residents in windows, for alliances and up to so many a day', async () => {
  await using world = await createWorld();
  const { street, school, village, id: residents } = await world.alliance('社区共享', 'street', 'school', 'village');
  const other = await world.people.found('体育联盟', there(street.unit));
  for (const unit of [street, school]) await world.people.join(there(unit.unit), other);
  const players = globalId('alliance', other);
  const club = await world.people.unit('羽毛球俱乐部');
  await world.people.join(club, other);
  const sport = await world.people.actor(await world.people.post(club), club, other);

  const ground = await published(school, '操场', { visibility: 'PUBLIC' });
  await ruled(school, ground, { freeHours: 12 });
  await told(school, ground, {
    windows: [
      { rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', opens: '18:00', closes: '21:00' },
      { rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', opens: '08:00', closes: '20:00' },
    ],
    slotMinutes: 90,
    capacity: 60,
    perDay: 100,
    shares: [
      { allianceId: residents, reserved: 20 },
      { allianceId: players, atMost: 30 },
    ],
  });
  expect(await slotsOn(village, ground, '2026-11-23')).toEqual(['18:00–19:30 0/60', '19:30–21:00 0/60']);
  const [early, late] = (await look(village, ground)).slots.nodes.filter(({ period }) =>
    there(period.start).startsWith('2026-11-23'),
  );
  // The club's alliance has 30 places at most; of what is left 20 are kept for the residents'.
  expect(
    await sport.refused(BookPlacesDocument, { slotId: there(early).id, count: 31, purpose: '训练' }),
  ).toMatchObject({
    __typename: 'SlotFullError',
    remaining: 30,
  });
  await booked(sport, there(early).id, 30);
  expect((await booked(village, there(early).id, 30)).slot).toMatchObject({ taken: 60, remaining: 0 });
  // 60 of the 100 places of the day are taken.
  expect(
    await village.refused(BookPlacesDocument, { slotId: there(late).id, count: 41, purpose: '广场舞' }),
  ).toMatchObject({
    __typename: 'SlotFullError',
    remaining: 40,
  });
  expect((await held(village, there(late).id, 40)).state).toBe('HELD');
  expect(
    await street.refused(BookPlacesDocument, { slotId: there(late).id, count: 1, purpose: '广场舞' }),
  ).toMatchObject({
    remaining: 0,
  });
  using clock = world.clock.held();
  clock.pass({ minutes: 15 });
  // A hold that is over counts no more, in whichever slot of the day.
  expect((await booked(village, there(late).id, 40)).state).toBe('CONFIRMED');
  expect((await look(village, ground)).shares).toEqual([{ alliance: { id: residents }, atMost: null, reserved: 20 }]);
});
