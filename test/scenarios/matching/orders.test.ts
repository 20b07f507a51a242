/** What is ordered from an offer, without a need: rows 7, 26 and 75. */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  DeclineMatchDocument,
  DraftOfferDocument,
  MatchesInFullDocument,
  OfferNowDocument,
  OrderOfferDocument,
  PauseOfferDocument,
  PublishDraftOfferDocument,
  SetOfferMenuDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { listed, offer, signed, slots, there } from '../story.ts';
import { accepts, countered, menu, now, ordered, type Item } from './match-steps.ts';

/** What the repairers of the old town are called for. */
const REPAIRS: readonly Item[] = [
  { code: 'tap', name: '更换水龙头', unit: '次', takes: '0.5' },
  { code: 'drain', name: '疏通管道', unit: '次', price: { amount: '60' }, takes: '2', mostPerOrder: 2 },
  { code: 'lamp', name: '更换灯具', unit: '盏', price: { amount: '15.50' }, takes: '0.25' },
];

const PACKAGES: readonly Item[] = Array.from({ length: 12 }, (_, i) => ({
  code: `T${i + 1}`,
  name: `教学套餐${i + 1}`,
  unit: '班次',
  price: { amount: `${(i + 1) * 1000}.00` },
  mostPerOrder: 3,
}));

test('row 26, 古城580: a community orders repairs on call from a menu, some free, and they are agreed and promised', async () => {
  await using world = await createWorld();
  const { oldTown, community } = await world.alliance('古城1+1+1', 'street', 'oldTown', 'community');
  const listing = { title: '古城580维修', category: 'staff.electrician', value: '8', unit: '小时' };
  const offerId = await menu(oldTown, listing, REPAIRS);
  const respondBy = world.clock.day(1, '18:00');
  const period = { start: world.clock.day(2, '09:00'), end: world.clock.day(2, '12:00') };
  const items = [
    { code: 'drain', count: 2 },
    { code: 'tap', count: 3 },
    { code: 'lamp', count: 2 },
  ];
  const order = await ordered(community, offerId, { items, respondBy, period });
  expect(order).toMatchObject({
    ...{ origin: 'ORDER', state: 'ACCEPTED_BY_ONE', need: null, offer: { id: offerId } },
    quantity: { value: '6', unit: '小时' },
    items: [
      { code: 'tap', count: 3, price: null, total: null },
      { code: 'drain', count: 2, price: { amount: '60.00', currency: 'CNY' }, total: { amount: '120.00' } },
      { code: 'lamp', count: 2, price: { amount: '15.50' }, total: { amount: '31.00' } },
    ],
    total: { amount: '151.00', currency: 'CNY' },
    inReturn: { title: '价款', quantity: { value: '151', unit: '元' } },
  });
  // Held from the order on: two hours are left.
  expect(there((await community.ask(OfferNowDocument, { id: offerId })).offer).remaining.value).toBe('2');
  const agreedOrder = await accepts(oldTown, order);
  expect(agreedOrder).toMatchObject({
    state: 'AGREED',
    agreement: {
      title: '古城580维修',
      commitments: {
        nodes: [
          { from: { shortName: 'oldTown' }, quantity: { value: '6', unit: '小时' }, dueAt: period.end },
          { from: { shortName: 'community' }, title: '价款', quantity: { value: '151', unit: '元' } },
        ],
      },
    },
  });
  await signed(oldTown, community, agreedOrder);
  // Prices go up; what was ordered keeps those of then.
  const dearer = REPAIRS.map((item) => ({ ...item, ...(item.price && { price: { amount: '99' } }) }));
  const set = { offerId, expectedVersion: 2, items: dearer };
  expect((await oldTown.do(SetOfferMenuDocument, set)).offer).toMatchObject({ menuEdition: 2, version: 3 });
  expect(await now(community, order)).toMatchObject({ total: { amount: '151.00' } });
  expect(
    await community.refused(OrderOfferDocument, { offerId, items: [{ code: 'tap', count: 1 }], menuEdition: 1 }),
  ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'menuEdition'] });
});

