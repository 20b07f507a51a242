/** What a model of supply and demand is made of. */
import type { Thing } from '../play/things.ts';

export interface Listing extends Thing {
  readonly kind: 'need' | 'offer';
  readonly id: string;
  readonly owner: string;
  readonly quantity: number;
  readonly maxPerUnit: number | null;
  readonly closesAt: Date | null;
  /** What an offer is served from, where it says so. */
  readonly resourceId: string | null;
  version: number;
  state: 'PUBLISHED' | 'PAUSED' | 'FULFILLED' | 'WITHDRAWN' | 'EXPIRED';
}

/** The unit that has a hall. */
export const HALL_OWNER = 'mall';

/** A time of a hall, and the places that it has. */
export interface Slot extends Thing {
  readonly resourceId: string;
  readonly start: Date;
  readonly capacity: number;
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
  /** Places of a slot that are booked when both have agreed. */
  place: { readonly slot: Slot; readonly places: number } | null;
  state: MatchState;
  readonly acceptedBy: Set<string>;
  agreement: Agreement | null;
}

export interface Agreement extends Thing {
  readonly id: string;
  readonly match: Match;
  readonly promises: readonly Commitment[];
  readonly signedBy: Set<string>;
  /** Of the places that it needs, if any. */
  readonly bookingId: string | null;
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

/** Places that somebody has of a slot: by an agreement, or by themselves. */
export interface Booking extends Thing {
  readonly slot: Slot;
  readonly unit: string;
  readonly count: number;
  readonly isPromised: boolean;
  version: number;
  state: 'HELD' | 'CONFIRMED' | 'CANCELLED';
}

/** What becomes of places with the agreement that needs them. */
export const WITH_AGREEMENT = {
  PENDING_SIGNATURES: 'HELD',
  ACTIVE: 'CONFIRMED',
  COMPLETED: 'CONFIRMED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<Agreement['state'], Booking['state']>;

export const OPEN: readonly MatchState[] = ['PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED'];
