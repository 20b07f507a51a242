/** What the mall has in store, hands out and lends: with lots of every kind, and stocks that are low and are not. */
import {
  CloseDistributionDocument,
  ConfirmLendingDocument,
  MoveStockDocument,
  RecordResourceConditionDocument,
  ShareStockDocument,
} from '../../generated/operations.ts';
import {
  distributed,
  handed,
  least,
  lent,
  mobile,
  received,
  resource,
  stocked,
  stockOf,
} from '../../scenarios/resources/stocking.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function stores(world: World, { red }: Cast): Promise<Things> {
  const { mall, community, power } = red;
  const later = <T>(value: T): T => {
    world.clock.pass({ minutes: 7 });
    return value;
  };
  const storage = later(await stocked(mall, '30', '包'));
  later(await received(mall, storage, '20', { code: 'B', expiresOn: '2027-01-01' }));
  later(await received(mall, storage, '20', { code: 'A', expiresOn: '2026-12-24' }));
  const lost = { resourceId: storage, kind: 'WRITTEN_OFF' as const, amount: '25', reason: '受潮' };
  later(await mall.do(MoveStockDocument, lost));
  later(await mall.do(ShareStockDocument, { resourceId: storage, isShared: true, expectedVersion: 1 }));
  const distribution = later(await distributed(mall, storage, { perPerson: 2, every: 'MONTH' }));
  for (const n of [1, 1, 2]) later(await handed(mall, distribution.id, mobile(n)));
  const over = later(await distributed(mall, storage));
  later(await mall.do(CloseDistributionDocument, { distributionId: over.id, expectedVersion: over.version }));
  const low = later(await stocked(power, '5', '箱', { name: '应急灯' }));
  later(await least(power, low, '5'));
  later(await stocked(mall, null, '份', { kind: 'MEALS', name: '午餐', visibility: 'UNIT' }));
  const piano = later(await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' }));
  const seen = { resourceId: piano, condition: 'condition.good', note: '已调音' };
  later(await mall.do(RecordResourceConditionDocument, seen));
  const lending = later(await lent(world, mall, community, piano));
  later(await community.do(ConfirmLendingDocument, { lendingId: lending.id, expectedVersion: 1 }));
  later(await lent(world, mall, power, await resource(mall, { kind: 'VEHICLE', name: '巡逻车' })));
  const stock = await stockOf(mall, storage);
  return {
    ...{ storage, piano, lending: lending.id, distribution: distribution.id },
    stock: stock.id,
    lot: there(stock.lots.nodes[0]).id,
    borrower: community.unitId,
  };
}
