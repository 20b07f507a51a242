/** Validity as PostgreSQL spells a `tstzrange`: half-open, open at the end until something ends it. */

export function validFrom(start: Date): string {
  return `["${start.toISOString()}",)`;
}

/** From the start up to the end, which no longer belongs to it; open where there is none. */
export function validBetween(start: Date, end: Date | null): string {
  return end === null ? validFrom(start) : `["${start.toISOString()}","${end.toISOString()}")`;
}

/** No time at all: what ended before it began. */
export const NEVER = 'empty';

/**
 * The same range, ended: the instant itself no longer belongs to it. Where it ended before it stays as it is, and where it
 * has not begun, be it by a clock that is behind, nothing is left of it.
 */
export function endedAt(range: string, end: Date): string {
  if (range === NEVER) return NEVER;
  const [lower = '[', upper = ')'] = range.split(',');
  if (end <= instantOf(lower)) return NEVER;
  return instantOf(upper) <= end ? range : `${lower},"${end.toISOString()}")`;
}

/** A bound as PostgreSQL or we spell it; an invalid date, which compares to nothing, for none. */
const instantOf = (bound: string): Date => new Date(bound.replace(/["[\]()]/g, ''));

/** Days from that one on, as PostgreSQL spells a `daterange`. */
export function daysFrom(day: string): string {
  return `[${day},)`;
}

/** Whether a range of days as PostgreSQL spells it, from a day it holds up to one that it does not, has the day in it. */
export function holdsOn(range: string, day: string): boolean {
  if (range === NEVER) return false;
  const [from, to] = daysOf(range);
  return (from === '' || from <= day) && (to === '' || day < to);
}

/** The same range, ended: the day itself no longer belongs to it. Where it ended before it stays as it is. */
export function endedOn(range: string, day: string): string {
  if (range === NEVER) return NEVER;
  const [from, to] = daysOf(range);
  if (to !== '' && to <= day) return range;
  if (from !== '' && day <= from) return NEVER;
  return from === '' ? `(,${day})` : `[${from},${day})`;
}

/** The day on which it is no more; null while it goes on. */
export function endOf(range: string): string | null {
  return daysOf(range)[1] || null;
}

function daysOf(range: string): readonly [from: string, to: string] {
  const [from = '', to = ''] = range.slice(1, -1).split(',');
  return [from, to];
}

/** The ranges of a `tstzmultirange` as PostgreSQL or we spell it. */
const rangesIn = (ranges: string): string[] => ranges.match(/[[(][^\])]*[\])]/g) ?? [];

/** The same times, and from then on. */
export function openedAt(ranges: string, start: Date): string {
  return `{${[...rangesIn(ranges), validFrom(start)].join()}}`;
}

/** The same times as far as they lie before the end. */
export function closedAt(ranges: string, end: Date): string {
  const cut = rangesIn(ranges).map((range) => endedAt(range, end));
  return `{${cut.filter((range) => range !== NEVER).join()}}`;
}
