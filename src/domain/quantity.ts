/** Exact quantities: decimal strings at the border, `decimal.js` inside, never a binary fraction. */
import { Decimal } from 'decimal.js';
import { RefusalError } from './errors.ts';
import type { IdKind } from './kinds.ts';

/** As the columns are: numeric(14, 4). */
const QUANTITY = /^\d{1,10}(\.\d{1,4})?$/;

export function isPositiveQuantity(text: string): boolean {
  return QUANTITY.test(text) && new Decimal(text).greaterThan(0);
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

/** Throws `NOT_ENOUGH_LEFT` when `requested` is more than `quantity` less `taken`. */
export function mustFit(
  subject: { kind: IdKind; id: string; quantity: string; taken: string; unit: string },
  requested: string,
): void {
  const left = new Decimal(subject.quantity).minus(subject.taken);
  if (left.lessThan(requested)) {
    const { kind, id, unit } = subject;
    throw RefusalError.of('NOT_ENOUGH_LEFT', {
      kind,
      id,
      unit,
      requested: plain(requested),
      remaining: plain(Decimal.max(left, 0)),
    });
  }
}
