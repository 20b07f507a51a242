/** What the supplier and the unit in both alliances have in store, hand out and lend, and how it comes back. */
import {
  CancelLendingDocument,
  CloseDistributionDocument,
  ConfirmLendingDocument,
  ConfirmReturnDocument,
  CountStockDocument,
  MoveStockDocument,
  RecordResourceConditionDocument,
  RetireResourceDocument,
  ReturnResourceDocument,
  ShareStockDocument,
  TransferStockDocument,
  UpdateResourceDocument,
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
} from '../../scenarios/resources/stocking.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function store(world: World, { supplier, demander, both }: Side): Promise<void> {
  for (const [owner, borrower] of [
    [supplier, demander],
    [both, supplier],
  ] as const) {
    for (const visibility of ['ALLIANCE', 'PUBLIC', 'UNIT'] as const)
      await keep(owner, visibility, await somePlace(world));
    await lend(world, owner, borrower);
  }
}

/** Any place that is not closed. */
async function somePlace(world: World): Promise<string> {
  const [place] = await world.sql<{ id: string }>(
    `select 'place_' || replace(id::text, '-', '') as id from directory.place
     where status <> 'CLOSED' order by id limit 1`,
  );
  return there(place).id;
}

async function keep(owner: Actor, visibility: 'PUBLIC' | 'ALLIANCE' | 'UNIT', placeId: string): Promise<void> {
  const resourceId = await stocked(owner, '30', '包', { visibility });
  const { lots } = await received(owner, resourceId, '20', { code: 'B', expiresOn: '2027-01-01' });
  const toResourceId = await stocked(owner, '1', '包', { visibility });
  await owner.do(TransferStockDocument, { fromResourceId: resourceId, toResourceId, amount: '3', reason: '调拨' });
  const lost = { resourceId, kind: 'WRITTEN_OFF' as const, amount: '1', reason: '破损' };
  await owner.do(MoveStockDocument, lost);
  const lotId = there(lots.nodes.find(({ code }) => code === null)).id;
  await owner.do(CountStockDocument, { resourceId, lots: [{ lotId, counted: '28' }], reason: '盘点' });
  await least(owner, resourceId, '40');
  await owner.do(ShareStockDocument, { resourceId, isShared: true, expectedVersion: 2 });
  const { id: distributionId } = await distributed(owner, resourceId);
  await handed(owner, distributionId, mobile(1));
  const { id: over, version } = await distributed(owner, resourceId);
  await owner.do(CloseDistributionDocument, { distributionId: over, expectedVersion: version });
  const anew = { resourceId, name: '沙袋', description: '说明', category: 'space.hall', placeId, expectedVersion: 1 };
  await owner.do(UpdateResourceDocument, anew);
  await owner.do(RecordResourceConditionDocument, { resourceId, condition: 'condition.worn', note: '有破损' });
  const gone = await resource(owner, { visibility });
  await owner.do(RetireResourceDocument, { resourceId: gone, expectedVersion: 1, reason: '停用' });
}

async function lend(world: World, owner: Actor, borrower: Actor): Promise<void> {
  const piano = await resource(owner, { kind: 'EQUIPMENT' });
  const off = await lent(world, owner, borrower, piano);
  await borrower.do(CancelLendingDocument, { lendingId: off.id, expectedVersion: 1, reason: '未收到' });
  const { id: lendingId } = await lent(world, owner, borrower, piano);
  await borrower.do(ConfirmLendingDocument, { lendingId, expectedVersion: 1 });
  const condition = 'condition.good';
  await borrower.do(ReturnResourceDocument, { lendingId, expectedVersion: 2, condition });
  await owner.do(ConfirmReturnDocument, { lendingId, expectedVersion: 3, condition });
  await lent(world, owner, borrower, piano);
}
