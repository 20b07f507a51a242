/** Days of the demonstration, relative to now, in Beijing time. */
import { dayInChina, instantInChina } from '../../domain/calendar.ts';
import type { Period } from '../../domain/period.ts';

const DAY_MS = 86_400_000;
const SATURDAY = 6;

export const daysFrom = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** From one time of day to another, so many days from now. */
export function onDay(now: Date, days: number, from: string, to: string): Period {
  const day = dayInChina(daysFrom(now, days));
  return { start: instantInChina(day, from), end: instantInChina(day, to) };
}

/** Evenings of the coming weekends, Saturdays and Sundays, beginning at least two days from now. */
export function weekendEvenings(now: Date, weekends: number): Period[] {
  const evenings: Period[] = [];
  for (let days = 2; evenings.length < weekends * 2; days += 1) {
    const weekday = new Date(`${dayInChina(daysFrom(now, days))}T00:00:00Z`).getUTCDay();
    if (weekday === SATURDAY || weekday === 0) evenings.push(onDay(now, days, '18:30', '21:00'));
  }
  return evenings;
}
