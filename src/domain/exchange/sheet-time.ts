/** Days and times as people write them in sheets, in China's time, and as they are written for them. */
import { instantInChina, isOfCalendar, minuteInChina, parseInstant } from '../calendar.ts';

const WRITTEN =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}(?:\.\d{1,3})?))?[分秒]?)?$/;

const DAY_MS = 86_400_000;

/**
 * The instant: RFC 3339, or a day with or without a time of day. `isEnd`: of a day alone it is the end. Null where it is none
 * of the years 2000 to 2100.
 */
export function timeOf(text: string, isEnd: boolean): Date | null {
  const exact = parseInstant(text);
  if (exact !== null) return exact;
  const [all, year = '', month = '', date = '', hour, minute = '0', second = '0'] =
    WRITTEN.exec(text.normalize('NFKC')) ?? [];
  if (all === undefined) return null;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const isYear = Number(year) >= 2000 && Number(year) <= 2100;
  if (!isYear || !isOfCalendar(day) || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) >= 60)
    return null;
  const midnight = instantInChina(day, '00:00').getTime();
  if (hour === undefined) return new Date(isEnd ? midnight + DAY_MS : midnight);
  return new Date(midnight + Math.round(((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000));
}

/** As it is read again: to the minute, or as exactly as it is. */
export function timeInSheet(at: Date): string {
  const rest = at.getTime() % 60_000;
  if (rest === 0) return minuteInChina(at);
  const [whole, ms] = [Math.floor(rest / 1000), rest % 1000] as const;
  const seconds = String(whole).padStart(2, '0');
  return `${minuteInChina(at)}:${seconds}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}`;
}
