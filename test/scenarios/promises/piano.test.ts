/** Row 41 慈善艺术空间 钢琴入驻: a thing goes into the hands of another unit by terms that both signed, and is given back. */
import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  ConfirmLendingDocument,
  ConfirmReturnDocument,
  RecordInFullDocument,
  ReturnResourceDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { lent, resource } from '../resources/stocking.ts';
import { there } from '../story.ts';
import { commitmentOf, confirmed, promised, said, standing } from './delivery-steps.ts';

test('row 41: a piano comes into the hands of a community, which opens its hall for concerts; what was promised is what counts', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('慈善艺术空间', 'street', 'mall', 'community');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' });
  const { commitmentId: pianoId, returnId } = await promised(street, mall, community, {
    ...{ title: '钢琴入驻', value: '1', unit: '台', resourceId },
    inReturn: { title: '公益音乐会', quantity: { value: '4', unit: '场' } },
  });
  const concertsId = there(returnId);
  expect((await commitmentOf(mall, pianoId)).action).toBe('TRANSFER_CUSTODY');

  // It is handed over and received; it stays the mall's.
  const { id: lendingId } = await lent(world, mall, community, resourceId);
  await community.do(ConfirmLendingDocument, { lendingId, expectedVersion: 1 });
  const record = said(world, pianoId, '1');
  for (const action of ['TRANSFER_ALL_RIGHTS', 'USE', 'DELIVER_SERVICE'] as const) {
    expect(await mall.refused(RecordInFullDocument, { ...record, action })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'action'],
      message: expect.stringContaining('TRANSFER_CUSTODY, TRANSFER'),
    });
  }
  const { delivery } = await mall.do(RecordInFullDocument, record);
  expect(delivery).toMatchObject({
    ...{ state: 'RECORDED', action: 'TRANSFER_CUSTODY', counted: { value: '0' } },
    ...{ provider: { id: mall.unitId }, receiver: { id: community.unitId } },
  });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(mall, pianoId)).toBe('FULFILLED 1+0 ACTIVE');

  for (let concert = 1; concert <= 4; concert += 1) await confirmed(world, community, mall, concertsId, '1');
  expect(await standing(community, concertsId)).toBe('FULFILLED 4+0 COMPLETED');
  const back = { lendingId, expectedVersion: 2, condition: 'condition.good' };
  await community.do(ReturnResourceDocument, back);
  const { lending } = await mall.do(ConfirmReturnDocument, { ...back, expectedVersion: 3 });
  expect(there(lending).state).toBe('RETURNED');
});

test('what includes what was promised fulfils it, and what is less does not', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '8', unit: '小时' });
  const worked = { ...said(world, commitmentId, '3'), action: 'WORK' as const };
  const { delivery } = await mall.do(RecordInFullDocument, worked);
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(mall, commitmentId)).toBe('OPEN 3+5 ACTIVE');
  const moved = { ...said(world, commitmentId, '3'), action: 'MOVE' as const };
  expect(await mall.refused(RecordInFullDocument, moved)).toMatchObject({ code: 'INVALID_INPUT' });
});
