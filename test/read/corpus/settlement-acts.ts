/** What the acts on settlement sheets of the corpus are done to. */
import { RejectSettlementDocument } from '../../generated/operations.ts';
import { sheetOf } from '../small-world/settlements.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function settlementThings({ world, cast, things }: SmallWorld): Promise<Things> {
  const { mall, community } = cast.red;
  const agreementToSettle = things['agreement'] ?? '';
  const drawnUp = () => sheetOf(world, community, agreementToSettle);
  const [toConfirm, toReject, toReplace] = [await drawnUp(), await drawnUp(), await drawnUp()];
  await mall.do(RejectSettlementDocument, { settlementId: toReplace.id, reason: '漏记一场' });
  return {
    agreementToSettle,
    settlementToConfirm: toConfirm.id,
    settlementHash: toConfirm.hash,
    settlementToReject: toReject.id,
    settlementToReplace: toReplace.id,
    yesterday: world.clock.day(-1, '09:00').slice(0, 10),
  };
}
