import { defineEntity, p } from '@mikro-orm/core';
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
    version: p.integer().version(),
  },
});
export class Slot extends SlotSchema.class {}
SlotSchema.setClass(Slot);
