import { defineEntity, p } from '@mikro-orm/core';

/** A delivery as one side recorded it. Never changed. */
const DeliverySchema = defineEntity({
  name: 'Delivery',
  schema: 'exchange',
  tableName: 'event',
  properties: {
    id: p.uuid().primary(),
    commitmentId: p.uuid(),
    recordedByUnitId: p.uuid(),
    quantity: p.decimal().precision(14).scale(4),
    occurredAt: p.datetime(3),
    note: p.text(),
    recordedAt: p.datetime(3),
  },
});
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);

/** What the other side said of it. Said once. */
const DeliveryAnswerSchema = defineEntity({
  name: 'DeliveryAnswer',
  schema: 'exchange',
  tableName: 'event_answer',
  properties: {
    eventId: () => p.manyToOne(Delivery).mapToPk().joinColumn('event_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    answer: p.text().$type<'CONFIRMED' | 'DISPUTED'>(),
    reason: p.text().nullable(),
    answeredAt: p.datetime(3),
  },
});
export class DeliveryAnswer extends DeliveryAnswerSchema.class {}
DeliveryAnswerSchema.setClass(DeliveryAnswer);
