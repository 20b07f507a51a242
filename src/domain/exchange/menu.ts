/** Menus (菜单) of offers, and what an order from one comes to. */
import { Decimal } from 'decimal.js';
import { RefusalError } from '../errors.ts';
import { LARGEST_QUANTITY, plain } from '../quantity.ts';

interface Coded {
  readonly code: string;
}

interface MenuLine extends Coded {
  readonly name: string;
  /** Of one; free where there is none. */
  readonly price?: string | null | undefined;
  /** How much of the offer one takes. */
  readonly takes: string;
  readonly mostPerOrder?: number | null | undefined;
}

export interface Ordered extends Coded {
  readonly count: number;
}

interface Order {
  /** How much of the offer it takes. */
  readonly amount: string;
  /** What it costs; null where all of it is free. */
  readonly total: string | null;
}

/** Throws `INVALID_INPUT` where a code is said twice. */
export function mustDiffer(lines: readonly Coded[]): void {
  const seen = new Set<string>();
  for (const [i, { code }] of lines.entries()) {
    if (seen.has(code)) {
      throw RefusalError.invalid(
        ['input', 'items', String(i), 'code'],
        `菜单项“${code}”出现了不止一次；请合并为一项。`,
        `The item "${code}" is named more than once: put it in one line.`,
      );
    }
    seen.add(code);
  }
}

/** What an order comes to. Throws `INVALID_INPUT` for what the menu has not, and for more than one order may have. */
export function orderFrom(menu: readonly MenuLine[], order: readonly Ordered[]): Order {
  mustDiffer(order);
  let [amount, total] = [new Decimal(0), new Decimal(0)];
  for (const [i, { code, count }] of order.entries()) {
    const line = menu.find((each) => each.code === code);
    const at = ['input', 'items', String(i)];
    if (line === undefined) {
      throw RefusalError.invalid(
        [...at, 'code'],
        `菜单中没有“${code}”；请按供给现有的菜单（menu）点单。`,
        `The menu has no item "${code}": order from the menu as it is now.`,
      );
    }
    if (line.mostPerOrder != null && count > line.mostPerOrder) {
      throw RefusalError.invalid(
        [...at, 'count'],
        `“${line.name}”每单至多 ${line.mostPerOrder}；请减少数量，或分次点单。`,
        `"${line.name}" is ordered by at most ${line.mostPerOrder} at a time: ask for fewer.`,
      );
    }
    amount = amount.plus(new Decimal(line.takes).times(count));
    if (line.price != null) total = total.plus(new Decimal(line.price).times(count));
  }
  if (total.greaterThan(LARGEST_QUANTITY)) {
    throw RefusalError.invalid(
      ['input', 'items'],
      '合计超过 1,000,000,000 元，无法作为一单；请分次点单。',
      'It comes to more than 1,000,000,000 yuan, too much for one order: order in several.',
    );
  }
  return { amount: plain(amount), total: total.isZero() ? null : plain(total) };
}
