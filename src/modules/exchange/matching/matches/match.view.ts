import { join, literal, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
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
import { openStates } from '../../../../domain/exchange/match.ts';
import { openPeriod, partiesSee } from '../../listings/listing/listing.view.ts';
import { itemsOfMatch, totalOfMatch } from '../../listings/menus/menu.view.ts';
import { judgementOfMatch } from '../orders/judgement.view.ts';
import { MatchSchema, MatchTermsSchema } from './match.entity.ts';

/** What both the match and each writing of its terms have. */
const terms: Fields = {
  quantity: quantity('quantity', 'quantity_unit'),
  period: openPeriod,
  inReturn: valueWhere((row) => sql`${row.col('return_title')} is not null`, {
    title: column('return_title'),
    quantity: quantity('return_quantity', 'return_quantity_unit'),
  }),
};

const open = join(
  openStates.map((each) => literal(each)),
  ', ',
);

/** What was not answered in time is over at that instant, whether or not its row says so already. */
const state = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('respond_by')} <= ${scope.now} and ${row.col('state')} in (${open}) then 'EXPIRED' else ${row.col('state')} end`;

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
    state: computed(state),
    agreement: optionalOne('Agreement', 'id', 'match_id'),
  },
  filters: {
    state: (row, wanted, scope) => sql`(${state(row, scope)}) = any(${wanted.as('text[]')})`,
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