test('row 75, 乡村振兴学院: 12 teaching packages with prices, ordered by units until the courses are full', async () => {
  await using world = await createWorld();
  const { academy, power, mall } = await world.alliance('乡村振兴', 'street', 'academy', 'power', 'mall');
  const listing = { title: '教学套餐', category: 'space.meeting', value: '20', unit: '班次' };
  const offerId = await menu(academy, listing, PACKAGES);
  const all = PACKAGES.map(({ code }) => ({ code, count: 1 }));
  expect(await ordered(power, offerId, { items: all })).toMatchObject({
    quantity: { value: '12', unit: '班次' },
    // 1000 + 2000 + … + 12000.
    total: { amount: '78000.00' },
  });
  const more = { offerId, items: PACKAGES.slice(0, 3).map(({ code }) => ({ code, count: 3 })) };
  expect(await mall.refused(OrderOfferDocument, more)).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    requestedQuantity: { value: '9', unit: '班次' },
    remainingQuantity: { value: '8', unit: '班次' },
  });
  const tooMany = { offerId, items: [{ code: 'T12', count: 4 }] };
  expect(await mall.refused(OrderOfferDocument, tooMany)).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'items', '0', 'count'],
    message: expect.stringContaining('at most 3') as unknown,
  });
  const order = await ordered(mall, offerId, { items: [{ code: 'T12', count: 3 }] });
  expect(order.total).toEqual({ amount: '36000.00', currency: 'CNY' });
  // What is declined is free again.
  const declined = { matchId: order.id, expectedVersion: order.version, reason: '师资已满' };
  await academy.do(DeclineMatchDocument, declined);
  expect(there((await mall.ask(OfferNowDocument, { id: offerId })).offer).remaining.value).toBe('8');
  expect((await power.ask(MatchesInFullDocument, { filter: { origin: ['ORDER'] } })).matches?.totalCount).toBe(1);
});

