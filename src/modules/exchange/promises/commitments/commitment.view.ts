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
  const of = sql`rights.belonging b where b.id = ${membership.col('id')}`;
  const isSide = sql`(select b.unit_id from ${of}) in (${commitment.col('from_unit_id')}, ${commitment.col('to_unit_id')})`;
  const inForce = sql`select g.id from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id and g.state = 'ACTIVE',
    ${of} and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id`;
  return sql`(${commitment.col('state')} = 'OPEN' and ${isSide} and ${commitment.col('agreement_id')} in (${inForce}))`;
});
