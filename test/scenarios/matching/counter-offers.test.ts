/** Terms that are answered with others (还价): each writing is kept, and what is accepted is what was read. */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  ClaimNeedDocument,
  CounterMatchDocument,
  DeclineMatchDocument,
  NeedNowDocument,
} from '../../generated/operations.ts';
import { withOwner } from '../../../src/data/open.ts';
import { expireListings } from '../../../src/modules/exchange/index.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, there } from '../story.ts';
import { accepts, countered, menu, now, ordered } from './match-steps.ts';

const inReturn = (value: string) => ({ title: '志愿服务', quantity: { value, unit: '小时' } });

test('quantity, time and return go to and fro; the last terms are agreed, and all are kept', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('空间换资源', 'street', 'mall', 'community');
  const needId = await need(community, { value: '10', unit: '场' });
  const offerId = await offer(mall, { value: '10', unit: '场' });
  const begun = await proposal(street, { needId, offerId, amount: '4', inReturn: inReturn('8') });
  const period = { start: world.clock.day(5, '09:00'), end: world.clock.day(5, '17:00') };
  const first = await countered(mall, begun, { amount: '3', period, inReturn: inReturn('12'), note: '周末场地紧张' });
  expect(first).toMatchObject({ state: 'COUNTERED', version: 2, quantity: { value: '3' }, period });
  const covered = async () => there((await community.ask(NeedNowDocument, { id: needId })).need).covered.value;
  expect(await covered()).toBe('3');
  const second = await countered(community, first, { amount: '5', inReturn: null });
  expect(await covered()).toBe('5');
  expect(second).toMatchObject({
    ...{ state: 'COUNTERED', version: 3, inReturn: null, period },
    terms: [
      {
        number: 1,
        unit: { shortName: 'street' },
        quantity: { value: '4' },
        inReturn: { title: '志愿服务' },
        note: null,
      },
      { number: 2, unit: { shortName: 'mall' }, quantity: { value: '3' }, note: '周末场地紧张' },
      {
        number: 3,
        unit: { shortName: 'community' },
        quantity: { value: '5' },
        inReturn: null,
        period: { start: period.start },
      },
    ],
  });
  // The side whose terms they are has accepted them; the other accepts what it has read, and nothing else.
  const read = { matchId: begun.id, expectedVersion: 3 };
  expect(await community.refused(AcceptMatchDocument, read)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await mall.refused(AcceptMatchDocument, { ...read, expectedVersion: 2 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  expect(await accepts(mall, second)).toMatchObject({
    state: 'AGREED',
    agreement: { commitments: { nodes: [{ quantity: { value: '5', unit: '场' }, dueAt: period.end }] } },
  });
  expect(await mall.refused(CounterMatchDocument, { ...read, expectedVersion: 4, amount: '1' })).toMatchObject({
    code: 'WRONG_STATE',
  });
});

test('terms that a side writes again at the same instant are another version', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const order = await ordered(community, await offer(mall, { value: '5' }), { amount: '1' });
  const first = await countered(mall, order, { amount: '2' });
  expect(await countered(mall, first, { amount: '3' })).toMatchObject({ version: 3, quantity: { value: '3' } });
  const read = { matchId: order.id, expectedVersion: first.version };
  expect(await community.refused(AcceptMatchDocument, read)).toMatchObject({ code: 'VERSION_CONFLICT' });
});

describe('other terms are refused', () => {
  test('beyond what is left, but for what the match holds itself; and beyond what one unit may', async () => {
    await using world = await createWorld();
    const { mall, power, community } = await world.alliance('五色', 'street', 'mall', 'power', 'community');
    const needId = await need(community, { value: '10', unit: '场', maxPerUnit: '7' });
    const claim = there((await mall.do(ClaimNeedDocument, { needId, amount: '4' })).match);
    await power.do(ClaimNeedDocument, { needId, amount: '4' });
    const more = { matchId: claim.id, expectedVersion: 1 };
    expect(await community.refused(CounterMatchDocument, { ...more, amount: '7' })).toMatchObject({
      ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '6' } },
    });
    const other = await countered(community, claim, { amount: '6' });
    await mall.do(DeclineMatchDocument, { matchId: claim.id, expectedVersion: other.version, reason: '太多' });
    expect(await mall.refused(ClaimNeedDocument, { needId, amount: '6.5' })).toMatchObject({
      ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '6' } },
    });
    expect(await power.refused(ClaimNeedDocument, { needId, amount: '3.5' })).toMatchObject({
      ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '3' } },
      message: expect.stringContaining('One unit may hold at most 7 场') as unknown,
    });
  });

  test('where nothing is other, of what is past, of an order’s items, and to who is no side', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const offerId = await menu(mall, { value: '5' }, [
      { code: 'hall', name: '大厅', unit: '场', price: { amount: '1' } },
    ]);
    const order = await ordered(community, offerId, { items: [{ code: 'hall', count: 1 }] });
    const terms = { matchId: order.id, expectedVersion: 1 };
    expect(await mall.refused(CounterMatchDocument, { ...terms, note: '谢谢' })).toMatchObject({ path: ['input'] });
    expect(await mall.refused(CounterMatchDocument, { ...terms, amount: '2' })).toMatchObject({
      path: ['input', 'amount'],
    });
    expect(await mall.refused(CounterMatchDocument, { ...terms, inReturn: null })).toMatchObject({
      path: ['input', 'inReturn'],
    });
    const past = { start: world.clock.day(-2, '09:00'), end: world.clock.day(-1, '09:00') };
    expect(await mall.refused(CounterMatchDocument, { ...terms, period: past })).toMatchObject({
      path: ['input', 'period'],
    });
    expect(await street.refused(CounterMatchDocument, { ...terms, amount: '2' })).toMatchObject({ code: 'FORBIDDEN' });
    const period = { start: world.clock.day(2, '09:00'), end: world.clock.day(2, '10:00') };
    expect(await countered(mall, order, { period })).toMatchObject({ state: 'COUNTERED', total: { amount: '1.00' } });
    expect(await accepts(community, await now(community, order))).toMatchObject({ state: 'AGREED' });
  });
});

test('what was answered with other terms ends with the offer that it is of, and the need is free again', async () => {
  await using world = await createWorld();
  const { mall, power, community } = await world.alliance('五色', 'street', 'mall', 'power', 'community');
  const needId = await need(community, { value: '10' });
  const period = { start: world.clock.day(0, '08:00'), end: world.clock.day(1, '08:00') };
  const offerId = await offer(mall, { value: '10', period });
  const claim = there((await mall.do(ClaimNeedDocument, { needId, amount: '10', offerId })).match);
  await countered(community, claim, { amount: '9' });
  world.clock.set(world.clock.day(1, '08:01'));
  await withOwner(world.database, (client) => expireListings(client, world.clock.now()));
  expect(await now(mall, claim)).toMatchObject({ state: 'WITHDRAWN' });
  expect(there((await power.do(ClaimNeedDocument, { needId, amount: '10' })).match)).toMatchObject({ version: 1 });
});
