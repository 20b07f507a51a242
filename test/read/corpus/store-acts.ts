/** What the acts on resources, stocks, distributions and lendings of the corpus are done to. */
import {
  ClaimNeedDocument,
  ConfirmLendingDocument,
  ReturnResourceDocument,
  PublishResourceDocument,
} from '../../generated/operations.ts';
import { distributed, lent, resource, stocked, stockOf } from '../../scenarios/resources/stocking.ts';
import { need, offer, there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function storeThings({ world, cast }: Pick<SmallWorld, 'world' | 'cast'>): Promise<Things> {
  const { mall, community } = cast.red;
  const named = async (name: string): Promise<string> => {
    const about = { kind: 'GOODS' as const, name, description: '说明', visibility: 'ALLIANCE' as const };
    return there((await mall.do(PublishResourceDocument, about)).resource).id;
  };
  const [resourceToMove, resourceToFill] = [await stocked(mall, '90'), await stocked(mall, '5')];
  const offerToServe = await offer(mall, { unit: '包', value: '9', resourceId: resourceToMove });
  await mall.do(ClaimNeedDocument, {
    needId: await need(community, { title: '要沙袋', unit: '包', value: '9' }),
    offerId: offerToServe,
    amount: '9',
  });
  const lotOf = async (id: string): Promise<string> => there((await stockOf(mall, id)).lots.nodes[0]).id;
  const lending = async (steps: 0 | 1 | 2): Promise<string> => {
    const { id: lendingId } = await lent(world, mall, community, await resource(mall, { kind: 'EQUIPMENT' }));
    if (steps > 0) await community.do(ConfirmLendingDocument, { lendingId, expectedVersion: 1 });
    const back = { lendingId, expectedVersion: 2, condition: 'condition.good' };
    if (steps > 1) await community.do(ReturnResourceDocument, back);
    return lendingId;
  };
  return {
    ...{ resourceToMove, resourceToFill, offerToServe },
    lotToMove: await lotOf(resourceToMove),
    lotToCount: await lotOf(resourceToFill),
    resourceToUpdate: await named('将修改'),
    resourceToRetire: await named('将停用'),
    resourceToSee: await named('将查看'),
    resourceToCount: await named('将计数'),
    resourceToLimit: await stocked(mall, '5'),
    resourceToShare: await stocked(mall, '5'),
    distributionToHandOut: (await distributed(mall, resourceToMove)).id,
    distributionToClose: (await distributed(mall, resourceToMove)).id,
    resourceToLend: await resource(mall, { kind: 'EQUIPMENT' }),
    lendingToReceive: await lending(0),
    lendingToCancel: await lending(0),
    lendingToGiveBack: await lending(1),
    lendingToTakeBack: await lending(2),
  };
}
