import type { Scope } from '../../../read/scope.ts';
import { any, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import { computed, id, manyWhere, maybe, one, oneOf, viewOf } from '../../../read/words.ts';
import { SharingAgreementSchema } from './sharing.entity.ts';

/** As `rights.share` has it: its time is now, and the catalogue does not say that it is shared no more. */
function isInForce(row: Row, scope: Scope): Sql {
  const closed = sql`select from access.data_item d where d.unit_id = ${row.col('provider_unit_id')} and d.kind = ${row.col('kind')} and d.attribute = 'NONE'`;
  return sql`(${scope.holds(row.col('valid'))} and not exists (${closed}))`;
}

export const sharingView = viewOf(SharingAgreementSchema, {
  type: 'SharingAgreement',
  visible: (row, scope) => any(scope.isUnit(row.col('provider_unit_id')), scope.isUnit(row.col('consumer_unit_id'))),
  fields: {
    id: id('sharing'),
    provider: one('Unit', 'provider_unit_id'),
    consumer: one('Unit', 'consumer_unit_id'),
    purpose: one('Term', 'purpose', 'code'),
    since: maybe((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
    isInForce: computed(isInForce),
  },
  filters: {
    side: (row, side, scope) =>
      sql`case ${side.as('text')} when 'PROVIDER' then ${scope.isUnit(row.col('provider_unit_id'))} else ${scope.isUnit(row.col('consumer_unit_id'))} end`,
    state: oneOf('state'),
    kind: oneOf('kind'),
    unitId: (row, unit) => {
      const wanted = unit.id('unit');
      return sql`${wanted} in (${row.col('provider_unit_id')}, ${row.col('consumer_unit_id')})`;
    },
    inForce: (row, wanted, scope) => sql`${isInForce(row, scope)} = ${wanted.as('boolean')}`,
  },
});

/** What is agreed between a unit and the one acted for. */
export const sharingAgreements = manyWhere(
  'SharingAgreement',
  (agreement, unit) =>
    sql`${unit.col('id')} in (${agreement.col('provider_unit_id')}, ${agreement.col('consumer_unit_id')})`,
);

export const sharingRoots: Readonly<Record<string, Root>> = {
  sharingAgreement: { kind: 'one', type: 'SharingAgreement', argument: 'id', of: 'sharing' },
  sharingAgreements: { kind: 'many', type: 'SharingAgreement' },
};
