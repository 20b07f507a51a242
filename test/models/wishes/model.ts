/** Micro-wishes as they are meant (docs/decisions/0074; docs/states.md): claimed by persons, each once, while there are places. */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { ChoreName, Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareWishes } from './reading.ts';

/** The unit that enters wishes. */
export const OWNER = 'community';

export interface Wish extends Thing {
  readonly most: number;
  readonly closesAt: Date | null;
  version: number;
  state: 'PUBLISHED' | 'FULFILLED' | 'WITHDRAWN' | 'EXPIRED';
}

export interface Claim extends Thing {
  readonly wish: Wish;
  readonly person: string;
  /** For which it was claimed. */
  readonly unit: string;
  version: number;
  state: 'CLAIMED' | 'DONE' | 'WITHDRAWN';
}

export class WishModel implements Model {
  now: Date;
  readonly wishes: Wish[] = [];
  readonly claims: Claim[] = [];
  readonly #units: Readonly<Record<string, string>>;

  constructor(now: Date, units: Readonly<Record<string, string>>) {
    this.now = now;
    this.#units = units;
  }

  unitId(unit: string): string {
    return this.#units[unit] ?? '';
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'need') return this.wishes;
    return kind === 'claim' ? this.claims : [];
  }

  /** What is over is so to the second. */
  stateOf({ state, closesAt }: Wish): Wish['state'] {
    return state === 'PUBLISHED' && closesAt !== null && closesAt <= this.now ? 'EXPIRED' : state;
  }

  /** Claims that were not taken back. */
  standing(wish: Wish): readonly Claim[] {
    return this.claims.filter((claim) => claim.wish === wish && claim.state !== 'WITHDRAWN');
  }

  /** The wish ends, and what was claimed of it and is not done. */
  end(wish: Wish, to: 'FULFILLED' | 'WITHDRAWN', claims: Claim['state']): void {
    wish.state = to;
    wish.version += 1;
    for (const claim of this.claims) if (claim.wish === wish && claim.state === 'CLAIMED') this.write(claim, claims);
  }

  write(claim: Claim, state: Claim['state']): void {
    claim.state = state;
    claim.version += 1;
  }

  /** What was claimed in time may be done yet. */
  settle(chore: ChoreName): void {
    if (chore !== 'expireListings') return;
    for (const wish of this.wishes) {
      if (this.stateOf(wish) !== 'EXPIRED' || wish.state === 'EXPIRED') continue;
      wish.state = 'EXPIRED';
      wish.version += 1;
    }
  }

  compare(real: Real): Promise<void> {
    return compareWishes(this, real);
  }
}
