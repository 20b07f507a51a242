import { expect, test } from '@jest/globals';
import {
  AnswerBreachDocument,
  CommitmentProgressOfDocument,
  ConfirmDeliveryDocument,
  DeclareBreachDocument,
  RecordInFullDocument,
  ReleaseCommitmentDocument,
  ReverseDeliveryDocument,
  type CommitmentProgressNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { there } from '../story.ts';
import { confirmed, delivered, promised, said, standing } from './delivery-steps.ts';

async function progressOf(actor: Actor, id: string): Promise<CommitmentProgressNowFragment> {
  return there((await actor.ask(CommitmentProgressOfDocument, { id })).node) as CommitmentProgressNowFragment;
}

/** Three units of an alliance, and a promise of so much that is due in a month. */
async function dueInAMonth(world: World, value = '10') {
  const cast = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, mall, community } = cast;
  const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(30, '18:00') };
  const promise = await promised(street, mall, community, { value, period });
  /** What they came with has expired once days have passed. */
  const again = (actor: Actor) => world.people.actor(there(actor.person), there(actor.unit), cast.uuid);
  return { ...cast, ...promise, again };
}

test('a promise is planned, due, overdue, in part delivered and fulfilled as of the clock, whatever is written', async () => {
  await using world = await createWorld();
  const { commitmentId, again, ...cast } = await dueInAMonth(world);
  let { mall, community } = cast;
  const told = async () => {
    const { progress, isOverdue } = await progressOf(mall, commitmentId);
    return [progress, isOverdue];
  };
  expect(await told()).toEqual(['PLANNED', false]);
  world.clock.set(world.clock.day(24, '09:00'));
  [mall, community] = [await again(mall), await again(community)];
  expect(await told()).toEqual(['DUE', false]);
  await confirmed(world, mall, community, commitmentId, '4');
  const at = world.clock.now();
  expect(await told()).toEqual(['PARTIAL', false]);
  const { lastConfirmedAt } = await progressOf(community, commitmentId);
  expect(Date.parse(there(lastConfirmedAt))).toBe(at.getTime());
  world.clock.set(world.clock.day(6, '18:00'));
  [mall, community] = [await again(mall), await again(community)];
  expect(await told()).toEqual(['OVERDUE', true]);
  await confirmed(world, mall, community, commitmentId, '6');
  expect(await told()).toEqual(['FULFILLED', false]);
});

test('the receiver releases a part, then the rest: the outstanding shrinks, and what waits for an answer is left alone', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '60' });
  const release = (amount: string | null) => ({ commitmentId, amount, reason: '报名不足' });
  for (const who of [mall, street]) {
    expect(await who.refused(ReleaseCommitmentDocument, release('1'))).toMatchObject({ code: 'FORBIDDEN' });
  }
  await confirmed(world, mall, community, commitmentId, '46');
  const waiting = await delivered(world, mall, commitmentId, '2');
  expect((await community.do(ReleaseCommitmentDocument, release('7'))).commitment).toMatchObject({
    ...{ state: 'OPEN', progress: 'PARTIAL', fulfilled: { value: '46' }, released: { value: '7' } },
    ...{ outstanding: { value: '7' }, releases: [{ quantity: { value: '7', unit: '场' }, reason: '报名不足' }] },
  });
  // Two of the seven wait to be confirmed: the rest is five.
  for (const amount of [null, '6', '5.0001']) {
    expect(await community.refused(ReleaseCommitmentDocument, release(amount))).toMatchObject({
      code: 'NOT_ENOUGH_LEFT',
      remainingQuantity: { value: '5', unit: '场' },
    });
  }
  // Nor is more recorded than is owed now.
  expect(await mall.refused(RecordInFullDocument, said(world, commitmentId, '6'))).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
    remainingQuantity: { value: '5', unit: '场' },
  });
  await community.do(ReleaseCommitmentDocument, release('5'));
  expect(await standing(mall, commitmentId)).toBe('OPEN 46+2 ACTIVE');
  await community.do(ConfirmDeliveryDocument, { deliveryId: waiting });
  expect(await standing(mall, commitmentId)).toBe('FULFILLED 48+0 COMPLETED');
  expect(await community.refused(ReleaseCommitmentDocument, release(null))).toMatchObject({ code: 'WRONG_STATE' });

  // What is taken back is owed again, but not what was released.
  const { delivery } = await mall.do(ReverseDeliveryDocument, { deliveryId: waiting, reason: '误登记' });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(mall, commitmentId)).toBe('OPEN 46+2 ACTIVE');
  expect((await community.do(ReleaseCommitmentDocument, release(null))).commitment).toMatchObject({
    ...{ state: 'FULFILLED', progress: 'FULFILLED', released: { value: '14' }, outstanding: { value: '0' } },
    agreement: { state: 'COMPLETED' },
  });
});

