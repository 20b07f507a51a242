/** Days as they are counted in China: Asia/Shanghai, UTC+8, no daylight saving time. */

const OFFSET_MS = 8 * 3_600_000;

const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2100-12-31';

/** RFC 3339, section 5.6, without leap seconds: no clock here counts them. */
const RFC_3339 = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,9})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** Whether the text is a day that the calendar has, of the years 2000 to 2100. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isInRange(text) && isOfCalendar(text);
}

/** The instant that an RFC 3339 text names, of the years 2000 to 2100 in China; null where it names none. */
export function parseInstant(text: string): Date | null {
  const [, day] = RFC_3339.exec(text) ?? [];
  if (day === undefined || !isOfCalendar(day)) return null;
  const at = new Date(text);
  return isInRange(dayInChina(at)) ? at : null;
}

const isInRange = (day: string): boolean => day >= FIRST_DAY && day <= LAST_DAY;

/** Whether the text is a day of any year that the calendar has: dates that no month has roll over into the next one. */
export function isOfCalendar(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** The calendar day of an instant, ISO 8601. */
export function dayInChina(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant of a time of day on a calendar day, e.g. `19:30` on `2026-11-21`. */
export function instantInChina(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

/** An instant in RFC 3339 with the offset of Beijing, as answers carry it. */
export function instantText(at: Date): string {
  return `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** An instant as people say it, to the minute, e.g. `2026-11-21 19:30`. */
export function minuteInChina(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
