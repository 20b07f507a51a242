import { sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, id, one, oneOf, optional, quantity, viewFrom } from '../../../../read/words.ts';
import { ofVisibleStock } from '../stock/stock.view.ts';

const DISTRIBUTIONS = sql`select d.*, k.unit from exchange.distribution d join exchange.stock k on k.id = d.stock_id`;

/** Seen with its stock. */
export const distributionView = viewFrom(() => DISTRIBUTIONS, {
  type: 'Distribution',
  visible: ofVisibleStock,
  fields: {
    id: id('distribution'),
    stock: one('Stock', 'stock_id'),
    title: column('title'),
    identifiedBy: column('identified_by'),
    amountEach: quantity('amount_each', 'unit'),
    perPerson: column('per_person'),
    every: column('every'),
    state: column('state'),
    handedOut: quantity('handed_out', 'unit'),
    handOuts: column('hand_outs'),
    persons: column('persons'),
    openedAt: column('opened_at'),
    closedAt: optional('closed_at'),
    version: column('version'),
  },
  filters: { state: oneOf('state') },
});

export const distributionRoots: Readonly<Record<string, Root>> = {
  distribution: { kind: 'one', type: 'Distribution', argument: 'id', of: 'distribution' },
};
