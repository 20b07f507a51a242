import { defineEntity, p } from '@mikro-orm/core';
import type { AreaLevel } from '../../../../domain/directory/area-code.ts';
import type { PlaceStatus } from '../../../../domain/directory/place.ts';

/** A place. Where it is in WGS-84, and what of that everybody is told, is set by trigger. */
export const PlaceSchema = defineEntity({
  name: 'Place',
  schema: 'directory',
  tableName: 'place',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    name: p.text(),
    /** What of it everybody is told where the place is not public. */
    maskedName: p.text().nullable(),
    kind: p.text(),
    level: p.text().$type<AreaLevel>().nullable(),
    status: p.text().$type<PlaceStatus>(),
    statusSince: p.datetime(3),
    reason: p.text().nullable(),
    parentId: p.uuid().nullable(),
    areaId: p.uuid().nullable(),
    givenLongitude: p.double().nullable(),
    givenLatitude: p.double().nullable(),
    givenCrs: p.text().nullable(),
    floorArea: p.decimal().precision(14).scale(4).nullable(),
    isPublic: p.boolean(),
    /** Codes of categories. */
    services: p.array().$type<string[]>().defaultRaw(`'{}'`),
    /** Which telling of its opening hours counts. */
    hoursEdition: p.integer().nullable(),
    createdAt: p.datetime(3),
    /** When an act last said anything of what it is; its history goes by that. */
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Place extends PlaceSchema.class {}
PlaceSchema.setClass(Place);
