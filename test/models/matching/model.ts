/**
 * Supply and demand as they are meant (docs/decisions/0010, 0016, 0067, 0068, 0070; docs/states.md): listings, matches of every
 * origin, the places they name, agreements, promises and deliveries, in plain numbers. What depends on the clock is computed of the instant.
 */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { ChoreName, Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import {
  OPEN,
  WITH_AGREEMENT,
  type Agreement,
  type Booking,
  type Commitment,
  type Delivery,
  type Listing,
  type Match,
  type MatchState,
  type Slot,
} from './entities.ts';
import { compareMatching } from './reading.ts';

const HOLDING: readonly MatchState[] = ['ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED'];

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

export class MatchingModel implements Model {
  now: Date;
  readonly listings: Listing[] = [];
  readonly matches: Match[] = [];
  readonly agreements: Agreement[] = [];
  readonly slots: readonly Slot[];
  /** What was booked without a match. */
  readonly booked: Booking[] = [];
  readonly #units: Readonly<Record<string, string>>;

  constructor(now: Date, units: Readonly<Record<string, string>>, slots: readonly Slot[] = []) {
    this.now = now;
    this.#units = units;
    this.slots = slots;
  }

  unitId(unit: string): string {
    return this.#units[unit] ?? '';
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'need' || kind === 'offer') return this.of(kind);
    if (kind === 'match') return this.matches;
    if (kind === 'agreement') return this.agreements;
    if (kind === 'commitment') return this.commitments;
    if (kind === 'slot') return this.slots;
    if (kind === 'booking') return this.bookings;
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

  get bookings(): readonly Booking[] {
    const promised = this.agreements.flatMap(({ bookingId, match: { place, demander }, state: of }) => {
      if (bookingId === null || place === null) return [];
      const state = WITH_AGREEMENT[of];
      const version = state === 'HELD' ? 1 : 2;
      return [
        { id: bookingId, version, slot: place.slot, unit: demander, count: place.places, isPromised: true, state },
      ];
    });
    return [...promised, ...this.booked];
  }

  /** Places that are left of a slot. */
  free(slot: Slot): number {
    const had = this.bookings.filter((booking) => booking.slot === slot && booking.state !== 'CANCELLED');
    return slot.capacity - total(had.map(({ count }) => count));
  }

  /** What speaks against going on with what is to be at a time; with the last word there have to be the places as well. */
  notThere({ place }: Match, isLastWord: boolean): readonly string[] {
    if (place === null) return [];
    if (place.slot.start <= this.now) return ['WRONG_STATE'];
    return isLastWord && place.places > this.free(place.slot) ? ['SLOT_FULL'] : [];
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
