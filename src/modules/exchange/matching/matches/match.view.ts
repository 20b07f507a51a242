import { sql } from '../../../../read/sql.ts';
import { everyone, type Fields, type Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  id,
  many,
  ofId,
  one,
  oneOf,
  optionalOne,
  quantity,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { matchCell } from '../../board/promise-cell.view.ts';
import { openPeriod, partiesSee } from '../../listings/listing/listing.view.ts';
import { itemsOfMatch, totalOfMatch } from '../../listings/menus/menu.view.ts';
import { judgementOfMatch } from '../orders/judgement.view.ts';
import { MatchSchema, MatchTermsSchema } from './match.entity.ts';
import { matchStateNow } from './state.view.ts';

/** What both the match and each writing of its terms have. */
const terms: Fields = {
  quantity: quantity('quantity', 'quantity_unit'),
  period: openPeriod,
  inReturn: valueWhere((row) => sql`${row.col('return_title')} is not null`, {
    title: column('return_title'),
    quantity: quantity('return_quantity', 'return_quantity_unit'),
  }),
};

export const matchView = viewOf(MatchSchema, {
  type: 'Match',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'supplier_unit_id', 'demander_unit_id'),
  fields: {
    id: id('match'),
    alliance: one('Alliance', 'alliance_id'),
    need: optionalOne('Need', 'need_id'),
    offer: optionalOne('Offer', 'offer_id'),
    slot: optionalOne('Slot', 'slot_id'),
    supplier: one('Unit', 'supplier_unit_id'),
    demander: one('Unit', 'demander_unit_id'),
    ...terms,
    items: itemsOfMatch,
    total: totalOfMatch,
    judgement: judgementOfMatch,
    terms: many('MatchTerms', 'match_id'),
    state: computed(matchStateNow),
    agreement: optionalOne('Agreement', 'id', 'match_id'),
  },
  filters: {
    state: (row, wanted, scope) => sql`(${matchStateNow(row, scope)}) = any(${wanted.as('text[]')})`,
    board: matchCell,
    origin: oneOf('origin'),
    needId: ofId('need_id', 'need'),
    offerId: ofId('offer_id', 'offer'),
  },
});

/** Reached through its match only. */
export const matchTermsView = viewOf(MatchTermsSchema, {
  type: 'MatchTerms',
  scope: 'promises:read',
  visible: everyone,
  key: asc('number', 'integer'),
  orders: { NUMBER: [asc('number', 'integer')] },
  fields: { unit: one('Unit', 'unit_id'), ...terms },
});

export const matchRoots: Readonly<Record<string, Root>> = {
  match: { kind: 'one', type: 'Match', argument: 'id', of: 'match' },
  matches: { kind: 'many', type: 'Match' },
};
