/**
 * Benefits as they are meant (docs/decisions/0071, 0077; docs/states.md): rules with versions, who pays for each, how often it
 * is given, and what was redeemed by it. Money is in fens. What is in force, and what is taken of a quota, is computed of the day.
 */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import { dayOf, weekOf } from '../play/days.ts';
import type { Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareBenefits } from './reading.ts';

/** The unit whose rules these are, and one that may pay for some. */
export const OWNER = 'canteen';
export const PAYER = 'mall';

export type QuotaWindow = 'DAY' | 'WEEK' | 'MONTH' | 'TOTAL';

export interface Quota {
  readonly window: QuotaWindow;
  readonly isPerPerson: boolean;
  readonly most: number;
}

export interface Benefit {
  readonly kind: 'FREE' | 'AMOUNT_OFF' | 'PERCENTAGE';
  /** Fens, or hundredths of the price. */
  readonly amount: number;
}

export interface Payer {
  readonly unit: string;
  /** Hundredths of a per cent of the cut. */
  readonly part: number;
  hasAgreed: boolean;
}

export interface Version {
  readonly number: number;
  readonly from: string;
  readonly until: string | null;
  readonly needsProof: boolean;
  readonly benefit: Benefit;
  readonly quotas: readonly Quota[];
  readonly payers: readonly Payer[];
}

export interface Rule extends Thing {
  readonly versions: Version[];
  version: number;
  state: 'OPEN' | 'PAUSED' | 'ENDED';
}

export interface Redemption extends Thing {
  readonly rule: Rule;
  readonly by: Version;
  readonly person: number;
  readonly price: number;
  readonly day: string;
  version: number;
  state: 'REDEEMED' | 'REVERSED';
}

/** That somebody showed what a rule asks for. */
export interface Proof extends Thing {
  readonly person: number;
  readonly until: string | null;
}

/** What a model begins with. */
export interface Counter {
  readonly placeId: string;
  readonly units: Readonly<Record<string, string>>;
}

/** To which prices all rules apply. */
export const LEAST = 1_000;
export const MOST = 3_000;

export class BenefitModel implements Model {
  now: Date;
  readonly rules: Rule[] = [];
  readonly redemptions: Redemption[] = [];
  readonly proofs: Proof[] = [];
  readonly #counter: Counter;

  constructor(now: Date, counter: Counter) {
    this.now = now;
    this.#counter = counter;
  }

  unitId(unit: string): string {
    return this.#counter.units[unit] ?? '';
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'place') return [{ id: this.#counter.placeId, version: 1 }];
    if (kind === 'benefitrule') return this.rules;
    return kind === 'redemption' ? this.redemptions : [];
  }

  get today(): string {
    return dayOf(this.now);
  }

  /** The last version that has begun and that all who pay have agreed to, over or not. */
  lastOf({ versions }: Rule): Version | null {
    return (
      versions.findLast(({ from, payers }) => from <= this.today && payers.every((payer) => payer.hasAgreed)) ?? null
    );
  }

  isOver({ until }: Version): boolean {
    return until !== null && until <= this.today;
  }

  inForce(rule: Rule): Version | null {
    const last = this.lastOf(rule);
    return last === null || this.isOver(last) ? null : last;
  }

  /** What a day's redemptions are counted together with. */
  windowOf(window: QuotaWindow, day: string): string {
    const windows = { DAY: day, WEEK: String(weekOf(day)), MONTH: day.slice(0, 'yyyy-mm'.length), TOTAL: 'all' };
    return windows[window];
  }

  /** Whether it takes of the quotas. */
  takes({ state }: Redemption): boolean {
    return state === 'REDEEMED';
  }

  /** What is taken in the window that is now, by whatever version, by all or by one. */
  taken(rule: Rule, window: QuotaWindow, person: number | null = null): number {
    const now = this.windowOf(window, this.today);
    const taking = this.redemptions.filter((each) => each.rule === rule && this.takes(each));
    return taking.filter(
      (each) => this.windowOf(window, each.day) === now && (person === null || each.person === person),
    ).length;
  }

  isExhausted(rule: Rule, { quotas }: Version, person: number): boolean {
    return quotas.some(
      ({ window, isPerPerson, most }) => this.taken(rule, window, isPerPerson ? person : null) >= most,
    );
  }

  /** Who showed it; and whoever says it, where a word is enough. */
  isEligible({ needsProof }: Version, person: number, says: boolean): boolean {
    const hasShown = this.proofs.some((proof) => proof.person === person && (proof.until ?? '9999') > this.today);
    return hasShown || (says && !needsProof);
  }

  settle(): void {
    // Nothing of benefits is written by a chore.
  }

  compare(real: Real): Promise<void> {
    return compareBenefits(this, real);
  }
}

/** What is taken off; half a fen is a fen. */
export function cutOf({ kind, amount }: Benefit, price: number): number {
  if (kind === 'FREE') return price;
  return kind === 'AMOUNT_OFF' ? amount : Math.floor((price * amount + 50) / 100);
}

const WHOLE = 10_000;

/** What each pays: to the fen, what is left over to those who lost most of it, the first of equals. */
export function sharesOf({ benefit, payers }: Version, price: number): Readonly<Record<string, number>> {
  const cut = cutOf(benefit, price);
  const shares = payers.map(({ unit, part }) => ({
    unit,
    fens: Math.floor((cut * part) / WHOLE),
    lost: (cut * part) % WHOLE,
  }));
  const left = cut - shares.reduce((sum, { fens }) => sum + fens, 0);
  const first = shares.toSorted((a, b) => b.lost - a.lost).slice(0, left);
  return Object.fromEntries(shares.map((share) => [share.unit, share.fens + (first.includes(share) ? 1 : 0)]));
}
