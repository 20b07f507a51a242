/** What units gave and had of each other, kept count of: accounts, postings to them, and what goes between alliances. */
import type { Part } from '../../../graphql/module.ts';
import { Account } from './accounts/account.entity.ts';
import { AccountResolver } from './accounts/account.resolver.ts';
import { AccountService } from './accounts/account.service.ts';
import { accountRoots, accountView } from './accounts/account.view.ts';
import { Clearing, ClearingEnding, ClearingSettlement } from './clearing/clearing.entity.ts';
import { pendingClearings } from './clearing/clearing.pending.ts';
import { ClearingResolver } from './clearing/clearing.resolver.ts';
import { ClearingService } from './clearing/clearing.service.ts';
import { clearingRoots, clearingView, settlementView } from './clearing/clearing.view.ts';
import { EndingService } from './clearing/ending.service.ts';
import { SettlementService } from './clearing/settlement.service.ts';
import { AccountEntry, Posting } from './postings/posting.entity.ts';
import { PostingResolver } from './postings/posting.resolver.ts';
import { PostingService } from './postings/posting.service.ts';
import { accountEntryView, postingRoots, postingView } from './postings/posting.view.ts';

export const ledger: Part = {
  resolvers: [AccountResolver, PostingResolver, ClearingResolver],
  entities: [Account, Posting, AccountEntry, Clearing, ClearingEnding, ClearingSettlement],
  views: [accountView, postingView, accountEntryView, clearingView, settlementView],
  pending: pendingClearings,
  roots: { ...accountRoots, ...postingRoots, ...clearingRoots },
  rules: {
    Query: {
      account: 'signedIn',
      accounts: 'signedIn',
      posting: 'signedIn',
      clearing: 'signedIn',
      clearings: 'signedIn',
    },
    Mutation: {
      openAccount: 'signedIn',
      setAccountLimit: 'signedIn',
      transfer: 'signedIn',
      reversePosting: 'signedIn',
      proposeClearing: 'signedIn',
      acceptClearing: 'signedIn',
      declineClearing: 'signedIn',
      endClearing: 'signedIn',
      proposeClearingSettlement: 'signedIn',
      confirmClearingSettlement: 'signedIn',
      declineClearingSettlement: 'signedIn',
    },
  },
  instances: (work) => [
    [AccountResolver, new AccountResolver(new AccountService(work))],
    [PostingResolver, new PostingResolver(new PostingService(work))],
    [
      ClearingResolver,
      new ClearingResolver(new ClearingService(work), new SettlementService(work), new EndingService(work)),
    ],
  ],
};
