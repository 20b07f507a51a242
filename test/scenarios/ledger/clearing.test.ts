import { expect, test } from '@jest/globals';
import {
  AcceptClearingDocument,
  AccountsSeenDocument,
  ClearingInFullDocument,
  ClearingsSeenDocument,
  ConfirmClearingSettlementDocument,
  DeclineClearingDocument,
  DeclineClearingSettlementDocument,
  PendingDocument,
  ProposeClearingDocument,
  ProposeClearingSettlementDocument,
  ReversePostingDocument,
  SetAccountLimitDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { acceptedBy, cleared, clearingOf, confirmedBy, proposedTo, settled } from './clearing-steps.ts';
import { accountOf, balanceOf, paid, paying } from './ledger-steps.ts';

test('two alliances agree a clearing: proposed by one, waits for the other, and is agreed by another unit', async () => {
  await using world = await createWorld();
  const { street, mall, ...red } = await world.alliance('红', 'street', 'mall');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  const limit = { value: '20', unit: '小时' };
  const about = { otherAllianceId: blue.id, dimension: 'HOURS' as const, limit, endsAt: world.clock.day(30, '18:00') };
  expect(await mall.refused(ProposeClearingDocument, { ...about, note: '互助' })).toMatchObject({ code: 'FORBIDDEN' });
  const late = { ...about, endsAt: world.clock.day(-1, '18:00'), note: '互助' };
  expect(await street.refused(ProposeClearingDocument, late)).toMatchObject({ path: ['input', 'endsAt'] });
  const own = { ...about, otherAllianceId: red.id, note: '互助' };
  expect(await street.refused(ProposeClearingDocument, own)).toMatchObject({ path: ['input', 'otherAllianceId'] });
  const mixed = { ...about, limit: { value: '20', unit: '人次' }, note: '互助' };
  expect(await street.refused(ProposeClearingDocument, mixed)).toMatchObject({ path: ['input', 'limit', 'unit'] });
  const proposed = await proposedTo(world, street, blue.id);
  expect(proposed).toMatchObject({
    ...{ state: 'PROPOSED', isInForce: false, balance: null, limit: { value: '20' } },
    ...{
      alliance: { id: red.id },
      otherAlliance: { id: blue.id },
      proposedBy: { id: street.unitId },
      answeredBy: null,
    },
  });
  const { viewer } = await harbour.ask(PendingDocument, {});
  expect(viewer?.pending.nodes.map(({ kind }) => kind)).toContain('CLEARING');
  const answer = { clearingId: proposed.id, expectedVersion: 1 };
  for (const other of [street, pier]) {
    expect(await other.refused(AcceptClearingDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await acceptedBy(harbour, proposed)).toMatchObject({
    ...{ state: 'ACTIVE', isInForce: true, balance: { value: '0', unit: '小时' }, answeredBy: { id: harbour.unitId } },
  });
  const again = { ...answer, expectedVersion: 2 };
  expect(await harbour.refused(AcceptClearingDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
  const other = await proposedTo(world, harbour, red.id);
  const declining = { clearingId: other.id, expectedVersion: 1 };
  expect(there((await street.do(DeclineClearingDocument, declining)).clearing)).toMatchObject({ state: 'DECLINED' });
});

test('a unit of one pays a unit of another through it, both ledgers sum to zero, and how it stands is public in both', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world);
  const posting = await paid(red.mall, blue.pier, '12', { clearingId });
  expect(posting).toMatchObject({ purpose: 'CLEARING', from: { id: red.mall.unitId }, to: { id: blue.pier.unitId } });
  expect([await balanceOf(red.mall), await balanceOf(blue.pier)]).toEqual(['-12', '12']);
  // The red alliance owes what its unit had; everybody in either sees that, and only coordinators who paid whom.
  for (const actor of [red.community, red.street, blue.pier]) {
    expect(await clearingOf(actor, clearingId)).toMatchObject({ balance: { value: '12', unit: '小时' } });
  }
  const stranger = (await world.alliance('绿', 'farm')).farm;
  expect((await stranger.ask(ClearingInFullDocument, { id: clearingId })).clearing).toBeNull();
  expect((await red.community.ask(AccountsSeenDocument, {})).accounts?.nodes).toEqual([]);
  const { accounts } = await red.street.ask(AccountsSeenDocument, {});
  expect(accounts?.nodes.map(({ balance }) => balance.value).toSorted()).toEqual(['-12', '0', '12']);
  const sums = await world.sql(
    'select sum(a.balance)::integer as sum from exchange.account a group by a.alliance_id, a.dimension, a.basis',
  );
  expect(sums).toEqual([{ sum: 0 }, { sum: 0 }]);
  // The limit is that of the alliances, told to who pays; paid back, there is room again.
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '9', { clearingId }))).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', balance: { value: '12' }, limit: { value: '20' }, possible: { value: '8' } },
  });
  await paid(blue.pier, red.mall, '5', { clearingId });
  expect(await clearingOf(blue.harbour, clearingId)).toMatchObject({ balance: { value: '7' } });
  await paid(red.mall, blue.pier, '13', { clearingId });
  const { posting: back } = await blue.pier.do(ReversePostingDocument, { postingId: posting.id, note: '未到场' });
  expect(back).toMatchObject({ purpose: 'CORRECTION', reverses: { id: posting.id } });
  expect(await clearingOf(red.street, clearingId)).toMatchObject({ balance: { value: '8' } });
});

