/** The slots of a resource follow its rules. What is booked stays: a slot that the rules have no more is kept for those who have it. */
import type { Computed, Run } from '../../../../data/openings.ts';
import { instantInChina } from '../../../../domain/calendar.ts';
import { slotsIn, type SlotTimetable } from '../../../../domain/calendar/slots.ts';
import { freshId } from '../../../../platform/clock.ts';

const WANTED = `
  select (w ->> 'id')::uuid as id, (w ->> 'start')::timestamptz as starts_at, (w ->> 'end')::timestamptz as ends_at,
    (w ->> 'capacity')::integer as capacity, (w ->> 'edition')::integer as edition
  from json_array_elements($2::json) w`;

/** What was held for longer than it may be keeps no slot. */
const LAPSE = `
with due as (
  select b.id from exchange.booking b where b.resource_id = $1::uuid and b.state = 'HELD' and b.held_until <= $2::timestamptz
  order by b.id for update
)
select exchange.expire_holds(d.ids, $2::timestamptz) from (select array_agg(due.id) as ids from due) d where d.ids is not null`;

/** Slots that begin later than now, on days of which is known what they are, and that the rules have no more. */
const STAND_DOWN = `
update exchange.slot s set state = case when s.taken > 0 then 'KEPT' else 'WITHDRAWN' end, version = s.version + 1
where s.resource_id = $1::uuid and s.edition is not null and s.starts_at > $3::timestamptz and s.starts_at < $4::timestamptz
  and (s.state = 'OPEN' or s.state = 'KEPT' and s.taken = 0)
  and not exists (select from (${WANTED}) w where w.starts_at = s.starts_at and w.ends_at = s.ends_at)`;

const isFree = `not exists (select from exchange.slot o where o.resource_id = $1::uuid and o.state <> 'WITHDRAWN'
    and tstzrange(o.starts_at, o.ends_at) && tstzrange(w.starts_at, w.ends_at)`;

/** Slots that are there, as the rules have them now: never fewer places than are taken. */
const PUT_RIGHT = `
update exchange.slot s set state = 'OPEN', capacity = greatest(w.capacity, s.taken), edition = w.edition, version = s.version + 1
from (${WANTED}) w
where s.resource_id = $1::uuid and s.edition is not null and w.starts_at = s.starts_at and w.ends_at = s.ends_at
  and (s.state, s.capacity, s.edition) is distinct from ('OPEN', greatest(w.capacity, s.taken), w.edition)
  and ${isFree} and o.id <> s.id)
  and s.id = (select t.id from exchange.slot t where t.resource_id = s.resource_id and t.starts_at = s.starts_at
    and t.ends_at = s.ends_at and t.edition is not null order by t.state = 'WITHDRAWN', t.id limit 1)`;

const ADD = `
insert into exchange.slot (id, resource_id, starts_at, ends_at, capacity, edition)
select w.id, $1::uuid, w.starts_at, w.ends_at, w.capacity, w.edition from (${WANTED}) w where ${isFree})`;

/** Lays the slots to come. The resource is locked already. */
export async function laySlots(
  run: Run,
  { id, schedule, calendar, days, now }: Computed<SlotTimetable>,
): Promise<void> {
  const wanted = slotsIn(schedule, calendar, days)
    .filter(({ start }) => start > now)
    .map(({ start, end, ...rest }) => ({ ...rest, start, end, id: freshId('slot', now) }));
  const [at, until] = [now.toISOString(), instantInChina(days.before, '00:00').toISOString()];
  const json = JSON.stringify(wanted);
  await run(LAPSE, [id, at]);
  await run(STAND_DOWN, [id, json, at, until]);
  await run(PUT_RIGHT, [id, json]);
  await run(ADD, [id, json]);
}
