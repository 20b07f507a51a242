import { expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  HandOutDocument,
  LendResourceDocument,
  MoveStockDocument,
  OpenStockDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { need, offer } from '../story.ts';
import { distributed, least, mobile, resource, stocked, stockOf } from './stocking.ts';

const many = <T>(n: number, of: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => of(i)));

test('row 13: of 20 who hand out to one person at once exactly one does', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, '100', '件');
  const { id: distributionId } = await distributed(mall, resourceId);
  const answers = await many(20, () => mall.act(HandOutDocument, { distributionId, number: mobile(1) }));
  expect(answers.filter(({ distribution }) => distribution !== null)).toHaveLength(1);
  const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(refusals).toEqual(Array.from({ length: 19 }, () => 'ALREADY_DONE'));
  expect(await stockOf(mall, resourceId)).toMatchObject({ onHand: { value: '99' } });
});

test('row 13: of 60 who hand out the last 40 packs at once 40 do, and nobody hands out what is not there', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, '40', '件');
  const { id: distributionId } = await distributed(mall, resourceId);
  const answers = await many(60, (i) => mall.act(HandOutDocument, { distributionId, number: mobile(i) }));
  expect(answers.filter(({ distribution }) => distribution !== null)).toHaveLength(40);
  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusals).toHaveLength(20);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      code: 'NOT_ENOUGH_LEFT',
      requestedQuantity: { value: '1' },
      remainingQuantity: { value: '0' },
    });
  }
  expect(await stockOf(mall, resourceId)).toMatchObject({ onHand: { value: '0' } });
  const [row] = await world.sql('select hand_outs, persons, handed_out::integer from exchange.distribution');
  expect(row).toEqual({ hand_outs: 40, persons: 40, handed_out: 40 });
});

test('two offers of the same packs, claimed from at once: never more is held than is there', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '10');
  const offers = [
    await offer(mall, { unit: '包', value: '10', resourceId }),
    await offer(mall, { unit: '包', value: '10', resourceId }),
  ];
  const needs = await many(8, () => need(community, { unit: '包', value: '3' }));
  const answers = await many(8, (i) =>
    mall.act(ClaimNeedDocument, { needId: needs[i] ?? '', offerId: offers[i % 2] ?? '', amount: '3' }),
  );
  expect(answers.filter(({ match }) => match !== null)).toHaveLength(3);
  for (const refusal of answers.flatMap(({ userErrors }) => userErrors)) {
    expect(refusal).toMatchObject({ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '1' } });
  }
  expect(await stockOf(mall, resourceId)).toMatchObject({ reserved: { value: '9' }, available: { value: '1' } });
});

test('row 81: many who take out of a store at once: it comes to its minimum once, and that is told once', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, '20');
  await least(mall, resourceId, '10');
  const out = { resourceId, kind: 'ISSUED' as const, amount: '1' };
  const answers = await many(25, () => mall.act(MoveStockDocument, out));
  expect(answers.filter(({ stock }) => stock !== null)).toHaveLength(20);
  expect(await world.sql("select from data.outbox where type = 'stock:low'")).toHaveLength(1);
});

test('row 41: of many to whom one piano is lent at once one has it', async () => {
  await using world = await createWorld();
  const { mall, a, b, c } = await world.alliance('五色', 'street', 'mall', 'a', 'b', 'c');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' });
  const terms = { resourceId, purpose: '音乐会', condition: 'condition.good', dueAt: world.clock.day(9, '18:00') };
  const to = [a, b, c];
  const answers = await many(12, (i) =>
    mall.act(LendResourceDocument, { ...terms, borrowerUnitId: to[i % 3]?.unitId ?? '' }),
  );
  expect(answers.filter(({ lending }) => lending !== null)).toHaveLength(1);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 11 }, () => 'ALREADY_DONE'));
});

test('what is promised while counting begins is promised from its start, or refused because nothing is there yet', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  for (const isPromisedFirst of [true, false]) {
    const resourceId = await resource(mall);
    const offerId = await offer(mall, { unit: '包', value: '10', resourceId });
    const needId = await need(community, { unit: '包', value: '10' });
    const promise = () => mall.act(ClaimNeedDocument, { needId, offerId, amount: '10' });
    const count = () => mall.act(OpenStockDocument, { resourceId, unit: '包' });
    // The first is done but for the record of it when the other begins.
    const letGo = await holding(world, 'lock table data.outbox in exclusive mode', []);
    const first = isPromisedFirst ? promise() : count();
    await standing(world, 1);
    const second = isPromisedFirst ? count() : promise();
    await standing(world, 2);
    await letGo();
    const answers = await Promise.all([first, second]);
    const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refusals).toEqual(isPromisedFirst ? [] : ['NOT_ENOUGH_LEFT']);
    const reserved = { value: isPromisedFirst ? '10' : '0' };
    expect(await stockOf(mall, resourceId)).toMatchObject({ reserved, shortfall: reserved });
  }
});
