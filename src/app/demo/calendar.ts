/** Days of the demonstration, relative to now, in Beijing time. */
import { dayInChina, instantInChina } from '../../domain/calendar.ts';
import type { Period } from '../../domain/period.ts';

const DAY_MS = 86_400_000;
const SATURDAY = 5;
const FIRST_HOUR = 9;
const WORKING_MINUTES = 7 * 60;

export const daysFrom = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** A time of day, so many days from now. */
export const atTime = (now: Date, days: number, time: string): Date =>
  instantInChina(dayInChina(daysFrom(now, days)), time);

/** While people are at work on that day; `part` from 0 to 1 says when. */
export function atWork(day: Date, part: number): Date {
  const minutes = FIRST_HOUR * 60 + Math.floor(part * WORKING_MINUTES);
  return new Date(instantInChina(dayInChina(day), '00:00').getTime() + minutes * 60_000);
}

/** Monday is 0. */
const weekday = (at: Date): number => (new Date(`${dayInChina(at)}T00:00:00Z`).getUTCDay() + 6) % 7;

/** On which days of a week something begins, and how many days later it ends. */
const spans = {
  WORKDAY: { first: [0, 1, 2, 3, 4], later: 0 },
  WEEKEND_DAY: { first: [5, 6], later: 0 },
  NIGHT: { first: [0, 1, 2, 3], later: 1 },
  WORKWEEK: { first: [0], later: 4 },
  WEEKEND: { first: [5], later: 1 },
  WORKNIGHTS: { first: [0], later: 5 },
  WEEKEND_NIGHTS: { first: [4], later: 3 },
} as const;

/** When in a week: from a time of its first day to a time of its last. */
export interface When {
  readonly days: keyof typeof spans;
  readonly from: string;
  readonly to: string;
}

/** That time in a week, counted from this one; `part` from 0 to 1 chooses among the days there are. */
export function inWeek(now: Date, week: number, { days, from, to }: When, part: number): Period {
  const { first, later } = spans[days];
  const day = week * 7 - weekday(now) + (first[Math.floor(part * first.length)] ?? 0);
  return { start: atTime(now, day, from), end: atTime(now, day + later, to) };
}

/** Evenings of the coming weekends, each a Saturday and its Sunday, the first at least two days from now. */
export function weekendEvenings(now: Date, weekends: number): Period[] {
  const saturday = 2 + ((SATURDAY - weekday(daysFrom(now, 2)) + 7) % 7);
  return Array.from({ length: weekends * 2 }, (_, i) => saturday + Math.floor(i / 2) * 7 + (i % 2)).map((day) => ({
    start: atTime(now, day, '18:30'),
    end: atTime(now, day, '21:00'),
  }));
}
