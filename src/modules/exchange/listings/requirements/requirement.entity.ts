import { defineEntity, p } from '@mikro-orm/core';
import type { BroughtDocument } from '../../../../domain/exchange/documents.ts';
import type { Part } from '../../../../domain/exchange/eligibility-parts.ts';
import { Offer } from '../offers/offer.entity.ts';

/** Whom an offer is for and what they bring (适用条件与办事材料), edition by edition. Never changed. */
const OfferRequirementSchema = defineEntity({
  name: 'OfferRequirement',
  schema: 'exchange',
  tableName: 'offer_requirement',
  properties: {
    offerId: () => p.manyToOne(Offer).mapToPk().joinColumn('offer_id').createForeignKeyConstraint(false).primary(),
    edition: p.integer().primary(),
    eligibility: p.json().$type<readonly Part[]>(),
    documents: p.json().$type<readonly BroughtDocument[]>(),
    writtenAt: p.datetime(3),
  },
});
export class OfferRequirement extends OfferRequirementSchema.class {}
OfferRequirementSchema.setClass(OfferRequirement);
