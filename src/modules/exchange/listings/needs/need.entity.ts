import { defineEntity, p } from '@mikro-orm/core';
import type { ListingState } from '../../../../domain/exchange/listing.ts';
import type { NeedKind } from '../../../../domain/exchange/wish.ts';
import type { Verdict } from '../../../../domain/exchange/review.ts';
import { listingColumns } from '../listing/listing.entity.ts';

export const NeedSchema = defineEntity({
  name: 'Need',
  schema: 'exchange',
  tableName: 'need',
  properties: {
    ...listingColumns(),
    state: p.text().$type<ListingState>(),
    /** Where, to the community: what the public reads. */
    placeMasked: p.text().nullable(),
    /** Which writing of its words it is, from 1. */
    wording: p.integer().default(1),
    /** Whether something was found in them. */
    isFlagged: p.boolean().default(false),
    /** What was judged of them. */
    verdict: p.text().$type<Verdict>().nullable(),
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
