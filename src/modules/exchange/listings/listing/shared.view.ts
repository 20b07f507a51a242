/** What a unit shares of its listings with another unit, by an agreement between the two (数据共享协议). */
import type { DataKind } from '../../../../domain/access/sharing.ts';
import type { AppScope } from '../../../../domain/access/roles.ts';
import type { Scope } from '../../../../read/scope.ts';
import { all, both, literal, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';

export type ListingKind = 'resource' | 'offer' | 'need';

const shares: Readonly<Record<ListingKind, { readonly data: DataKind; readonly scope: AppScope }>> = {
  resource: { data: 'OFFERS', scope: 'offers:read' },
  offer: { data: 'OFFERS', scope: 'offers:read' },
  need: { data: 'NEEDS', scope: 'needs:read' },
};

/**
 * The row is shown to an alliance, and its unit shares such data with the one acted for. An app reads it for the unit that
 * installed it, under the alliance hat, where the agreement lets it go on and for the purpose of the agreement alone. The
 * units that share are one short list for all rows.
 */
export const sharedByAgreement = (kind: ListingKind, row: Row, scope: Scope): Sql =>
  ofProviders(kind, row, scope, sql``);

/** The same, and no agreement shares it in full. */
export const maskedByAgreement = (kind: ListingKind, row: Row, scope: Scope): Sql =>
  ofProviders(kind, row, scope, sql` group by s.provider_unit_id having bool_and(s.precision = 'MASKED')`);

function ofProviders(kind: ListingKind, row: Row, scope: Scope, those: Sql): Sql {
  const { data, scope: needed } = shares[kind];
  const goesOn = scope.isInstalled(
    needed,
    (i) => sql`${i.col('unit_id')} = s.consumer_unit_id and ${i.col('purpose')} = s.purpose`,
  );
  const isOpen = scope.kind === 'PERSON' ? sql`s.consumer_unit_id = ${scope.unit}` : both(sql`s.may_reshare`, goesOn);
  if (isOpen === nothing) return nothing;
  const holds = sql`s.kind = ${literal(data)} and ${scope.holds(sql`s.valid`)}`;
  const providers = sql`select s.provider_unit_id from rights.share s where ${all([holds, isOpen])}${those}`;
  return sql`(${row.col('visibility')} = 'ALLIANCE' and ${row.col('owner_unit_id')} in (${providers}))`;
}
