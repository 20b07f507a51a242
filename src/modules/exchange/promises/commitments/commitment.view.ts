import { sql } from '../../../../read/sql.ts';
import { asc, id, many, manyWhere, one, quantity, quantityLeft, viewOf } from '../../../../read/words.ts';
import { agreementSeen } from '../agreements/agreement.view.ts';
import { CommitmentSchema } from './commitment.entity.ts';

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
    fulfilled: quantity('fulfilled', 'quantity_unit'),
    outstanding: quantityLeft('quantity', 'fulfilled', 'quantity_unit'),
    deliveries: many('ExchangeEvent', 'commitment_id'),
  },
  orders: { RANK: [asc('rank', 'integer')] },
});

/**
 * What is still to be delivered of what the unit of a membership promised in its alliance, or was promised there. Of the
 * membership only its id is known here.
 */
export const runningCommitments = manyWhere('Commitment', (commitment, membership) => {
  const isParty = sql`(g.supplier_unit_id = b.unit_id or g.demander_unit_id = b.unit_id)`;
  const inForce = sql`select g.id from rights.belonging b join exchange.agreement g on g.alliance_id = b.alliance_id and ${isParty} and g.state = 'ACTIVE' where b.id = ${membership.col('id')}`;
  return sql`(${commitment.col('state')} = 'OPEN' and ${commitment.col('agreement_id')} in (${inForce}))`;
});
