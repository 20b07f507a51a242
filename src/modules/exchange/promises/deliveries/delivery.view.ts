import { sql } from '../../../../read/sql.ts';
import { column, computed, decimal, id, one, optional, optionalOne, value, viewFrom } from '../../../../read/words.ts';
import { agreementSeen } from '../agreements/agreement.view.ts';

const DELIVERIES = sql`select e.*, c.agreement_id, c.quantity_unit, a.answer, a.unit_id as answered_by_unit_id, a.reason, a.answered_at
  from exchange.event e
  join exchange.commitment c on c.id = e.commitment_id
  left join exchange.event_answer a on a.event_id = e.id`;

export const deliveryView = viewFrom(() => DELIVERIES, {
  type: 'ExchangeEvent',
  scope: 'promises:read',
  visible: (row, scope) => agreementSeen(row.col('agreement_id'), scope),
  orders: {
    OLDEST: [{ column: 'id', direction: 'asc', cast: 'uuid' }],
    NEWEST: [{ column: 'id', direction: 'desc', cast: 'uuid' }],
  },
  fields: {
    id: id('event'),
    commitment: one('Commitment', 'commitment_id'),
    recordedBy: one('Unit', 'recorded_by_unit_id'),
    quantity: value({ value: decimal('quantity'), unit: column('quantity_unit') }),
    occurredAt: column('occurred_at'),
    note: column('note'),
    recordedAt: column('recorded_at'),
    state: computed((row) => sql`coalesce(${row.col('answer')}, 'RECORDED')`),
    answeredBy: optionalOne('Unit', 'answered_by_unit_id'),
    answeredAt: optional('answered_at'),
    reason: optional('reason'),
  },
});
