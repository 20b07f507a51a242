/**
 * Booking a place of a slot: both memberships held, what was held for too long given back, the slot locked (and its resource before it,
 * where the places of a day are counted together), and a place left for the alliance under the rule of the resource.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from './transaction.ts';

const SEE = `
select r.owner_unit_id = $3::uuid or r.visibility = 'PUBLIC' or r.visibility = 'ALLIANCE' and $2::uuid = any (r.shown_to) as shown,
  rights.hold_membership($3::uuid, $2::uuid, $4::timestamptz) and rights.hold_membership(r.owner_unit_id, $2::uuid, $4::timestamptz) as held
from exchange.slot s join exchange.resource r on r.id = s.resource_id where s.id = $1::uuid`;

/** By the same function of the database: its resource held, what was held for too long given back, and the slot locked. */
const LOCK = `
select l.resource_id as resource, l.resource_state = 'AVAILABLE' and l.state = 'OPEN' and l.starts_at > $2::timestamptz
    and l.capacity - l.taken >= $3::integer as open
from exchange.lock_slot($1::uuid, $2::timestamptz) l`;

/** After the slot is locked: whoever had it before has written by now. */
const LEFT = `
select exchange.places_for($1::uuid, $2::uuid) as places, r.edition
from (select) one left join lateral (
  select r.edition from exchange.booking_rule r where r.resource_id = $3::uuid order by r.edition desc limit 1) r on true`;

const INSERT = `
insert into exchange.booking (id, resource_id, slot_id, unit_id, alliance_id, count, purpose, state, rule_edition, confirmed_at, created_at)
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::integer, $7, 'CONFIRMED', $8::integer, $9::timestamptz, $9::timestamptz)`;

interface Seen {
  readonly shown: boolean;
  readonly held: boolean;
}

interface Locked {
  readonly resource: string;
  readonly open: boolean;
}

interface Left {
  readonly places: number;
  readonly edition: number | null;
}

export const book: Transaction = {
  mutation: 'bookSlot',
  work: async ({ unit, alliance, now, run }, { slot, count, purpose }) => {
    const [seen] = await run<Seen>('see', SEE, [slot, alliance, unit, now]);
    if (seen?.shown !== true || !seen.held) throw new Error('refused');
    const [locked] = await run<Locked>('lock', LOCK, [slot, now, count]);
    if (locked?.open !== true) throw new Error('refused');
    const [left] = await run<Left>('left', LEFT, [slot, alliance, locked.resource]);
    if (left === undefined || left.places < Number(count)) throw new Error('refused');
    const id = randomUUID();
    await run('insert', INSERT, [
      ...[id, locked.resource, slot, unit, alliance],
      ...[count, purpose, left.edition, now],
    ]);
    const body = { state: 'CONFIRMED', count: Number(count) };
    return { action: 'slot:booked', kind: 'booking', id, units: [unit], body };
  },
  read: `
select json_build_object('data', json_build_object('bookSlot', json_build_object('booking', json_build_object(
  'id', 'booking_' || replace(b.id::text, '-', ''), 'state', b.state, 'count', b.count, 'createdAt', b.created_at))))::text as answer
from exchange.booking b where b.id = $1::uuid`,
};
