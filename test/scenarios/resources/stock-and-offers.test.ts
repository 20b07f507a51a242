import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  CancelAgreementDocument,
  ClaimNeedDocument,
  CounterMatchDocument,
  MoveStockDocument,
  OpenStockDocument,
  PauseOfferDocument,
  PublishOfferDocument,
  ResumeOfferDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, listed, need, offer, proposal, signed, there } from '../story.ts';
import { issued, received, resource, stocked, stockOf } from './stocking.ts';

const packs = { unit: '包', category: 'space.hall' };

test('an offer promises no more than is there; what it holds is kept back until it is handed over', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '100');
  expect(await mall.refused(PublishOfferDocument, listed({ ...packs, value: '101', resourceId }))).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '100' },
  });
  expect(
    await mall.refused(PublishOfferDocument, listed({ ...packs, unit: '箱', value: '1', resourceId })),
  ).toMatchObject({ path: ['input', 'quantity', 'unit'] });
  const offerId = await offer(mall, { ...packs, value: '80', resourceId });
  const another = await offer(mall, { ...packs, value: '80', resourceId });
  const claim = async (of: string, amount: string) => ({
    needId: await need(community, { ...packs, value: '80' }),
    offerId: of,
    amount,
  });
  const match = there((await mall.do(ClaimNeedDocument, await claim(offerId, '70'))).match);
  expect(await stockOf(mall, resourceId)).toMatchObject({ reserved: { value: '70' }, available: { value: '30' } });
  // The same packs are not sold twice, by another offer or out of the store.
  expect(await mall.refused(ClaimNeedDocument, await claim(another, '31'))).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '30' },
  });
  const out = { resourceId, kind: 'ISSUED' as const, amount: '31' };
  expect(await mall.refused(MoveStockDocument, out)).toMatchObject({ remainingQuantity: { value: '30' } });

  const accepted = { matchId: match.id, expectedVersion: match.version };
  const { agreement } = there((await community.do(AcceptMatchDocument, accepted)).match);
  expect(await issued(mall, resourceId, '60', offerId)).toMatchObject({
    onHand: { value: '40' },
    reserved: { value: '10' },
    available: { value: '30' },
  });
  expect(await mall.refused(MoveStockDocument, { ...out, amount: '11', offerId })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '10' },
  });
  const back = { resourceId, kind: 'RETURNED' as const, amount: '5', offerId };
  expect((await mall.do(MoveStockDocument, back)).stock).toMatchObject({ reserved: { value: '15' } });
  const { id: agreementId, version } = there(agreement);
  await mall.do(CancelAgreementDocument, { agreementId, expectedVersion: version, reason: '不需要了' });
  expect(await stockOf(mall, resourceId)).toMatchObject({ reserved: { value: '0' }, available: { value: '45' } });
});

test('a loss is as it is: what is promised beyond it is shown as missing, and nothing more is promised', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '50');
  const offerId = await offer(mall, { ...packs, value: '50', resourceId });
  const wanted = async () => ({ needId: await need(community, { ...packs, value: '40' }), offerId });
  const match = await proposal(street, { ...(await wanted()), amount: '40' });
  await signed(mall, community, await agreed(mall, community, match));
  const open = await proposal(street, { ...(await wanted()), amount: '10' });
  const lost = { resourceId, kind: 'WRITTEN_OFF' as const, amount: '20', reason: '水浸' };
  expect((await mall.do(MoveStockDocument, lost)).stock).toMatchObject({
    onHand: { value: '30' },
    reserved: { value: '40' },
    available: { value: '0' },
    shortfall: { value: '10' },
  });
  await expect(agreed(mall, community, open)).rejects.toThrow('NOT_ENOUGH_LEFT');
  // What is there goes to whom it was promised.
  expect(await issued(mall, resourceId, '30', offerId)).toMatchObject({
    onHand: { value: '0' },
    reserved: { value: '10' },
  });
});

test('what offers hold already is promised from the start of counting', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await resource(mall);
  const offerId = await offer(mall, { ...packs, value: '80', resourceId });
  await mall.do(ClaimNeedDocument, {
    needId: await need(community, { ...packs, value: '80' }),
    offerId,
    amount: '20',
  });
  expect(await mall.refused(OpenStockDocument, { resourceId, unit: '箱' })).toMatchObject({ path: ['input', 'unit'] });
  expect((await mall.do(OpenStockDocument, { resourceId, unit: '包' })).stock).toMatchObject({
    onHand: { value: '0' },
    reserved: { value: '20' },
    shortfall: { value: '20' },
  });
});

test('other terms ask the stock for what they hold more than before: what has expired does not count', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '40');
  await received(mall, resourceId, '60', { expiresOn: '2026-11-22' });
  const offerId = await offer(mall, { ...packs, value: '100', resourceId });
  const needId = await need(community, { ...packs, value: '100' });
  const match = there((await mall.do(ClaimNeedDocument, { needId, offerId, amount: '10' })).match);
  world.clock.set('2026-11-23T08:00:00+08:00');
  const other = { matchId: match.id, expectedVersion: match.version };
  expect(await community.refused(CounterMatchDocument, { ...other, amount: '80' })).toMatchObject({
    ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '30' } },
  });
  await community.do(CounterMatchDocument, { ...other, amount: '40' });
  expect(await stockOf(mall, resourceId)).toMatchObject({ reserved: { value: '40' }, available: { value: '0' } });
});

test('a stock is counted as all offers are that may yet be matched, also what is paused or held up', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await resource(mall);
  const paused = await offer(mall, { ...packs, unit: '箱', resourceId });
  await mall.do(PauseOfferDocument, { offerId: paused, expectedVersion: 1 });
  const wanted = { resourceId, unit: '包' };
  expect(await mall.refused(OpenStockDocument, wanted)).toMatchObject({ path: ['input', 'unit'] });
  await mall.do(ResumeOfferDocument, { offerId: paused, expectedVersion: 2 });
  await mall.do(WithdrawOfferDocument, { offerId: paused, expectedVersion: 3 });
  const held = await offer(mall, { ...packs, unit: '箱', resourceId, description: '请致电 13857412345' });
  const [row] = await world.sql<{ state: string }>('select state from exchange.offer where id = $1', [
    parseId('offer', held),
  ]);
  expect(row?.state).toBe('IN_REVIEW');
  expect(await mall.refused(OpenStockDocument, wanted)).toMatchObject({ path: ['input', 'unit'] });
  await mall.do(WithdrawOfferDocument, { offerId: held, expectedVersion: 1 });
  await mall.do(OpenStockDocument, wanted);
});

test('an offer that is counted otherwise than its stock is matched no more', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '100');
  const offerId = await offer(mall, { ...packs, value: '80', resourceId });
  // As it was let be before the database looked at offers that were paused.
  await world.sql("set session_replication_role = 'replica'");
  await world.sql("update exchange.stock set unit = '箱'");
  await world.sql("set session_replication_role = 'origin'");
  const needId = await need(community, { ...packs, value: '80' });
  const refused = await mall.refused(ClaimNeedDocument, { needId, offerId, amount: '1' });
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'offerId'] });
});
