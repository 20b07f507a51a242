import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, existsWhere, Row, sql, type Sql } from '../../../../read/sql.ts';
import { everyone, type Root } from '../../../../read/view.ts';
import { asc, computed, id, many, manyWhere, one, optionalOne, viewOf } from '../../../../read/words.ts';
import { agreementCell } from '../../board/promise-cell.view.ts';
import { documentUrl } from '../../settlements/document-url.view.ts';
import { agreementStateNow } from '../commitments/as-of-now.view.ts';
import { seriesOf } from '../commitments/series.view.ts';
import { termsFields } from '../terms/terms.view.ts';
import { AgreementSchema, SignatureSchema } from './agreement.entity.ts';
import { lifeFields } from './life.view.ts';

/** Its parties, under any fitting hat, and the coordinator of its alliance. */
function visible(row: Row, scope: Scope): Sql {
  const parties = sql`exchange.agreement_party p where p.agreement_id = ${row.col('id')}`;
  const underHat = scope.hasAllianceHat ? scope.inAlliance(row.col('alliance_id')) : everything;
  return any(
    both(existsWhere(parties, scope.isParty(sql`p.unit_id`)), underHat),
    scope.coordinates(row.col('alliance_id')),
  );
}

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
    match: optionalOne('Match', 'match_id'),
    renewalOf: optionalOne('Agreement', 'renewal_of_id'),
    renewals: many('Agreement', 'renewal_of_id'),
    supplier: one('Unit', 'supplier_unit_id'),
    demander: one('Unit', 'demander_unit_id'),
    state: computed(agreementStateNow),
    signatures: manyWhere(
      'Signature',
      (signature, row) =>
        sql`${signature.col('agreement_id')} = ${row.col('id')} and ${signature.col('edition')} = ${row.col('edition')}`,
    ),
    ...termsFields,
    ...lifeFields,
    commitments: many('Commitment', 'agreement_id'),
    series: seriesOf,
    bookings: many('Booking', 'agreement_id'),
    settlements: many('Settlement', 'agreement_id'),
    documentUrl: documentUrl('agreement'),
  },
  filters: {
    state: (row, wanted, scope) => sql`${agreementStateNow(row, scope)} = any(${wanted.as('text[]')})`,
    board: agreementCell,
  },
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
