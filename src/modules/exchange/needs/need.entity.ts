import { defineEntity, p } from '@mikro-orm/core';
import type { ListingState, Visibility } from '../../../domain/exchange/listing.ts';

export const NeedSchema = defineEntity({
  name: 'Need',
  schema: 'exchange',
  tableName: 'need',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    category: p.text(),
    title: p.text(),
    description: p.text(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    /** Follows the matches by trigger. */
    covered: p.decimal().precision(14).scale(4).default('0'),
    startsAt: p.datetime(3).nullable(),
    endsAt: p.datetime(3).nullable(),
    placeName: p.text().nullable(),
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    visibility: p.text().$type<Visibility>(),
    state: p.text().$type<ListingState>(),
    version: p.integer().version(),
    publishedAt: p.datetime(3),
  },
});
export class Need extends NeedSchema.class {}
NeedSchema.setClass(Need);

const NeedAudienceSchema = defineEntity({
  name: 'NeedAudience',
  schema: 'exchange',
  tableName: 'need_audience',
  properties: {
    needId: () => p.manyToOne(Need).mapToPk().joinColumn('need_id').createForeignKeyConstraint(false).primary(),
    allianceId: p.uuid().primary(),
  },
});
export class NeedAudience extends NeedAudienceSchema.class {}
NeedAudienceSchema.setClass(NeedAudience);
