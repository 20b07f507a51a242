import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { theOne, waitingFor } from '../access/pending-steps.ts';
import { there } from '../story.ts';
import { commitmentOf, confirmed, disputed, promised, standing } from './delivery-steps.ts';

test('who objected withdraws that, and the delivery counts, as far as the promise has room for it', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const [some, more] = [
    await disputed(world, mall, community, commitmentId, '4'),
    await disputed(world, mall, community, commitmentId, '8'),
  ];
  expect(await standing(street, commitmentId)).toBe('OPEN 0+10 ACTIVE');
  expect(await mall.refused(WithdrawDisputeDocument, { deliveryId: some })).toMatchObject({ code: 'FORBIDDEN' });
  // Once disputed it is not confirmed: who objected says that they do no more.
  expect(await community.refused(ConfirmDeliveryDocument, { deliveryId: some })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('withdrawDispute'),
  });
  const { delivery } = await community.do(WithdrawDisputeDocument, { deliveryId: some });
  expect(delivery).toMatchObject({
    ...{ state: 'CONFIRMED', counted: { value: '4' }, answeredBy: { id: community.unitId }, reason: '未到场' },
    ...{ resolvedBy: { id: community.unitId }, resolution: null },
  });
  expect(await standing(street, commitmentId)).toBe('OPEN 4+6 ACTIVE');
  expect(await community.refused(WithdrawDisputeDocument, { deliveryId: some })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('is confirmed and counts'),
  });
  expect(await community.refused(WithdrawDisputeDocument, { deliveryId: more })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '6', unit: '场' },
  });
  // Recorded anew as it was, it leaves the disputed one aside.
  await confirmed(world, mall, community, commitmentId, '6');
  expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
  expect(await community.refused(WithdrawDisputeDocument, { deliveryId: more })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '0', unit: '场' },
  });
});

test('a coordinator decides how much counts, once a side has asked: in part, in full or nothing', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const deliveryId = await disputed(world, mall, community, commitmentId, '4');
  const decision = { deliveryId, amount: '2.5', reason: '签到表显示到场两场半' };
  // Nobody steps in between the two by themselves.
  expect(await street.refused(ResolveDisputeDocument, decision)).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('referDispute'),
  });
  expect(await waitingFor(street)).toEqual([]);
  const asked = { deliveryId, reason: '有签到表为证' };
  expect(await street.refused(ReferDisputeDocument, asked)).toMatchObject({ code: 'FORBIDDEN' });
  const { delivery } = await mall.do(ReferDisputeDocument, asked);
  expect(delivery).toMatchObject({ state: 'DISPUTED', referredBy: { id: mall.unitId }, referral: '有签到表为证' });
  expect(await community.refused(ReferDisputeDocument, asked)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await waitingFor(street)).toEqual([`DISPUTE ${deliveryId}`]);
  expect(await theOne(street, 'DISPUTE')).toMatchObject({
    ...{ verb: 'DECIDE', waitsFor: 'COORDINATOR', acts: ['resolveDispute'], unit: { shortName: 'mall' } },
    title: 'Decide the dispute over the delivery: 技能培训 4 场',
  });

  for (const who of [mall, community]) {
    expect(await who.refused(ResolveDisputeDocument, decision)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await power.refused(ResolveDisputeDocument, decision)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await street.refused(ResolveDisputeDocument, { ...decision, amount: '4.5' })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '4', unit: '场' },
  });
  const { delivery: decided } = await street.do(ResolveDisputeDocument, decision);
  expect(decided).toMatchObject({
    ...{ state: 'RESOLVED', counted: { value: '2.5' }, quantity: { value: '4' } },
    ...{ resolvedBy: { id: street.unitId }, resolution: '签到表显示到场两场半' },
  });
  expect(await standing(mall, commitmentId)).toBe('OPEN 2.5+7.5 ACTIVE');
  expect(await waitingFor(street)).toEqual([]);
  expect(await street.refused(ResolveDisputeDocument, decision)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await community.refused(WithdrawDisputeDocument, { deliveryId })).toMatchObject({ code: 'WRONG_STATE' });

  const nothing = await disputed(world, mall, community, commitmentId, '1');
  await community.do(ReferDisputeDocument, { deliveryId: nothing, reason: '确实没有' });
  await street.do(ResolveDisputeDocument, { deliveryId: nothing, amount: '0', reason: '无到场记录' });
  expect(await standing(mall, commitmentId)).toBe('OPEN 2.5+7.5 ACTIVE');
  expect(await mall.refused(ReverseDeliveryDocument, { deliveryId: nothing, reason: '误' })).toMatchObject({
    code: 'INVALID_INPUT',
  });

  // What was decided is taken back like what was confirmed: by as much as it counts.
  const { delivery: back } = await mall.do(ReverseDeliveryDocument, { deliveryId, reason: '重复登记' });
  expect(there(back).quantity.value).toBe('2.5');
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(back).id });
  expect(await standing(mall, commitmentId)).toBe('OPEN 0+10 ACTIVE');
});

