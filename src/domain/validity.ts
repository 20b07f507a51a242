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

/** The same range, ended: the instant itself no longer belongs to it. */
export function endedAt(range: string, end: Date): string {
  const [lower = '['] = range.split(',');
  return `${lower},"${end.toISOString()}")`;
}
