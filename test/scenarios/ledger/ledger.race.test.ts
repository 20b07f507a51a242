import { expect, test } from '@jest/globals';
import {
  OpenAccountDocument,
  ReversePostingDocument,
  SetAccountLimitDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { accountOf, balanceOf, limited, paid, paying } from './ledger-steps.ts';

const many = <T>(n: number, of: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => of(i)));

const HOURS = { dimension: 'HOURS' as const, unit: '小时' };

test('of 30 who pay from one account at once exactly those that fit its limit do, and the others are told', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '20');
  const answers = await many(30, (i) => mall.act(TransferDocument, paying(i % 2 === 0 ? community : power, '3')));
  expect(answers.filter(({ posting }) => posting !== null)).toHaveLength(6);
  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusals).toHaveLength(24);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '-18' }, possible: { value: '2' } },
    });
  }
  expect(await balanceOf(mall)).toBe('-18');
  const [row] = await world.sql(
    'select sum(balance)::integer as sum, sum(entry_count)::integer as entries from exchange.account',
  );
  expect(row).toEqual({ sum: 0, entries: 12 });
});

test('units that pay each other in a ring at once wait for each other, and all of them do', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const ring = [mall, community, power];
  for (const actor of ring) {
    await actor.do(OpenAccountDocument, HOURS);
    await limited(street, actor, '100');
  }
  const answers = await many(30, (i) =>
    there(ring[i % 3]).act(TransferDocument, paying(there(ring[(i + 1) % 3]), '1')),
  );
  expect(answers.filter(({ posting }) => posting !== null)).toHaveLength(30);
  expect(await Promise.all(ring.map((actor) => balanceOf(actor)))).toEqual(['0', '0', '0']);
});

test('the first postings to units without accounts, at once: each has one account', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '100');
  const answers = await many(12, (i) => mall.act(TransferDocument, paying(i % 2 === 0 ? community : power, '1')));
  expect(answers.filter(({ posting }) => posting !== null)).toHaveLength(12);
  expect([await balanceOf(community), await balanceOf(power)]).toEqual(['6', '6']);
  expect(await world.sql('select from exchange.account')).toHaveLength(3);
});

test('a limit that is lowered while somebody pays holds what was paid, or the payment is refused by it', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, HOURS);
  for (let round = 0; round < 8; round += 1) {
    const { id: accountId, version: expectedVersion } = await limited(street, mall, '10');
    const lower = () => street.act(SetAccountLimitDocument, { accountId, creditLimit: '4', expectedVersion });
    const pay = () => mall.act(TransferDocument, paying(community, '6'));
    const [first, second] = round % 2 === 0 ? [lower, pay] : [pay, lower];
    const [one, other] = await Promise.all([first(), second()]);
    const refused = [...one.userErrors, ...other.userErrors].map(({ code }) => code);
    expect(refused).toEqual(['ACCOUNT_LIMIT_REACHED']);
    const { balance, creditLimit } = await accountOf(mall);
    expect(['-6 of 10', '0 of 4']).toContain(`${balance.value} of ${creditLimit.value}`);
    if (balance.value === '-6') await paid(community, mall, '6');
  }
});

test('of 10 who take back one posting at once one does', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '10');
  const { id: postingId } = await paid(mall, community, '2');
  await paid(mall, community, '7');
  const answers = await many(10, () => community.act(ReversePostingDocument, { postingId, note: '重复' }));
  expect(answers.filter(({ posting }) => posting !== null)).toHaveLength(1);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 9 }, () => 'ALREADY_DONE'));
  expect(await balanceOf(community)).toBe('7');
});
