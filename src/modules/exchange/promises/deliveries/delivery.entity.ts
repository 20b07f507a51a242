import { defineEntity, p } from '@mikro-orm/core';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';

/** A delivery as one side recorded it, or what takes one back. Never changed: what was said of it, and how much counts, follow other rows. */
const DeliverySchema = defineEntity({
  name: 'Delivery',
  schema: 'exchange',
  tableName: 'event',
  properties: {
    id: p.uuid().primary(),
    commitmentId: p.uuid(),
    recordedByUnitId: p.uuid(),
    action: p.text().$type<FlowAction>().default('DELIVER_SERVICE'),
    quantity: p.decimal().precision(14).scale(4),
    /** What it takes back. */
    reversesId: p.uuid().nullable(),
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
    /** None where nobody answered in time. */
    unitId: p.uuid().nullable(),
    answer: p.text().$type<'CONFIRMED' | 'DISPUTED'>(),
    reason: p.text().nullable(),
    answeredAt: p.datetime(3),
  },
});
export class DeliveryAnswer extends DeliveryAnswerSchema.class {}
DeliveryAnswerSchema.setClass(DeliveryAnswer);

/** A dispute, put to the coordinators of the alliance by a side. Once. */
const DisputeReferralSchema = defineEntity({
  name: 'DisputeReferral',
  schema: 'exchange',
  tableName: 'event_referral',
  properties: {
    eventId: () => p.manyToOne(Delivery).mapToPk().joinColumn('event_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    reason: p.text(),
    referredAt: p.datetime(3),
  },
});
export class DisputeReferral extends DisputeReferralSchema.class {}
DisputeReferralSchema.setClass(DisputeReferral);

/** How a dispute ended: who objected withdrew that, or a coordinator said how much counts. Once. */
const DisputeResolutionSchema = defineEntity({
  name: 'DisputeResolution',
  schema: 'exchange',
  tableName: 'event_resolution',
  properties: {
    eventId: () => p.manyToOne(Delivery).mapToPk().joinColumn('event_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    outcome: p.text().$type<'WITHDRAWN' | 'DECIDED'>(),
    quantity: p.decimal().precision(14).scale(4),
    reason: p.text().nullable(),
    resolvedAt: p.datetime(3),
  },
});
export class DisputeResolution extends DisputeResolutionSchema.class {}
DisputeResolutionSchema.setClass(DisputeResolution);
