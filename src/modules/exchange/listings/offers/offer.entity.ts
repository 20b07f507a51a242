import { defineEntity, p } from '@mikro-orm/core';
import { listingColumns } from '../listing/listing.entity.ts';

export const OfferSchema = defineEntity({
  name: 'Offer',
  schema: 'exchange',
  tableName: 'offer',
  properties: {
    ...listingColumns(),
    resourceId: p.uuid().nullable(),
    /** Follows the matches by trigger. */
    taken: p.decimal().precision(14).scale(4).defaultRaw('0'),
    /** What was handed over of it; follows the movements of its stock by trigger. */
    issued: p.decimal().precision(14).scale(4).defaultRaw('0'),
  },
});
export class Offer extends OfferSchema.class {}
OfferSchema.setClass(Offer);
