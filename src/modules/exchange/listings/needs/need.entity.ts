import { defineEntity, p } from '@mikro-orm/core';
import { listingColumns } from '../listing/listing.entity.ts';

export const NeedSchema = defineEntity({
  name: 'Need',
  schema: 'exchange',
  tableName: 'need',
  properties: {
    ...listingColumns(),
    /** Where, to the community: what the public reads. */
    placeMasked: p.text().nullable(),
    /** Follows the matches by trigger. */
    covered: p.decimal().precision(14).scale(4).defaultRaw('0'),
  },
});
export class Need extends NeedSchema.class {}
NeedSchema.setClass(Need);
