/** Commands on bookings: places held and booked, a room booked as a whole, and what becomes of both. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import type { Mutation, Sent } from '../play/sending.ts';
import { meant, nth, type Things } from '../play/things.ts';
import { after, recent, stale, when } from '../matching/words.ts';
import { OWNER, RULE, type Booking, type BookingModel, type BookingState } from './model.ts';

type Command = fc.Arbitrary<Move<BookingModel>>;

const unit = fc.constantFrom('community', 'power', OWNER);

const placing = { bookSlot: 'CONFIRMED', holdSlot: 'HELD' } as const;

export const place: Command = fc
  .record({
    by: unit,
    mutation: fc.constantFrom<(keyof typeof placing)[]>('bookSlot', 'holdSlot', 'holdSlot'),
    slot: fc.nat({ max: 2 }),
    count: fc.constantFrom(1, 2, 3),
  })
  .map(({ by, mutation, slot: index, count }) => ({
    said: `${mutation}(${by}, slot ${index}, ${count})`,
    sent: (things) => {
      const slot = nth(things.all('slot'), index);
      return slot === null ? null : { by, mutation, input: { slotId: slot.id, count, purpose: '活动' } };
    },
    foreseen: (model) => {
      const slot = meant(model.what.slots, index);
      const { start, end } = slot;
      return {
        refusals: [
          ...(start > model.now ? [] : ['INVALID_INPUT', 'WRONG_STATE']),
          ...when(count > slot.capacity - model.taken(slot), 'SLOT_FULL'),
        ],
        done: ({ made }) => {
          const until = new Date(Math.min(after(model.now, RULE.holdMinutes).getTime(), start.getTime()));
          const heldUntil = mutation === 'holdSlot' ? until : null;
          const of = { unit: by, slot, start, end, count, heldUntil, state: placing[mutation] };
          model.bookings.push({ id: made?.id ?? '', version: 1, ...of });
        },
      };
    },
  }));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When a day begins in Beijing. */
const EAST = 8 * HOUR;
const OPENS = 9;
const CLOSES = 21;

/** So many days from now, at that hour in Beijing. */
const at = (now: Date, days: number, hour: number): Date =>
  new Date(Math.floor((now.getTime() + EAST) / DAY) * DAY - EAST + days * DAY + hour * HOUR);

/** The room is open from nine to nine. */
export const room: Command = fc
  .record({
    by: unit,
    days: fc.nat({ max: 1 }),
    from: fc.integer({ min: OPENS - 1, max: CLOSES - 1 }),
    hours: fc.constantFrom(1, 2, 4),
  })
  .map(({ by, days, from, hours }) => ({
    said: `bookPeriod(${by}, in ${days} days, ${from}:00 for ${hours} hours)`,
    sent: (things) => {
      const resource = nth(things.all('resource'), 0);
      if (resource === null) return null;
      const period = {
        start: at(things.now, days, from).toISOString(),
        end: at(things.now, days, from + hours).toISOString(),
      };
      return { by, mutation: 'bookPeriod', input: { resourceId: resource.id, period, purpose: '活动' } };
    },
    foreseen: (model) => {
      const [start, end] = [at(model.now, days, from), at(model.now, days, from + hours)];
      const isOpen = from >= OPENS && from + hours <= CLOSES;
      return {
        refusals: [
          ...when(start <= model.now, 'INVALID_INPUT'),
          ...when(!isOpen || !model.isFree(start, end), 'PERIOD_NOT_FREE'),
        ],
        done: ({ made }) => {
          const of = { unit: by, slot: null, start, end, count: 1, heldUntil: null, state: 'CONFIRMED' as const };
          model.bookings.push({ id: made?.id ?? '', version: 1, ...of });
        },
      };
    },
  }));

interface Drawn {
  readonly who: 'booker' | 'owner' | 'other';
  readonly index: number;
  readonly off: number;
}

const drawn = { who: fc.constantFrom<Drawn['who'][]>('booker', 'booker', 'owner', 'other'), index: recent, off: stale };

/** Whoever booked; where no model says who that was, another. */
const byOf = ({ who }: Drawn, booking: object): string => {
  if (who === 'booker' && 'unit' in booking) return String(booking.unit);
  return who === 'other' ? 'power' : OWNER;
};

