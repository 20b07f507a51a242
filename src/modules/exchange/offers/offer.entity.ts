import { defineEntity, p } from '@mikro-orm/core';
import type { ListingState, Visibility } from '../../../domain/exchange/listing.ts';

export const OfferSchema = defineEntity({
  name: 'Offer',
  schema: 'exchange',
  tableName: 'offer',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    resourceId: p.uuid().nullable(),
    category: p.text(),
    title: p.text(),
    description: p.text(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    /** Follows the matches by trigger. */
    taken: p.decimal().precision(14).scale(4).default('0'),
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
export class Offer extends OfferSchema.class {}
OfferSchema.setClass(Offer);

const OfferAudienceSchema = defineEntity({
  name: 'OfferAudience',
  schema: 'exchange',
  tableName: 'offer_audience',
  properties: {
    offerId: () => p.manyToOne(Offer).mapToPk().joinColumn('offer_id').createForeignKeyConstraint(false).primary(),
    allianceId: p.uuid().primary(),
  },
});
export class OfferAudience extends OfferAudienceSchema.class {}
OfferAudienceSchema.setClass(OfferAudience);
