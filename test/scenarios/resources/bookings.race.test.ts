/** Bookings that are wanted at once: exactly as many win as there is room for, and the others are told what came first. */
import { expect, test } from '@jest/globals';
import {
  BookPeriodDocument,
  BookPlacesDocument,
  BookSlotDocument,
  CompleteBookingDocument,
  ConfirmBookingDocument,
  GiveUpBookingDocument,
  RecordNoShowDocument,
  StartBookingDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { slots, there } from '../story.ts';
import { booked, DAILY, held, of, published, room, ruled, slotsOn, told } from './booking-steps.ts';

const UNITS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

interface Answered {
  readonly booking: { readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const codes = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).sort();

const wins = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ booking }) => (booking === null ? [] : [booking.state])).sort();

test('of 400 attempts at 10 places exactly 10 get one', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('商圈联盟', 'owner', ...UNITS);
  const evening = { start: world.clock.day(1, '18:30'), end: world.clock.day(1, '21:00') };
  const { slotIds } = await slots(alliance.owner, [evening], 10);
  const slotId = there(slotIds[0]);
  // Places that are held no more are there to be had.
  using clock = world.clock.held();
  await held(alliance.owner, slotId, 10);
  clock.pass({ minutes: 15 });

  // Forty at a time, ten times each.
  const crowd = Array.from({ length: 40 }, async (_, i) => {
    const unit = alliance[UNITS[i % UNITS.length] ?? 'a'];
    const answered = [];
    for (let n = 0; n < 10; n += 1)
      answered.push(await unit.act(BookSlotDocument, { slotId, count: 1, purpose: '抢' }));
    return answered;
  });
  const answers = (await Promise.all(crowd)).flat();
  expect(answers).toHaveLength(400);
  expect(answers.filter(({ booking }) => booking !== null)).toHaveLength(10);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['SLOT_FULL']),
  );
  expect(await world.sql('select taken from exchange.slot')).toEqual([{ taken: 10 }]);
  expect(await world.sql("select count(*)::integer as n from exchange.booking where state = 'CONFIRMED'")).toEqual([
    { n: 10 },
  ]);
});

test('a hold that is confirmed at the instant at which somebody else takes its place is one or the other', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'mall', 'community', 'power');
  const times = Array.from({ length: 6 }, (_, i) => ({
    start: world.clock.day(i + 1, '18:30'),
    end: world.clock.day(i + 1, '21:00'),
  }));
  const { slotIds } = await slots(mall, times, 1);
  for (const [i, slotId] of slotIds.entries()) {
    using clock = world.clock.held();
    const booking = await held(community, slotId);
    // The one asks a moment before the hold is over, the other when it is; both are answered in whatever order.
    clock.pass({ minutes: 14, seconds: 59 });
    const confirming = community.act(ConfirmBookingDocument, of(booking));
    clock.pass({ seconds: i % 2 });
    const answers = await Promise.all([confirming, power.act(BookPlacesDocument, { slotId, count: 1, purpose: '抢' })]);
    expect(wins(answers)).toEqual(['CONFIRMED']);
    expect(codes(answers)).toEqual([answers[0].booking === null ? 'WRONG_STATE' : 'SLOT_FULL']);
  }
  expect(await world.sql('select distinct taken from exchange.slot')).toEqual([{ taken: 1 }]);
});

test('what is cancelled and started at once is one of the two', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const { resourceId, slotIds } = await slots(
    mall,
    [{ start: world.clock.day(0, '09:20'), end: world.clock.day(0, '10:00') }],
    10,
  );
  await ruled(mall, resourceId, { freeHours: 0 });
  for (let i = 0; i < 6; i += 1) {
    const booking = await booked(community, there(slotIds[0]));
    const answers = await Promise.all([
      community.act(GiveUpBookingDocument, of(booking)),
      mall.act(StartBookingDocument, of(booking)),
    ]);
    expect(wins(answers)).toHaveLength(1);
    expect(codes(answers)).toEqual(['WRONG_STATE']);
  }
  const [row] = await world.sql<{ taken: number; used: number }>(
    "select s.taken, (select count(*)::integer from exchange.booking where state = 'IN_USE') as used from exchange.slot s",
  );
  expect(row?.taken).toBe(row?.used);
});

