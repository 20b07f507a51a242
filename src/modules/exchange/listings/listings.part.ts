/** What units can provide and what they need: offers, needs, how they live and how their words are judged, and whom a need is for. */
import type { Part } from '../../../graphql/module.ts';
import { Beneficiary, BeneficiaryErasure, BeneficiaryMask } from './beneficiaries/beneficiary.entity.ts';
import { BeneficiaryResolver } from './beneficiaries/beneficiary.resolver.ts';
import { BeneficiaryService } from './beneficiaries/beneficiary.service.ts';
import { beneficiaryView } from './beneficiaries/beneficiary.view.ts';
import { DraftResolver } from './drafts/draft.resolver.ts';
import { PublishService } from './drafts/publish.service.ts';
import { LifeResolver } from './life/life.resolver.ts';
import { LifeService } from './life/life.service.ts';
import { audienceView } from './listing/listing.view.ts';
import { MenuItem } from './menus/menu.entity.ts';
import { MenuResolver } from './menus/menu.resolver.ts';
import { MenuService } from './menus/menu.service.ts';
import { Need } from './needs/need.entity.ts';
import { NeedResolver } from './needs/need.resolver.ts';
import { needRoots, needView } from './needs/need.view.ts';
import { Offer } from './offers/offer.entity.ts';
import { OfferRequirement } from './requirements/requirement.entity.ts';
import { OfferResolver } from './offers/offer.resolver.ts';
import { offerRoots, offerView } from './offers/offer.view.ts';
import { NeedFinding, NeedReview, OfferFinding, OfferReview } from './reviews/review.entity.ts';
import { pendingReviews } from './reviews/review.pending.ts';
import { ReviewResolver } from './reviews/review.resolver.ts';
import { ReviewService } from './reviews/review.service.ts';
import { reviewRoots, reviewViews } from './reviews/review.view.ts';
import { ReviseService } from './reviews/revise.service.ts';
import { SavedSearch } from './searches/search.entity.ts';
import { SearchResolver } from './searches/search.resolver.ts';
import { SearchService } from './searches/search.service.ts';
import { searchRoots, searchView } from './searches/search.view.ts';

export const listings: Part = {
  resolvers: [
    OfferResolver,
    NeedResolver,
    DraftResolver,
    LifeResolver,
    MenuResolver,
    ReviewResolver,
    BeneficiaryResolver,
    SearchResolver,
  ],
  entities: [
    ...[Offer, OfferRequirement, Need, NeedFinding, NeedReview, OfferFinding, OfferReview],
    ...[Beneficiary, BeneficiaryMask, BeneficiaryErasure, MenuItem, SavedSearch],
  ],
  views: [audienceView, offerView, needView, ...reviewViews, beneficiaryView, searchView],
  pending: pendingReviews,
  roots: { ...offerRoots, ...needRoots, ...reviewRoots, ...searchRoots },
  rules: {
    Query: {
      offer: 'anyone',
      offers: 'anyone',
      need: 'anyone',
      needs: 'anyone',
      listingsInReview: 'signedIn',
      savedSearch: 'signedIn',
      savedSearches: 'signedIn',
    },
    Mutation: {
      publishOffer: 'signedIn',
      withdrawOffer: 'signedIn',
      draftOffer: 'signedIn',
      updateDraftOffer: 'signedIn',
      publishDraftOffer: 'signedIn',
      pauseOffer: 'signedIn',
      resumeOffer: 'signedIn',
      closeOffer: 'signedIn',
      reviseOffer: 'signedIn',
      setOfferMenu: 'signedIn',
      releaseOffer: 'signedIn',
      returnOffer: 'signedIn',
      publishNeed: 'signedIn',
      withdrawNeed: 'signedIn',
      draftNeed: 'signedIn',
      updateDraftNeed: 'signedIn',
      publishDraftNeed: 'signedIn',
      pauseNeed: 'signedIn',
      resumeNeed: 'signedIn',
      closeNeed: 'signedIn',
      reviseNeed: 'signedIn',
      releaseNeed: 'signedIn',
      returnNeed: 'signedIn',
      saveSearch: 'signedIn',
      endSearch: 'signedIn',
      markSearchSeen: 'signedIn',
      setBeneficiary: 'signedIn',
      eraseBeneficiary: 'signedIn',
    },
  },
  instances: (work) => {
    const [publishing, life] = [new PublishService(work), new LifeService(work)];
    return [
      [OfferResolver, new OfferResolver(publishing, life)],
      [NeedResolver, new NeedResolver(publishing, life)],
      [DraftResolver, new DraftResolver(publishing)],
      [LifeResolver, new LifeResolver(life)],
      [MenuResolver, new MenuResolver(new MenuService(work))],
      [ReviewResolver, new ReviewResolver(new ReviewService(work), new ReviseService(work))],
      [BeneficiaryResolver, new BeneficiaryResolver(new BeneficiaryService(work))],
      [SearchResolver, new SearchResolver(new SearchService(work))],
    ];
  },
};
