import { defineEntity, p } from '@mikro-orm/core';
import { Agreement } from '../../promises/agreements/agreement.entity.ts';
import type { BookingState } from '../../../../domain/exchange/booking.ts';

export const BookingSchema = defineEntity({
  name: 'Booking',
  schema: 'exchange',
  tableName: 'booking',
  properties: {
    id: p.uuid().primary(),
    slotId: p.uuid(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    agreementId: () =>
      p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false).nullable(),
    count: p.integer(),
    purpose: p.text(),
    state: p.text().$type<BookingState>(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Booking extends BookingSchema.class {}
BookingSchema.setClass(Booking);
