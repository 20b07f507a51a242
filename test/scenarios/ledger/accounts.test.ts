import { expect, test } from '@jest/globals';
import {
  AcceptLeadDocument,
  AccountInFullDocument,
  AccountsOfUnitDocument,
  AccountsSeenDocument,
  ConfirmDeliveryDocument,
  OfferLeadDocument,
  OpenAccountDocument,
  PostingInFullDocument,
  RecordDeliveryDocument,
  ReversePostingDocument,
  SetAccountLimitDocument,
  TransferDocument,
  type LedgerDimension,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';
import { accountOf, balanceOf, entriesOf, limited, paid, paying } from './ledger-steps.ts';

const HOURS = { dimension: 'HOURS' as const, unit: '小时' };

test('a unit pays hours for services it had, as far as its credit goes, and both see what was posted', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const opened = there((await mall.do(OpenAccountDocument, HOURS)).account);
  expect(opened).toMatchObject({
    ...{ dimension: 'HOURS', basis: '小时', version: 1, ceiling: null },
    ...{ balance: { value: '0', unit: '小时' }, creditLimit: { value: '0' }, available: { value: '0' } },
  });
  expect(await mall.refused(TransferDocument, paying(community, '3'))).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', __typename: 'AccountLimitReachedError', accountId: opened.id },
    ...{ askedFor: { value: '3', unit: '小时' }, possible: { value: '0' }, balance: { value: '0' } },
    limit: { value: '0', unit: '小时' },
  });
  // Nothing was done: the account of the other was not opened either.
  expect((await community.ask(AccountsSeenDocument, {})).accounts?.totalCount).toBe(0);
  expect(await limited(street, mall, '5')).toMatchObject({ creditLimit: { value: '5' }, version: 2 });
  const first = await paid(mall, community, '3');
  expect(first).toMatchObject({
    ...{ purpose: 'TRANSFER', dimension: 'HOURS', amount: { value: '3', unit: '小时' }, note: '上门理发' },
    ...{ from: { id: mall.unitId }, to: { id: community.unitId }, by: { id: mall.unitId } },
    ...{ reverses: null, reversedBy: null, commitment: null },
  });
  await paid(mall, community, '1.5');
  expect(await mall.refused(TransferDocument, paying(community, '1'))).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '-4.5' }, limit: { value: '5' }, possible: { value: '0.5' } },
    message: expect.stringMatching(/0\.5 小时 can go out.*Pay less/s) as unknown,
  });
  const { entries, balance, available } = await entriesOf(mall, opened.id);
  expect({ balance, available }).toMatchObject({ balance: { value: '-4.5' }, available: { value: '0.5' } });
  expect(entries.nodes.map(({ number, amount, balanceAfter }) => [number, amount.value, balanceAfter.value])).toEqual([
    [2, '-1.5', '-4.5'],
    [1, '-3', '-3'],
  ]);
  expect(entries.nodes.map(({ posting, counterAccount }) => [posting?.to?.id, counterAccount])).toEqual([
    [community.unitId, null],
    [community.unitId, null],
  ]);
  expect(await accountOf(community)).toMatchObject({ balance: { value: '4.5' }, available: { value: '4.5' } });
  const seen = there((await street.ask(PostingInFullDocument, { id: first.id })).posting);
  expect(seen.entries.nodes.map(({ amount }) => amount.value).toSorted()).toEqual(['-3', '3']);
});

test('how a unit stands is for itself and for who coordinates the alliance, never for other units of it', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const blue = await world.alliance('蓝', 'harbour', 'pier');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '9');
  const posting = await paid(mall, community, '2');
  const { id } = await accountOf(mall);
  for (const other of [community, power, blue.harbour, blue.pier]) {
    expect((await other.ask(AccountInFullDocument, { id })).account).toBeNull();
    const { unit } = await other.ask(AccountsOfUnitDocument, { id: mall.unitId });
    expect(there(unit).accounts?.nodes).toEqual([]);
  }
  for (const other of [power, blue.harbour]) {
    expect((await other.ask(PostingInFullDocument, { id: posting.id })).posting).toBeNull();
  }
  const asCoordinator = there((await street.ask(AccountInFullDocument, { id })).account);
  expect(asCoordinator.entries.nodes[0]?.counterAccount?.id).toBe((await accountOf(community)).id);
  const { accounts } = await street.ask(AccountsSeenDocument, { filter: { dimension: ['HOURS'] } });
  expect(accounts?.nodes.map(({ unit, balance }) => [unit?.id, balance.value])).toEqual([
    [mall.unitId, '-2'],
    [community.unitId, '2'],
  ]);
  // A unit may not be told by a refusal how another stands: its ceiling, or what it owes.
  await limited(street, community, '0', { ceiling: '3' });
  expect(await mall.refused(TransferDocument, paying(community, '2'))).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', accountId: null, possible: null, balance: null, limit: null },
  });
  const setting = { accountId: id, creditLimit: '100', expectedVersion: 2 };
  expect(await mall.refused(SetAccountLimitDocument, setting)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await community.refused(SetAccountLimitDocument, setting)).toMatchObject({ code: 'NOT_FOUND' });
});

