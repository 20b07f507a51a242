/**
 * Bookings as they are meant (docs/decisions/0070; docs/states.md): places of slots, and a room that is had by one unit at a
 * time. A hold that has timed out holds nothing, at that instant and not when somebody writes it down.
 */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Model } from '../play/commands.ts';
import type { ChoreName, Real } from '../play/real.ts';
import type { Thing } from '../play/things.ts';
import { compareBookings } from './reading.ts';

export type BookingState = 'HELD' | 'CONFIRMED' | 'IN_USE' | 'COMPLETED' | 'CANCELLED' | 'NO_SHOW' | 'EXPIRED';

export interface Slot extends Thing {
  readonly start: Date;
  readonly end: Date;
  readonly capacity: number;
}

export interface Booking extends Thing {
  readonly unit: string;
  /** None of a room that is had as a whole. */
  readonly slot: Slot | null;
  readonly start: Date;
  readonly end: Date;
  readonly count: number;
  /** Until when it is held, where nobody has decided yet. */
  readonly heldUntil: Date | null;
  version: number;
  state: BookingState;
}

/** The unit whose slots and room these are. */
export const OWNER = 'mall';

/** By which rule they are booked. */
export const RULE = { holdMinutes: 15, freeHours: 2, startMinutes: 30, noShowMinutes: 15 } as const;

const HOLDING: readonly BookingState[] = ['HELD', 'CONFIRMED', 'IN_USE', 'COMPLETED'];

/** What a model begins with: times of the resource that is booked by places, and the room. */
export interface Bookable {
  readonly resourceId: string;
  readonly roomId: string;
  readonly slots: readonly Slot[];
  readonly units: Readonly<Record<string, string>>;
}

export class BookingModel implements Model {
  now: Date;
  readonly what: Bookable;
  readonly bookings: Booking[] = [];

  constructor(now: Date, what: Bookable) {
    this.now = now;
    this.what = what;
  }

  unitId(unit: string): string {
    return this.what.units[unit] ?? '';
  }

  all(kind: IdKind): readonly Thing[] {
    if (kind === 'slot') return this.what.slots;
    if (kind === 'resource') return [{ id: this.what.roomId, version: 1 }];
    return kind === 'booking' ? this.bookings : [];
  }

  hasTimedOut({ state, heldUntil }: Booking): boolean {
    return state === 'HELD' && heldUntil !== null && heldUntil <= this.now;
  }

  stateOf(booking: Booking): BookingState {
    return this.hasTimedOut(booking) ? 'EXPIRED' : booking.state;
  }

  /** Places that are had of a slot. */
  taken(slot: Slot): number {
    const had = this.bookings.filter((booking) => booking.slot === slot && HOLDING.includes(this.stateOf(booking)));
    return had.reduce((sum, { count }) => sum + count, 0);
  }

  /** Whether nobody has the room then. */
  isFree(start: Date, end: Date): boolean {
    const had = this.bookings.filter(({ slot, state }) => slot === null && HOLDING.includes(state));
    return had.every((booking) => booking.end <= start || end <= booking.start);
  }

  write(booking: Booking, state: BookingState): void {
    booking.state = state;
    booking.version += 1;
  }

  settle(chore: ChoreName): void {
    if (chore !== 'tidyHolds') return;
    for (const booking of this.bookings) if (this.hasTimedOut(booking)) this.write(booking, 'EXPIRED');
  }

  compare(real: Real): Promise<void> {
    return compareBookings(this, real);
  }
}
