/**
 * A settlement sheet (结算单) of an agreement and a period: how what was promised and what was delivered come to lines, and the
 * canonical form, of which anybody can recompute the hash (docs/settlements.md). Once drawn up it is never changed.
 */
import { Decimal } from 'decimal.js';
import type { Machine } from '../lifecycle.ts';
import { plain, sum } from '../quantity.ts';
import { oneLine } from '../text.ts';

export type SettlementState = 'PENDING' | 'CONFIRMED' | 'REJECTED' | 'OVERTAKEN';

const drawUpAnew = {
  zh: '请重新出具结算单（drawUpSettlement）。',
  en: 'Draw up another one (drawUpSettlement).',
};

/** Confirmed when all between whom the agreement is have confirmed it. */
export const settlementMachine: Machine<SettlementState> = {
  kind: 'settlement',
  start: ['PENDING'],
  transitions: { PENDING: ['CONFIRMED', 'REJECTED', 'OVERTAKEN'], CONFIRMED: [], REJECTED: [], OVERTAKEN: [] },
  words: {
    PENDING: {
      is: { zh: '尚待各方确认', en: 'is waiting to be confirmed' },
      wayOut: {
        zh: '请由各方核对后确认（confirmSettlement）或驳回（rejectSettlement）。',
        en: 'Let all parties look at it, and confirm it (confirmSettlement) or reject it (rejectSettlement).',
      },
    },
    CONFIRMED: {
      is: { zh: '已由各方确认', en: 'is confirmed by all parties' },
      wayOut: {
        zh: '确认后不再更改；此后确认、撤销的履约补记在下一张结算单中。',
        en: 'It stays as it is: what is confirmed or reversed later stands on the next sheet.',
      },
    },
    REJECTED: { is: { zh: '已被驳回', en: 'was rejected' }, wayOut: drawUpAnew },
    OVERTAKEN: {
      is: { zh: '已因另一张结算单先行确认而失效', en: 'was overtaken by another sheet that was confirmed first' },
      wayOut: drawUpAnew,
    },
  },
};

/** As what a delivery stands on a sheet: it counts in its period, is added later (补记), or does not count. */
export type SettlementEntry = 'WITHIN' | 'LATE' | 'DISPUTED' | 'AWAITED';

export interface Promised {
  readonly id: string;
  readonly rank: number;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly quantity: string;
  readonly unit: string;
}

/** A delivery as it stands now, and as confirmed sheets have it. */
export interface ToSettle {
  readonly id: string;
  readonly commitment: string;
  readonly quantity: string;
  /** How much of it counts now, less what was taken back. */
  readonly counts: string;
  readonly state: string;
  readonly occurredAt: Date;
  /** How much of it confirmed sheets counted, and whether one of them told that it is disputed. */
  readonly settled: string;
  readonly wasDisputed: boolean;
}

export interface SettledDelivery {
  readonly id: string;
  readonly commitment: string;
  readonly entry: SettlementEntry;
  readonly quantity: string;
  readonly occurredAt: Date;
}

export interface SettlementLine extends Promised {
  readonly before: string;
  readonly within: string;
  readonly late: string;
  readonly disputed: string;
  readonly awaited: string;
  readonly outstanding: string;
}

/**
 * As what the delivery stands on a sheet of a period that starts then; null where it was told already and nothing has changed. What
 * counts otherwise than confirmed sheets have it is told by the difference.
 */
function entryOf(one: ToSettle, start: Date): SettledDelivery | null {
  const { id, commitment, occurredAt } = one;
  const as = (entry: SettlementEntry, quantity: string): SettledDelivery => ({
    ...{ id, commitment, occurredAt, entry },
    quantity: plain(quantity),
  });
  const difference = new Decimal(one.counts).minus(one.settled);
  if (!difference.isZero()) return as(occurredAt < start ? 'LATE' : 'WITHIN', difference.toFixed());
  if (one.state === 'DISPUTED' && !one.wasDisputed) return as('DISPUTED', one.quantity);
  return one.state === 'RECORDED' ? as('AWAITED', one.quantity) : null;
}

/** The lines and deliveries of a sheet whose period starts then, of deliveries that occurred before its end. */
export function settled(
  promises: readonly Promised[],
  deliveries: readonly ToSettle[],
  start: Date,
): { readonly lines: readonly SettlementLine[]; readonly deliveries: readonly SettledDelivery[] } {
  const entries = deliveries.flatMap((one) => entryOf(one, start) ?? []);
  const lines = promises.map((promise): SettlementLine => {
    const of = entries.filter(({ commitment }) => commitment === promise.id);
    const all = (entry: SettlementEntry): string =>
      sum(of.filter((one) => one.entry === entry).map(({ quantity }) => quantity));
    const before = sum(
      deliveries.filter(({ commitment }) => commitment === promise.id).map((delivery) => delivery.settled),
    );
    const [within, late] = [all('WITHIN'), all('LATE')];
    const left = new Decimal(promise.quantity).minus(sum([before, within, late]));
    return {
      ...promise,
      title: oneLine(promise.title),
      quantity: plain(promise.quantity),
      ...{ before, within, late, disputed: all('DISPUTED'), awaited: all('AWAITED') },
      outstanding: plain(Decimal.max(left, 0)),
    };
  });
  return { lines, deliveries: entries };
}

/** A sheet in full, ids as the API spells them. */
interface SettlementToHash {
  readonly id: string;
  readonly number: number;
  readonly agreement: string;
  readonly from: string;
  readonly until: string;
  readonly drawnUpBy: string;
  readonly drawnUpAt: Date;
  /** The hashes of the sheets that it follows and replaces. */
  readonly follows: string | null;
  readonly replaces: string | null;
  readonly parties: readonly string[];
  readonly lines: readonly SettlementLine[];
  readonly deliveries: readonly SettledDelivery[];
}

/** The canonical form: a line of text each, fields with a tab between. Its SHA-256 is the hash of the sheet. */
export function settlementText(sheet: SettlementToHash): string {
  const lines: readonly (readonly (string | number)[])[] = [
    ['qinlin-settlement/1'],
    ['settlement', sheet.id, sheet.number],
    ['agreement', sheet.agreement],
    ['period', sheet.from, sheet.until],
    ['drawn-up', sheet.drawnUpBy, sheet.drawnUpAt.toISOString()],
    ['follows', sheet.follows ?? '-'],
    ['replaces', sheet.replaces ?? '-'],
    ...sheet.parties.map((unit) => ['party', unit]),
    ...sheet.lines.map((line) => [
      ...['line', line.id, line.from, line.to, line.title, line.unit, line.quantity, line.before, line.within],
      ...[line.late, line.disputed, line.awaited, line.outstanding],
    ]),
    ...sheet.deliveries.map(({ id, commitment, entry, quantity, occurredAt }) => [
      ...['delivery', id, commitment, entry, quantity, occurredAt.toISOString()],
    ]),
  ];
  return lines.map((fields) => fields.join('\t')).join('\n');
}
