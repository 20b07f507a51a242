import { expect, test } from '@jest/globals';
import {
  CountStockDocument,
  LotsByPageDocument,
  type LotsByPageQueryVariables,
  MoveStockDocument,
  OpenStockDocument,
  ShareStockDocument,
  StocksNowDocument,
  TransferStockDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { inFull, issued, least, received, resource, stocked, stockOf } from './stocking.ts';

const lows = async (world: World): Promise<number> => {
  const [row] = await world.sql<{ n: number }>(
    "select count(*)::integer as n from data.outbox where type = 'stock:low'",
  );
  return there(row).n;
};

// Scenario 18, its stock side: sandbags for a flood.
test('row 81: when the flood store comes to its minimum that is told once, and again only after it has recovered', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '500');
  expect(await least(mall, resourceId, '200')).toMatchObject({ isLow: false, minimum: { value: '200' } });
  expect(await issued(mall, resourceId, '299')).toMatchObject({ isLow: false, onHand: { value: '201', unit: '包' } });
  expect(await lows(world)).toBe(0);
  expect(await issued(mall, resourceId, '1')).toMatchObject({ isLow: true, onHand: { value: '200' } });
  expect(await lows(world)).toBe(1);
  await issued(mall, resourceId, '50');
  await received(mall, resourceId, '50');
  expect(await lows(world)).toBe(1);

  // The coordinator sees it among what is low; another member does not.
  expect((await street.ask(StocksNowDocument, { filter: { isLow: true } })).stocks).toMatchObject({
    nodes: [{ resource: { name: '沙袋' }, isLow: true }],
  });
  expect((await community.ask(StocksNowDocument, { filter: { isLow: true } })).stocks?.totalCount).toBe(0);

  expect(await received(mall, resourceId, '1')).toMatchObject({ isLow: false });
  await issued(mall, resourceId, '11');
  expect(await lows(world)).toBe(2);
  const audited = await world.sql("select from data.audit where action = 'stock:low'");
  expect(audited).toHaveLength(2);
});

test('what expires first goes out first, what has expired is only written off', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, null, '箱', { name: '方便面' });
  await received(mall, resourceId, '10', { code: 'C', expiresOn: '2026-11-28' });
  await received(mall, resourceId, '10', { code: 'A', expiresOn: '2026-11-25' });
  await received(mall, resourceId, '10');
  await received(mall, resourceId, '5', { code: 'A', expiresOn: '2026-11-25' });
  expect((await issued(mall, resourceId, '18')).lots.nodes.map(({ code, onHand }) => [code, onHand.value])).toEqual([
    ['A', '0'],
    ['C', '7'],
    [null, '10'],
  ]);
  world.clock.set('2026-11-29T08:00:00+08:00');
  expect(await stockOf(mall, resourceId)).toMatchObject({
    onHand: { value: '17' },
    expired: { value: '7' },
    available: { value: '10' },
  });
  const tooMuch = { resourceId, kind: 'ISSUED' as const, amount: '11' };
  expect(await mall.refused(MoveStockDocument, tooMuch)).toMatchObject({
    __typename: 'NotEnoughLeftError',
    remainingQuantity: { value: '10' },
  });
  const lost = { resourceId, kind: 'WRITTEN_OFF' as const, amount: '7' };
  expect(await mall.refused(MoveStockDocument, lost)).toMatchObject({ path: ['input', 'reason'] });
  const { stock } = await mall.do(MoveStockDocument, { ...lost, reason: '过期' });
  expect(stock).toMatchObject({ onHand: { value: '10' }, expired: { value: '0' } });
  const past = { resourceId, kind: 'RECEIVED' as const, amount: '1', lot: { expiresOn: '2026-11-28' } };
  expect(await mall.refused(MoveStockDocument, past)).toMatchObject({ path: ['input', 'lot', 'expiresOn'] });
});

