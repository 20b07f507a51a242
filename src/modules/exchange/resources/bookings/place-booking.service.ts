import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { begun, type BookingState } from '../../../../domain/exchange/booking.ts';
import { slotMachine } from '../../../../domain/exchange/slot.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import type { Resource } from '../resources/resource.entity.ts';
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

/** What the record is told of a booking. */
export type Booked = Pick<Booking, 'id' | 'version' | 'allianceId' | 'unitId' | 'state' | 'count'>;

/** A slot as bookings are judged by it, with all the places it has. */
export type PlacesOfSlot = Readonly<
  Pick<Slot, 'id' | 'resourceId' | 'startsAt' | 'endsAt' | 'capacity' | 'taken' | 'state'>
>;

/** A slot, locked, and its resource as it is until the act is done. */
interface LockedSlot {
  readonly slot: PlacesOfSlot;
  readonly resource: Pick<Resource, 'id' | 'state'>;
}

interface LockedRow extends Omit<PlacesOfSlot, 'startsAt' | 'endsAt'> {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly resourceState: Resource['state'];
}

const LOCK = `
select l.id, l.resource_id as "resourceId", l.capacity, l.taken, l.state, l.resource_state as "resourceState",
  (extract(epoch from l.starts_at) * 1000)::float8 as "startsAt", (extract(epoch from l.ends_at) * 1000)::float8 as "endsAt"
from exchange.lock_slot($1::uuid, $2::timestamptz) l`;

/**
 * Locks a slot with all the places it has: what was held for longer than it may be holds nothing, nor in another slot of a day
 * whose places are counted together. Before it its resource is held; where the places of a day are counted together, locked.
 */
export async function lockSlot(act: Act, slotId: string): Promise<LockedSlot> {
  const [locked] = await act.run<LockedRow>(LOCK, [slotId, act.now.toISOString()]);
  if (locked === undefined) throw RefusalError.notFound('slot', slotId);
  const { resourceState, startsAt, endsAt, ...slot } = locked;
  return {
    slot: { ...slot, startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
    resource: { id: slot.resourceId, state: resourceState },
  };
}

/** The slot with all the places it has as things stand. */
export async function seenSlot(act: Act, slotId: string): Promise<Readonly<Slot>> {
  // Before it is looked at, as bookings are locked before slots.
  await act.run('select exchange.lapse_bookings($1::uuid, $2::timestamptz)', [slotId, act.now.toISOString()]);
  return act.see(Slot, 'slot', slotId);
}

/** Throws `WRONG_STATE` when the slot has begun: what is over or under way can no longer be promised. */
export function mustBeToCome(act: Act, { id, startsAt }: PlacesOfSlot): void {
  if (startsAt <= act.now) throw RefusalError.of('WRONG_STATE', { kind: 'slot', id, act: 'book', ...begun });
}

/** Throws `WRONG_STATE` when the slot is open no more, and `SLOT_FULL` when it has fewer places left. */
export function mustHavePlaces(slot: PlacesOfSlot, requested: number, isMatched = false): void {
  mustBe(slotMachine, slot, 'book', 'OPEN');
  const { id, capacity, taken } = slot;
  const remaining = capacity - taken;
  if (requested > remaining) throw RefusalError.of('SLOT_FULL', { id, requested, remaining, isMatched });
}

/**
 * Takes places of a slot that the caller has locked (`lockSlot`). Throws `WRONG_STATE` when it has begun and `SLOT_FULL` when
 * too few are left, or too few for the alliance or on that day; the table's own checks are the second fence. `left`: how many
 * there are for the alliance, where that was asked since the slot was locked.
 */
export async function placeBooking(act: Act, slot: PlacesOfSlot, wanted: Wanted, left?: number): Promise<Booked> {
  mustBeToCome(act, slot);
  mustHavePlaces(slot, wanted.count, wanted.agreementId !== null);
  mustBeMeantFor(slot, wanted, left ?? (await leftFor(act, slot, wanted)));
  return act.add(Booking, {
    id: act.newId('booking'),
    resourceId: slot.resourceId,
    slotId: slot.id,
    createdAt: act.now,
    version: 1,
    ...wanted,
    confirmedAt: wanted.state === 'CONFIRMED' ? act.now : null,
  });
}

/** How many of the places that are left the alliance may have: others are kept some, it has its share, or the day is full. */
async function leftFor(act: Act, { id }: PlacesOfSlot, { allianceId }: Wanted): Promise<number> {
  const places = 'select exchange.places_for($1::uuid, $2::uuid) as places';
  const [left] = await act.run<{ places: number }>(places, [id, allianceId]);
  return left?.places ?? 0;
}

function mustBeMeantFor({ id }: PlacesOfSlot, { count, agreementId }: Wanted, left: number): void {
  const remaining = Math.max(left, 0);
  if (count <= remaining) return;
  throw RefusalError.of('SLOT_FULL', {
    id,
    requested: count,
    remaining,
    isMatched: agreementId !== null,
    isShare: true,
  });
}
