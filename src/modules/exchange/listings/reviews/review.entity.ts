import { defineEntity, p } from '@mikro-orm/core';
import type { Found, Verdict } from '../../../../domain/exchange/review.ts';
import { Need } from '../needs/need.entity.ts';

const NeedFindingSchema = defineEntity({
  name: 'NeedFinding',
  schema: 'exchange',
  tableName: 'need_finding',
  properties: {
    needId: () => p.manyToOne(Need).mapToPk().joinColumn('need_id').createForeignKeyConstraint(false).primary(),
    wording: p.integer().primary(),
    position: p.integer().primary(),
    kind: p.text().$type<Found['kind']>(),
    field: p.text().$type<Found['field']>(),
    excerpt: p.text(),
  },
});
export class NeedFinding extends NeedFindingSchema.class {}
NeedFindingSchema.setClass(NeedFinding);

export const NeedReviewSchema = defineEntity({
  name: 'NeedReview',
  schema: 'exchange',
  tableName: 'need_review',
  properties: {
    needId: () => p.manyToOne(Need).mapToPk().joinColumn('need_id').createForeignKeyConstraint(false).primary(),
    wording: p.integer().primary(),
    verdict: p.text().$type<Verdict>(),
    ownerUnitId: p.uuid(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    reason: p.text(),
    reviewedAt: p.datetime(3),
  },
});
export class NeedReview extends NeedReviewSchema.class {}
NeedReviewSchema.setClass(NeedReview);
