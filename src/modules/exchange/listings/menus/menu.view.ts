/** The menu of an offer as it is now, and what was ordered from it at the prices of that time. */
import { literal, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field, Fields } from '../../../../read/view.ts';
import { column, computed, decimal, optional, rowsFrom, valueWhere } from '../../../../read/words.ts';

/** Money from two columns, with its fen; null where there is none. */
const money = (amount: string): Field =>
  valueWhere((row) => sql`${row.col(amount)} is not null`, {
    amount: computed((row) => sql`${row.col(amount)}::text`),
    currency: column('currency'),
  });

const item: Fields = {
  code: column('code'),
  name: column('name'),
  unit: column('unit'),
  price: money('price'),
};

export const menuOfOffer = rowsFrom(
  (offer: Row) => sql`select i.* from exchange.menu_item i
    where i.offer_id = ${offer.col('id')} and i.edition = ${offer.col('menu_edition')} order by i.rank`,
  { ...item, takes: decimal('takes'), mostPerOrder: optional('most_per_order') },
);

const ordered = (match: Row): Sql => sql`exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
    where o.match_id = ${match.col('id')}`;

export const itemsOfMatch = rowsFrom(
  (match: Row) => sql`select i.*, o.count, o.count * i.price as total from ${ordered(match)} order by i.rank`,
  { ...item, count: column('count'), total: money('total') },
);

/** Of all items that cost something; menus are in one currency. */
export const totalOfMatch = valueWhere((match) => sql`exists (select from ${ordered(match)} and i.price is not null)`, {
  amount: computed((match) => sql`(select sum(o.count * i.price)::text from ${ordered(match)})`),
  currency: computed(() => literal('CNY')),
});
