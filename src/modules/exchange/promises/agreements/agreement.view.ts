import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';
import { everyone, type Root } from '../../../../read/view.ts';
import { asc, id, many, manyWhere, one, oneOf, quantity, quantityLeft, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { documentUrl } from '../../settlements/document-url.view.ts';
import { AgreementSchema, CommitmentSchema, SignatureSchema } from './agreement.entity.ts';

const visible = (row: Row, scope: Scope): Sql => partiesSee(row, scope, 'supplier_unit_id', 'demander_unit_id');

/** Whether the agreement with that id may be seen: what belongs to it is seen with it. */
export const agreementSeen = (agreementId: Sql, scope: Scope): Sql =>
  sql`exists (select from exchange.agreement g where g.id = ${agreementId} and ${visible(new Row('g'), scope)})`;

export const agreementView = viewOf(AgreementSchema, {
  type: 'Agreement',
  scope: 'promises:read',
  visible,
  fields: {
    id: id('agreement'),
    alliance: one('Alliance', 'alliance_id'),
    match: one('Match', 'match_id'),
    supplier: one('Unit', 'supplier_unit_id'),
    demander: one('Unit', 'demander_unit_id'),
    signatures: many('Signature', 'agreement_id'),
    commitments: many('Commitment', 'agreement_id'),
    bookings: many('Booking', 'agreement_id'),
    settlements: many('Settlement', 'agreement_id'),
    documentUrl: documentUrl('agreement'),
  },
  filters: { state: oneOf('state') },
});

/** Reached through its agreement only. */
export const signatureView = viewOf(SignatureSchema, {
  type: 'Signature',
  scope: 'promises:read',
  visible: everyone,
  key: asc('unit_id', 'uuid'),
  orders: { SIGNED: [asc('signed_at', 'timestamptz')] },
  fields: { unit: one('Unit', 'unit_id') },
});

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

export const agreementRoots: Readonly<Record<string, Root>> = {
  agreement: { kind: 'one', type: 'Agreement', argument: 'id', of: 'agreement' },
  agreements: { kind: 'many', type: 'Agreement' },
};
