/** What a commitment comes to once it is due, of what was recorded of it and of what was said to that: as of the clock of the request. */
import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';
import { dueClock, isTimedOut } from './as-of-now.view.ts';

/**
 * What its records come to: `counted` in all, `in_time` of it by the due date, as what is taken back is taken off where it
 * stood; `awaited`, what happened by then and is not answered; and whether an objection stands to what the giver recorded.
 */
function records(row: Row, scope: Scope): Sql {
  const counted = sql`case when ${isTimedOut(new Row('v'), scope)} then v.quantity else v.counted end`;
  const due = row.col('due_at');
  return sql`select coalesce(sum(${counted}), 0) as counted,
      coalesce(sum(${counted}) filter (where coalesce(o.occurred_at, v.occurred_at) <= ${due}), 0) as in_time,
      coalesce(sum(v.quantity) filter (where v.state = 'RECORDED' and not ${isTimedOut(new Row('v'), scope)}
        and v.reverses_id is null and v.occurred_at <= ${due}), 0) as awaited,
      coalesce(bool_or(v.reverses_id is null and v.recorded_by_unit_id = ${row.col('from_unit_id')}
        and a.answer = 'DISPUTED' and coalesce(r.quantity, 0) < v.quantity), false) as is_disputed
    from exchange.event v
    left join exchange.event o on o.id = v.reverses_id
    left join exchange.event_answer a on a.event_id = v.id
    left join exchange.event_resolution r on r.event_id = v.id
    where v.commitment_id = ${row.col('id')}`;
}

/** How much less is owed: what was given up by the receiver, or before it was due. */
const releases = (row: Row): Sql =>
  sql`select case when ${row.col('released')} = 0 then 0 else coalesce((select sum(l.quantity) from exchange.commitment_release l
    where l.commitment_id = ${row.col('id')} and (l.unit_id = ${row.col('to_unit_id')} or l.released_at < ${row.col('due_at')})), 0) end as released offset 0`;

/** Said to be broken, and not made good: it is not delivered, or the receiver has given up on the rest since. */
const isBroken = (row: Row): Sql =>
  sql`exists (select from exchange.commitment_breach b where b.commitment_id = ${row.col('id')}
    and (e.counted + l.released < ${row.col('quantity')} or exists (select from exchange.commitment_release y
      where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at)))`;

/** What it counts as in the reliability of who promised it; null before it is due, and where no day was agreed. */
export function outcomeNow(row: Row, scope: Scope): Sql {
  const covers = (delivered: Sql): Sql => sql`${delivered} + l.released >= ${row.col('quantity')}`;
  return sql`(select case when ${isBroken(row)} then 'BREACHED'
      when l.released = ${row.col('quantity')} then 'RELEASED'
      when e.is_disputed then 'DISPUTED'
      when ${covers(sql`e.in_time`)} then 'KEPT'
      when ${covers(sql`e.counted`)} then 'LATE'
      when ${covers(sql`e.in_time + e.awaited`)} then 'AWAITED'
      else 'LATE' end
    from exchange.agreement g, lateral (${records(row, scope)}) e, lateral (${releases(row)}) l
    where g.id = ${row.col('agreement_id')} and g.activated_at is not null and ${row.col('due_at')} <= coalesce(${dueClock(row, scope)}, ${scope.now}))`;
}
