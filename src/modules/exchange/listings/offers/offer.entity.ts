import { defineEntity, p } from '@mikro-orm/core';
import { listingColumns } from '../listing/listing.entity.ts';

export const OfferSchema = defineEntity({
  name: 'Offer',
  schema: 'exchange',
  tableName: 'offer',
  properties: {
    ...listingColumns(),
    resourceId: p.uuid().nullable(),
    /** What one unit may hold of it, at most. */
    maxPerUnit: p.decimal().precision(14).scale(4).nullable(),
    /** Which edition of its menu is in force; 0 where it never had one. */
    menuEdition: p.integer().defaultRaw('0'),
    /** Which edition of what it asks is in force; null where it never asked anything. */
    requirementEdition: p.integer().nullable(),
    /** Whether that is for some persons alone, and whether a part of it takes a proof: both follow it by trigger. */
    isConditional: p.boolean().defaultRaw('false'),
    needsProof: p.boolean().defaultRaw('false'),
    /** Follows the matches by trigger. */
    taken: p.decimal().precision(14).scale(4).defaultRaw('0'),
    /** What was handed over of it; follows the movements of its stock by trigger. */
    issued: p.decimal().precision(14).scale(4).defaultRaw('0'),
  },
});
export class Offer extends OfferSchema.class {}
OfferSchema.setClass(Offer);
