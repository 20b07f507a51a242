/** What of agreements is settled, period by period: sheets that are never changed, and that all parties confirm. */
import type { Part } from '../../../graphql/module.ts';
import { DrawUpService } from './draw-up.service.ts';
import { Settlement, SettlementParty } from './settlement.entity.ts';
import { unconfirmedSettlements } from './settlement.pending.ts';
import { SettlementResolver } from './settlement.resolver.ts';
import { SettlementService } from './settlement.service.ts';
import { settlementDeliveryView, settlementRoots, settlementView } from './settlement.view.ts';

export const settlements: Part = {
  resolvers: [SettlementResolver],
  entities: [Settlement, SettlementParty],
  views: [settlementView, settlementDeliveryView],
  pending: [unconfirmedSettlements],
  roots: settlementRoots,
  rules: {
    Query: { settlement: 'signedIn' },
    Mutation: { drawUpSettlement: 'signedIn', confirmSettlement: 'signedIn', rejectSettlement: 'signedIn' },
  },
  instances: (work) => [
    [SettlementResolver, new SettlementResolver(new DrawUpService(work), new SettlementService(work))],
  ],
};
