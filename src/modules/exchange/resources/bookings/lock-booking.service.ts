import type { Act } from '../../../../data/act.ts';
import { stateAt, type BookingState } from '../../../../domain/exchange/booking.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Period } from '../../../../domain/period.ts';
import { Slot } from '../slots/slot.entity.ts';
import { Booking } from './booking.entity.ts';

export interface OfBooking {
  readonly idempotencyKey: string;
  readonly bookingId: string;
  readonly expectedVersion: number;
}

/** The booking, locked, and after it the slot whose places it has. */
export async function lockBooking(act: Act, input: Pick<OfBooking, 'bookingId'>): Promise<Booking> {
  const booking = await act.lock(Booking, 'booking', parseId('booking', input.bookingId));
  if (booking.slotId != null) await act.lock(Slot, 'slot', booking.slotId);
  return booking;
}

/** The booking in the state that it is in at that instant, whether or not somebody wrote that down. */
export const asOf = (booking: Booking, now: Date): { readonly id: string; readonly state: BookingState } => ({
  id: booking.id,
  state: stateAt(booking, now),
});

/** What time it is of: its slot's, or its own. */
export async function periodOf(act: Act, { slotId, startsAt, endsAt }: Booking): Promise<Period> {
  if (startsAt != null && endsAt != null) return { start: startsAt, end: endsAt };
  if (slotId == null) throw new Error('a booking is of a slot, or of a period');
  const slot = await act.get(Slot, 'slot', slotId);
  return { start: slot.startsAt, end: slot.endsAt };
}
