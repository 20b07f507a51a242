/** How supply and demand come together: candidates, which are computed, and matches, which are answered. */
import type { Part } from '../../../graphql/module.ts';
import { candidateView } from './candidates/candidate.view.ts';
import { AnswerService } from './matches/answer.service.ts';
import { Match } from './matches/match.entity.ts';
import { unansweredMatches } from './matches/match.pending.ts';
import { MatchResolver } from './matches/match.resolver.ts';
import { MatchService } from './matches/match.service.ts';
import { matchRoots, matchView } from './matches/match.view.ts';

export const matching: Part = {
  resolvers: [MatchResolver],
  entities: [Match],
  views: [candidateView, matchView],
  pending: [unansweredMatches],
  roots: matchRoots,
  rules: {
    Query: { match: 'signedIn', matches: 'signedIn' },
    Mutation: {
      proposeMatch: 'signedIn',
      claimNeed: 'signedIn',
      acceptMatch: 'signedIn',
      declineMatch: 'signedIn',
      withdrawMatch: 'signedIn',
    },
  },
  instances: (work) => [[MatchResolver, new MatchResolver(new MatchService(work), new AnswerService(work))]],
};
