import { defineEntity, p } from '@mikro-orm/core';
import type { MovementKind } from '../../../../domain/exchange/stock.ts';

const amount = () => p.decimal().precision(14).scale(4);

/** What is there of a resource that is counted; the sums follow by trigger. */
export const StockSchema = defineEntity({
  name: 'Stock',
  schema: 'exchange',
  tableName: 'stock',
  properties: {
    id: p.uuid().primary(),
    resourceId: p.uuid(),
    ownerUnitId: p.uuid(),
    kind: p.text().$type<'GOODS' | 'MEALS'>(),
    unit: p.text(),
    onHand: amount().defaultRaw('0'),
    reserved: amount().defaultRaw('0'),
    minimum: amount().nullable(),
    isShared: p.boolean(),
    openedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Stock extends StockSchema.class {}
StockSchema.setClass(Stock);

/** Some of it that came together, and is good until the same day. */
const StockLotSchema = defineEntity({
  name: 'StockLot',
  schema: 'exchange',
  tableName: 'stock_lot',
  properties: {
    id: p.uuid().primary(),
    stockId: p.uuid(),
    code: p.text().nullable(),
    expiresOn: p.date().nullable(),
    onHand: amount().defaultRaw('0'),
    receivedAt: p.datetime(3),
  },
});
export class StockLot extends StockLotSchema.class {}
StockLotSchema.setClass(StockLot);

/** What came or went. Never changed. */
const StockMovementSchema = defineEntity({
  name: 'StockMovement',
  schema: 'exchange',
  tableName: 'stock_movement',
  properties: {
    id: p.uuid().primary(),
    stockId: p.uuid(),
    lotId: () => p.manyToOne(StockLot).mapToPk().joinColumn('lot_id').createForeignKeyConstraint(false),
    kind: p.text().$type<MovementKind>(),
    /** More, or less than there was. */
    quantity: amount(),
    reason: p.text().nullable(),
    offerId: p.uuid().nullable(),
    distributionId: p.uuid().nullable(),
    transferId: p.uuid().nullable(),
    recordedAt: p.datetime(3),
  },
});
export class StockMovement extends StockMovementSchema.class {}
StockMovementSchema.setClass(StockMovement);
