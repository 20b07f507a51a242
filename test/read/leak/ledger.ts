/** Accounts, and what was paid between them: for the two, and for who coordinates their alliances. What these clear is for their members. */
import { globalId } from '../../../src/domain/ids.ts';
import { OpenAccountDocument } from '../../generated/operations.ts';
import { acceptedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Fact, Facts } from './facts.ts';
import type { Cast, Who } from './people.ts';

const MALL: readonly Who[] = ['mall', 'mallBare', 'street'];
const COMMUNITY: readonly Who[] = ['community', 'street'];

const RED: readonly Who[] = ['street', 'mall', 'community', 'power'];

export async function ledgerFacts(world: World, { red, blue }: Cast): Promise<Facts> {
  const { street, mall, community } = red;
  const { harbour, pier } = blue;
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '9');
  const posting = await paid(mall, community, '2');
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  const across = await paid(mall, pier, '2', { clearingId });
  const settlement = await settled(street, clearingId, '1');
  const of: Record<string, readonly Who[]> = {
    [there(mall.unit)]: MALL,
    [there(community.unit)]: COMMUNITY,
    [there(pier.unit)]: ['pier', 'harbour'],
    [red.uuid]: ['street'],
    [blue.uuid]: ['harbour'],
  };
  const kept = async (kind: 'account' | 'entry', text: string): Promise<Record<string, Fact>> => {
    const rows = await world.sql<{ id: string; whose: string }>(text);
    return Object.fromEntries(
      rows.map(({ id, whose }, i) => [`${i}`, { id: globalId(kind, id), seenBy: there(of[whose]) }]),
    );
  };
  const both: readonly Who[] = [...RED, 'harbour', 'pier'];
  return {
    Account: await kept('account', 'select a.id, coalesce(a.unit_id, a.alliance_id) as whose from exchange.account a'),
    AccountEntry: await kept(
      'entry',
      'select e.id, coalesce(a.unit_id, a.alliance_id) as whose from exchange.account_entry e join exchange.account a on a.id = e.account_id',
    ),
    Posting: {
      hours: { id: posting.id, seenBy: [...MALL, 'community'] },
      across: { id: across.id, seenBy: [...MALL, 'pier', 'harbour'] },
    },
    Clearing: { both: { id: clearingId, seenBy: both } },
    ClearingSettlement: { both: { id: settlement.id, seenBy: both } },
  };
}
