import { defineEntity, p } from '@mikro-orm/core';
import type { RedemptionState } from '../../../../domain/exchange/benefit.ts';

const money = () => p.decimal().precision(12).scale(2);

/** A benefit that was redeemed (核销), by the version of its rule. Counters follow by trigger. */
export const BenefitRedemptionSchema = defineEntity({
  name: 'BenefitRedemption',
  schema: 'exchange',
  tableName: 'benefit_redemption',
  properties: {
    id: p.uuid().primary(),
    ruleId: p.uuid(),
    number: p.integer(),
    ownerUnitId: p.uuid(),
    personId: p.uuid(),
    price: money(),
    cut: money(),
    charge: money(),
    day: p.date(),
    redeemedAt: p.datetime(3),
    state: p.text().$type<RedemptionState>(),
    reversedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class BenefitRedemption extends BenefitRedemptionSchema.class {}
BenefitRedemptionSchema.setClass(BenefitRedemption);

/** What each who pays for the cut pays of it. */
const BenefitShareSchema = defineEntity({
  name: 'BenefitShare',
  schema: 'exchange',
  tableName: 'benefit_share',
  properties: { redemptionId: p.uuid().primary(), unitId: p.uuid().primary(), amount: money() },
});
export class BenefitShare extends BenefitShareSchema.class {}
BenefitShareSchema.setClass(BenefitShare);
