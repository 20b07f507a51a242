/** Days as they are counted in China: Asia/Shanghai, UTC+8, no daylight saving time. */

const OFFSET_MS = 8 * 3_600_000;

/** The calendar day of an instant, ISO 8601. */
export function dayInChina(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant of a time of day on a calendar day, e.g. `19:30` on `2026-11-21`. */
export function instantInChina(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

/** An instant as people say it, to the minute, e.g. `2026-11-21 19:30`. */
export function minuteInChina(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
