/** What is read of bookings and places, beside what the model says of them. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { OWNER, type BookingModel } from './model.ts';

const READ = `query ($id: ID!) {
  resource(id: $id) { slots(first: 100) { nodes { id taken remaining } } }
  bookings(first: 100) { nodes { id state version count } }
}`;

interface Read {
  readonly resource: { readonly slots: { readonly nodes: readonly { readonly id: string }[] } };
  readonly bookings: { readonly nodes: readonly { readonly id: string; readonly version: number }[] };
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

/** As the unit sees it that owns what is booked. */
export async function compareBookings(model: BookingModel, real: Real): Promise<void> {
  const { data, errors } = await real.actor(OWNER).try<Read, object>(READ, { id: model.what.resourceId });
  expect(errors).toBeUndefined();
  const slots = model.what.slots.map((slot) => {
    const taken = model.taken(slot);
    return { id: slot.id, taken, remaining: slot.capacity - taken };
  });
  expect(byId(data?.resource.slots.nodes ?? [])).toEqual(byId(slots));
  const read = byId(data?.bookings.nodes ?? []);
  const bookings = model.bookings.map((booking) => {
    const { id, count, version } = booking;
    // Whether that a hold has timed out is written down is told by the version that is read.
    const isWritten = model.hasTimedOut(booking) && read[id]?.version === version + 1;
    return { id, count, state: model.stateOf(booking), version: isWritten ? version + 1 : version };
  });
  expect(read).toEqual(byId(bookings));
}
