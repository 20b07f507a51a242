import type { Act } from '../../../../data/act.ts';
import { together } from '../../../../data/statement.ts';
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

const LAPSE = `
with wanted as materialized (
  select s.id, s.resource_id, exchange.day_of(s.starts_at)::timestamp at time zone 'Asia/Shanghai' as midnight,
    exchange.places_a_day(s.resource_id, s.starts_at) is not null as is_counted
  from exchange.slot s where s.id = $1::uuid
), due as (
  select b.id from exchange.booking b
  where b.slot_id in (select w.id from wanted w union all select o.id from wanted w join exchange.slot o on o.resource_id = w.resource_id
      and o.starts_at >= w.midnight and o.starts_at < w.midnight + interval '1 day' where w.is_counted)
    and b.state = 'HELD' and b.held_until <= $2::timestamptz order by b.id for update
)
select exchange.expire_holds(d.ids, $2::timestamptz) from (select array_agg(due.id) as ids from due) d where d.ids is not null`;

/**
 * The slot as it is at this instant: what was held for longer than it may be holds nothing, nor in another slot of a day
 * whose places are counted together. Before the slot is locked, as bookings are.
 */
async function lapse(act: Act, slotId: string): Promise<void> {
  await act.run(LAPSE, [slotId, act.now.toISOString()]);
}

/** What is booked is not withdrawn, nor booked in another way, until the act is done. */
const HOLD = `
select r.id, r.state from exchange.resource r where r.id = (select s.resource_id from exchange.slot s where s.id = $1::uuid) for key share`;

const LOCK_DAY = `
select from exchange.resource r where r.id = (select s.resource_id from exchange.slot s where s.id = $1::uuid
  and exchange.places_a_day(s.resource_id, s.starts_at) is not null) for no key update`;

/** A slot, locked, and its resource as it is until the act is done. */
interface LockedSlot {
  readonly slot: Readonly<Slot>;
  readonly resource: Pick<Resource, 'id' | 'state'>;
}

/**
 * Locks a slot with all the places it has. Before it its resource is held; where the places of a day are counted together,
 * locked.
 */
export async function lockSlot(act: Act, slotId: string): Promise<LockedSlot> {
  const [[resource], , , slot] = await together(
    act.run<LockedSlot['resource']>(HOLD, [slotId]),
    lapse(act, slotId),
    act.run(LOCK_DAY, [slotId]),
    act.seeLocked(Slot, 'slot', slotId),
  );
  if (resource === undefined) throw new Error(`the slot ${slotId} is of nothing`);
  return { slot, resource };
}

/** The slot with all the places it has as things stand. */
export async function seenSlot(act: Act, slotId: string): Promise<Readonly<Slot>> {
  await lapse(act, slotId);
  return act.see(Slot, 'slot', slotId);
}

/** Throws `WRONG_STATE` when the slot has begun: what is over or under way can no longer be promised. */
export function mustBeToCome(act: Act, { id, startsAt }: Slot): void {
  if (startsAt <= act.now) throw RefusalError.of('WRONG_STATE', { kind: 'slot', id, act: 'book', ...begun });
}

/** Throws `WRONG_STATE` when the slot is open no more, and `SLOT_FULL` when it has fewer places left. */
export function mustHavePlaces(slot: Slot, requested: number, isMatched = false): void {
  mustBe(slotMachine, slot, 'book', 'OPEN');
  const { id, capacity, taken } = slot;
  const remaining = capacity - taken;
  if (requested > remaining) throw RefusalError.of('SLOT_FULL', { id, requested, remaining, isMatched });
}

/**
 * Takes places of a slot that the caller has locked (`lockSlot`). Throws `WRONG_STATE` when it has begun and `SLOT_FULL` when
 * too few are left, or too few for the alliance or on that day; the table's own checks are the second fence.
 */
export async function placeBooking(act: Act, slot: Slot, wanted: Wanted): Promise<Booked> {
  mustBeToCome(act, slot);
  mustHavePlaces(slot, wanted.count, wanted.agreementId !== null);
  await mustBeMeantFor(act, slot, wanted);
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

/** Throws `SLOT_FULL` when the alliance may not have so many of the places that are left: others are kept some, it has its share, or the day is full. */
async function mustBeMeantFor(act: Act, { id }: Slot, { allianceId, count, agreementId }: Wanted): Promise<void> {
  const [left] = await act.run<{ places: number }>('select exchange.places_for($1::uuid, $2::uuid) as places', [
    id,
    allianceId,
  ]);
  const remaining = Math.max(left?.places ?? 0, 0);
  if (count <= remaining) return;
  throw RefusalError.of('SLOT_FULL', {
    id,
    requested: count,
    remaining,
    isMatched: agreementId !== null,
    isShare: true,
  });
}
