import { defineEntity, p } from '@mikro-orm/core';
import { Agreement } from '../../promises/agreements/agreement.entity.ts';
import type { BookingState } from '../../../../domain/exchange/booking.ts';

export const BookingSchema = defineEntity({
  name: 'Booking',
  schema: 'exchange',
  tableName: 'booking',
  properties: {
    id: p.uuid().primary(),
    resourceId: p.uuid(),
    slotId: p.uuid().nullable(),
    /** Of a booking that is of no slot. */
    startsAt: p.datetime(3).nullable(),
    endsAt: p.datetime(3).nullable(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    agreementId: () =>
      p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false).nullable(),
    count: p.integer(),
    purpose: p.text(),
    state: p.text().$type<BookingState>(),
    ruleEdition: p.integer().nullable(),
    heldUntil: p.datetime(3).nullable(),
    confirmedAt: p.datetime(3).nullable(),
    startedAt: p.datetime(3).nullable(),
    completedAt: p.datetime(3).nullable(),
    cancelledAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    noShowAt: p.datetime(3).nullable(),
    noShowPostId: p.uuid().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Booking extends BookingSchema.class {}
BookingSchema.setClass(Booking);
