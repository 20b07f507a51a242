/** What there is to settle of an agreement: what is promised, and what counts, in one place. */
import type { Act } from '../../../data/act.ts';
import type { Promised, ToSettle } from '../../../domain/exchange/settlement.ts';

/**
 * Every delivery of an agreement by how much of it counts now, less what takes it back: that is of the day on which it was said, and
 * what it takes back is of the day on which it was delivered.
 */
const COUNTED = `
select e.id, e.commitment_id, e.quantity, e.occurred_at, e.state,
  e.counted + coalesce((select sum(r.counted) from exchange.event r where r.reverses_id = e.id and r.counted <> 0), 0) as counts
from exchange.event e join exchange.commitment c on c.id = e.commitment_id
where c.agreement_id = $1::uuid and e.reverses_id is null`;

/**
 * With what confirmed sheets have of each: some of old have what takes a delivery back beside it. Those that occurred from the second
 * instant on are left for later.
 */
const TO_SETTLE = `
with told as (
  select coalesce(e.reverses_id, e.id) as event_id, sum(d.quantity) filter (where d.entry in ('WITHIN', 'LATE')) as settled,
    bool_or(d.entry = 'DISPUTED') as was_disputed
  from exchange.settlement s join exchange.settlement_delivery d on d.settlement_id = s.id join exchange.event e on e.id = d.event_id
  where s.agreement_id = $1::uuid and s.state = 'CONFIRMED' group by coalesce(e.reverses_id, e.id)
)
select e.id, e.commitment_id as commitment, e.quantity::text, e.counts::text, e.state, e.occurred_at as "occurredAt",
  coalesce(t.settled, 0)::text as settled, coalesce(t.was_disputed, false) as "wasDisputed"
from (${COUNTED}) e left join told t on t.event_id = e.id
where e.occurred_at < $2::timestamptz order by e.occurred_at, e.id`;

/** What was released is no longer promised. */
const PROMISED = `
select c.id, c.rank, c.from_unit_id as "from", c.to_unit_id as "to", c.title, (c.quantity - c.released)::text as quantity, c.quantity_unit as unit
from exchange.commitment c where c.agreement_id = $1::uuid order by c.rank, c.id`;

export function commitmentsToSettle(act: Act, agreementId: string): Promise<readonly Promised[]> {
  return act.run<Promised>(PROMISED, [agreementId]);
}

/** Deliveries that occurred before the end of a period. */
export async function toSettle(act: Act, agreementId: string, end: Date): Promise<readonly ToSettle[]> {
  const rows = await act.run<Omit<ToSettle, 'occurredAt'> & { occurredAt: string | Date }>(TO_SETTLE, [
    agreementId,
    end.toISOString(),
  ]);
  return rows.map((row) => ({ ...row, occurredAt: new Date(row.occurredAt) }));
}
