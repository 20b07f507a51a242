import { expect, test } from '@jest/globals';
import {
  BookSlotDocument,
  OpenSlotsDocument,
  PublishOfferDocument,
  PublishResourceDocument,
  RecordResourceConditionDocument,
  RetireResourceDocument,
  UpdateResourceDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, listed, need, offer, proposal, slots, there } from '../story.ts';
import { inFull, resource } from './stocking.ts';

test('a resource is said anew whole, by its unit, as long as nobody else has said otherwise', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await resource(mall, { kind: 'SPACE', name: '大厅' });
  const anew = { resourceId, name: '二楼大厅', description: '200 平方米', category: 'space.hall', expectedVersion: 1 };
  const updated = there((await mall.do(UpdateResourceDocument, { ...anew, placeName: '二楼' })).resource);
  expect(updated).toMatchObject({ name: '二楼大厅', version: 2, category: { code: 'space.hall' }, placeName: '二楼' });
  expect(await mall.refused(UpdateResourceDocument, anew)).toMatchObject({ code: 'VERSION_CONFLICT' });
  expect(await community.refused(UpdateResourceDocument, { ...anew, expectedVersion: 2 })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const wrong = { ...anew, expectedVersion: 2, category: 'space.nowhere' };
  expect(await mall.refused(UpdateResourceDocument, wrong)).toMatchObject({ path: ['input', 'category'] });
  const nowhere = { ...anew, expectedVersion: 2, placeId: `place_${'0'.repeat(32)}` };
  expect(await mall.refused(UpdateResourceDocument, nowhere)).toMatchObject({ code: 'NOT_FOUND' });
  const bare = there((await mall.do(UpdateResourceDocument, { ...anew, category: null, expectedVersion: 2 })).resource);
  expect(bare).toMatchObject({ category: null, placeName: null, version: 3 });
});

test('what is retired is booked, offered and said anew no more; what is booked stands, and its offers tell', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 3);
  const slotId = there(slotIds[0]);
  const booking = there((await community.do(BookSlotDocument, { slotId, count: 1, purpose: '排练' })).booking);
  const offerId = await offer(mall, { resourceId });
  const match = await proposal(street, { needId: await need(community), offerId, slotId });

  const retired = there(
    (await mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改作仓库' })).resource,
  );
  expect(retired).toMatchObject({ state: 'RETIRED', retiredBecause: '改作仓库', version: 2 });
  const over = { __typename: 'WrongStateError', code: 'WRONG_STATE' };
  expect(await community.refused(BookSlotDocument, { slotId, count: 1, purpose: '再排练' })).toMatchObject(over);
  expect(await mall.refused(PublishOfferDocument, listed({ resourceId }))).toMatchObject(over);
  const later = [{ period: { start: world.clock.day(8, '09:00'), end: world.clock.day(8, '10:00') }, capacity: 1 }];
  expect(await mall.refused(OpenSlotsDocument, { resourceId, slots: later })).toMatchObject(over);
  expect(
    await mall.refused(UpdateResourceDocument, { resourceId, name: '仓库', description: '说明', expectedVersion: 2 }),
  ).toMatchObject(over);
  await expect(agreed(mall, community, match)).rejects.toThrow('WRONG_STATE');
  expect(await mall.refused(RetireResourceDocument, { resourceId, expectedVersion: 2, reason: '再来' })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const [row] = await world.sql<{ state: string }>('select state from exchange.booking');
  expect([booking.state, row?.state]).toEqual(['CONFIRMED', 'CONFIRMED']);
});

test('how a resource is stays on record as it was seen, and by whom', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '发电机' });
  const saw = (condition: string, rest: object = {}) =>
    mall.do(RecordResourceConditionDocument, { resourceId, condition, ...rest });
  await saw('condition.good', { seenAt: world.clock.day(-1, '08:00') });
  await saw('condition.damaged', { note: '漏油' });
  expect(await inFull(community, resourceId)).toMatchObject({
    condition: { term: { code: 'condition.damaged' }, note: '漏油', saidBy: { id: mall.unitId } },
    conditions: [{ term: { code: 'condition.damaged' } }, { term: { code: 'condition.good' } }],
  });
  const to = { resourceId, condition: 'condition.good', seenAt: world.clock.day(1, '08:00') };
  expect(await mall.refused(RecordResourceConditionDocument, to)).toMatchObject({ path: ['input', 'seenAt'] });
  expect(await mall.refused(RecordResourceConditionDocument, { resourceId, condition: 'space.hall' })).toMatchObject({
    path: ['input', 'condition'],
  });
});

test('data are a resource as well, and are not booked', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const about = { kind: 'DATA_SET' as const, name: '客流统计', description: '按月', visibility: 'ALLIANCE' as const };
  const { id: resourceId } = there((await mall.do(PublishResourceDocument, about)).resource);
  const opened = [{ period: { start: world.clock.day(8, '09:00'), end: world.clock.day(8, '10:00') }, capacity: 1 }];
  expect(await mall.refused(OpenSlotsDocument, { resourceId, slots: opened })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'resourceId'],
  });
});
