import { defineEntity, p } from '@mikro-orm/core';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import type { ResourceKind, ResourceState } from '../../../../domain/exchange/resource.ts';

export type { ResourceKind };

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
    category: p.text().nullable(),
    placeId: p.uuid().nullable(),
    placeName: p.text().nullable(),
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    visibility: p.text().$type<Visibility>(),
    shownTo: p.array().columnType('uuid[]'),
    state: p.text().$type<ResourceState>().default('AVAILABLE'),
    retiredAt: p.datetime(3).nullable(),
    retiredBecause: p.text().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Resource extends ResourceSchema.class {}
ResourceSchema.setClass(Resource);
