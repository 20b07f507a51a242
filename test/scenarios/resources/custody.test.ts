import { expect, test } from '@jest/globals';
import {
  CancelLendingDocument,
  ConfirmLendingDocument,
  ConfirmReturnDocument,
  DissolveUnitDocument,
  LendingsNowDocument,
  LendResourceDocument,
  ReturnResourceDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { inFull, lent, resource } from './stocking.ts';

test('row 41: a piano is lent for public use: handed over, received, overdue, given back and taken back, as both sides say', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' });
  const { id: lendingId } = await lent(world, mall, community, resourceId);
  const of = (expectedVersion: number) => ({ lendingId, expectedVersion });
  expect(await mall.refused(ConfirmLendingDocument, of(1))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await power.refused(ConfirmLendingDocument, of(1))).toMatchObject({ code: 'NOT_FOUND' });
  const received = there((await community.do(ConfirmLendingDocument, of(1))).lending);
  expect(received).toMatchObject({ state: 'LENT', isOverdue: false, borrower: { id: community.unitId } });
  const taken = { resourceId, condition: 'condition.good', purpose: '排练', dueAt: world.clock.day(2, '09:00') };
  expect(await mall.refused(LendResourceDocument, { ...taken, borrowerUnitId: power.unitId })).toMatchObject({
    code: 'ALREADY_DONE',
  });

  world.clock.set(received.dueAt);
  for (const [who, n] of [
    [street, 1],
    [mall, 1],
    [community, 1],
    [power, 0],
  ] as const) {
    expect((await who.ask(LendingsNowDocument, { filter: { isOverdue: true } })).lendings?.totalCount).toBe(n);
  }
  const back = { ...of(2), condition: 'condition.good' };
  expect((await community.do(ReturnResourceDocument, back)).lending).toMatchObject({
    state: 'GIVEN_BACK',
    isOverdue: false,
    endedAt: null,
  });
  const later = { ...taken, dueAt: world.clock.day(2, '09:00') };
  expect(await mall.refused(LendResourceDocument, { ...later, borrowerUnitId: power.unitId })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const seen = { ...of(3), condition: 'condition.worn' };
  expect(await community.refused(ConfirmReturnDocument, seen)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await mall.do(ConfirmReturnDocument, seen)).lending).toMatchObject({
    state: 'RETURNED',
    conditionOut: { code: 'condition.good' },
    conditionBack: { code: 'condition.worn' },
  });
  const own = { saidBy: { id: mall.unitId } };
  // Who borrowed it knows, and both whose it is and who coordinates; others are told how it was, and not by whom.
  for (const [who, said] of [
    [mall, { saidBy: { id: community.unitId } }],
    [community, { saidBy: { id: community.unitId } }],
    [street, { saidBy: { id: community.unitId } }],
    [power, { saidBy: null }],
  ] as const) {
    expect(await inFull(who, resourceId)).toMatchObject({
      condition: { term: { code: 'condition.worn' }, ...own },
      conditions: [own, { term: { code: 'condition.good' }, ...said }, own],
    });
  }
  await lent(world, mall, power, resourceId);
});

test('a lending comes to nothing where the borrower has not received it; after that it is given back', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const resourceId = await resource(mall, { kind: 'VEHICLE', name: '巡逻车' });
  const { id: lendingId } = await lent(world, mall, community, resourceId);
  const off = { lendingId, reason: '未收到' };
  expect((await community.do(CancelLendingDocument, { ...off, expectedVersion: 1 })).lending).toMatchObject({
    state: 'CANCELLED',
    reason: '未收到',
  });
  const again = await lent(world, mall, community, resourceId);
  await community.do(ConfirmLendingDocument, { lendingId: again.id, expectedVersion: 1 });
  const late = { lendingId: again.id, reason: '不借了', expectedVersion: 2 };
  expect(await mall.refused(CancelLendingDocument, late)).toMatchObject({ code: 'WRONG_STATE' });
});

test('what is booked or counted is not lent, and nobody lends to themselves or what is not theirs', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const terms = { purpose: '用', condition: 'condition.good', dueAt: world.clock.day(2, '09:00') };
  const hall = { resourceId: await resource(mall, { kind: 'SPACE' }), borrowerUnitId: community.unitId, ...terms };
  expect(await mall.refused(LendResourceDocument, hall)).toMatchObject({ path: ['input', 'resourceId'] });
  const piano = { ...hall, resourceId: await resource(mall, { kind: 'EQUIPMENT' }) };
  expect(await mall.refused(LendResourceDocument, { ...piano, borrowerUnitId: mall.unitId })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await community.refused(LendResourceDocument, piano)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await mall.refused(LendResourceDocument, { ...piano, condition: 'condition.new' })).toMatchObject({
    path: ['input', 'condition'],
  });
});

test('a unit is not dissolved while something is lent by it or to it', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await world.people.administrator(there(community.unit), there(community.person));
  const { id: lendingId } = await lent(world, mall, community, await resource(mall, { kind: 'EQUIPMENT' }));
  const [unit] = await world.sql<{ version: number }>('select version from directory.unit where id = $1', [
    community.unit,
  ]);
  const over = { unitId: community.unitId, expectedVersion: there(unit).version, reason: '合并' };
  const refused = await community.refused(DissolveUnitDocument, over);
  expect(refused).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining(lendingId) as unknown });
});

test('row 41: what came back is lent on, also by a request that set out before its return was confirmed', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' });
  const { id: lendingId } = await lent(world, mall, community, resourceId);
  await community.do(ConfirmLendingDocument, { lendingId, expectedVersion: 1 });
  const good = { lendingId, condition: 'condition.good' };
  await community.do(ReturnResourceDocument, { ...good, expectedVersion: 2 });
  const [before, dueAt] = [world.clock.now().toISOString(), world.clock.day(1, '09:00')];
  world.clock.pass({ seconds: 1 });
  const back = there((await mall.do(ConfirmReturnDocument, { ...good, expectedVersion: 3 })).lending);
  world.clock.set(before);
  const terms = { resourceId, borrowerUnitId: power.unitId, purpose: '排练', condition: 'condition.good', dueAt };
  const again = there((await mall.do(LendResourceDocument, terms)).lending);
  expect(again.handedOverAt).toBe(back.endedAt);
  // It ends no sooner than it began.
  const off = { lendingId: again.id, expectedVersion: 1, reason: '未收到' };
  expect((await power.do(CancelLendingDocument, off)).lending).toMatchObject({ endedAt: back.endedAt });
});
