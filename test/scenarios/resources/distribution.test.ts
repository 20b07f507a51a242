import { expect, test } from '@jest/globals';
import { CloseDistributionDocument, HandOutDocument, OpenDistributionDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { distributed, handed, mobile, stocked, stockOf } from './stocking.ts';

test('row 13: a gift pack for each rider and driver, once; pieces and persons are counted apart', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('新新向党', 'street', 'mall', 'community');
  const resourceId = await stocked(mall, '100', '件', { name: '爱“新”礼包' });
  const { id } = await distributed(mall, resourceId);
  for (const n of [1, 2, 3]) await handed(mall, id, mobile(n));
  // However it is written, it is the same person.
  for (const number of [mobile(2), `+86${mobile(2)}`, mobile(2).replace(/^(\d{3})(\d{4})/, '$1 $2-')]) {
    expect(await mall.refused(HandOutDocument, { distributionId: id, number })).toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('1 of 1') as unknown,
    });
  }
  expect(await handed(mall, id, mobile(4))).toMatchObject({
    handedOut: { value: '4', unit: '件' },
    handOuts: 4,
    persons: 4,
  });
  expect(await stockOf(mall, resourceId)).toMatchObject({ onHand: { value: '96' } });
  expect(await mall.refused(HandOutDocument, { distributionId: id, number: '12345' })).toMatchObject({
    path: ['input', 'number'],
  });
  for (const other of [street, community]) {
    const tried = await other.refused(HandOutDocument, { distributionId: id, number: mobile(9) });
    expect(tried.code).toBe(other === street ? 'FORBIDDEN' : 'NOT_FOUND');
  }
});

test('two a month for each person: the next month counts anew, and somebody who came again is one person', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const { id } = await distributed(mall, await stocked(mall, '100', '件'), { perPerson: 2, every: 'MONTH' });
  await handed(mall, id, mobile(1));
  await handed(mall, id, mobile(1));
  const again = { distributionId: id, number: mobile(1) };
  expect(await mall.refused(HandOutDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
  await handed(mall, id, mobile(2));
  world.clock.set('2026-12-01T00:00:00+08:00');
  expect(await handed(mall, id, mobile(1))).toMatchObject({ handedOut: { value: '4' }, handOuts: 4, persons: 2 });
});

test('no number is kept: neither with the distribution nor on record, and its key goes when it ends', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const resourceId = await stocked(mall, '100', '件');
  const about = { resourceId, title: '礼包', identifiedBy: 'IDENTITY_NUMBER' as const, amountEach: '2' };
  const { id } = there((await mall.do(OpenDistributionDocument, about)).distribution);
  const number = '11010519491231002X';
  expect(await handed(mall, id, number.toLowerCase())).toMatchObject({ handedOut: { value: '2' }, handOuts: 1 });
  expect(await mall.refused(HandOutDocument, { distributionId: id, number: '110105194912310021' })).toMatchObject({
    path: ['input', 'number'],
  });
  const kept = await Promise.all(
    [
      'exchange.hand_out',
      'exchange.distribution_key',
      'exchange.stock_movement',
      'data.audit',
      'data.outbox',
      'data.idempotency',
    ].map((table) => world.sql<{ row: string }>(`select t::text as row from ${table} t`)),
  );
  expect(JSON.stringify(kept)).not.toContain(number.slice(6, 14));
  expect(kept[1]).toHaveLength(1);
  const closed = there(
    (await mall.do(CloseDistributionDocument, { distributionId: id, expectedVersion: 1 })).distribution,
  );
  expect(closed).toMatchObject({ state: 'CLOSED', persons: 1 });
  expect(await world.sql('select from exchange.distribution_key')).toHaveLength(0);
  expect(await mall.refused(HandOutDocument, { distributionId: id, number })).toMatchObject({ code: 'WRONG_STATE' });
});
