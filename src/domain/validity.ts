/** Validity as PostgreSQL spells a `tstzrange`: half-open, open at the end until something ends it. */

export function validFrom(start: Date): string {
  return `["${start.toISOString()}",)`;
}

/** Until then, exclusive. */
export function validBetween(start: Date, end: Date): string {
  return `["${start.toISOString()}","${end.toISOString()}")`;
}

/** The same range, ended: the instant itself no longer belongs to it. */
export function endedAt(range: string, end: Date): string {
  const [lower = '['] = range.split(',');
  return `${lower},"${end.toISOString()}")`;
}
