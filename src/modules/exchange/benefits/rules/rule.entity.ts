import { defineEntity, p } from '@mikro-orm/core';
import type { BenefitKind, BenefitRuleState } from '../../../../domain/exchange/benefit.ts';
import type { Part } from '../../../../domain/exchange/eligibility-parts.ts';

const money = () => p.decimal().precision(12).scale(2);

/** A benefit rule (优惠规则) of a unit at one of its places; what it says is in its versions. */
export const BenefitRuleSchema = defineEntity({
  name: 'BenefitRule',
  schema: 'exchange',
  tableName: 'benefit_rule',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    placeId: p.uuid(),
    name: p.text(),
    service: p.text(),
    state: p.text().$type<BenefitRuleState>(),
    reason: p.text().nullable(),
    createdAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class BenefitRule extends BenefitRuleSchema.class {}
BenefitRuleSchema.setClass(BenefitRule);

/** What a rule says from a day on. Never changed. The database tells between what its cuts lie. */
const BenefitVersionSchema = defineEntity({
  name: 'BenefitVersion',
  schema: 'exchange',
  tableName: 'benefit_version',
  properties: {
    ruleId: p.uuid().primary(),
    number: p.integer().primary(),
    fromDay: p.date(),
    untilDay: p.date().nullable(),
    eligibility: p.json().$type<readonly Part[]>(),
    exclusion: p.json().$type<readonly Part[]>(),
    kind: p.text().$type<BenefitKind>(),
    amount: money().nullable(),
    leastPrice: money(),
    mostPrice: money(),
    perDay: p.integer().nullable(),
    perWeek: p.integer().nullable(),
    perMonth: p.integer().nullable(),
    inAll: p.integer().nullable(),
    personPerDay: p.integer().nullable(),
    personPerWeek: p.integer().nullable(),
    personPerMonth: p.integer().nullable(),
    personInAll: p.integer().nullable(),
    publishedAt: p.datetime(3),
  },
});
export class BenefitVersion extends BenefitVersionSchema.class {}
BenefitVersionSchema.setClass(BenefitVersion);

/** Who pays which share of what a version cuts. */
const BenefitFunderSchema = defineEntity({
  name: 'BenefitFunder',
  schema: 'exchange',
  tableName: 'benefit_funder',
  properties: {
    ruleId: p.uuid().primary(),
    number: p.integer().primary(),
    unitId: p.uuid().primary(),
    rank: p.integer(),
    percent: p.decimal().precision(5).scale(2),
    agreedAt: p.datetime(3).nullable(),
  },
});
export class BenefitFunder extends BenefitFunderSchema.class {}
BenefitFunderSchema.setClass(BenefitFunder);
