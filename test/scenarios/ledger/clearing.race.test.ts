import { expect, test } from '@jest/globals';
import {
  ConfirmClearingSettlementDocument,
  OpenAccountDocument,
  TransferDocument,
  type ClearedNowFragment,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { acceptedBy, clearingOf, proposedTo, settled } from './clearing-steps.ts';
import { limited, paid, paying } from './ledger-steps.ts';

const HOURS = { dimension: 'HOURS' as const, unit: '小时' };
const many = <T>(n: number, of: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => of(i)));

test('of many who pay through one clearing at once, from either side, exactly those that fit its limit do', async () => {
  await using world = await createWorld();
  const { street, a, b } = await world.alliance('红', 'street', 'a', 'b');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  for (const payer of [a, b]) {
    await payer.do(OpenAccountDocument, HOURS);
    await limited(street, payer, '100');
  }
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  const answers = await many(20, (i) => (i % 2 === 0 ? a : b).act(TransferDocument, paying(pier, '3', { clearingId })));
  expect(answers.filter(({ posting }) => posting !== null)).toHaveLength(6);
  for (const refusal of answers.flatMap(({ userErrors }) => userErrors)) {
    expect(refusal).toMatchObject({
      ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '18' }, possible: { value: '2' } },
    });
  }
  // Both ways at once: whatever comes first, it stands where what was done brings it.
  const both = await many(20, (i) =>
    i % 2 === 0
      ? a.act(TransferDocument, paying(pier, '1', { clearingId }))
      : pier.act(TransferDocument, paying(b, '1', { clearingId })),
  );
  const done = both.map(({ posting }) => posting?.from?.id);
  const change = done.filter((id) => id === a.unitId).length - done.filter((id) => id === pier.unitId).length;
  expect(done.filter((id) => id === pier.unitId)).toHaveLength(10);
  expect(await clearingOf(street, clearingId)).toMatchObject({ balance: { value: String(18 + change) } });
  const sums = await world.sql('select sum(balance)::integer as sum from exchange.account group by alliance_id');
  expect(sums).toEqual([{ sum: 0 }, { sum: 0 }]);
});

test('of 8 settlements that are confirmed at once those are that fit what is owed, each once', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('红', 'street', 'mall');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '100');
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  await paid(mall, pier, '10', { clearingId });
  const said: ClearedNowFragment[] = [];
  for (let i = 0; i < 4; i += 1) said.push(await settled(street, clearingId, '3'));
  const answers = await many(8, (i) =>
    harbour.act(ConfirmClearingSettlementDocument, { settlementId: said[i % 4]?.id ?? '', expectedVersion: 1 }),
  );
  expect(answers.filter(({ settlement }) => settlement !== null)).toHaveLength(3);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes.toSorted()).toEqual([
    'ALREADY_DONE',
    'ALREADY_DONE',
    'ALREADY_DONE',
    'NOT_ENOUGH_LEFT',
    'NOT_ENOUGH_LEFT',
  ]);
  expect(await clearingOf(street, clearingId)).toMatchObject({ balance: { value: '1' } });
});
