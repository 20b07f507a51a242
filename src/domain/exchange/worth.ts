/** What a promise is worth in accounts of its alliance (记账), and how much of that is posted for a delivery. */
import { Decimal } from 'decimal.js';
import { RefusalError } from '../errors.ts';
import { LARGEST_QUANTITY, plain } from '../quantity.ts';
import { mustBeCountedSo, mustBeExact, type Dimension } from './ledger.ts';

/** Of one of what is promised, as it is counted there. */
export interface Worth {
  readonly dimension: Dimension;
  readonly perUnit: { readonly value: string; readonly unit: string };
}

/** To the fen, and other figures to four digits: as `exchange.worth_of` has it. */
const digits = (dimension: Dimension): number => (dimension === 'CNY' ? 2 : 4);

/** What so much of it is worth. */
export const worthOf = ({ dimension, perUnit }: Worth, quantity: string): string =>
  plain(new Decimal(perUnit.value).times(quantity).toDecimalPlaces(digits(dimension), Decimal.ROUND_HALF_UP));

interface Valued {
  readonly quantity: { readonly value: string };
  readonly account?: Worth;
}

/** Throws `INVALID_INPUT` where a promise is to be counted in a unit of measure that is not of its dimension, or is worth more than is counted. */
export function mustBeCountable(commitments: readonly Valued[]): void {
  for (const [i, { account, quantity }] of commitments.entries()) {
    if (account === undefined) continue;
    const { dimension, perUnit } = account;
    const path = ['input', 'terms', 'commitments', String(i), 'account', 'perUnit'];
    mustBeCountedSo(dimension, perUnit.unit, [...path, 'unit']);
    mustBeExact(dimension, perUnit.value, [...path, 'value']);
    if (new Decimal(perUnit.value).times(quantity.value).greaterThan(LARGEST_QUANTITY)) throw tooMuch(path);
  }
}

function tooMuch(path: readonly string[]): RefusalError {
  const most = new Intl.NumberFormat('en').format(LARGEST_QUANTITY);
  return RefusalError.invalid(
    [...path, 'value'],
    `一项承诺至多记 ${most}；请减少承诺量或单价。`,
    `A promise is worth ${most} at most: promise less, or have each worth less.`,
  );
}
