import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { begun, type BookingState } from '../../../../domain/exchange/booking.ts';
import { Slot } from '../slots/slot.entity.ts';
import { Booking } from './booking.entity.ts';

interface Wanted {
  readonly unitId: string;
  readonly allianceId: string;
  readonly agreementId: string | null;
  readonly count: number;
  readonly purpose: string;
  readonly state: BookingState;
  readonly ruleEdition?: number | null;
  readonly heldUntil?: Date | null;
}

const LAPSE = `
with due as (
  select b.id from exchange.booking b
  where b.slot_id = $1::uuid and b.state = 'HELD' and b.held_until <= $2::timestamptz order by b.id for update
)
update exchange.booking b set state = 'EXPIRED', version = b.version + 1 from due where b.id = due.id`;

/**
 * The slot as it is at this instant: what was held for longer than it may be holds nothing. Before the slot is locked, as
 * bookings are.
 */
async function lapse(act: Act, slotId: string): Promise<void> {
  await act.run(LAPSE, [slotId, act.now.toISOString()]);
}

/** The slot, locked, with all the places it has. */
export async function lockSlot(act: Act, slotId: string): Promise<Slot> {
  await lapse(act, slotId);
  return act.lock(Slot, 'slot', slotId);
}

/** The slot with all the places it has as things stand. */
export async function seenSlot(act: Act, slotId: string): Promise<Slot> {
  await lapse(act, slotId);
  return act.get(Slot, 'slot', slotId);
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
    resourceId: slot.resourceId,
    slotId: slot.id,
    createdAt: act.now,
    version: 1,
    ...wanted,
    confirmedAt: wanted.state === 'CONFIRMED' ? act.now : null,
  });
}
