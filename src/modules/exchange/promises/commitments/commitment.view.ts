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
import { fulfilledNow, isTimedOut, stateNow } from './as-of-now.view.ts';
import { CommitmentSchema } from './commitment.entity.ts';

/** Whether the agreement is in force: before that nothing is due. */
const isActive = (row: Row): Sql =>
  sql`exists (select from exchange.agreement g where g.id = ${row.col('agreement_id')} and g.state = 'ACTIVE')`;

const isOpen = (row: Row, scope: Scope): Sql => sql`${stateNow(row, scope)} = 'OPEN'`;

const isOverdue = (row: Row, scope: Scope): Sql =>
  sql`(${isOpen(row, scope)} and coalesce(${row.col('due_at')} <= ${scope.now}, false) and ${isActive(row)})`;

const breach = (row: Row): Sql => sql`exchange.commitment_breach b where b.commitment_id = ${row.col('id')}`;

/** As of the clock of the request: what was said of it comes before what the clock says. */
const progress = (row: Row, scope: Scope): Sql => {
  const soon = sql`make_interval(days => ${whole(DUE_SOON_DAYS)})`;
  return sql`case when not ${isOpen(row, scope)} then ${stateNow(row, scope)}
    when exists (select from ${breach(row)}) then 'BREACHED'
    when ${isOverdue(row, scope)} then 'OVERDUE'
    when ${fulfilledNow(row, scope)} > 0 then 'PARTIAL'
    when ${row.col('due_at')} < ${scope.now} + ${soon} and ${isActive(row)} then 'DUE'
    else 'PLANNED' end`;
};

/** When what counts was last confirmed, or a dispute of it ended. */
const lastConfirmedAt = (row: Row, scope: Scope): Sql =>
  sql`(select max(coalesce(r.resolved_at, a.answered_at, e.confirm_by)) from exchange.event e
    left join exchange.event_answer a on a.event_id = e.id left join exchange.event_resolution r on r.event_id = e.id
    where e.commitment_id = ${row.col('id')} and (e.state in ('CONFIRMED', 'RESOLVED') and e.counted > 0 or ${isTimedOut(new Row('e'), scope)}))`;

const outstanding = value({
  value: computed(
    (row, scope) =>
      sql`trim_scale(${row.col('quantity')} - ${fulfilledNow(row, scope)} - ${row.col('released')})::text`,
  ),
  unit: column('quantity_unit'),
});

const fulfilled = value({
  value: computed((row, scope) => sql`trim_scale(${fulfilledNow(row, scope)})::text`),
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
    released: quantity('released', 'quantity_unit'),
    outstanding,
    progress: computed(progress),
    isOverdue: computed(isOverdue),
    lastConfirmedAt: maybe(lastConfirmedAt),
    breach: breachSaid,
    releases: rowsFrom(
      (row) => sql`select l.*, ${row.col('quantity_unit')} as unit from exchange.commitment_release l
        where l.commitment_id = ${row.col('id')} order by l.id`,
      {
        quantity: quantity('quantity', 'unit'),
        reason: column('reason'),
        releasedAt: column('released_at'),
      },
    ),
    deliveries: many('ExchangeEvent', 'commitment_id'),
  },
  filters: {
    state: (row, wanted, scope) => sql`${stateNow(row, scope)} = any(${wanted.as('text[]')})`,
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
export const runningCommitments = manyWhere('Commitment', (commitment, membership) => {
  const of = sql`rights.belonging b where b.id = ${membership.col('id')}`;
  const isSide = sql`(select b.unit_id from ${of}) in (${commitment.col('from_unit_id')}, ${commitment.col('to_unit_id')})`;
  const inForce = sql`select g.id from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id and g.state = 'ACTIVE',
    ${of} and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id`;
  return sql`(${commitment.col('state')} = 'OPEN' and ${isSide} and ${commitment.col('agreement_id')} in (${inForce}))`;
});
