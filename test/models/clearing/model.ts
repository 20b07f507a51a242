/** Clearings as they are meant (docs/decisions/0094): what units of two alliances paid through them, what of that was settled, and when they end. */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareClearings } from './reading.ts';

export type Side = 'red' | 'blue';
export const otherOf = (side: Side): Side => (side === 'red' ? 'blue' : 'red');

/** Who pays and is paid in each alliance, and who coordinates it. */
export const PAYERS = { red: 'mall', blue: 'pier' } as const;
export const COORDINATORS = { red: 'street', blue: 'harbour' } as const;

/** The side of whoever that is; null of who coordinates neither. */
export const coordinated = (name: string): Side | null =>
  name === 'street' ? 'red' : name === 'harbour' ? 'blue' : null;
export const sideOf = (name: string): Side => (name === 'street' || name === 'mall' ? 'red' : 'blue');

/** How far below zero a unit may go. */
export const CREDIT = 12;
const NOTICE_DAYS = 7;

export interface Clearing extends Thing {
  readonly proposedBy: Side;
  readonly limit: number;
  endsAt: Date;
  version: number;
  state: 'PROPOSED' | 'ACTIVE' | 'DECLINED';
  readonly endings: Side[];
  /** What red owes blue, less what was settled. */
  owed: number;
  /** What of that was settled, in the same direction. */
  settled: number;
}

export interface Settlement extends Thing {
  readonly clearing: Clearing;
  readonly by: Side;
  readonly owing: Side;
  readonly amount: number;
  version: number;
  state: 'PROPOSED' | 'CONFIRMED' | 'DECLINED';
}

export interface Payment extends Thing {
  readonly clearing: Clearing;
  readonly from: Side;
  readonly amount: number;
  readonly isCorrection: boolean;
  isReversed: boolean;
}

export class ClearingModel implements Model {
  now: Date;
  readonly clearings: Clearing[] = [];
  readonly settlements: Settlement[] = [];
  readonly payments: Payment[] = [];
  readonly balances: Record<Side, number> = { red: 0, blue: 0 };
  readonly #units: Readonly<Record<string, string>>;
  readonly allianceIds: Readonly<Record<Side, string>>;

  constructor(now: Date, units: Readonly<Record<string, string>>, allianceIds: Readonly<Record<Side, string>>) {
    this.now = now;
    this.#units = units;
    this.allianceIds = allianceIds;
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'clearing') return this.clearings;
    if (kind === 'clearingsettlement') return this.settlements;
    return kind === 'posting' ? this.payments : [];
  }

  /** Alliances are named by their sides. */
  unitId(name: string): string {
    return name === 'red' || name === 'blue' ? this.allianceIds[name] : (this.#units[name] ?? '');
  }

  hasEnded({ endsAt }: Clearing): boolean {
    return endsAt <= this.now;
  }

  /** What the side owes the other by it; less than nothing where it is owed. */
  owedBy({ owed }: Clearing, side: Side): number {
    return side === 'red' ? owed : -owed;
  }

  /** Whether the unit of that side may pay so much: its own account, and how far the clearing goes. */
  mayPay(clearing: Clearing, from: Side, amount: number): boolean {
    return this.balances[from] - amount >= -CREDIT && this.owedBy(clearing, from) + amount <= clearing.limit;
  }

  pay(id: string, clearing: Clearing, from: Side, amount: number, isCorrection: boolean): void {
    this.balances[from] -= amount;
    this.balances[otherOf(from)] += amount;
    clearing.owed += from === 'red' ? amount : -amount;
    this.payments.push({ id, version: 1, clearing, from, amount, isCorrection, isReversed: false });
  }

  confirm({ clearing, owing, amount }: Settlement): void {
    const change = owing === 'red' ? amount : -amount;
    clearing.owed -= change;
    clearing.settled += change;
  }

  /** What becomes of it when a side says that it is to end. */
  end(clearing: Clearing, side: Side): void {
    clearing.endings.push(side);
    const notice = new Date(this.now.getTime() + NOTICE_DAYS * 86_400_000);
    const end = clearing.endings.length === 2 ? this.now : notice;
    if (end >= clearing.endsAt) return;
    clearing.endsAt = end;
    clearing.version += 1;
  }

  settle(): void {
    // What ends does so by the clock.
  }

  async compare(real: Real): Promise<void> {
    await compareClearings(this, real);
  }
}
