import { sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, id, ofId, one, oneOf, optionalOne, quantity, valueWhere, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { MatchSchema } from './match.entity.ts';

export const matchView = viewOf(MatchSchema, {
  type: 'Match',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'supplier_unit_id', 'demander_unit_id'),
  fields: {
    id: id('match'),
    alliance: one('Alliance', 'alliance_id'),
    need: one('Need', 'need_id'),
    offer: optionalOne('Offer', 'offer_id'),
    slot: optionalOne('Slot', 'slot_id'),
    supplier: one('Unit', 'supplier_unit_id'),
    demander: one('Unit', 'demander_unit_id'),
    quantity: quantity('quantity', 'quantity_unit'),
    inReturn: valueWhere((row) => sql`${row.col('return_title')} is not null`, {
      title: column('return_title'),
      quantity: quantity('return_quantity', 'return_quantity_unit'),
    }),
    agreement: optionalOne('Agreement', 'id', 'match_id'),
  },
  filters: { state: oneOf('state'), needId: ofId('need_id', 'need'), offerId: ofId('offer_id', 'offer') },
});

export const matchRoots: Readonly<Record<string, Root>> = {
  match: { kind: 'one', type: 'Match', argument: 'id', of: 'match' },
  matches: { kind: 'many', type: 'Match' },
};
