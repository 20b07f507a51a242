import type { Machine } from '../lifecycle.ts';
import type { BookingRule } from './booking-rule.ts';

export type BookingState = 'HELD' | 'CONFIRMED' | 'IN_USE' | 'COMPLETED' | 'CANCELLED' | 'NO_SHOW' | 'EXPIRED';

const anew = {
  zh: '如仍需要，请重新预约（bookSlot、bookPeriod）。',
  en: 'If it is still needed, book again (bookSlot, bookPeriod).',
};

/**
 * A booking (预约) of places in a slot, or of a whole resource for a time: held for somebody who has not decided, or while an
 * agreement waits for signatures; confirmed; in use from when somebody came.
 */
export const bookingMachine: Machine<BookingState> = {
  kind: 'booking',
  start: ['HELD', 'CONFIRMED'],
  transitions: {
    HELD: ['CONFIRMED', 'CANCELLED', 'EXPIRED'],
    CONFIRMED: ['IN_USE', 'CANCELLED', 'NO_SHOW'],
    IN_USE: ['COMPLETED'],
    COMPLETED: [],
    CANCELLED: [],
    NO_SHOW: [],
    EXPIRED: [],
  },
  words: {
    HELD: {
      is: { zh: '已暂留', en: 'is held' },
      wayOut: {
        zh: '请先确认（confirmBooking）；属于协议的，请先签署其协议（signAgreement）。',
        en: 'Confirm it first (confirmBooking), or sign its agreement where it has one (signAgreement).',
      },
    },
    CONFIRMED: {
      is: { zh: '已确认', en: 'is confirmed' },
      wayOut: {
        zh: '到时请签到（startBooking）；如不再需要，请取消预约（cancelBooking）。',
        en: 'Start it when its time has come (startBooking); if it is no longer needed, cancel it (cancelBooking).',
      },
    },
    IN_USE: {
      is: { zh: '使用中', en: 'is in use' },
      wayOut: { zh: '用完后请办结（completeBooking）。', en: 'Complete it when it is over (completeBooking).' },
    },
    COMPLETED: { is: { zh: '已使用完毕', en: 'is completed' }, wayOut: anew },
    CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: anew },
    NO_SHOW: { is: { zh: '已登记爽约', en: 'is recorded as not shown up for' }, wayOut: anew },
    EXPIRED: { is: { zh: '暂留已到时', en: 'was held for longer than it may be' }, wayOut: anew },
  },
};

interface Held {
  readonly state: BookingState;
  readonly heldUntil?: Date | null | undefined;
}

/** The state at that instant: from when a hold has timed out it holds nothing, whether or not somebody wrote that down. */
export const stateAt = ({ state, heldUntil }: Held, now: Date): BookingState =>
  state === 'HELD' && heldUntil != null && heldUntil <= now ? 'EXPIRED' : state;

const MINUTE = 60_000;

const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

/** Until when a booking is held: as long as the rule says, and never beyond its beginning. */
export function holdUntil({ holdMinutes }: BookingRule, now: Date, start: Date): Date {
  const end = after(now, holdMinutes);
  return end < start ? end : start;
}

/** Until when whoever booked may give it up. */
export const freeUntil = ({ freeHours }: BookingRule, start: Date): Date => after(start, -60 * freeHours);

/** From when its use may begin. */
export const startsFrom = ({ startMinutes }: BookingRule, start: Date): Date => after(start, -startMinutes);

/** From when nobody is waited for. */
export const missedFrom = ({ noShowMinutes }: BookingRule, start: Date): Date => after(start, noShowMinutes);

/** What is said of a slot (时段) that has begun. */
export const begun = {
  state: 'BEGUN',
  is: { zh: '已开始', en: 'has begun' },
  wayOut: {
    zh: '请另选时段；所涉撮合可婉拒、未生效的协议可取消，再以其他时段重新推荐。',
    en: 'Choose another slot: decline its match or cancel its agreement, and have it proposed anew.',
  },
} as const;

/** What is said of a booking whose time is over. */
export const over = {
  state: 'OVER',
  is: { zh: '的时间已过', en: 'is of a time that is over' },
  wayOut: {
    zh: '请另行预约；未到场的由资源方登记爽约（recordNoShow）。',
    en: 'Book another time; that nobody came is recorded by the owner (recordNoShow).',
  },
} as const;

/** What is said of a booking for which it is too early, with the time from when it is not. */
export const tooEarly = (from: string) =>
  ({
    state: 'NOT_YET',
    is: { zh: '尚未到时', en: 'is not due yet' },
    wayOut: { zh: `请于 ${from}（北京时间）起再试。`, en: `Try again from ${from} on, Beijing time.` },
  }) as const;
