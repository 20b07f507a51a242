/** Row 38 空间换资源: a unit lets others use its rooms, and is given services for it. */
import { expect, test } from '@jest/globals';
import {
  CommitmentInFullDocument,
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { slots, there } from '../story.ts';
import { commitmentOf, confirmed, delivered, promised, standing } from './delivery-steps.ts';

test('row 38, scenario 9: 60 sessions promised, 48 confirmed, 2 disputed: the balance is 48/60, and 2 are not counted', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('古城联盟', 'street', 'mall', 'community', 'power');
  const evening = { start: world.clock.day(2, '18:30'), end: world.clock.day(2, '21:00') };
  const { resourceId, slotIds } = await slots(community, [evening], 60);
  // The community lets the mall use its second floor; the mall gives 60 sessions of training in return.
  const { commitmentId: roomId, returnId } = await promised(street, community, mall, {
    ...{ title: '社区二楼 200㎡', value: '1', unit: '间', resourceId, slotId: there(slotIds[0]) },
    inReturn: { title: '技能培训', quantity: { value: '60', unit: '场' } },
  });
  const sessionsId = there(returnId);
  // A room is used, a training is a service.
  expect((await commitmentOf(street, roomId)).action).toBe('USE');
  expect((await commitmentOf(street, sessionsId)).action).toBe('DELIVER_SERVICE');

  const given: string[] = [];
  for (let session = 1; session <= 50; session += 1) given.push(await delivered(world, mall, sessionsId, '1'));
  for (const deliveryId of given.slice(0, 48)) await community.do(ConfirmDeliveryDocument, { deliveryId });
  for (const deliveryId of given.slice(48)) {
    await community.do(DisputeDeliveryDocument, { deliveryId, reason: '讲师未到场' });
  }

  // Each of the three who may see it is told the same.
  for (const who of [street, mall, community]) expect(await standing(who, sessionsId)).toBe('OPEN 48+12 ACTIVE');
  const counts = async (state: 'CONFIRMED' | 'DISPUTED' | 'RECORDED') => {
    const { node } = await mall.ask(CommitmentInFullDocument, { id: sessionsId, filter: { state: [state] } });
    return (node as { deliveries: { totalCount: number } }).deliveries.totalCount;
  };
  expect([await counts('CONFIRMED'), await counts('DISPUTED'), await counts('RECORDED')]).toEqual([48, 2, 0]);
  const { deliveries, quantity } = await commitmentOf(community, sessionsId);
  expect(quantity.value).toBe('60');
  expect(deliveries.totalCount).toBe(50);
  expect(deliveries.nodes[0]).toMatchObject({
    ...{ action: 'DELIVER_SERVICE', counted: { value: '1' } },
    ...{ provider: { id: mall.unitId }, receiver: { id: community.unitId } },
  });
  const { node } = await power.ask(CommitmentInFullDocument, { id: sessionsId });
  expect(node).toBeNull();

  // Both sides settle the rest: 12 sessions, and the room that was used.
  await confirmed(world, mall, community, sessionsId, '12');
  expect(await standing(mall, sessionsId)).toBe('FULFILLED 60+0 ACTIVE');
  await confirmed(world, community, mall, roomId, '1');
  expect(await standing(mall, sessionsId)).toBe('FULFILLED 60+0 COMPLETED');
});
