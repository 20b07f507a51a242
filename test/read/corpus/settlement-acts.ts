/** What the acts on settlement sheets of the corpus are done to: each has an agreement of its own, as one sheet waits of each unit. */
import { RejectSettlementDocument } from '../../generated/operations.ts';
import { agreed, need, offer, proposal, signed } from '../../scenarios/story.ts';
import { sheetOf } from '../small-world/settlements.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function settlementThings({ world, cast }: SmallWorld): Promise<Things> {
  const { street, mall, community } = cast.red;
  const signedOf = async (title: string): Promise<string> => {
    const pair = { needId: await need(community, { title }), offerId: await offer(mall, { title }) };
    return signed(mall, community, await agreed(mall, community, await proposal(street, pair)));
  };
  const agreementToSettle = await signedOf('将再结算');
  const [toConfirm, toReject, toReplace] = [
    await sheetOf(world, community, await signedOf('将确认')),
    await sheetOf(world, community, await signedOf('将驳回')),
    await sheetOf(world, community, agreementToSettle),
  ];
  await mall.do(RejectSettlementDocument, { settlementId: toReplace.id, reason: '漏记一场' });
  return {
    agreementToSettle,
    agreementToDrawUp: await signedOf('将结算'),
    settlementToConfirm: toConfirm.id,
    settlementHash: toConfirm.hash,
    settlementToReject: toReject.id,
    settlementToReplace: toReplace.id,
    yesterday: world.clock.day(-1, '09:00').slice(0, 10),
  };
}
