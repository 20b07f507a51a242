/** What units gave and had of each other, kept count of: accounts, and postings to them. */
import type { Part } from '../../../graphql/module.ts';
import { Account } from './accounts/account.entity.ts';
import { AccountResolver } from './accounts/account.resolver.ts';
import { AccountService } from './accounts/account.service.ts';
import { accountRoots, accountView } from './accounts/account.view.ts';
import { AccountEntry, Posting } from './postings/posting.entity.ts';
import { PostingResolver } from './postings/posting.resolver.ts';
import { PostingService } from './postings/posting.service.ts';
import { accountEntryView, postingRoots, postingView } from './postings/posting.view.ts';

export const ledger: Part = {
  resolvers: [AccountResolver, PostingResolver],
  entities: [Account, Posting, AccountEntry],
  views: [accountView, postingView, accountEntryView],
  pending: [],
  roots: { ...accountRoots, ...postingRoots },
  rules: {
    Query: { account: 'signedIn', accounts: 'signedIn', posting: 'signedIn' },
    Mutation: {
      openAccount: 'signedIn',
      setAccountLimit: 'signedIn',
      transfer: 'signedIn',
      reversePosting: 'signedIn',
    },
  },
  instances: (work) => [
    [AccountResolver, new AccountResolver(new AccountService(work))],
    [PostingResolver, new PostingResolver(new PostingService(work))],
  ],
};