test('who is no member of the other alliance is not paid through it, nor anything that is counted otherwise, nor when it has ended', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world, 1);
  expect(await red.mall.refused(TransferDocument, paying(red.community, '1', { clearingId }))).toMatchObject({
    code: 'NOT_A_MEMBER',
  });
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '1'))).toMatchObject({ code: 'NOT_A_MEMBER' });
  const meals = { dimension: 'MEALS' as const, unit: '份', clearingId };
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '1', meals))).toMatchObject({
    path: ['input', 'quantity', 'unit'],
  });
  const open = await proposedTo(world, red.street, blue.id);
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '1', { clearingId: open.id }))).toMatchObject({
    ...{ code: 'WRONG_STATE', message: expect.stringContaining('cannot be paid through') as unknown },
  });
  await paid(red.mall, blue.pier, '2', { clearingId });
  world.clock.set(world.clock.day(1, '17:59'));
  await paid(red.mall, blue.pier, '1', { clearingId });
  world.clock.pass({ minutes: 1 });
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '1', { clearingId }))).toMatchObject({
    ...{ code: 'WRONG_STATE', message: expect.stringContaining('has ended') as unknown },
  });
  expect(await clearingOf(red.mall, clearingId)).toMatchObject({ isInForce: false, balance: { value: '3' } });
  // It is settled all the same.
  await confirmedBy(blue.harbour, await settled(red.street, clearingId, '3'));
  expect(await clearingOf(red.mall, clearingId)).toMatchObject({ balance: { value: '0' } });
});

test('what is owed is settled when both say so, never by one unit, and never more than is owed', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world);
  await paid(red.mall, blue.pier, '12', { clearingId });
  const more = { clearingId, amount: '13', note: '多了' };
  expect(await red.street.refused(ProposeClearingSettlementDocument, more)).toMatchObject({
    ...{ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '12', unit: '小时' } },
  });
  expect(await red.mall.refused(ProposeClearingSettlementDocument, { ...more, amount: '1' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const first = await settled(blue.harbour, clearingId, '8');
  expect(first).toMatchObject({ state: 'PROPOSED', owedBy: { id: red.id }, posting: null });
  expect(await clearingOf(red.mall, clearingId)).toMatchObject({ balance: { value: '12' } });
  const answer = { settlementId: first.id, expectedVersion: 1 };
  expect(await blue.harbour.refused(ConfirmClearingSettlementDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
  const { viewer } = await red.street.ask(PendingDocument, {});
  expect(viewer?.pending.nodes.map(({ kind }) => kind)).toContain('CLEARING_SETTLEMENT');
  const done = await confirmedBy(red.street, first);
  expect(done).toMatchObject({ state: 'CONFIRMED', answeredBy: { id: red.street.unitId } });
  expect(done.posting).not.toBeNull();
  expect(await clearingOf(red.mall, clearingId)).toMatchObject({ balance: { value: '4' } });
  // Two that were said while 4 were owed: the second does not fit any more.
  const [second, third] = [await settled(red.street, clearingId, '3'), await settled(red.street, clearingId, '3')];
  await confirmedBy(blue.harbour, second);
  expect(
    await blue.harbour.refused(ConfirmClearingSettlementDocument, { settlementId: third.id, expectedVersion: 1 }),
  ).toMatchObject({ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '1' } });
  const declined = await blue.harbour.do(DeclineClearingSettlementDocument, {
    settlementId: third.id,
    expectedVersion: 1,
  });
  expect(declined.settlement).toMatchObject({ state: 'DECLINED', posting: null });
  // What units had is as it was: only between the alliances something was settled.
  expect([await balanceOf(red.mall), await balanceOf(blue.pier)]).toEqual(['-12', '12']);
  expect(
    await red.mall.refused(ReversePostingDocument, { postingId: there(done.posting).id, note: '不' }),
  ).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a coordinator of both alliances does not agree with themselves', async () => {
  await using world = await createWorld();
  const red = await world.alliance('红', 'street', 'mall');
  const blue = await world.alliance('蓝', 'harbour', 'pier');
  await world.people.join(there(red.street.unit), blue.uuid);
  const proposed = await proposedTo(world, red.street, blue.id);
  const inBlue = red.street.wearing({ 'x-acting-alliance': blue.id });
  const answer = { clearingId: proposed.id, expectedVersion: 1 };
  expect(await inBlue.refused(AcceptClearingDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
  const { clearings } = await inBlue.ask(ClearingsSeenDocument, {
    filter: { state: ['PROPOSED'], allianceId: red.id },
  });
  expect(clearings?.nodes).toHaveLength(1);
});

test('how far a clearing goes is not set by one side', async () => {
  await using world = await createWorld();
  const { red } = await cleared(world);
  const { accounts } = await red.street.ask(AccountsSeenDocument, {});
  const between = there(accounts?.nodes.find(({ unit }) => unit === null));
  const limits = { accountId: between.id, creditLimit: '500', expectedVersion: 1 };
  expect(await red.street.refused(SetAccountLimitDocument, limits)).toMatchObject({ path: ['input', 'accountId'] });
  expect(await accountOf(red.mall)).toMatchObject({ creditLimit: { value: '100' } });
});