function onBooking(mutation: Mutation, answer: Drawn, things: Things, more: Sent['input'] = {}): Sent | null {
  const booking = nth(things.all('booking'), answer.index);
  if (booking === null) return null;
  const input = { bookingId: booking.id, expectedVersion: booking.version + answer.off, ...more };
  return { by: byOf(answer, booking), mutation, input };
}

const saidOf = ({ who, index, off }: Drawn): string =>
  `booking ${index} by the ${who}${off === 0 ? '' : ', another version'}`;

/** What speaks against it whatever is to become of the booking. */
function against(
  model: BookingModel,
  booking: Booking,
  answer: Drawn,
  to: BookingState,
  from: readonly BookingState[],
) {
  const by = byOf(answer, booking);
  const state = model.stateOf(booking);
  return [
    // Who does not see it is told that it is not there.
    ...(by === booking.unit || by === OWNER ? [] : ['FORBIDDEN', 'NOT_FOUND']),
    ...when(!from.includes(state), state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
    ...when(answer.off !== 0, 'VERSION_CONFLICT'),
  ];
}

export const confirm: Command = fc.record(drawn).map((answer) => ({
  said: `confirm(${saidOf(answer)})`,
  sent: (things) => onBooking('confirmBooking', answer, things),
  foreseen: (model) => {
    const booking = meant(model.bookings, answer.index);
    return {
      refusals: [
        ...against(model, booking, answer, 'CONFIRMED', ['HELD']),
        ...when(byOf(answer, booking) !== booking.unit, 'FORBIDDEN'),
      ],
      done: () => model.write(booking, 'CONFIRMED'),
    };
  },
}));

export const giveUp: Command = fc.record({ ...drawn, isSaidWhy: fc.boolean() }).map(({ isSaidWhy, ...answer }) => ({
  said: `cancel(${saidOf(answer)}${isSaidWhy ? ', saying why' : ''})`,
  sent: (things) => onBooking('cancelBooking', answer, things, isSaidWhy ? { reason: '设备检修' } : {}),
  foreseen: (model) => {
    const booking = meant(model.bookings, answer.index);
    const isLate = booking.state === 'CONFIRMED' && model.now >= after(booking.start, -60 * RULE.freeHours);
    return {
      refusals: [
        ...against(model, booking, answer, 'CANCELLED', ['HELD', 'CONFIRMED']),
        ...when(isLate && byOf(answer, booking) !== OWNER, 'FORBIDDEN'),
        ...when(isLate && !isSaidWhy, 'INVALID_INPUT'),
      ],
      done: () => model.write(booking, 'CANCELLED'),
    };
  },
}));

export const start: Command = fc.record(drawn).map((answer) => ({
  said: `start(${saidOf(answer)})`,
  sent: (things) => onBooking('startBooking', answer, things),
  foreseen: (model) => {
    const booking = meant(model.bookings, answer.index);
    const isDue = model.now >= after(booking.start, -RULE.startMinutes) && model.now < booking.end;
    return {
      refusals: [...against(model, booking, answer, 'IN_USE', ['CONFIRMED']), ...when(!isDue, 'WRONG_STATE')],
      done: () => model.write(booking, 'IN_USE'),
    };
  },
}));

export const complete: Command = fc.record(drawn).map((answer) => ({
  said: `complete(${saidOf(answer)})`,
  sent: (things) => onBooking('completeBooking', answer, things),
  foreseen: (model) => {
    const booking = meant(model.bookings, answer.index);
    return {
      refusals: against(model, booking, answer, 'COMPLETED', ['IN_USE']),
      done: () => model.write(booking, 'COMPLETED'),
    };
  },
}));

export const miss: Command = fc.record(drawn).map((answer) => ({
  said: `recordNoShow(${saidOf(answer)})`,
  sent: (things) => onBooking('recordNoShow', answer, things),
  foreseen: (model) => {
    const booking = meant(model.bookings, answer.index);
    return {
      refusals: [
        ...against(model, booking, answer, 'NO_SHOW', ['CONFIRMED']),
        ...when(byOf(answer, booking) !== OWNER, 'FORBIDDEN'),
        ...when(model.now < after(booking.start, RULE.noShowMinutes), 'WRONG_STATE'),
      ],
      done: () => model.write(booking, 'NO_SHOW'),
    };
  },
}));