test('who is recorded as not come while somebody starts or completes it is one or the other', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const { slotIds } = await slots(mall, [{ start: world.clock.day(0, '09:20'), end: world.clock.day(0, '11:00') }], 20);
  const slotId = there(slotIds[0]);
  const all = [];
  for (let i = 0; i < 6; i += 1) all.push(await booked(community, slotId));
  world.clock.pass({ minutes: 40 });
  for (const booking of all) {
    const answers = await Promise.all([
      mall.act(RecordNoShowDocument, of(booking)),
      community.act(StartBookingDocument, of(booking)),
    ]);
    expect(wins(answers)).toHaveLength(1);
    expect(codes(answers)).toEqual(['WRONG_STATE']);
    const begun = answers[1].booking;
    if (begun === null) continue;
    const ends = await Promise.all([
      mall.act(RecordNoShowDocument, of(begun)),
      community.act(CompleteBookingDocument, of(begun)),
    ]);
    expect(wins(ends)).toEqual(['COMPLETED']);
    expect(codes(ends)).toEqual(['WRONG_STATE']);
  }
});

test('of many who want a room at times that overlap one gets it, and the others are told when it is free', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('商圈联盟', 'owner', ...UNITS);
  const resourceId = await room(alliance.owner, '共享客厅');
  const attempts = Array.from({ length: 24 }, (_, i) => {
    const [from, to] = [10 + (i % 3), 13 + (i % 3)];
    const period = { start: world.clock.day(1, `${from}:00`), end: world.clock.day(1, `${to}:00`) };
    return alliance[UNITS[i % UNITS.length] ?? 'a'].act(BookPeriodDocument, { resourceId, period, purpose: '抢' });
  });
  const answers = await Promise.all(attempts);
  expect(wins(answers)).toEqual(['CONFIRMED']);
  const [winner] = answers.flatMap(({ booking }) => (booking === null ? [] : [booking]));
  const { start, end } = there(winner).period;
  const refused = answers.flatMap(({ userErrors }) => userErrors);
  expect(refused).toHaveLength(23);
  for (const one of refused) {
    expect(one).toMatchObject({
      __typename: 'PeriodNotFreeError',
      free: [
        { start: '2026-11-22T08:30:00+08:00', end: start },
        { start: end, end: '2026-11-22T21:00:00+08:00' },
      ],
    });
  }
});

test('places of a day, and those kept for others, are given to no more than there are', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('商圈联盟', 'owner', ...UNITS);
  const resourceId = await published(alliance.owner, '操场', { visibility: 'PUBLIC' });
  const { slots: laid } = await told(alliance.owner, resourceId, {
    windows: [
      { rrule: DAILY, opens: '18:00', closes: '19:00' },
      { rrule: DAILY, opens: '19:00', closes: '20:00' },
    ],
    capacity: 10,
    perDay: 12,
    shares: [{ allianceId: alliance.id, atMost: 8 }],
  });
  const ids = laid.nodes.slice(0, 2).map(({ id }) => id);
  const answers = await Promise.all(
    Array.from({ length: 48 }, (_, i) =>
      alliance[UNITS[i % UNITS.length] ?? 'a'].act(BookPlacesDocument, {
        slotId: there(ids[i % 2]),
        count: 1,
        purpose: '抢',
      }),
    ),
  );
  expect(wins(answers)).toHaveLength(12);
  expect(new Set(codes(answers))).toEqual(new Set(['SLOT_FULL']));
  const [row] = await world.sql<{ sum: number; most: number }>(
    'select sum(taken)::integer as sum, max(taken) as most from exchange.slot',
  );
  expect(row?.sum).toBe(12);
  expect(there(row).most).toBeLessThanOrEqual(8);
  expect((await slotsOn(alliance.owner, resourceId, '2026-11-21')).length).toBe(2);
});
