/** Accounts of the mall and the community, and what the one paid the other: for the two, and for who coordinates their alliance. */
import { globalId, parseId } from '../../../src/domain/ids.ts';
import { OpenAccountDocument } from '../../generated/operations.ts';
import { accountOf, limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import type { World } from '../../support/world.ts';
import type { Fact, Facts } from './facts.ts';
import type { Cast, Who } from './people.ts';

const MALL: readonly Who[] = ['mall', 'mallBare', 'street'];
const COMMUNITY: readonly Who[] = ['community', 'street'];

export async function ledgerFacts(world: World, { red: { street, mall, community } }: Cast): Promise<Facts> {
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '9');
  const posting = await paid(mall, community, '2');
  const [ofMall, ofCommunity] = [await accountOf(mall), await accountOf(community)];
  const entryOf = async (account: string, seenBy: readonly Who[]): Promise<Fact> => {
    const [entry] = await world.sql<{ id: string }>('select id from exchange.account_entry where account_id = $1', [
      parseId('account', account),
    ]);
    return { id: globalId('entry', entry?.id ?? ''), seenBy };
  };
  return {
    Account: { mall: { id: ofMall.id, seenBy: MALL }, community: { id: ofCommunity.id, seenBy: COMMUNITY } },
    AccountEntry: { mall: await entryOf(ofMall.id, MALL), community: await entryOf(ofCommunity.id, COMMUNITY) },
    Posting: { hours: { id: posting.id, seenBy: [...MALL, 'community'] } },
  };
}
