import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, id, measure, one, oneOf, optional, optionalOne, quantity, viewFrom } from '../../../../read/words.ts';
import { deliveryCell } from '../../board/promise-cell.view.ts';
import { agreementSeen } from '../agreements/agreement.view.ts';
import { isTimedOut } from '../commitments/as-of-now.view.ts';

const deliveries = (scope: Scope): Sql => {
  const timedOut = isTimedOut(new Row('e'), scope);
  return sql`select e.*, c.agreement_id, c.quantity_unit, c.from_unit_id, c.to_unit_id,
    case when ${timedOut} then 'CONFIRMED' else e.state end as state_now, case when ${timedOut} then e.quantity else e.counted end as counted_now,
    (${timedOut} or a.event_id is not null and a.unit_id is null) as by_timeout, case when ${timedOut} then e.confirm_by else a.answered_at end as answered_at,
    a.unit_id as answered_by_unit_id, a.reason, f.unit_id as referred_by_unit_id, f.reason as referral, f.referred_at,
    r.unit_id as resolved_by_unit_id, r.reason as resolution, r.resolved_at, b.id as reversed_by_id, p.id as posting_id
  from exchange.event e
  join exchange.commitment c on c.id = e.commitment_id
  left join exchange.event_answer a on a.event_id = e.id
  left join exchange.event_referral f on f.event_id = e.id
  left join exchange.event_resolution r on r.event_id = e.id
  left join exchange.event b on b.reverses_id = e.id and (b.state = 'RECORDED' or b.counted <> 0)
  left join exchange.posting p on p.event_id = e.id`;
};

export const deliveryView = viewFrom(deliveries, {
  type: 'ExchangeEvent',
  scope: 'promises:read',
  visible: (row, scope) => agreementSeen(row.col('agreement_id'), scope),
  orders: {
    OLDEST: [{ column: 'id', direction: 'asc', cast: 'uuid' }],
    NEWEST: [{ column: 'id', direction: 'desc', cast: 'uuid' }],
  },
  filters: { state: oneOf('state_now'), action: oneOf('action'), board: deliveryCell },
  measures: { QUANTITY: measure('quantity', 'quantity_unit'), COUNTED: measure('counted_now', 'quantity_unit') },
  fields: {
    id: id('event'),
    commitment: one('Commitment', 'commitment_id'),
    recordedBy: one('Unit', 'recorded_by_unit_id'),
    action: column('action'),
    provider: one('Unit', 'from_unit_id'),
    receiver: one('Unit', 'to_unit_id'),
    quantity: quantity('quantity', 'quantity_unit'),
    counted: quantity('counted_now', 'quantity_unit'),
    reverses: optionalOne('ExchangeEvent', 'reverses_id'),
    reversedBy: optionalOne('ExchangeEvent', 'reversed_by_id'),
    occurredAt: column('occurred_at'),
    note: column('note'),
    recordedAt: column('recorded_at'),
    state: column('state_now'),
    confirmBy: optional('confirm_by'),
    confirmedByTimeout: column('by_timeout'),
    heldAt: optional('held_at'),
    posting: optionalOne('Posting', 'posting_id'),
    answeredBy: optionalOne('Unit', 'answered_by_unit_id'),
    answeredAt: optional('answered_at'),
    reason: optional('reason'),
    referredBy: optionalOne('Unit', 'referred_by_unit_id'),
    referredAt: optional('referred_at'),
    referral: optional('referral'),
    resolvedBy: optionalOne('Unit', 'resolved_by_unit_id'),
    resolvedAt: optional('resolved_at'),
    resolution: optional('resolution'),
  },
});

export const deliveryRoots: Readonly<Record<string, Root>> = {
  deliveries: { kind: 'many', type: 'ExchangeEvent' },
};
