/** What the acts on accounts of the corpus are done to. */
import { OpenAccountDocument } from '../../generated/operations.ts';
import { limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function ledgerThings({ cast }: Pick<SmallWorld, 'cast'>): Promise<Things> {
  const { street, mall, hospital } = cast.red;
  const boxes = { dimension: 'GOODS' as const, unit: '袋' };
  const toLimit = there((await mall.do(OpenAccountDocument, boxes)).account);
  await hospital.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, hospital, '9');
  const toReverse = await paid(hospital, mall, '2');
  return { accountToLimit: toLimit.id, postingToReverse: toReverse.id };
}
