/** 供需: what units have, offer and need; how it is matched, agreed, booked and delivered. */
import type { Module } from '../../graphql/module.ts';
import { manyWhere, many } from '../../read/words.ts';
import { Agreement, Commitment, Signature } from './agreements/agreement.entity.ts';
import { AgreementResolver } from './agreements/agreement.resolver.ts';
import { AgreementService } from './agreements/agreement.service.ts';
import {
  agreementRoots,
  agreementView,
  commitmentView,
  runningCommitments,
  signatureView,
} from './agreements/agreement.view.ts';
import { Beneficiary, BeneficiaryErasure, BeneficiaryMask } from './beneficiaries/beneficiary.entity.ts';
import { BeneficiaryResolver } from './beneficiaries/beneficiary.resolver.ts';
import { BeneficiaryService } from './beneficiaries/beneficiary.service.ts';
import { beneficiaryView } from './beneficiaries/beneficiary.view.ts';
import { Booking } from './bookings/booking.entity.ts';
import { BookingResolver } from './bookings/booking.resolver.ts';
import { BookingService } from './bookings/booking.service.ts';
import { bookingRoots, bookingView } from './bookings/booking.view.ts';
import { Delivery, DeliveryAnswer } from './deliveries/delivery.entity.ts';
import { DeliveryResolver } from './deliveries/delivery.resolver.ts';
import { DeliveryService } from './deliveries/delivery.service.ts';
import { deliveryView } from './deliveries/delivery.view.ts';
import { dissolutions } from './departures/dissolution.events.ts';
import { departures } from './departures/departure.events.ts';
import { audienceView, isShownTo } from './listings/listing.view.ts';
import { AnswerService } from './matches/answer.service.ts';
import { Match } from './matches/match.entity.ts';
import { MatchResolver } from './matches/match.resolver.ts';
import { MatchService } from './matches/match.service.ts';
import { matchRoots, matchView } from './matches/match.view.ts';
import { candidateView } from './needs/candidate.view.ts';
import { Need } from './needs/need.entity.ts';
import { NeedResolver } from './needs/need.resolver.ts';
import { NeedService } from './needs/need.service.ts';
import { needRoots, needView } from './needs/need.view.ts';
import { NeedFinding, NeedReview } from './needs/review.entity.ts';
import { ReviewResolver } from './needs/review.resolver.ts';
import { ReviewService } from './needs/review.service.ts';
import { findingView, reviewView } from './needs/review.view.ts';
import { Offer } from './offers/offer.entity.ts';
import { OfferResolver } from './offers/offer.resolver.ts';
import { OfferService } from './offers/offer.service.ts';
import { offerRoots, offerView } from './offers/offer.view.ts';
import { MembershipReference } from './references.types.ts';
import { Resource, Slot, type ResourceKind } from './resources/resource.entity.ts';
import { ResourceResolver } from './resources/resource.resolver.ts';
import { ResourceService } from './resources/resource.service.ts';
import { resourceRoots, resourceView, slotView } from './resources/resource.view.ts';

const shownToAlliance = (type: 'Offer' | 'Need', kind: 'offer' | 'need') =>
  manyWhere(type, (listing, alliance, scope) => isShownTo(kind, listing, alliance.col('id'), scope));

export const exchange: Module = {
  name: 'exchange',
  resolvers: [
    ResourceResolver,
    OfferResolver,
    NeedResolver,
    ReviewResolver,
    BeneficiaryResolver,
    MatchResolver,
    AgreementResolver,
    BookingResolver,
    DeliveryResolver,
  ],
  references: [MembershipReference],
  entities: [
    ...[Resource, Slot, Offer, Need],
    ...[NeedFinding, NeedReview, Beneficiary, BeneficiaryMask, BeneficiaryErasure],
    ...[Match, Agreement, Signature, Commitment, Booking, Delivery, DeliveryAnswer],
  ],
  read: {
    views: [
      ...[audienceView, resourceView, slotView, offerView, needView, candidateView],
      ...[findingView, reviewView, beneficiaryView],
      ...[matchView, agreementView, signatureView, commitmentView, bookingView, deliveryView],
    ],
    extensions: {
      Unit: {
        resources: many('Resource', 'owner_unit_id'),
        offers: many('Offer', 'owner_unit_id'),
        needs: many('Need', 'owner_unit_id'),
      },
      Alliance: { offers: shownToAlliance('Offer', 'offer'), needs: shownToAlliance('Need', 'need') },
      Membership: { running: runningCommitments },
    },
    roots: { ...resourceRoots, ...offerRoots, ...needRoots, ...matchRoots, ...agreementRoots, ...bookingRoots },
  },
  rules: {
    Query: {
      resource: 'anyone',
      resources: 'anyone',
      offer: 'anyone',
      offers: 'anyone',
      need: 'anyone',
      needs: 'anyone',
      match: 'signedIn',
      matches: 'signedIn',
      agreement: 'signedIn',
      agreements: 'signedIn',
      bookings: 'signedIn',
    },
    Mutation: {
      publishResource: 'signedIn',
      openSlots: 'signedIn',
      publishOffer: 'signedIn',
      withdrawOffer: 'signedIn',
      publishNeed: 'signedIn',
      withdrawNeed: 'signedIn',
      reviseNeed: 'signedIn',
      releaseNeed: 'signedIn',
      returnNeed: 'signedIn',
      setBeneficiary: 'signedIn',
      eraseBeneficiary: 'signedIn',
      proposeMatch: 'signedIn',
      claimNeed: 'signedIn',
      acceptMatch: 'signedIn',
      declineMatch: 'signedIn',
      withdrawMatch: 'signedIn',
      signAgreement: 'signedIn',
      cancelAgreement: 'signedIn',
      bookSlot: 'signedIn',
      cancelBooking: 'signedIn',
      recordDelivery: 'signedIn',
      confirmDelivery: 'signedIn',
      disputeDelivery: 'signedIn',
    },
  },
  hears: { ...departures, ...dissolutions },
  instances: (work) =>
    new Map<unknown, object>([
      [ResourceResolver, new ResourceResolver(new ResourceService(work))],
      [OfferResolver, new OfferResolver(new OfferService(work))],
      [NeedResolver, new NeedResolver(new NeedService(work))],
      [ReviewResolver, new ReviewResolver(new ReviewService(work))],
      [BeneficiaryResolver, new BeneficiaryResolver(new BeneficiaryService(work))],
      [MatchResolver, new MatchResolver(new MatchService(work), new AnswerService(work))],
      [AgreementResolver, new AgreementResolver(new AgreementService(work))],
      [BookingResolver, new BookingResolver(new BookingService(work))],
      [DeliveryResolver, new DeliveryResolver(new DeliveryService(work))],
    ]),
};

export { Need, Offer, Resource, Slot, type ResourceKind };
