import { defineEntity, p } from '@mikro-orm/core';
import type { Visibility } from '../../../../domain/exchange/listing.ts';

export type ResourceKind = 'SPACE' | 'EQUIPMENT' | 'VEHICLE' | 'STAFF_TIME' | 'SKILL' | 'GOODS' | 'MEALS';

export const ResourceSchema = defineEntity({
  name: 'Resource',
  schema: 'exchange',
  tableName: 'resource',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    kind: p.text().$type<ResourceKind>(),
    name: p.text(),
    description: p.text(),
    placeName: p.text().nullable(),
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    visibility: p.text().$type<Visibility>(),
    shownTo: p.array().columnType('uuid[]'),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Resource extends ResourceSchema.class {}
ResourceSchema.setClass(Resource);
