/** Accounts as they are meant (docs/decisions/0093): what was posted to them, and how far they may go. */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareAccounts } from './reading.ts';

export type Basis = '小时' | '份';
export const dimensionOf = { 小时: 'HOURS', 份: 'MEALS' } as const;

export interface Account extends Thing {
  readonly unit: string;
  readonly basis: Basis;
  version: number;
  creditLimit: number;
  ceiling: number | null;
  /** What was posted to it, in turn. */
  readonly entries: number[];
}

export interface Posting extends Thing {
  readonly from: Account;
  readonly to: Account;
  readonly amount: number;
  readonly isCorrection: boolean;
  isReversed: boolean;
}

/** What a model begins with. */
export interface Opened {
  readonly accounts: readonly { readonly id: string; readonly unit: string; readonly basis: Basis }[];
  readonly units: Readonly<Record<string, string>>;
}

export const balanceOf = ({ entries }: Account): number => entries.reduce((sum, one) => sum + one, 0);

export class LedgerModel implements Model {
  now: Date;
  readonly accounts: readonly Account[];
  readonly postings: Posting[] = [];
  readonly #units: Readonly<Record<string, string>>;

  constructor(now: Date, { accounts, units }: Opened) {
    this.now = now;
    this.#units = units;
    this.accounts = accounts.map((one) => ({ ...one, version: 1, creditLimit: 0, ceiling: null, entries: [] }));
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'account') return this.accounts;
    return kind === 'posting' ? this.postings : [];
  }

  unitId(unit: string): string {
    return this.#units[unit] ?? '';
  }

  /** That of the unit in which so is counted. */
  accountOf(unit: string, basis: Basis): Account {
    const account = this.accounts.find((one) => one.unit === unit && one.basis === basis);
    if (account === undefined) throw new Error(`${unit} has no account of ${basis}`);
    return account;
  }

  /** Whether so much may go from the one to the other. */
  mayGo(from: Account, to: Account, amount: number): boolean {
    const isFull = to.ceiling !== null && balanceOf(to) + amount > to.ceiling;
    return balanceOf(from) - amount >= -from.creditLimit && !isFull;
  }

  post(id: string, from: Account, to: Account, amount: number, isCorrection: boolean): void {
    from.entries.push(-amount);
    to.entries.push(amount);
    this.postings.push({ id, version: 1, from, to, amount, isCorrection, isReversed: false });
  }

  settle(): void {
    // Nothing becomes of accounts by time.
  }

  async compare(real: Real): Promise<void> {
    await compareAccounts(this, real);
  }
}
