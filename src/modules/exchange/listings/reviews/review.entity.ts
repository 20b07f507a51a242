/** What was found in the words of offers and needs, and what was judged of them: the same for both. */
import { defineEntity, p } from '@mikro-orm/core';
import type { Found, Verdict } from '../../../../domain/exchange/review.ts';
import { Need } from '../needs/need.entity.ts';
import { Offer } from '../offers/offer.entity.ts';

/** Made anew for each: MikroORM writes into what it is given. */
const findingColumns = () => ({
  wording: p.integer().primary(),
  position: p.integer().primary(),
  kind: p.text().$type<Found['kind']>(),
  field: p.text().$type<Found['field']>(),
  excerpt: p.text(),
});

const reviewColumns = () => ({
  wording: p.integer().primary(),
  verdict: p.text().$type<Verdict>(),
  ownerUnitId: p.uuid(),
  unitId: p.uuid(),
  allianceId: p.uuid(),
  reason: p.text(),
  reviewedAt: p.datetime(3),
});

const NeedFindingSchema = defineEntity({
  name: 'NeedFinding',
  schema: 'exchange',
  tableName: 'need_finding',
  properties: {
    needId: () => p.manyToOne(Need).mapToPk().joinColumn('need_id').createForeignKeyConstraint(false).primary(),
    ...findingColumns(),
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
    ...reviewColumns(),
  },
});
export class NeedReview extends NeedReviewSchema.class {}
NeedReviewSchema.setClass(NeedReview);

const OfferFindingSchema = defineEntity({
  name: 'OfferFinding',
  schema: 'exchange',
  tableName: 'offer_finding',
  properties: {
    offerId: () => p.manyToOne(Offer).mapToPk().joinColumn('offer_id').createForeignKeyConstraint(false).primary(),
    ...findingColumns(),
  },
});
export class OfferFinding extends OfferFindingSchema.class {}
OfferFindingSchema.setClass(OfferFinding);

export const OfferReviewSchema = defineEntity({
  name: 'OfferReview',
  schema: 'exchange',
  tableName: 'offer_review',
  properties: {
    offerId: () => p.manyToOne(Offer).mapToPk().joinColumn('offer_id').createForeignKeyConstraint(false).primary(),
    ...reviewColumns(),
  },
});
export class OfferReview extends OfferReviewSchema.class {}
OfferReviewSchema.setClass(OfferReview);
