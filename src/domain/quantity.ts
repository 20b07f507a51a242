/** Exact quantities: decimal strings at the border, `decimal.js` inside, never a binary fraction. */
import { Decimal } from 'decimal.js';
import { RefusalError, type Bilingual } from './errors.ts';
import type { IdKind } from './kinds.ts';

/** The most of anything that is counted here; the columns, numeric(14, 4), hold ten times as much. */
export const LARGEST_QUANTITY = 1_000_000_000;

const QUANTITY = /^\d+(\.\d{1,4})?$/;

/** Greater than zero, at most `max`, with at most four digits after the point. */
export function isQuantity(text: string, max: number): boolean {
  if (!QUANTITY.test(text)) return false;
  const value = new Decimal(text);
  return value.greaterThan(0) && value.lessThanOrEqualTo(max);
}

/** Zero or more, otherwise the same. */
export function isFigure(text: string, max: number): boolean {
  return isQuantity(text, max) || (QUANTITY.test(text) && new Decimal(text).isZero());
}

/** The canonical spelling: no trailing zeros, no exponent. */
export function plain(value: Decimal.Value): string {
  return new Decimal(value).toFixed();
}

export function sum(values: readonly string[]): string {
  return plain(values.reduce((total, value) => total.plus(value), new Decimal(0)));
}

export function remaining(quantity: string, taken: string): string {
  return plain(new Decimal(quantity).minus(taken));
}

export const isNothing = (quantity: string): boolean => new Decimal(quantity).isZero();

/** Throws `NOT_ENOUGH_LEFT` when `requested` is more than `quantity` less `taken`; `what` says it in other words. */
export function mustFit(
  subject: {
    kind: IdKind;
    id: string;
    quantity: string;
    taken: string;
    unit: string;
    what?: (left: string) => Bilingual;
  },
  requested: string,
): void {
  const left = new Decimal(subject.quantity).minus(subject.taken);
  if (left.lessThan(requested)) {
    const { kind, id, unit, what } = subject;
    const remaining = plain(Decimal.max(left, 0));
    const said = what === undefined ? {} : { what: what(remaining) };
    throw RefusalError.of('NOT_ENOUGH_LEFT', { kind, id, unit, requested: plain(requested), remaining, ...said });
  }
}
