import { defineEntity, p } from '@mikro-orm/core';
import type { SlotState } from '../../../../domain/exchange/slot.ts';
import { Resource } from '../resources/resource.entity.ts';

/** A time in which a resource has so many places; `taken` follows the bookings. */
export const SlotSchema = defineEntity({
  name: 'Slot',
  schema: 'exchange',
  tableName: 'slot',
  properties: {
    id: p.uuid().primary(),
    resourceId: () => p.manyToOne(Resource).mapToPk().joinColumn('resource_id').createForeignKeyConstraint(false),
    startsAt: p.datetime(3),
    endsAt: p.datetime(3),
    capacity: p.integer(),
    taken: p.integer().defaultRaw('0'),
    /** Of the availability that it follows from; null where it was opened by hand. */
    edition: p.integer().nullable(),
    state: p.text().$type<SlotState>().defaultRaw(`'OPEN'`),
    version: p.integer().version(),
  },
});
export class Slot extends SlotSchema.class {}
SlotSchema.setClass(Slot);