test('what is released altogether is released, and the agreement completed with its last promise', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const inReturn = { title: '志愿服务', quantity: { value: '2', unit: '小时' } };
  const { commitmentId, returnId } = await promised(street, mall, community, { value: '10', inReturn });
  const given = there(returnId);
  await community.do(ReleaseCommitmentDocument, { commitmentId, reason: '不再需要' });
  expect(await progressOf(street, commitmentId)).toMatchObject({
    ...{ state: 'RELEASED', progress: 'RELEASED', outstanding: { value: '0' }, agreement: { state: 'ACTIVE' } },
  });
  // Of what was given in return the mall is the receiver.
  expect(await community.refused(ReleaseCommitmentDocument, { commitmentId: given, reason: '不' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  await confirmed(world, community, mall, given, '2');
  expect(await standing(street, given)).toBe('FULFILLED 2+0 COMPLETED');
});

test('a breach is said once it is overdue, answered by the other side, and ends by delivery or release', async () => {
  await using world = await createWorld();
  const { commitmentId, again, ...cast } = await dueInAMonth(world);
  let { mall, community } = cast;
  const breach = { commitmentId, reason: '十场均未举办' };
  const answered = { commitmentId, statement: '场地检修，下月补办' };
  expect(await community.refused(DeclareBreachDocument, breach)).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('is not due before'),
  });
  world.clock.set(world.clock.day(30, '18:00'));
  [mall, community] = [await again(mall), await again(community)];
  expect(await mall.refused(AnswerBreachDocument, answered)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await mall.refused(DeclareBreachDocument, breach)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await community.do(DeclareBreachDocument, breach)).commitment).toMatchObject({
    ...{ state: 'OPEN', progress: 'BREACHED', isOverdue: true },
    breach: { declaredBy: { id: community.unitId }, reason: '十场均未举办', statement: null },
  });
  expect(await community.refused(DeclareBreachDocument, breach)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await community.refused(AnswerBreachDocument, answered)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await mall.do(AnswerBreachDocument, answered)).commitment).toMatchObject({
    breach: { statement: '场地检修，下月补办' },
  });
  expect(await mall.refused(AnswerBreachDocument, answered)).toMatchObject({ code: 'ALREADY_DONE' });
  // It stays owed: it waits for who promised it, may be delivered late, and what is left released.
  expect(await waitingFor(mall)).toEqual([`COMMITMENT ${commitmentId}`]);
  await confirmed(world, mall, community, commitmentId, '6');
  expect((await progressOf(mall, commitmentId)).progress).toBe('BREACHED');
  await community.do(ReleaseCommitmentDocument, { commitmentId, reason: '其余不再要求' });
  expect(await progressOf(mall, commitmentId)).toMatchObject({
    ...{ progress: 'FULFILLED', isOverdue: false, breach: { reason: '十场均未举办' } },
    agreement: { state: 'COMPLETED' },
  });
});

test('a promise without a day is never overdue', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  expect(await progressOf(mall, commitmentId)).toMatchObject({ dueAt: null, progress: 'PLANNED', isOverdue: false });
  expect(await community.refused(DeclareBreachDocument, { commitmentId, reason: '未办' })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('has no day by which it is due'),
  });
});

test('who has not answered what was recorded does not say that it was not kept', async () => {
  await using world = await createWorld();
  const { commitmentId, mall, community, again } = await dueInAMonth(world);
  await delivered(world, mall, commitmentId, '10');
  world.clock.set(world.clock.day(31, '09:00'));
  const late = await again(community);
  expect(await late.refused(DeclareBreachDocument, { commitmentId, reason: '未履行' })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('confirmDelivery'),
  });
});
