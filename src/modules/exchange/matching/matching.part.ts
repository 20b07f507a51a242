/** How supply and demand come together: candidates, which are computed, and matches, which are answered. */
import type { Part } from '../../../graphql/module.ts';
import { candidateView } from './candidates/candidate.view.ts';
import { DispatchResolver } from './dispatches/dispatch.resolver.ts';
import { DispatchService } from './dispatches/dispatch.service.ts';
import { AnswerService } from './matches/answer.service.ts';
import { CounterService } from './matches/counter.service.ts';
import { Match, MatchTerms } from './matches/match.entity.ts';
import { unansweredMatches } from './matches/match.pending.ts';
import { MatchResolver } from './matches/match.resolver.ts';
import { MatchService } from './matches/match.service.ts';
import { matchRoots, matchTermsView, matchView } from './matches/match.view.ts';
import { CheckEligibilityService } from './orders/check-eligibility.service.ts';
import { OrderJudgement, OrderPerson } from './orders/judgement.entity.ts';
import { MatchItem } from './orders/order.entity.ts';
import { OrderResolver } from './orders/order.resolver.ts';
import { OrderService } from './orders/order.service.ts';
import { WhoComesService } from './orders/who-comes.service.ts';
import { WishClaim } from './wishes/claim.entity.ts';
import { ClaimResolver } from './wishes/claim.resolver.ts';
import { ClaimService } from './wishes/claim.service.ts';
import { unconfirmedClaims } from './wishes/claim.pending.ts';
import { claimRoots, claimView } from './wishes/claim.view.ts';

export const matching: Part = {
  resolvers: [MatchResolver, OrderResolver, DispatchResolver, ClaimResolver],
  entities: [Match, MatchTerms, MatchItem, OrderJudgement, OrderPerson, WishClaim],
  views: [candidateView, matchView, matchTermsView, claimView],
  pending: [unansweredMatches, unconfirmedClaims],
  roots: { ...matchRoots, ...claimRoots },
  rules: {
    Query: { match: 'signedIn', matches: 'signedIn', wishClaims: 'signedIn' },
    Mutation: {
      proposeMatch: 'signedIn',
      claimNeed: 'signedIn',
      orderOffer: 'signedIn',
      checkEligibility: 'signedIn',
      checkWhoComes: 'signedIn',
      dispatchNeed: 'signedIn',
      counterMatch: 'signedIn',
      acceptMatch: 'signedIn',
      declineMatch: 'signedIn',
      withdrawMatch: 'signedIn',
      claimWish: 'signedIn',
      withdrawClaim: 'signedIn',
      completeWish: 'signedIn',
    },
  },
  instances: (work) => [
    [MatchResolver, new MatchResolver(new MatchService(work), new AnswerService(work), new CounterService(work))],
    [
      OrderResolver,
      new OrderResolver(new OrderService(work), new CheckEligibilityService(work), new WhoComesService(work)),
    ],
    [DispatchResolver, new DispatchResolver(new DispatchService(work))],
    [ClaimResolver, new ClaimResolver(new ClaimService(work))],
  ],
};
