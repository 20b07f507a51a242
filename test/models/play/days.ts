/** Days in Beijing, as models count them. */
const EAST = 8 * 3_600_000;
const DAY = 86_400_000;

/** The day in Beijing, so many days later. */
export const dayOf = (now: Date, later = 0): string =>
  new Date(now.getTime() + EAST + later * DAY).toISOString().slice(0, 10);

/** The number of a day's week, from Monday on: the first of January 1970 was a Thursday. */
export const weekOf = (day: string): number => Math.floor((Date.parse(`${day}T00:00:00Z`) / DAY + 3) / 7);