describe('row 7, an order', () => {
  test('of what has no menu is by quantity, and each unit takes no more than it may', async () => {
    await using world = await createWorld();
    const { mall, power, community } = await world.alliance('五色', 'street', 'mall', 'power', 'community');
    const offerId = await offer(mall, { value: '5', unit: '场', maxPerUnit: '2' });
    const first = await ordered(community, offerId, { amount: '1.5' });
    expect(first).toMatchObject({ items: [], total: null, inReturn: null, quantity: { value: '1.5' } });
    expect(await community.refused(OrderOfferDocument, { offerId, amount: '1' })).toMatchObject({
      ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '0.5', unit: '场' } },
      message: 'One unit may hold at most 2 场 of it, and this one 0.5 场 more: ask for less or choose another.',
    });
    await ordered(community, offerId, { amount: '0.5' });
    await ordered(power, offerId, { amount: '2' });
    // Nobody but the supplier answers, and only what it has read.
    const held = { matchId: first.id, expectedVersion: first.version };
    expect(await power.refused(AcceptMatchDocument, held)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await community.refused(AcceptMatchDocument, held)).toMatchObject({ code: 'ALREADY_DONE' });
    expect((await accepts(mall, first)).agreement).toMatchObject({ title: '大厅' });
  });

  test('is refused to the unit that offers, from no menu or of no item, and of what is withdrawn', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const plain = await offer(mall, { value: '5' });
    const listed = await menu(mall, { value: '5' }, REPAIRS);
    const refusals: readonly (readonly [object, object])[] = [
      [
        { offerId: plain, items: [{ code: 'tap', count: 1 }] },
        { code: 'INVALID_INPUT', path: ['input', 'amount'] },
      ],
      [
        { offerId: listed, amount: '1' },
        { code: 'INVALID_INPUT', path: ['input', 'items'] },
      ],
      [
        { offerId: listed, items: [{ code: 'sofa', count: 1 }] },
        { code: 'INVALID_INPUT', path: ['input', 'items', '0', 'code'] },
      ],
      [
        {
          offerId: listed,
          items: [
            { code: 'tap', count: 1 },
            { code: 'tap', count: 1 },
          ],
        },
        { code: 'INVALID_INPUT', path: ['input', 'items', '1', 'code'] },
      ],
      [{ offerId: plain, amount: '1', respondBy: world.clock.day(-1, '09:00') }, { path: ['input', 'respondBy'] }],
    ];
    for (const [order, refusal] of refusals) {
      expect(await community.refused(OrderOfferDocument, order as { offerId: string })).toMatchObject(refusal);
    }
    expect(await mall.refused(OrderOfferDocument, { offerId: plain, amount: '1' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      await community.refused(SetOfferMenuDocument, { offerId: plain, expectedVersion: 1, items: [] }),
    ).toMatchObject({ code: 'FORBIDDEN' });
    const order = await ordered(community, plain, { amount: '1' });
    await mall.do(WithdrawOfferDocument, { offerId: plain, expectedVersion: 1 });
    expect(await now(community, order)).toMatchObject({ state: 'WITHDRAWN', reason: '供给已撤回。' });
    expect(await community.refused(OrderOfferDocument, { offerId: plain, amount: '1' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the time of an order', () => {
  test('is one: a slot, or a period', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const period = { start: world.clock.day(2, '09:00'), end: world.clock.day(2, '12:00') };
    const { resourceId, slotIds } = await slots(mall, [period]);
    const offerId = await offer(mall, { value: '5', resourceId });
    const both = { offerId, amount: '1', slotId: there(slotIds[0]), period };
    expect(await community.refused(OrderOfferDocument, both)).toMatchObject({ path: ['input', 'period'] });
  });

  test('is to come when it is accepted; other terms may name another', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const offerId = await offer(mall, { value: '5' });
    const day = (n: number) => ({ start: world.clock.day(n, '09:00'), end: world.clock.day(n, '12:00') });
    const order = await ordered(community, offerId, { amount: '1', period: day(1) });
    world.clock.set(world.clock.day(1, '12:00'));
    const accepting = { matchId: order.id, expectedVersion: order.version };
    expect(await mall.refused(AcceptMatchDocument, accepting)).toMatchObject({
      ...{ code: 'WRONG_STATE', message: expect.stringContaining('a time that is over') as unknown },
    });
    const other = await countered(mall, order, { period: day(3) });
    expect(await accepts(community, other)).toMatchObject({ state: 'AGREED' });
  });
});

describe('a menu', () => {
  test('is written before its offer is published, and while it is paused', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const items = [{ code: 'hall', name: '大厅', unit: '场', price: { amount: '100' } }];
    const { offer: draft } = await mall.do(DraftOfferDocument, listed({ value: '3' }));
    const { id: offerId, version } = there(draft);
    const set = { offerId, expectedVersion: version, items };
    const { offer: written } = await mall.do(SetOfferMenuDocument, set);
    expect(
      (await mall.do(PublishDraftOfferDocument, { offerId, expectedVersion: there(written).version })).offer,
    ).toMatchObject({ state: 'PUBLISHED' });
    expect(await community.refused(OrderOfferDocument, { offerId, amount: '1' })).toMatchObject({
      path: ['input', 'items'],
    });
    const seen = there((await mall.ask(OfferNowDocument, { id: offerId })).offer);
    const { offer: paused } = await mall.do(PauseOfferDocument, { offerId, expectedVersion: seen.version });
    const dearer = { offerId, expectedVersion: there(paused).version, items };
    expect((await mall.do(SetOfferMenuDocument, dearer)).offer).toMatchObject({ menuEdition: 2 });
  });

  test('is for all to read, and an order of it comes to what can be written down', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const offerId = await offer(mall, { value: '1000000' });
    const named = { offerId, expectedVersion: 1, items: [{ code: 'a', name: '找张三 13812345678', unit: '次' }] };
    expect(await mall.refused(SetOfferMenuDocument, named)).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'items', '0', 'name'] },
    });
    const items = [{ code: 'a', name: '套餐', unit: '次', price: { amount: '100000' } }];
    await mall.do(SetOfferMenuDocument, { offerId, expectedVersion: 1, items });
    const much = { offerId, items: [{ code: 'a', count: 20_000 }] };
    expect(await community.refused(OrderOfferDocument, much)).toMatchObject({ path: ['input', 'items'] });
  });
});
