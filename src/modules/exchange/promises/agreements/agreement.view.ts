import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';
import { everyone, type Root } from '../../../../read/view.ts';
import { asc, computed, id, many, one, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { agreementStateNow } from '../commitments/as-of-now.view.ts';
import { AgreementSchema, SignatureSchema } from './agreement.entity.ts';

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
    state: computed(agreementStateNow),
    signatures: many('Signature', 'agreement_id'),
    commitments: many('Commitment', 'agreement_id'),
    bookings: many('Booking', 'agreement_id'),
  },
  filters: { state: (row, wanted, scope) => sql`${agreementStateNow(row, scope)} = any(${wanted.as('text[]')})` },
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

export const agreementRoots: Readonly<Record<string, Root>> = {
  agreement: { kind: 'one', type: 'Agreement', argument: 'id', of: 'agreement' },
  agreements: { kind: 'many', type: 'Agreement' },
};
