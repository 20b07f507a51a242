/**
 * When something is open, or to be had: windows that recur, seasons, statutory holidays and make-up workdays (法定节假日、调休),
 * exceptional days. Of places and of resources alike. Days and times of day are Beijing's, where no clock is ever put back.
 */
import { instantInChina } from '../calendar.ts';
import type { Period } from '../period.ts';
import { addDays, dayNumber, weekdayOf } from './days.ts';
import { recursOn, type Recurrence } from './recurrence.ts';

/** Times of day, as `08:30`. What closes no later than it opens closes on the day after; `24:00` is the end of the day. */
export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/** From one day of the year to another, both as `05-01` and both in it; it may go over the turn of the year. */
interface Season {
  readonly from: string;
  readonly to: string;
}

export interface Window extends Hours {
  readonly recurrence: Recurrence;
  readonly season: Season | null;
  /** Its first day, from which the rule counts, and its last; null for any. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** Days of their own, the last included: these hours instead of whatever the rules say, or none at all. */
interface ExceptionalDays {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: readonly Hours[];
}

export type OnHolidays = 'CLOSED' | 'AS_SUNDAY' | 'AS_USUAL';
export type OnMakeUpDays = 'AS_WEEKDAY' | 'AS_USUAL';

export interface Timetable<W extends Window = Window> {
  readonly windows: readonly W[];
  readonly onHolidays: OnHolidays;
  readonly onMakeUpDays: OnMakeUpDays;
  /** No two on one day. */
  readonly exceptions: readonly ExceptionalDays[];
}

/** What the State Council's notices say, and the first day of which none says anything. */
export interface StatutoryCalendar {
  readonly days: ReadonlyMap<string, 'HOLIDAY' | 'MAKE_UP'>;
  readonly knownBefore: string;
}

/** Whether holidays and make-up days make no difference. */
const isAsUsual = ({ onHolidays, onMakeUpDays }: Timetable): boolean =>
  onHolidays === 'AS_USUAL' && onMakeUpDays === 'AS_USUAL';

/** Timetables one after the other, each from a day on; the first may hold from ever on. Before the first there is none. */
interface Span<T extends Timetable = Timetable> {
  readonly from: string | null;
  readonly timetable: T;
}
export type Schedule<T extends Timetable = Timetable> = readonly Span<T>[];

/** The timetable that holds on that day. */
export const timetableOn = <T extends Timetable>(schedule: Schedule<T>, day: string): T | null =>
  schedule.findLast(({ from }) => from === null || from <= day)?.timetable ?? null;

/** From some day on, before another. */
export interface Days {
  readonly from: string;
  readonly before: string;
}

/** Whether holidays and make-up days never make a difference. */
export const isAlwaysAsUsual = (schedule: Schedule): boolean => schedule.every(({ timetable }) => isAsUsual(timetable));

/** The first day of which is not known when it is open, up to the day `horizon`: holidays are known as far as there is a notice. */
export function knownBefore(schedule: Schedule, calendar: StatutoryCalendar, horizon: string): string {
  return isAlwaysAsUsual(schedule) || horizon < calendar.knownBefore ? horizon : calendar.knownBefore;
}

/** When it is open from the beginning of the day `from` to that of `before`, earliest first; what touches is one. */
export function openings(schedule: Schedule, calendar: StatutoryCalendar, { from, before }: Days): Period[] {
  const found: Period[] = [];
  // What opened the day before may still be open.
  for (let day = addDays(from, -1); day < before; day = addDays(day, 1)) {
    const timetable = timetableOn(schedule, day);
    if (timetable === null) continue;
    for (const hours of hoursOn(timetable, calendar, day)) found.push(periodOf(day, hours));
  }
  const [start, end] = [instantInChina(from, '00:00'), instantInChina(before, '00:00')];
  const within = found
    .map((one) => ({ start: one.start < start ? start : one.start, end: end < one.end ? end : one.end }))
    .filter((one) => one.start < one.end);
  return merged(within);
}

/** What opens on that day. */
export function hoursOn<W extends Window>(
  timetable: Timetable<W>,
  calendar: StatutoryCalendar,
  day: string,
): readonly (W | Hours)[] {
  const exception = timetable.exceptions.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
  if (exception !== undefined) return exception.hours;
  const like = standIn(timetable, calendar, day);
  if (like === null) return [];
  return timetable.windows.filter(
    ({ recurrence, season, firstDay, lastDay }) =>
      (firstDay === null || firstDay <= day) &&
      (lastDay === null || day <= lastDay) &&
      (season === null || isIn(season, day.slice(5))) &&
      recursOn(recurrence, firstDay ?? ANY_MONDAY, day, like),
  );
}

/** Rules that do not say when they begin count from here; which day it is makes no difference to them. */
const ANY_MONDAY = '2000-01-03';

/**
 * The day whose rules hold on that day; null where none do. A holiday is as the Sunday of its week. The notices do not say
 * of which weekday a make-up day is: a Saturday is as the Friday before it, a Sunday as the Monday after it.
 */
function standIn({ onHolidays, onMakeUpDays }: Timetable, { days }: StatutoryCalendar, day: string): string | null {
  const kind = days.get(day);
  const weekday = weekdayOf(day);
  if (kind === 'HOLIDAY' && onHolidays === 'CLOSED') return null;
  if (kind === 'HOLIDAY' && onHolidays === 'AS_SUNDAY') return addDays(day, 7 - weekday);
  if (kind === 'MAKE_UP' && onMakeUpDays === 'AS_WEEKDAY' && weekday > 5) return addDays(day, weekday === 6 ? -1 : 1);
  return day;
}

const isIn = ({ from, to }: Season, date: string): boolean =>
  from <= to ? from <= date && date <= to : from <= date || date <= to;

const DAY_MINUTES = 1440;

/** What opens on that day at these hours. */
export function periodOf(day: string, { opens, closes }: Hours): Period {
  const start = instantInChina(day, opens);
  const minutes = minutesOf(closes) - minutesOf(opens);
  return { start, end: new Date(start.getTime() + (minutes > 0 ? minutes : minutes + DAY_MINUTES) * 60_000) };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The same times, each in one period only. */
function merged(periods: readonly Period[]): Period[] {
  const all: Period[] = [];
  for (const next of periods.toSorted((a, b) => a.start.getTime() - b.start.getTime())) {
    const last = all.at(-1);
    if (last === undefined || last.end < next.start) all.push(next);
    else if (last.end < next.end) all[all.length - 1] = { start: last.start, end: next.end };
  }
  return all;
}

/** How many days the exceptional ones are. */
export const lengthOf = ({ firstDay, lastDay }: Pick<ExceptionalDays, 'firstDay' | 'lastDay'>): number =>
  dayNumber(lastDay) - dayNumber(firstDay) + 1;
