import type { Act } from '../../../../data/act.ts';
import type { Booked } from './place-booking.service.ts';

/** Writes what became of a booking, and records it. */
export async function tellBooking(act: Act, action: string, booking: Booked): Promise<{ booking: string }> {
  await act.flush();
  const { allianceId, unitId, state, count } = booking;
  act.record(action, 'booking', booking, { allianceId, unitIds: [unitId, act.unit], body: { state, count } });
  return { booking: booking.id };
}
