/**
 * Matches, agreements, commitments, deliveries and claims that a figure of the board counts, as their lists are filtered by
 * it. A row of the board is a matter of the listing: it is asked under the hat of the alliance, to which that is shown.
 */
import type { Scope } from '../../../read/scope.ts';
import { any, both, everything, name, Row, sql, type Sql } from '../../../read/sql.ts';
import type { Filter } from '../../../read/view.ts';
import { membersWhere } from '../listings/listing/listing.view.ts';
import { isOpenToAll } from '../listings/listing/state.view.ts';
import { isUnanswered } from '../matching/matches/state.view.ts';
import { agreementByClock, agreementStateNow, isTimedOut, stateNow } from '../promises/commitments/as-of-now.view.ts';
import { askedCell, isInRow, type AskedCell } from './asked-cell.view.ts';

/** Whether the listing that a promise came from is in the row that is asked for; none where it is not shown any more. */
function inRow(cell: AskedCell, of: Readonly<Record<'need' | 'offer', Sql>>, scope: Scope): Sql {
  const alliance = sql`${cell.alliance}`;
  const mayRead = scope.kind === 'APP' ? both(scope.has('needs:read'), scope.has('offers:read')) : everything;
  const found = (kind: 'need' | 'offer'): Sql => {
    const l = new Row('l');
    const audience = sql`${name(`exchange.${kind}_audience`)} a where ${name(`a.${kind}_id`)} = l.id and a.alliance_id = ${alliance}`;
    const members = membersWhere(sql`m.alliance_id = ${alliance}`, scope);
    return sql`(select ${isInRow(l, cell, scope)} from ${name(`exchange.${kind}`)} l where l.id = ${of[kind]}
      and ${isOpenToAll(l)} and exists (select from ${audience}) and l.owner_unit_id in (${members}))`;
  };
  const isThere = sql`coalesce(case ${cell.side} when 'NEEDS' then ${found('need')} else ${found('offer')} end, ${cell.key} is null)`;
  return any(sql`${cell.by} is null`, both(scope.inAlliance(alliance), mayRead, isThere));
}

const ofMatch = (row: Row) => ({ need: row.col('need_id'), offer: row.col('offer_id') });

const isOfSide = ({ side }: AskedCell, row: Row): Sql =>
  sql`case ${side} when 'NEEDS' then ${row.col('need_id')} else ${row.col('offer_id')} end is not null`;

/** The agreements of the side and the row, by their ids: `which` is a condition on `g`. */
const agreements = (cell: AskedCell, which: Sql, scope: Scope): Sql => {
  const r = new Row('r');
  return sql`select g.id from exchange.agreement g join exchange.match r on r.id = g.match_id
    where g.alliance_id = ${cell.alliance} and ${which} and ${isOfSide(cell, r)} and ${inRow(cell, ofMatch(r), scope)}`;
};

export const matchCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  return sql`(${cell.column} = 'PROPOSED' and ${row.col('alliance_id')} = ${cell.alliance} and ${isOfSide(cell, row)}
    and ${isUnanswered(row, scope)} and ${cell.within(row.col('created_at'))} and ${inRow(cell, ofMatch(row), scope)})`;
};

export const agreementCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  return sql`(${cell.column} = 'AGREED' and ${row.col('id')} in (${agreements(cell, cell.within(sql`g.activated_at`), scope)})
    and ${agreementStateNow(row, scope)} = 'ACTIVE')`;
};

export const commitmentCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  const inTime = sql`(${cell.column} = 'OVERDUE' or ${cell.within(sql`g.activated_at`)})`;
  const due = row.col('due_at');
  return sql`(case ${cell.column} when 'COMMITTED' then true when 'OVERDUE' then ${due} <= ${scope.now} and ${cell.within(due)} else false end
    and ${row.col('agreement_id')} in (${agreements(cell, sql`${agreementByClock(new Row('g'), scope)} = 'ACTIVE' and ${inTime}`, scope)})
    and ${stateNow(row, scope)} = 'OPEN')`;
};

/** Whether a delivery counts by now, and takes nothing back. */
export const isDelivered = (event: Row, scope: Scope): Sql =>
  sql`(${event.col('state')} in ('CONFIRMED', 'RESOLVED') and ${event.col('counted')} > 0 or ${isTimedOut(event, scope)})`;

export const deliveryCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  return sql`(${cell.column} = 'DELIVERED' and ${isDelivered(row, scope)} and ${cell.within(row.col('occurred_at'))}
    and ${row.col('agreement_id')} in (${agreements(cell, everything, scope)}))`;
};

export const claimCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  const of = { need: row.col('need_id'), offer: sql`null` };
  return sql`(${cell.side} = 'NEEDS' and ${row.col('alliance_id')} = ${cell.alliance} and case ${cell.column}
      when 'CLAIMED' then ${row.col('state')} = 'CLAIMED' and ${cell.within(row.col('claimed_at'))}
      when 'GRANTED' then ${row.col('state')} = 'DONE' and ${cell.within(row.col('settled_at'))} else false end
    and ${inRow(cell, of, scope)})`;
};
