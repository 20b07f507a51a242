import { any, both, everything, existsWhere, sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { id, one, oneOf, optionalOne, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { BookingSchema } from './booking.entity.ts';

export const bookingView = viewOf(BookingSchema, {
  type: 'Booking',
  scope: 'promises:read',
  visible: (row, scope) => {
    const booked = sql`exchange.slot s join exchange.resource r on r.id = s.resource_id where s.id = ${row.col('slot_id')}`;
    const isOwners = existsWhere(booked, scope.isParty(sql`r.owner_unit_id`));
    // An app reads of the alliance it was let read, whoever booked.
    const underHat = scope.kind === 'APP' ? scope.inAlliance(row.col('alliance_id')) : everything;
    return any(partiesSee(row, scope, 'unit_id'), both(isOwners, underHat));
  },
  fields: {
    id: id('booking'),
    slot: one('Slot', 'slot_id'),
    unit: one('Unit', 'unit_id'),
    alliance: one('Alliance', 'alliance_id'),
    agreement: optionalOne('Agreement', 'agreement_id'),
  },
  filters: { state: oneOf('state') },
});

export const bookingRoots: Readonly<Record<string, Root>> = { bookings: { kind: 'many', type: 'Booking' } };
