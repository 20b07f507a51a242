/** What is played of bookings, and on what. */
import fc from 'fast-check';
import { DAILY, published, ruled, told } from '../../scenarios/resources/booking-steps.ts';
import { slots } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import { cast } from '../matching/play.ts';
import { after, recent, UNITS } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import type { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { complete, confirm, giveUp, miss, place, room, start } from './commands.ts';
import { BookingModel, OWNER, RULE, type Bookable } from './model.ts';

export const moves: readonly fc.Arbitrary<Move<BookingModel>>[] = [
  ...[place, place, place, room, room],
  ...[confirm, confirm, giveUp, start, start, complete, miss],
];

const commands: readonly fc.Arbitrary<Command<BookingModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  ...[1, 2].map(() =>
    fc
      .record({ minutes: fc.constantFrom(5, 10, 15, 30, 60, 240), chores: fc.subarray(['tidyHolds' as const]) })
      .map(({ minutes, chores }) => new TimeCommand(minutes, chores)),
  ),
];

const CAPACITY = 3;

/** Three times of a hall, soon and later, and a room that is open from nine to nine. */
export async function bookable(real: Real): Promise<Bookable> {
  const { clock } = real.world;
  const owner = real.actor(OWNER);
  const times = [45, 300, 1_500].map((minutes) => ({
    start: after(clock.now(), minutes),
    end: after(clock.now(), minutes + 90),
  }));
  const periods = times.map((time) => ({ start: time.start.toISOString(), end: time.end.toISOString() }));
  const { resourceId, slotIds } = await slots(owner, periods, CAPACITY);
  await ruled(owner, resourceId, RULE);
  const roomId = await published(owner, '共享客厅');
  await ruled(owner, roomId, { mode: 'PERIODS', ...RULE });
  const windows = [{ rrule: DAILY, opens: '09:00', closes: '21:00' }];
  await told(owner, roomId, { since: clock.day(0, '00:00').slice(0, 10), windows });
  return {
    ...{ resourceId, roomId },
    slots: times.map((time, i) => ({ id: slotIds[i] ?? '', version: 1, capacity: CAPACITY, ...time })),
    units: Object.fromEntries(UNITS.map((name) => [name, real.actor(name).unitId])),
  };
}

export function bookingPlay(world: World): Play<BookingModel> {
  return {
    commands,
    stage: async () => {
      const real = await cast(world);
      return { real, model: new BookingModel(world.clock.now(), await bookable(real)) };
    },
  };
}