test('what is counted otherwise is never added: another dimension, another basis, half a fen', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const wrong: readonly (readonly [about: { dimension: LedgerDimension; unit: string }, said: string])[] = [
    [{ dimension: 'HOURS', unit: '人次' }, '小时'],
    [{ dimension: 'MEALS', unit: '小时' }, '份'],
    [{ dimension: 'POINTS', unit: '元' }, '分'],
    [{ dimension: 'GOODS', unit: '小时' }, 'another dimension'],
    [{ dimension: 'GOODS', unit: '小时 ' }, 'another dimension'],
    [{ dimension: 'GOODS', unit: '\u3000箱' }, 'write "箱"'],
  ];
  for (const [about, said] of wrong) {
    expect(await mall.refused(TransferDocument, paying(community, '1', about))).toMatchObject({
      ...{
        code: 'INVALID_INPUT',
        path: ['input', 'quantity', 'unit'],
        message: expect.stringContaining(said) as unknown,
      },
    });
    expect(await mall.refused(OpenAccountDocument, about)).toMatchObject({ path: ['input', 'unit'] });
  }
  const fen = paying(community, '1.005', { dimension: 'CNY', unit: '元' });
  expect(await mall.refused(TransferDocument, fen)).toMatchObject({ path: ['input', 'quantity', 'value'] });
  // 份 and 人次 are two accounts, and so are 箱 and 件.
  for (const [dimension, unit] of [
    ['MEALS', '份'],
    ['MEALS', '人次'],
    ['GOODS', '箱'],
    ['GOODS', '件'],
    ['CNY', '元'],
  ] as const) {
    await mall.do(OpenAccountDocument, { dimension, unit });
    await limited(street, mall, '10', { basis: unit });
    await paid(mall, community, '2.25', { dimension, unit });
  }
  const { accounts } = await community.ask(AccountsSeenDocument, {});
  expect(accounts?.nodes.map(({ balance }) => `${balance.value} ${balance.unit}`)).toEqual(
    ['份', '人次', '箱', '件', '元'].map((unit) => `2.25 ${unit}`),
  );
  const again = await mall.refused(OpenAccountDocument, { dimension: 'GOODS' as const, unit: '箱' });
  expect(again).toMatchObject({ code: 'ALREADY_DONE' });
});

test('a posting is taken back by another one, once, by who was paid; nothing is ever changed', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '5');
  const posting = await paid(mall, community, '4');
  const back = { postingId: posting.id, note: '重复转账' };
  expect(await mall.refused(ReversePostingDocument, back)).toMatchObject({ code: 'FORBIDDEN' });
  const reversal = there((await community.do(ReversePostingDocument, back)).posting);
  expect(reversal).toMatchObject({
    ...{ purpose: 'CORRECTION', reverses: { id: posting.id }, amount: { value: '4' }, note: '重复转账' },
    ...{ from: { id: community.unitId }, to: { id: mall.unitId }, by: { id: community.unitId } },
  });
  expect([await balanceOf(mall), await balanceOf(community)]).toEqual(['0', '0']);
  expect(await community.refused(ReversePostingDocument, back)).toMatchObject({ code: 'ALREADY_DONE' });
  const twice = { postingId: reversal.id, note: '再冲' };
  expect(await mall.refused(ReversePostingDocument, twice)).toMatchObject({ path: ['input', 'postingId'] });
  const first = there((await mall.ask(PostingInFullDocument, { id: posting.id })).posting);
  expect(first.reversedBy).toEqual({ id: reversal.id });
  // Who has spent it since cannot give it back beyond its own limit.
  const spent = await paid(mall, community, '4');
  await paid(community, street, '3');
  const late = { postingId: spent.id, note: '重复转账' };
  expect(await community.refused(ReversePostingDocument, late)).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '1' }, possible: { value: '1' } },
    // It is taken back whole.
    message: expect.stringMatching(/^(?!.*Pay less).*whole or not at all.*setAccountLimit/s) as unknown,
  });
});

