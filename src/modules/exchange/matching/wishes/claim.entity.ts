import { defineEntity, p } from '@mikro-orm/core';
import type { ClaimState } from '../../../../domain/exchange/wish.ts';

export const WishClaimSchema = defineEntity({
  name: 'WishClaim',
  schema: 'exchange',
  tableName: 'wish_claim',
  properties: {
    id: p.uuid().primary(),
    needId: p.uuid(),
    allianceId: p.uuid(),
    /** For which unit the person acts, and which entered the wish. */
    supplierUnitId: p.uuid(),
    demanderUnitId: p.uuid(),
    personId: p.uuid(),
    state: p.text().$type<ClaimState>(),
    reason: p.text().nullable(),
    claimedAt: p.datetime(3),
    settledAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class WishClaim extends WishClaimSchema.class {}
WishClaimSchema.setClass(WishClaim);
