/**
 * Supply and demand as they are meant (docs/decisions/0010, 0016, 0067, 0068; docs/states.md): listings, matches of every
 * origin, agreements, promises and deliveries, in plain numbers. What depends on the clock is computed of the instant.
 */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { ChoreName, Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareMatching } from './reading.ts';

export interface Listing extends Thing {
  readonly kind: 'need' | 'offer';
  readonly id: string;
  readonly owner: string;
  readonly quantity: number;
  readonly maxPerUnit: number | null;
  readonly closesAt: Date | null;
  version: number;
  state: 'PUBLISHED' | 'PAUSED' | 'FULFILLED' | 'WITHDRAWN' | 'EXPIRED';
}

export type MatchState =
  | 'PROPOSED'
  | 'CALLED'
  | 'ACCEPTED_BY_ONE'
  | 'COUNTERED'
  | 'AGREED'
  | 'DECLINED'
  | 'WITHDRAWN'
  | 'SUPERSEDED'
  | 'EXPIRED'
  | 'CANCELLED';

export interface Match extends Thing {
  readonly id: string;
  readonly need: Listing | null;
  readonly offer: Listing | null;
  readonly supplier: string;
  readonly demander: string;
  readonly startedBy: string;
  /** Shared by the calls of one dispatch. */
  readonly dispatch: object | null;
  readonly inReturn: number | null;
  version: number;
  quantity: number;
  respondBy: Date | null;
  state: MatchState;
  readonly acceptedBy: Set<string>;
  agreement: Agreement | null;
}

export interface Agreement extends Thing {
  readonly id: string;
  readonly match: Match;
  readonly promises: readonly Commitment[];
  readonly signedBy: Set<string>;
  version: number;
  state: 'PENDING_SIGNATURES' | 'ACTIVE' | 'COMPLETED' | 'CANCELLED';
}

export interface Commitment extends Thing {
  readonly agreement: Agreement;
  readonly isReturn: boolean;
  readonly quantity: number;
  readonly deliveries: Delivery[];
  state: 'OPEN' | 'FULFILLED' | 'RELEASED';
}

export interface Delivery extends Thing {
  readonly commitment: Commitment;
  readonly by: string;
  readonly quantity: number;
  state: 'RECORDED' | 'CONFIRMED' | 'DISPUTED';
}

export const OPEN: readonly MatchState[] = ['PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED'];
const HOLDING: readonly MatchState[] = ['ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED'];

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

export class MatchingModel implements Model {
  now: Date;
  readonly listings: Listing[] = [];
  readonly matches: Match[] = [];
  readonly agreements: Agreement[] = [];
  readonly #units: Readonly<Record<string, string>>;

  constructor(now: Date, units: Readonly<Record<string, string>>) {
    this.now = now;
    this.#units = units;
  }

  unitId(unit: string): string {
    return this.#units[unit] ?? '';
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'need' || kind === 'offer') return this.of(kind);
    if (kind === 'match') return this.matches;
    if (kind === 'agreement') return this.agreements;
    if (kind === 'commitment') return this.commitments;
    return kind === 'event' ? this.deliveries : [];
  }

  of(kind: 'need' | 'offer'): readonly Listing[] {
    return this.listings.filter((listing) => listing.kind === kind);
  }

  get commitments(): readonly Commitment[] {
    return this.agreements.flatMap(({ promises }) => promises);
  }

  get deliveries(): readonly Delivery[] {
    return this.commitments.flatMap(({ deliveries }) => deliveries);
  }

  /** What is over is so to the second. */
  stateOf({ state, closesAt }: Listing): Listing['state'] {
    const isOver = closesAt !== null && closesAt <= this.now;
    return isOver && (state === 'PUBLISHED' || state === 'PAUSED') ? 'EXPIRED' : state;
  }

  /** Not answered in time, whether or not that is written down. */
  isOverdue({ state, respondBy }: Match): boolean {
    return OPEN.includes(state) && respondBy !== null && respondBy <= this.now;
  }

  matchState(match: Match): MatchState {
    return this.isOverdue(match) ? 'EXPIRED' : match.state;
  }

  /** How much of its listings a match holds: from the first acceptance on, until it is over. */
  holds(match: Match): number {
    return HOLDING.includes(this.matchState(match)) ? match.quantity : 0;
  }

  matchesOf(listing: Listing): readonly Match[] {
    return this.matches.filter(({ need, offer }) => need === listing || offer === listing);
  }

  held(listing: Listing): number {
    return total(this.matchesOf(listing).map((match) => this.holds(match)));
  }

  /** What is held of it still, though it was not answered in time: until somebody acts, or the chore comes round. */
  heldLate(listing: Listing): number {
    const late = this.matchesOf(listing).filter((match) => this.isOverdue(match) && HOLDING.includes(match.state));
    return total(late.map(({ quantity }) => quantity));
  }

  /** What more one unit may have of a listing, without what it has by `but`. */
  left(listing: Listing, unit: string, but: Match | null = null): number {
    const others = this.matchesOf(listing).filter((match) => match !== but);
    const side = listing.kind === 'need' ? 'supplier' : 'demander';
    const own = others.filter((match) => match[side] === unit);
    const free = listing.quantity - total(others.map((match) => this.holds(match)));
    if (listing.maxPerUnit === null) return free;
    return Math.min(free, listing.maxPerUnit - total(own.map((match) => this.holds(match))));
  }

  /** Ends what of a listing is not agreed yet. What was over before stays so. */
  withdrawOpen(listing: Listing): void {
    for (const match of this.matchesOf(listing)) {
      if (OPEN.includes(match.state) && !this.isOverdue(match)) this.write(match, 'WITHDRAWN');
    }
  }

  write(match: Match, state: MatchState): void {
    match.state = state;
    match.version += 1;
  }

  settle(chore: ChoreName): void {
    if (chore === 'endOverdueMatches') {
      for (const match of this.matches) if (this.isOverdue(match)) this.write(match, 'EXPIRED');
    }
    if (chore !== 'expireListings') return;
    for (const listing of this.listings) {
      const { state } = listing;
      if (this.stateOf(listing) !== 'EXPIRED' || state === 'EXPIRED') continue;
      listing.state = 'EXPIRED';
      listing.version += 1;
      this.withdrawOpen(listing);
    }
  }

  compare(real: Real): Promise<void> {
    return compareMatching(this, real);
  }
}