test('a coordinator whose own unit is a side does not decide; one who takes something back by decision does so in part', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const own = await promised(street, street, community, { value: '10' });
  const mine = await disputed(world, street, community, own.commitmentId, '4');
  await community.do(ReferDisputeDocument, { deliveryId: mine, reason: '请认定' });
  expect(await waitingFor(street)).toEqual([]);
  const decision = { deliveryId: mine, amount: '4', reason: '确有' };
  expect(await street.refused(ResolveDisputeDocument, decision)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await standing(street, own.commitmentId)).toBe('OPEN 0+10 ACTIVE');

  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const deliveryId = await confirmed(world, mall, community, commitmentId, '10');
  const { delivery } = await community.do(ReverseDeliveryDocument, { deliveryId, reason: '只来了七场' });
  const reversalId = there(delivery).id;
  await mall.do(DisputeDeliveryDocument, { deliveryId: reversalId, reason: '来了十场' });
  expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
  await mall.do(ReferDisputeDocument, { deliveryId: reversalId, reason: '请认定' });
  await street.do(ResolveDisputeDocument, { deliveryId: reversalId, amount: '3', reason: '三场无签到' });
  expect(await standing(street, commitmentId)).toBe('OPEN 7+3 ACTIVE');
  const { deliveries } = await commitmentOf(street, commitmentId);
  expect(deliveries.nodes.map(({ state, counted }) => `${state} ${counted.value}`)).toEqual([
    'REVERSED 10',
    'RESOLVED -3',
  ]);
});

test('who objects does not make it void by giving up the rest: what is disputed is decided, or left aside, first', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  await confirmed(world, mall, community, commitmentId, '3');
  const deliveryId = await disputed(world, mall, community, commitmentId, '5');
  const release = { commitmentId, reason: '不再需要' };
  expect(await community.refused(ReleaseCommitmentDocument, release)).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '2', unit: '场' },
    message: expect.stringContaining('referDispute'),
  });
  await community.do(ReleaseCommitmentDocument, { ...release, amount: '2' });
  await mall.do(ReferDisputeDocument, { deliveryId, reason: '有签到表为证' });
  expect(await community.refused(ReleaseCommitmentDocument, release)).toMatchObject({ code: 'NOT_ENOUGH_LEFT' });
  await street.do(ResolveDisputeDocument, { deliveryId, amount: '4', reason: '签到表四场' });
  expect(await standing(street, commitmentId)).toBe('OPEN 7+1 ACTIVE');
  await community.do(ReleaseCommitmentDocument, release);
  expect(await standing(street, commitmentId)).toBe('FULFILLED 7+0 COMPLETED');
});

test('who records anew leaves the disputed record aside: the rest is released', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  await disputed(world, mall, community, commitmentId, '8');
  world.clock.pass({ minutes: 1 });
  await confirmed(world, mall, community, commitmentId, '6');
  await community.do(ReleaseCommitmentDocument, { commitmentId, reason: '不再需要' });
  expect(await standing(street, commitmentId)).toBe('FULFILLED 6+0 COMPLETED');
});

test('a dispute is not put to an alliance that is dissolved: nobody could decide it', async () => {
  await using world = await createWorld();
  const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const deliveryId = await disputed(world, mall, community, commitmentId, '5');
  await world.sql(
    "update directory.alliance set state = 'DISSOLVED', dissolved_at = $2, dissolved_reason = '已完成使命' where id = $1",
    [uuid, world.clock.now()],
  );
  expect(await mall.refused(ReferDisputeDocument, { deliveryId, reason: '请认定' })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('withdrawDispute'),
  });
});
