import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { begun, type BookingState } from '../../../../domain/exchange/booking.ts';
import type { Slot } from '../slots/slot.entity.ts';
import { Booking } from './booking.entity.ts';

interface Wanted {
  readonly unitId: string;
  readonly allianceId: string;
  readonly agreementId: string | null;
  readonly count: number;
  readonly purpose: string;
  readonly state: BookingState;
}

/** Throws `WRONG_STATE` when the slot has begun: what is over or under way can no longer be promised. */
export function mustBeToCome(act: Act, { id, startsAt }: Slot): void {
  if (startsAt <= act.now) throw RefusalError.of('WRONG_STATE', { kind: 'slot', id, act: 'book', ...begun });
}

/** Throws `SLOT_FULL` when the slot has fewer places left. */
export function mustHavePlaces({ id, capacity, taken }: Slot, requested: number, isMatched = false): void {
  const remaining = capacity - taken;
  if (requested > remaining) throw RefusalError.of('SLOT_FULL', { id, requested, remaining, isMatched });
}

/**
 * Takes places of a slot that the caller has locked. Throws `WRONG_STATE` when it has begun and `SLOT_FULL` when too few
 * are left; the table's own check is the second fence.
 */
export function placeBooking(act: Act, slot: Slot, wanted: Wanted): Booking {
  mustBeToCome(act, slot);
  mustHavePlaces(slot, wanted.count, wanted.agreementId !== null);
  return act.em.create(Booking, {
    id: act.newId('booking'),
    slotId: slot.id,
    createdAt: act.now,
    version: 1,
    ...wanted,
  });
}