test('who coordinates the alliance gives its own unit no credit, and may lower what there is', async () => {
  await using world = await createWorld();
  const { street, mall, ...red } = await world.alliance('五色', 'street', 'mall');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '9');
  const { id: accountId } = there((await street.do(OpenAccountDocument, HOURS)).account);
  const more = { accountId, creditLimit: '1000000000', expectedVersion: 1 };
  expect(await street.refused(SetAccountLimitDocument, more)).toMatchObject({
    ...{ code: 'FORBIDDEN', message: expect.stringContaining('gives itself no credit') as unknown },
  });
  expect(await street.refused(TransferDocument, paying(mall, '1'))).toMatchObject({ code: 'ACCOUNT_LIMIT_REACHED' });
  // How much it may hold is no credit.
  expect(await limited(street, street, '0', { ceiling: '50' })).toMatchObject({ ceiling: { value: '50' }, version: 2 });
  // What it was given before it led stays, as long as it lowers it or leaves it.
  await world.people.administrator(there(street.unit), there(street.person));
  await street.do(OfferLeadDocument, { allianceId: red.id, unitId: mall.unitId, expectedVersion: 1 });
  await world.people.administrator(there(mall.unit), there(mall.person));
  await mall.do(AcceptLeadDocument, { allianceId: red.id, expectedVersion: 2 });
  await world.people.post(there(mall.unit), { alliance: red.uuid, person: there(mall.person) });
  expect(await limited(mall, mall, '9', { ceiling: '50' })).toMatchObject({ creditLimit: { value: '9' } });
  expect(await limited(mall, mall, '4')).toMatchObject({ creditLimit: { value: '4' } });
  const { version: expectedVersion, id } = await accountOf(mall);
  const back = { accountId: id, creditLimit: '5', expectedVersion };
  expect(await mall.refused(SetAccountLimitDocument, back)).toMatchObject({ code: 'FORBIDDEN' });
  // And the unit that led is given credit by the one that leads.
  expect(await limited(mall, street, '9')).toMatchObject({ creditLimit: { value: '9' } });
});

test('limits hold what was posted: none is set that an account has passed already', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '8');
  await paid(mall, community, '6');
  const { id: accountId, version: expectedVersion } = await accountOf(mall);
  expect(await street.refused(SetAccountLimitDocument, { accountId, creditLimit: '5', expectedVersion })).toMatchObject(
    {
      ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '-6' }, limit: { value: '8' }, possible: { value: '6' } },
    },
  );
  const stale = { accountId, creditLimit: '7', expectedVersion: expectedVersion - 1 };
  expect(await street.refused(SetAccountLimitDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
  expect(await limited(street, mall, '6')).toMatchObject({ available: { value: '0' }, version: 3 });
  const held = await accountOf(community);
  const tight = { accountId: held.id, creditLimit: '0', ceiling: '5', expectedVersion: 1 };
  expect(await street.refused(SetAccountLimitDocument, tight)).toMatchObject({ possible: { value: '6' } });
  expect(await limited(street, community, '0', { ceiling: '6' })).toMatchObject({ ceiling: { value: '6' } });
});

test('it is paid for a promise between the two, counted as the promise is; once for its key', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const needId = await need(community, { unit: '小时', value: '4' });
  const offerId = await offer(mall, { unit: '小时', value: '4' });
  const match = await agreed(mall, community, await proposal(street, { needId, offerId, amount: '4' }));
  await signed(mall, community, match);
  const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
  const said = { commitmentId, amount: '4', occurredAt: world.clock.now().toISOString(), note: '已完成' };
  const delivery = there((await mall.do(RecordDeliveryDocument, said)).delivery);
  await community.do(ConfirmDeliveryDocument, { deliveryId: delivery.id });
  await community.do(OpenAccountDocument, HOURS);
  await limited(street, community, '9');
  const meals = { dimension: 'MEALS' as const, unit: '份', commitmentId };
  expect(await community.refused(TransferDocument, paying(mall, '4', meals))).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'quantity', 'unit'] },
  });
  expect(await community.refused(TransferDocument, paying(power, '4', { commitmentId }))).toMatchObject({
    path: ['input', 'commitmentId'],
  });
  expect(await power.refused(TransferDocument, paying(mall, '4', { commitmentId }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  const payment = paying(mall, '4', { commitmentId });
  const once = await community.do(TransferDocument, payment, 'hours-of-november');
  expect(there(once.posting)).toMatchObject({ commitment: { id: commitmentId } });
  const again = await community.do(TransferDocument, payment, 'hours-of-november');
  expect(again).toMatchObject({ replayed: true, posting: { id: there(once.posting).id } });
  expect(await balanceOf(community)).toBe('-4');
});

test('who is no member of the alliance is not paid in it, and nobody pays itself', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const { harbour } = await world.alliance('蓝', 'harbour');
  await mall.do(OpenAccountDocument, HOURS);
  await limited(street, mall, '9');
  expect(await mall.refused(TransferDocument, paying(harbour, '1'))).toMatchObject({ code: 'NOT_A_MEMBER' });
  expect(await mall.refused(TransferDocument, paying(mall, '1'))).toMatchObject({ code: 'FORBIDDEN' });
});
