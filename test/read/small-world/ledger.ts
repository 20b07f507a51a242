/** Accounts of the small world: hours that were paid and given back, and others that stand as they were opened. */
import { OpenAccountDocument, ReversePostingDocument } from '../../generated/operations.ts';
import { acceptedBy, confirmedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { accountOf, limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function ledger(world: World, { red, blue }: Cast): Promise<Things> {
  const { street, mall, community, power } = red;
  const later = <T>(value: T): T => {
    world.clock.pass({ minutes: 3 });
    return value;
  };
  later(await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' }));
  later(await limited(street, mall, '40', { ceiling: '100' }));
  const posting = later(await paid(mall, community, '3'));
  const wrong = later(await paid(mall, power, '1.5'));
  later(await power.do(ReversePostingDocument, { postingId: wrong.id, note: '记错单位' }));
  later(await paid(community, mall, '0.5'));
  later(await community.do(OpenAccountDocument, { dimension: 'GOODS' as const, unit: '箱' }));
  const clearing = later(await acceptedBy(blue.harbour, later(await proposedTo(world, street, blue.id))));
  later(await proposedTo(world, blue.harbour, red.id));
  later(await paid(mall, blue.harbour, '4', { clearingId: clearing.id }));
  later(await confirmedBy(blue.harbour, later(await settled(street, clearing.id, '1.5'))));
  const settlement = later(await settled(blue.harbour, clearing.id, '1'));
  const cleared = { clearing: clearing.id, clearingSettlement: settlement.id };
  return { ...cleared, account: (await accountOf(mall)).id, posting: posting.id, reversed: wrong.id };
}
