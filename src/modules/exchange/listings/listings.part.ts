/** What units can provide and what they need: offers, needs, how their words are judged, and whom a need is for. */
import type { Part } from '../../../graphql/module.ts';
import { Beneficiary, BeneficiaryErasure, BeneficiaryMask } from './beneficiaries/beneficiary.entity.ts';
import { BeneficiaryResolver } from './beneficiaries/beneficiary.resolver.ts';
import { BeneficiaryService } from './beneficiaries/beneficiary.service.ts';
import { beneficiaryView } from './beneficiaries/beneficiary.view.ts';
import { audienceView } from './listing/listing.view.ts';
import { Need } from './needs/need.entity.ts';
import { NeedResolver } from './needs/need.resolver.ts';
import { NeedService } from './needs/need.service.ts';
import { needRoots, needView } from './needs/need.view.ts';
import { Offer } from './offers/offer.entity.ts';
import { OfferResolver } from './offers/offer.resolver.ts';
import { OfferService } from './offers/offer.service.ts';
import { offerRoots, offerView } from './offers/offer.view.ts';
import { NeedFinding, NeedReview } from './reviews/review.entity.ts';
import { needsInReview, returnedNeeds } from './reviews/review.pending.ts';
import { ReviewResolver } from './reviews/review.resolver.ts';
import { ReviewService } from './reviews/review.service.ts';
import { findingView, reviewView } from './reviews/review.view.ts';

export const listings: Part = {
  resolvers: [OfferResolver, NeedResolver, ReviewResolver, BeneficiaryResolver],
  entities: [Offer, Need, NeedFinding, NeedReview, Beneficiary, BeneficiaryMask, BeneficiaryErasure],
  views: [audienceView, offerView, needView, findingView, reviewView, beneficiaryView],
  pending: [needsInReview, returnedNeeds],
  roots: { ...offerRoots, ...needRoots },
  rules: {
    Query: { offer: 'anyone', offers: 'anyone', need: 'anyone', needs: 'anyone' },
    Mutation: {
      publishOffer: 'signedIn',
      withdrawOffer: 'signedIn',
      publishNeed: 'signedIn',
      withdrawNeed: 'signedIn',
      reviseNeed: 'signedIn',
      releaseNeed: 'signedIn',
      returnNeed: 'signedIn',
      setBeneficiary: 'signedIn',
      eraseBeneficiary: 'signedIn',
    },
  },
  instances: (work) => [
    [OfferResolver, new OfferResolver(new OfferService(work))],
    [NeedResolver, new NeedResolver(new NeedService(work))],
    [ReviewResolver, new ReviewResolver(new ReviewService(work))],
    [BeneficiaryResolver, new BeneficiaryResolver(new BeneficiaryService(work))],
  ],
};
