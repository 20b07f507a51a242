/** How reliable units are: counted of what was promised and booked; and to whom they show that. */
import type { Part } from '../../../graphql/module.ts';
import { ReliabilityShowing } from './showing.entity.ts';
import { ShowingResolver } from './showing.resolver.ts';
import { ShowingService } from './showing.service.ts';

export const reliabilities: Part = {
  resolvers: [ShowingResolver],
  entities: [ReliabilityShowing],
  views: [],
  roots: {},
  rules: { Query: {}, Mutation: { showReliability: 'signedIn' } },
  instances: (work) => [[ShowingResolver, new ShowingResolver(new ShowingService(work))]],
};
