/** Half-open periods of time: the start belongs to the period, the end does not. */

export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/** A period that may be open at either end. */
interface OpenPeriod {
  readonly start: Date | null | undefined;
  readonly end: Date | null | undefined;
}

export function overlaps(a: OpenPeriod, b: OpenPeriod): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

const isBefore = (start: Date | null | undefined, end: Date | null | undefined): boolean =>
  start == null || end == null || start < end;

export function within(inner: Period, outer: OpenPeriod): boolean {
  return (outer.start == null || outer.start <= inner.start) && (outer.end == null || inner.end <= outer.end);
}
