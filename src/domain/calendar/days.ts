/** Days as numbers, so that they can be counted: days since 1970-01-01, which was a Thursday. */

const DAY_MS = 86_400_000;

/** ISO 8601: Monday 1 to Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export const dayText = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayText(dayNumber(day) + days);

export const weekdayOf = (day: string): Weekday => (modulo(dayNumber(day) + 3, 7) + 1) as Weekday;

interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly date: number;
}

export function partsOf(day: string): Parts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, date };
}

export const daysInMonth = ({ year, month }: Parts): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The remainder that is never negative. */
export const modulo = (value: number, by: number): number => ((value % by) + by) % by;
