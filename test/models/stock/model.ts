/**
 * Stocks as they are meant (docs/decisions/0069, 0075): lots that come and go, what matches of offers hold of them, and what is
 * handed out to persons. Beside them supply and demand as its own model has it; a stock is one more limit of what is left.
 */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Listing, Match } from '../matching/entities.ts';
import { MatchingModel, total } from '../matching/model.ts';
import { dayOf } from '../play/days.ts';
import type { Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareStocks } from './reading.ts';

/** The unit that has the stocks. */
export const OWNER = 'mall';

export interface Lot {
  /** Read when it is there: a lot is known by its number and its day. */
  id: string;
  readonly stock: Stock;
  readonly code: string | null;
  readonly expiresOn: string | null;
  onHand: number;
}

export interface Stock extends Thing {
  readonly resourceId: string;
  readonly lots: Lot[];
  version: number;
  minimum: number | null;
  isShared: boolean;
  /** How many movements there are, and how often it was told that it is low. */
  movements: number;
  lows: number;
}

/** An offer that is served from a stock, and how much was handed over for it. */
export interface Served {
  readonly offer: Listing;
  readonly stock: Stock;
  issued: number;
}

export type Every = 'EVER' | 'DAY' | 'MONTH';

export interface Distribution extends Thing {
  readonly stock: Stock;
  readonly each: number;
  readonly perPerson: number;
  readonly every: Every;
  /** Who was given it, in which period; once for each time. */
  readonly given: { readonly person: number; readonly period: string }[];
  version: number;
  state: 'OPEN' | 'CLOSED';
}

/** What a model begins with. */
export interface Stocked {
  readonly stocks: readonly { readonly id: string; readonly resourceId: string }[];
  readonly units: Readonly<Record<string, string>>;
}

/** What of a day tells in which period it lies. */
const LETTERS: Readonly<Record<Every, number>> = { EVER: 0, MONTH: 'yyyy-mm'.length, DAY: 'yyyy-mm-dd'.length };

export class StockModel extends MatchingModel {
  readonly stocks: readonly Stock[];
  readonly served: Served[] = [];
  readonly distributions: Distribution[] = [];

  constructor(now: Date, { stocks, units }: Stocked) {
    super(now, units);
    const nothing = { version: 1, minimum: null, isShared: false, movements: 0, lows: 0 };
    this.stocks = stocks.map((stock) => ({ ...stock, ...nothing, lots: [] }));
  }

  override all(kind: IdKind): readonly Thing[] {
    if (kind === 'stock') return this.stocks;
    if (kind === 'lot') return this.lots.map(({ id }) => ({ id, version: 1 }));
    return kind === 'distribution' ? this.distributions : super.all(kind);
  }

  get lots(): readonly Lot[] {
    return this.stocks.flatMap(({ lots }) => lots);
  }

  get today(): string {
    return dayOf(this.now);
  }

  isGood({ expiresOn }: Lot): boolean {
    return expiresOn === null || expiresOn >= this.today;
  }

  onHand({ lots }: Stock): number {
    return total(lots.map(({ onHand }) => onHand));
  }

  /** What of it is good today. */
  good({ lots }: Stock): number {
    return total(lots.filter((lot) => this.isGood(lot)).map(({ onHand }) => onHand));
  }

  /** Of what matches hold of an offer, what was not handed over for it. */
  promised({ offer, issued }: Served): number {
    return Math.max(this.held(offer) - issued, 0);
  }

  reserved(stock: Stock): number {
    return total(this.served.filter((each) => each.stock === stock).map((each) => this.promised(each)));
  }

  /** What can be promised or handed out today. */
  available(stock: Stock): number {
    return Math.max(this.good(stock) - this.reserved(stock), 0);
  }

  isLow(stock: Stock): boolean {
    return stock.minimum !== null && this.onHand(stock) <= stock.minimum;
  }

  /** An offer has no more left than the stock behind it; what a match holds already is kept for it. */
  override left(listing: Listing, unit: string, but: Match | null = null): number {
    const free = super.left(listing, unit, but);
    const served = this.served.find(({ offer }) => offer === listing);
    if (served === undefined) return free;
    return Math.min(free, this.available(served.stock) + (but === null ? 0 : this.holds(but)));
  }

  /** What is done to a stock; that it comes to its minimum by it is told once. */
  act(stock: Stock, does: () => void): void {
    const wasLow = this.isLow(stock);
    does();
    if (!wasLow && this.isLow(stock)) stock.lows += 1;
  }

  /** More of a lot, or less. */
  move(lot: Lot, quantity: number): void {
    lot.onHand += quantity;
    lot.stock.movements += 1;
  }

  /** The lot of that number and day, which is there from when something came in it. */
  lotOf(stock: Stock, code: string | null, expiresOn: string | null): Lot {
    const there = stock.lots.find((lot) => lot.code === code && lot.expiresOn === expiresOn);
    if (there !== undefined) return there;
    const lot: Lot = { id: '', stock, code, expiresOn, onHand: 0 };
    stock.lots.push(lot);
    return lot;
  }

  /** Lots in the order in which they go out: what expires first, and of one day what came first. */
  inOrder(stock: Stock): readonly Lot[] {
    const key = ({ expiresOn, id }: Lot): string => `${expiresOn ?? '9999'} ${id}`;
    return stock.lots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** Takes so much out; what has expired only where that is said. */
  take(stock: Stock, amount: number, expiredToo = false): readonly { readonly lot: Lot; readonly share: number }[] {
    let missing = amount;
    const taken: { lot: Lot; share: number }[] = [];
    for (const lot of this.inOrder(stock)) {
      const share = expiredToo || this.isGood(lot) ? Math.min(missing, lot.onHand) : 0;
      if (share === 0) continue;
      this.move(lot, -share);
      taken.push({ lot, share });
      missing -= share;
    }
    return taken;
  }

  period(every: Every): string {
    return this.today.slice(0, LETTERS[every]);
  }

  /** How often somebody has had it in the period that is now. */
  had({ given, every }: Distribution, person: number): number {
    return given.filter((each) => each.person === person && each.period === this.period(every)).length;
  }

  override async compare(real: Real): Promise<void> {
    await super.compare(real);
    await compareStocks(this, real);
  }
}
