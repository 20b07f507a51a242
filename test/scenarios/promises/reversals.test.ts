import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  NeedNowDocument,
  RecordInFullDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { theOne, waitingFor } from '../access/pending-steps.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';
import { commitmentOf, confirmed, delivered, disputed, promised, said, standing } from './delivery-steps.ts';

test('what counts is taken back by a record of its own, which the other side confirms; then it is owed again', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const [first, rest] = [
    await confirmed(world, mall, community, commitmentId, '4'),
    await confirmed(world, mall, community, commitmentId, '6'),
  ];
  expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');

  // The supplier finds out that six were never held.
  const reversal = there((await mall.do(ReverseDeliveryDocument, { deliveryId: rest, reason: '误登记' })).delivery);
  expect(reversal).toMatchObject({
    ...{ state: 'RECORDED', quantity: { value: '6' }, counted: { value: '0' }, reverses: { id: rest } },
    ...{ provider: { id: mall.unitId }, receiver: { id: community.unitId } },
  });
  // Nothing has changed yet: it waits for the other side.
  expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
  expect(await waitingFor(community)).toEqual([`DELIVERY_REVERSAL ${reversal.id}`]);
  expect(await theOne(community, 'DELIVERY_REVERSAL')).toMatchObject({
    ...{ verb: 'CONFIRM', title: 'Confirm that the delivery is taken back: 技能培训 6 场' },
    ...{ acts: ['confirmDelivery', 'disputeDelivery'], unit: { shortName: 'mall' } },
  });
  expect(await waitingFor(mall)).toEqual([]);
  expect(await mall.refused(ConfirmDeliveryDocument, { deliveryId: reversal.id })).toMatchObject({ code: 'FORBIDDEN' });

  await community.do(ConfirmDeliveryDocument, { deliveryId: reversal.id });
  expect(await standing(street, commitmentId)).toBe('OPEN 4+6 ACTIVE');
  expect(await waitingFor(community)).toEqual([]);
  const { deliveries } = await commitmentOf(mall, commitmentId);
  expect(
    deliveries.nodes.map(({ state, counted, reversedBy }) => [state, counted.value, reversedBy?.id ?? null]),
  ).toEqual([
    ['CONFIRMED', '4', null],
    ['REVERSED', '6', reversal.id],
    ['CONFIRMED', '-6', null],
  ]);

  // Once, and never what takes something back.
  const again = { deliveryId: rest, reason: '再次' };
  for (const who of [mall, community]) {
    expect(await who.refused(ReverseDeliveryDocument, again)).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('is taken back'),
    });
  }
  expect(await mall.refused(ReverseDeliveryDocument, { ...again, deliveryId: reversal.id })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await street.refused(ReverseDeliveryDocument, { ...again, deliveryId: first })).toMatchObject({
    code: 'FORBIDDEN',
  });
  // What really happened is recorded anew, and completes the agreement once more.
  await confirmed(world, mall, community, commitmentId, '6');
  expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
});

test('while it waits it cannot be taken back twice; disputed it comes to nothing, until that is withdrawn', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const deliveryId = await confirmed(world, mall, community, commitmentId, '4');
  const reverse = async (who: typeof mall) =>
    there((await who.do(ReverseDeliveryDocument, { deliveryId, reason: '未到场' })).delivery).id;
  const first = await reverse(community);
  expect(await mall.refused(ReverseDeliveryDocument, { deliveryId, reason: '误登记' })).toMatchObject({
    code: 'ALREADY_DONE',
    message: expect.stringContaining(first),
  });
  await mall.do(DisputeDeliveryDocument, { deliveryId: first, reason: '确有其事' });
  expect(await standing(mall, commitmentId)).toBe('OPEN 4+6 ACTIVE');

  const second = await reverse(community);
  // The objection to the first stands in the way of nothing; withdrawn now, it would take the same back twice.
  expect(await mall.refused(WithdrawDisputeDocument, { deliveryId: first })).toMatchObject({ code: 'ALREADY_DONE' });
  await mall.do(DisputeDeliveryDocument, { deliveryId: second, reason: '确有其事' });
  await mall.do(WithdrawDisputeDocument, { deliveryId: first });
  expect(await standing(mall, commitmentId)).toBe('OPEN 0+10 ACTIVE');
  expect(await mall.refused(WithdrawDisputeDocument, { deliveryId: second })).toMatchObject({ code: 'ALREADY_DONE' });
});

test('what does not count is not taken back', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const waiting = await delivered(world, mall, commitmentId, '2');
  const objected = await disputed(world, mall, community, commitmentId, '2');
  for (const [deliveryId, is] of [
    [waiting, 'is waiting for the other side'],
    [objected, 'is disputed'],
  ] as const) {
    expect(await mall.refused(ReverseDeliveryDocument, { deliveryId, reason: '误' })).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining(is),
    });
  }
  // What waits to be taken back leaves no more room than there is: it counts until it does not.
  const counted = await confirmed(world, mall, community, commitmentId, '6');
  await mall.do(ReverseDeliveryDocument, { deliveryId: counted, reason: '误登记' });
  expect(await mall.refused(RecordInFullDocument, said(world, commitmentId, '3'))).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '2', unit: '场' },
  });
});

test('a need that was fulfilled stays so: what is owed again is owed by the agreement', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const [needId, offerId] = [await need(community, { value: '3' }), await offer(mall, { value: '3' })];
  const match = await agreed(mall, community, await proposal(street, { needId, offerId, amount: '3' }));
  await signed(mall, community, match);
  const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
  const deliveryId = await confirmed(world, mall, community, commitmentId, '3');
  const state = async () => there((await community.ask(NeedNowDocument, { id: needId })).need).state;
  expect(await state()).toBe('FULFILLED');
  const { delivery } = await mall.do(ReverseDeliveryDocument, { deliveryId, reason: '误登记' });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(mall, commitmentId)).toBe('OPEN 0+3 ACTIVE');
  expect(await state()).toBe('FULFILLED');
  await confirmed(world, mall, community, commitmentId, '3');
  expect(await standing(mall, commitmentId)).toBe('FULFILLED 3+0 COMPLETED');
});
