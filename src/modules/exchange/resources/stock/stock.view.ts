/** Stocks, their lots and movements: for the unit that has them, and for who coordinates an alliance it shows the resource to. */
import type { Scope } from '../../../../read/scope.ts';
import { any, both, existsWhere, nothing, Row, sql, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  equals,
  id,
  many,
  newestFirst,
  ofId,
  one,
  oneOf,
  optional,
  optionalOne,
  quantity,
  value,
  valueWhere,
  decimal,
  viewFrom,
  viewOf,
} from '../../../../read/words.ts';
import { membersWhere } from '../../listings/listing/listing.view.ts';
import { StockSchema } from './stock.entity.ts';

/** What there is of the lots of a stock that are good on a day. */
export const goodOn = (stock: Sql, day: Sql): Sql =>
  sql`(select coalesce(sum(l.on_hand), 0) from exchange.stock_lot l
    where l.stock_id = ${stock} and l.on_hand > 0 and coalesce(l.expires_on >= ${day}, true))`;

/** The unit itself, under any hat; under that of an alliance it is shown to, who coordinates it while the unit is a member. */
function visible(row: Row, scope: Scope): Sql {
  const isOwn = scope.isUnit(row.col('owner_unit_id'));
  const isIn = scope.coordinates(sql`m.alliance_id`);
  if (isIn === nothing) return isOwn;
  const shown = sql`exchange.resource r where r.id = ${row.col('resource_id')}`;
  const isMember = sql`${row.col('owner_unit_id')} in (${membersWhere(isIn, scope)})`;
  return any(isOwn, both(isMember, existsWhere(shown, scope.coordinatesAmong(sql`r.shown_to`))));
}

/** With the stock that it is of. */
export const ofVisibleStock = (row: Row, scope: Scope): Sql =>
  existsWhere(sql`exchange.stock k where k.id = ${row.col('stock_id')}`, visible(new Row('k'), scope));

const amountOf = (of: (row: Row, scope: Scope) => Sql, unit = 'unit') =>
  value({ value: computed((row, scope) => sql`trim_scale(${of(row, scope)})::text`), unit: column(unit) });

export const stockView = viewOf(StockSchema, {
  type: 'Stock',
  visible,
  fields: {
    id: id('stock'),
    resource: optionalOne('Resource', 'resource_id'),
    owner: one('Unit', 'owner_unit_id'),
    onHand: quantity('on_hand', 'unit'),
    reserved: quantity('reserved', 'unit'),
    available: amountOf(
      (row, scope) => sql`greatest(${goodOn(row.col('id'), scope.today)} - ${row.col('reserved')}, 0)`,
    ),
    expired: amountOf((row, scope) => sql`${row.col('on_hand')} - ${goodOn(row.col('id'), scope.today)}`),
    shortfall: amountOf((row) => sql`greatest(${row.col('reserved')} - ${row.col('on_hand')}, 0)`),
    minimum: valueWhere((row) => sql`${row.col('minimum')} is not null`, {
      value: decimal('minimum'),
      unit: column('unit'),
    }),
    isLow: column('is_low'),
    lots: many('StockLot', 'stock_id'),
    movements: many('StockMovement', 'stock_id'),
    distributions: many('Distribution', 'stock_id'),
  },
  filters: { unitId: ofId('owner_unit_id', 'unit'), isLow: equals('is_low', 'boolean') },
  orders: newestFirst,
});

const LOTS = sql`select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id`;

export const stockLotView = viewFrom(() => LOTS, {
  type: 'StockLot',
  visible: ofVisibleStock,
  fields: {
    id: id('lot'),
    stock: one('Stock', 'stock_id'),
    code: optional('code'),
    expiresOn: optional('expires_on'),
    isExpired: computed((row, scope) => sql`coalesce(${row.col('expires_on')} < ${scope.today}, false)`),
    onHand: quantity('on_hand', 'unit'),
    receivedAt: column('received_at'),
  },
  filters: {
    isEmpty: (row, wanted) => sql`(${row.col('on_hand')} = 0) = ${wanted.as('boolean')}`,
    expiresBy: (row, day) => sql`${row.col('expires_on')} <= ${day.as('date')}`,
  },
  orders: {
    FIRST_EXPIRED: [{ ...asc('expires_on', 'date'), nullsAs: 'infinity' }, asc('id', 'uuid')],
    ...newestFirst,
  },
});

const MOVEMENTS = sql`select m.*, k.unit from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id`;

export const stockMovementView = viewFrom(() => MOVEMENTS, {
  type: 'StockMovement',
  visible: ofVisibleStock,
  fields: {
    id: id('movement'),
    stock: one('Stock', 'stock_id'),
    lot: one('StockLot', 'lot_id'),
    kind: column('kind'),
    quantity: quantity('quantity', 'unit'),
    reason: optional('reason'),
    offer: optionalOne('Offer', 'offer_id'),
    distribution: optionalOne('Distribution', 'distribution_id'),
    recordedAt: column('recorded_at'),
  },
  filters: { kind: oneOf('kind') },
  orders: newestFirst,
});

export const stockRoots: Readonly<Record<string, Root>> = {
  stock: { kind: 'one', type: 'Stock', argument: 'id', of: 'stock' },
  stocks: { kind: 'many', type: 'Stock' },
};
