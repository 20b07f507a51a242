import type { Act } from '../../../data/act.ts';
import { RefusalError } from '../../../domain/errors.ts';
import type { BookingState } from '../../../domain/exchange/agreement.ts';
import type { Slot } from '../resources/resource.entity.ts';
import { Booking } from './booking.entity.ts';

interface Wanted {
  readonly unitId: string;
  readonly allianceId: string;
  readonly agreementId: string | null;
  readonly count: number;
  readonly purpose: string;
  readonly state: BookingState;
}

/** Takes places of a slot that the caller has locked. Throws `SLOT_FULL`; the table's own check is the second fence. */
export function placeBooking(act: Act, slot: Slot, wanted: Wanted): Booking {
  const remaining = slot.capacity - slot.taken;
  if (wanted.count > remaining) {
    throw RefusalError.of('SLOT_FULL', { id: slot.id, requested: wanted.count, remaining });
  }
  return act.em.create(Booking, {
    id: act.newId('booking'),
    slotId: slot.id,
    createdAt: act.now,
    version: 1,
    ...wanted,
  });
}
