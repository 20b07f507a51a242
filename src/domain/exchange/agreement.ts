import type { Machine } from '../lifecycle.ts';

export type AgreementState = 'PENDING_SIGNATURES' | 'ACTIVE' | 'COMPLETED' | 'CANCELLED';

/** An agreement (协议): active when both units have signed, completed when every commitment is fulfilled. */
export const agreementMachine: Machine<AgreementState> = {
  kind: 'agreement',
  start: ['PENDING_SIGNATURES'],
  transitions: {
    PENDING_SIGNATURES: ['ACTIVE', 'CANCELLED'],
    ACTIVE: ['COMPLETED'],
    COMPLETED: [],
    CANCELLED: [],
  },
};

export type CommitmentState = 'OPEN' | 'FULFILLED' | 'RELEASED';

/** A commitment (承诺): fulfilled by confirmed deliveries, released when its agreement is cancelled before it was active. */
export const commitmentMachine: Machine<CommitmentState> = {
  kind: 'commitment',
  start: ['OPEN'],
  transitions: { OPEN: ['FULFILLED', 'RELEASED'], FULFILLED: [], RELEASED: [] },
};

export type BookingState = 'HELD' | 'CONFIRMED' | 'CANCELLED';

/** A booking (预约) of places in a slot: held while an agreement waits for signatures, confirmed when it is active. */
export const bookingMachine: Machine<BookingState> = {
  kind: 'booking',
  start: ['HELD', 'CONFIRMED'],
  transitions: { HELD: ['CONFIRMED', 'CANCELLED'], CONFIRMED: ['CANCELLED'], CANCELLED: [] },
};

export type DeliveryState = 'RECORDED' | 'CONFIRMED' | 'DISPUTED';

/** What the other side said of a delivery (履约记录). The record itself never changes. */
export const deliveryMachine: Machine<DeliveryState> = {
  kind: 'event',
  start: ['RECORDED'],
  transitions: { RECORDED: ['CONFIRMED', 'DISPUTED'], CONFIRMED: [], DISPUTED: [] },
};
