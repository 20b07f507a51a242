/** What the acts on accounts of the corpus are done to. */
import { OpenAccountDocument } from '../../generated/operations.ts';
import { acceptedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function ledgerThings({ world, cast }: Pick<SmallWorld, 'world' | 'cast'>): Promise<Things> {
  const { street, mall, hospital } = cast.red;
  const boxes = { dimension: 'GOODS' as const, unit: '袋' };
  const toLimit = there((await mall.do(OpenAccountDocument, boxes)).account);
  await hospital.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, hospital, '9');
  const toReverse = await paid(hospital, mall, '2');
  const { harbour } = cast.blue;
  const proposed = async (): Promise<string> => (await proposedTo(world, harbour, cast.red.id)).id;
  const { id: clearingToSettle } = await acceptedBy(harbour, await proposedTo(world, street, cast.blue.id));
  await paid(hospital, harbour, '4', { clearingId: clearingToSettle });
  const said = async (): Promise<string> => (await settled(harbour, clearingToSettle, '1')).id;
  return {
    ...{ clearingToAccept: await proposed(), clearingToDecline: await proposed(), clearingToSettle },
    ...{ clearedToConfirm: await said(), clearedToDecline: await said() },
    clearingToEnd: (await acceptedBy(harbour, await proposedTo(world, street, cast.blue.id))).id,
    accountToLimit: toLimit.id,
    postingToReverse: toReverse.id,
  };
}
