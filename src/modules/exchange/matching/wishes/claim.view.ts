import { sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { id, one, oneOf, viewOf } from '../../../../read/words.ts';
import { claimCell } from '../../board/promise-cell.view.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { WishClaimSchema } from './claim.entity.ts';

export const claimView = viewOf(WishClaimSchema, {
  type: 'WishClaim',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'supplier_unit_id', 'demander_unit_id'),
  fields: {
    id: id('claim'),
    need: one('Need', 'need_id'),
    alliance: one('Alliance', 'alliance_id'),
    supplier: one('Unit', 'supplier_unit_id'),
    demander: one('Unit', 'demander_unit_id'),
  },
  filters: {
    state: oneOf('state'),
    board: claimCell,
    isMine: (row, wanted, scope) => sql`(${scope.isPerson(row.col('person_id'))}) = ${wanted.as('boolean')}`,
  },
});

export const claimRoots: Readonly<Record<string, Root>> = {
  wishClaims: { kind: 'many', type: 'WishClaim' },
};
