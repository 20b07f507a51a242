import { defineEntity, p } from '@mikro-orm/core';
import type { NeedKind } from '../../../../domain/exchange/wish.ts';
import { listingColumns } from '../listing/listing.entity.ts';

export const NeedSchema = defineEntity({
  name: 'Need',
  schema: 'exchange',
  tableName: 'need',
  properties: {
    ...listingColumns(),
    /** Where, to the community: what the public reads. */
    placeMasked: p.text().nullable(),
    kind: p.text().$type<NeedKind>().default('NEED'),
    /** How many persons may claim a wish. */
    maxClaims: p.integer().nullable(),
    /** Follows the claims by trigger. */
    claims: p.integer().defaultRaw('0'),
    completedAt: p.datetime(3).nullable(),
    /** What one unit may serve of it, at most. */
    maxPerUnit: p.decimal().precision(14).scale(4).nullable(),
    /** Follows the matches by trigger. */
    covered: p.decimal().precision(14).scale(4).defaultRaw('0'),
  },
});
export class Need extends NeedSchema.class {}
NeedSchema.setClass(Need);