test('a page of lots goes on after one that never expires, forwards and backwards', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, null, '箱', { name: '方便面' });
  await received(mall, resourceId, '10', { code: 'A', expiresOn: '2026-11-25' });
  await received(mall, resourceId, '10', { code: 'B' });
  await received(mall, resourceId, '10', { code: 'C' });
  const codes = async (page: Omit<LotsByPageQueryVariables, 'resourceId'>) => {
    const { nodes, pageInfo } = there(
      (await mall.ask(LotsByPageDocument, { ...page, resourceId })).resource?.stock,
    ).lots;
    return { ...pageInfo, codes: nodes.map(({ code }) => code) };
  };
  const first = await codes({ first: 2 });
  expect(first.codes).toEqual(['A', 'B']);
  const next = await codes({ first: 2, after: first.endCursor });
  expect(next.codes).toEqual(['C']);
  expect((await codes({ last: 2, before: next.startCursor })).codes).toEqual(['A', 'B']);
});

test('what was counted holds: the difference is a movement with its reason', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, '40');
  const other = await received(mall, resourceId, '60', { code: 'B' });
  const [first, second] = other.lots.nodes.map(({ id }) => id);
  const counted = { resourceId, reason: '年终盘点', lots: [{ lotId: there(first), counted: '38' }] };
  const { stock } = await mall.do(CountStockDocument, {
    ...counted,
    lots: [...counted.lots, { lotId: there(second), counted: '60' }],
  });
  expect(stock).toMatchObject({ onHand: { value: '98' } });
  const { stocks } = await mall.ask(StocksNowDocument, {});
  expect(stocks?.nodes[0]?.movements).toMatchObject({
    totalCount: 3,
    nodes: [{ kind: 'ADJUSTED', reason: '年终盘点', quantity: { value: '-2' } }, {}, {}],
  });
  const twice = { ...counted, lots: [...counted.lots, ...counted.lots] };
  expect(await mall.refused(CountStockDocument, twice)).toMatchObject({ path: ['input', 'lots'] });
});

test('some of one stock goes to another of the unit that is counted alike, lot by lot', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const fromResourceId = await stocked(mall, null);
  await received(mall, fromResourceId, '30', { code: 'A', expiresOn: '2026-12-01' });
  await received(mall, fromResourceId, '30');
  const toResourceId = await stocked(mall, '5', '包', { name: '二号库' });
  const { stock } = await mall.do(TransferStockDocument, { fromResourceId, toResourceId, amount: '40' });
  expect(stock).toMatchObject({ onHand: { value: '20' } });
  expect(await stockOf(mall, toResourceId)).toMatchObject({
    onHand: { value: '45' },
    lots: {
      nodes: [
        { code: 'A', onHand: { value: '30' } },
        { code: null, onHand: { value: '15' } },
      ],
    },
  });
  const move = (to: string, amount = '1') => ({ fromResourceId, toResourceId: to, amount });
  expect(await mall.refused(TransferStockDocument, move(toResourceId, '21'))).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '20' },
  });
  for (const to of [fromResourceId, await stocked(mall, '5', '箱')]) {
    expect(await mall.refused(TransferStockDocument, move(to))).toMatchObject({ path: ['input', 'toResourceId'] });
  }
  const others = await stocked(community, '5');
  expect(await mall.refused(TransferStockDocument, move(others))).toMatchObject({ code: 'FORBIDDEN' });
});

test('goods and meals are counted, once, by their unit', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await resource(mall);
  expect(await community.refused(OpenStockDocument, { resourceId, unit: '包' })).toMatchObject({ code: 'FORBIDDEN' });
  const early = { resourceId, kind: 'RECEIVED' as const, amount: '1' };
  expect(await mall.refused(MoveStockDocument, early)).toMatchObject({ path: ['input', 'resourceId'] });
  await mall.do(OpenStockDocument, { resourceId, unit: '包' });
  expect(await mall.refused(OpenStockDocument, { resourceId, unit: '包' })).toMatchObject({ code: 'ALREADY_DONE' });
  const hall = await resource(mall, { kind: 'SPACE' });
  expect(await mall.refused(OpenStockDocument, { resourceId: hall, unit: '间' })).toMatchObject({
    path: ['input', 'resourceId'],
  });
});

test('others are told what is available where the unit says so, and its figures never', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '500');
  expect(await inFull(community, resourceId)).toMatchObject({ stock: null, available: null });
  await mall.do(ShareStockDocument, { resourceId, isShared: true, expectedVersion: 1 });
  expect(await inFull(community, resourceId)).toMatchObject({ stock: null, available: { value: '500', unit: '包' } });
  await mall.do(ShareStockDocument, { resourceId, isShared: false, expectedVersion: 2 });
  expect(await inFull(community, resourceId)).toMatchObject({ available: null });
});
