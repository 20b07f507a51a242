import { DUE_SOON_DAYS } from '../../../../domain/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { existsWhere, everything, Row, sql, whole, type Sql } from '../../../../read/sql.ts';
import type { Field, Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  desc,
  id,
  many,
  manyWhere,
  maybe,
  one,
  optional,
  optionalOne,
  quantity,
  rowsFrom,
  value,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';
import { commitmentCell } from '../../board/promise-cell.view.ts';
import { agreementSeen } from '../agreements/agreement.view.ts';
import {
  agreementByClock,
  dueClock,
  fulfilledNow,
  isOpenNow,
  isOverdue,
  isPastDue,
  isTimedOut,
  outstandingNow,
  releasedNow,
  stateNow,
} from './as-of-now.view.ts';
import { CommitmentSchema } from './commitment.entity.ts';
import { outcomeNow } from './outcome.view.ts';
import { worth } from './worth.view.ts';

/** Which of its series it is, from 1. */
const instalment = (row: Row): Sql => sql`(${row.col('rank')} + 1 - (select min(s.rank) from exchange.commitment s
  where s.agreement_id = ${row.col('agreement_id')} and s.series = ${row.col('series')}))::integer`;

const breach = (row: Row): Sql => sql`exchange.commitment_breach b where b.commitment_id = ${row.col('id')}`;

/** As of the clock of the request: what was said of it comes before what the clock says. */
const progress = (row: Row, scope: Scope): Sql => {
  const soon = sql`make_interval(days => ${whole(DUE_SOON_DAYS)})`;
  return sql`case when not ${isOpenNow(row, scope)} then ${stateNow(row, scope)}
    when exists (select from ${breach(row)}) then 'BREACHED'
    when ${isPastDue(row, scope)} then 'OVERDUE'
    when ${fulfilledNow(row, scope)} > 0 then 'PARTIAL'
    when ${row.col('due_at')} < ${dueClock(row, scope)} + ${soon} then 'DUE'
    else 'PLANNED' end`;
};

/** When what counts was last confirmed, or a dispute of it ended. */
const lastConfirmedAt = (row: Row, scope: Scope): Sql =>
  sql`(select max(coalesce(r.resolved_at, a.answered_at, e.confirm_by)) from exchange.event e
    left join exchange.event_answer a on a.event_id = e.id left join exchange.event_resolution r on r.event_id = e.id
    where e.commitment_id = ${row.col('id')} and (e.state in ('CONFIRMED', 'RESOLVED') and e.counted > 0 or ${isTimedOut(new Row('e'), scope)}))`;

const outstanding = value({
  value: computed((row, scope) => sql`trim_scale(${outstandingNow(row, scope)})::text`),
  unit: column('quantity_unit'),
});

const fulfilled = value({
  value: computed((row, scope) => sql`trim_scale(${fulfilledNow(row, scope)})::text`),
  unit: column('quantity_unit'),
});

const released = value({
  value: computed((row, scope) => sql`trim_scale(${releasedNow(row, scope)})::text`),
  unit: column('quantity_unit'),
});

const breachSaid: Field = {
  ...valueFrom(
    (row) => sql`select b.unit_id, b.reason, b.declared_at, s.statement, s.stated_at from exchange.commitment_breach b
      left join exchange.commitment_breach_answer s using (commitment_id) where b.commitment_id = ${row.col('id')}`,
    {
      declaredBy: optionalOne('Unit', 'unit_id'),
      reason: column('reason'),
      declaredAt: column('declared_at'),
      statement: optional('statement'),
      statedAt: optional('stated_at'),
    },
  ),
  present: (row) => existsWhere(breach(row), everything),
};

export const commitmentView = viewOf(CommitmentSchema, {
  type: 'Commitment',
  scope: 'promises:read',
  visible: (row, scope) => agreementSeen(row.col('agreement_id'), scope),
  fields: {
    id: id('commitment'),
    agreement: one('Agreement', 'agreement_id'),
    from: one('Unit', 'from_unit_id'),
    to: one('Unit', 'to_unit_id'),
    quantity: quantity('quantity', 'quantity_unit'),
    fulfilled,
    state: computed(stateNow),
    released,
    outstanding,
    progress: computed(progress),
    isOverdue: computed(isOverdue),
    outcome: maybe(outcomeNow),
    lastConfirmedAt: maybe(lastConfirmedAt),
    breach: breachSaid,
    account: worth,
    releases: rowsFrom(
      (row, scope) => sql`select r.*, ${row.col('quantity_unit')} as unit from (
        select l.id, l.quantity, l.reason, l.released_at from exchange.commitment_release l where l.commitment_id = ${row.col('id')}
        union all select null, ${releasedNow(row, scope)} - ${row.col('released')}, exchange.release_reason(g.ends_as), g.ends_at
        from exchange.agreement g where g.id = ${row.col('agreement_id')}) r where r.quantity > 0 order by r.id nulls last`,
      {
        quantity: quantity('quantity', 'unit'),
        reason: column('reason'),
        releasedAt: column('released_at'),
      },
    ),
    instalment: computed(instalment),
    deliveries: many('ExchangeEvent', 'commitment_id'),
  },
  filters: {
    state: (row, wanted, scope) => sql`${stateNow(row, scope)} = any(${wanted.as('text[]')})`,
    outcome: (row, wanted, scope) => sql`${outcomeNow(row, scope)} = any(${wanted.as('text[]')})`,
    board: commitmentCell,
  },
  orders: { RANK: [asc('rank', 'integer')], NEWEST: [desc('id', 'uuid')] },
});

export const commitmentRoots: Readonly<Record<string, Root>> = {
  commitments: { kind: 'many', type: 'Commitment' },
};

/**
 * What is still to be delivered of what the unit of a membership promised in its alliance, or was promised there. Of the
 * membership only its id is known here.
 */
export const runningCommitments = manyWhere('Commitment', (commitment, membership, scope) => {
  const of = sql`rights.belonging b where b.id = ${membership.col('id')}`;
  const isSide = sql`(select b.unit_id from ${of}) in (${commitment.col('from_unit_id')}, ${commitment.col('to_unit_id')})`;
  const inForce = sql`select g.id from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id and ${agreementByClock(new Row('g'), scope)} in ('ACTIVE', 'SUSPENDED'),
    ${of} and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id`;
  return sql`(${commitment.col('state')} = 'OPEN' and ${isSide} and ${commitment.col('agreement_id')} in (${inForce}))`;
});
