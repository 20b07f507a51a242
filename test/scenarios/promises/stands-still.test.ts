/** Agreements that stand still for a while: the clocks of what is promised stand with them. */
import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  RecordInFullDocument,
  ResumeAgreementDocument,
  SuspendAgreementDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { there } from '../story.ts';
import { confirmed, delivered, said } from './delivery-steps.ts';
import {
  firstOf,
  givenNotice,
  inForce,
  lifeOf,
  named,
  resumed,
  suspended,
  toldByTime,
  writeDown,
} from './life-steps.ts';
import { promise } from './terms-steps.ts';

/** An agreement in which the first promises three things, due in three days, in ten and never; silence confirms after five days. */
async function due(world: World) {
  const { uuid, ...cast } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const { mall, community } = cast;
  const commitments = [world.clock.day(3, '09:00'), world.clock.day(10, '09:00'), null].map((dueAt) =>
    promise(mall, community, { dueAt }),
  );
  const of = await inForce(mall, community, { commitments, confirmWithinDays: 5 });
  const again = (actor: Actor): Promise<Actor> => world.people.actor(there(actor.person), there(actor.unit), uuid);
  return { ...cast, of, again };
}

const dues = async (who: Actor, of: { id: string }): Promise<(string | null)[]> =>
  (await lifeOf(who, of)).commitments.nodes.map(({ dueAt }) => dueAt);

test('while it stands still nothing is recorded, overdue or confirmed by silence; then everything is due so much later', async () => {
  await using world = await createWorld();
  const { of, again, street, power, ...cast } = await due(world);
  let { mall, community } = cast;
  const start = world.clock.now().getTime();
  const at = (days: number): number => start + days * 86_400_000;
  const { id: commitmentId } = await firstOf(mall, of);
  const deliveryId = await delivered(world, mall, commitmentId, '1');
  world.clock.pass({ days: 4 });
  [mall, community] = [await again(mall), await again(community)];
  const stop = { ...(await named(mall, of)), reason: '场地维修' };
  expect(await (await again(street)).refused(SuspendAgreementDocument, stop)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await (await again(power)).refused(SuspendAgreementDocument, stop)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await mall.refused(SuspendAgreementDocument, { ...stop, until: world.clock.day(0, '09:00') })).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'until'] },
  });
  const stands = await suspended(community, of);
  expect(stands).toMatchObject({
    ...{ state: 'SUSPENDED', version: 3 },
    suspensions: [{ by: { id: community.unitId }, reason: '场地维修', until: null, endedAt: null, resumedBy: null }],
  });
  const [told] = await world.sql<{ unit_ids: string[] }>(
    "select unit_ids from data.outbox where type = 'agreement:suspended'",
  );
  expect(told?.unit_ids.toSorted()).toEqual([there(mall.unit), there(community.unit)].toSorted());
  // What was overdue already is; what waits to be confirmed has no term for the time being.
  expect(stands.commitments.nodes).toMatchObject([
    { isOverdue: true, deliveries: { nodes: [{ state: 'RECORDED', confirmBy: null }] } },
    { isOverdue: false },
    { isOverdue: false },
  ]);

  world.clock.pass({ days: 20 });
  mall = await again(mall);
  expect(await lifeOf(mall, of)).toEqual(stands);
  expect(await writeDown(world)).toBe(0);
  expect(await mall.refused(RecordInFullDocument, said(world, commitmentId, '1'))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('is suspended'),
  });
  expect(await mall.refused(SuspendAgreementDocument, { ...stop, expectedVersion: 3 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  expect(await waitingFor(mall, { filter: { kind: ['COMMITMENT'] } })).toEqual([]);

  const goes = await resumed(mall, of);
  expect(goes).toMatchObject({ state: 'ACTIVE', version: 4, suspensions: [{ resumedBy: { id: mall.unitId } }] });
  expect(goes.commitments.nodes.map(({ dueAt }) => (dueAt === null ? null : Date.parse(dueAt)))).toEqual([
    at(3),
    at(30),
    null,
  ]);
  // One day was left to answer.
  const [delivery] = there(goes.commitments.nodes[0]).deliveries.nodes;
  expect([delivery?.id, Date.parse(there(delivery?.confirmBy))]).toEqual([deliveryId, at(25)]);
  expect(await mall.refused(ResumeAgreementDocument, await named(mall, of))).toMatchObject({ code: 'ALREADY_DONE' });
  world.clock.pass({ days: 1 });
  expect(await writeDown(world)).toBe(1);
});

test('where it was said until when it goes on by itself from that instant, and sooner by word of a party', async () => {
  await using world = await createWorld();
  const { of, again, ...cast } = await due(world);
  let { mall, community } = cast;
  const start = world.clock.now().getTime();
  const first = world.clock.day(3, '09:00');
  const { id: commitmentId } = await firstOf(mall, of);
  await suspended(mall, of, new Date(start + 7 * 86_400_000).toISOString());
  expect(await dues(mall, of)).toEqual([world.clock.day(10, '09:00'), world.clock.day(17, '09:00'), null]);
  world.clock.pass({ days: 2 });
  [mall, community] = [await again(mall), await again(community)];
  await resumed(community, of);
  expect(await dues(mall, of)).toEqual([world.clock.day(3, '09:00'), world.clock.day(10, '09:00'), null]);

  await suspended(mall, of, world.clock.day(7, '09:00'));
  world.clock.set(new Date(start + 9 * 86_400_000 - 1).toISOString());
  mall = await again(mall);
  expect(await lifeOf(mall, of)).toMatchObject({ state: 'SUSPENDED', version: 5 });
  world.clock.pass({ seconds: 1 });
  expect(await lifeOf(mall, of)).toMatchObject({
    ...{ state: 'ACTIVE', suspensions: [{}, { until: expect.any(String), resumedBy: null }] },
  });
  expect(there((await lifeOf(mall, of)).suspensions[1]).endedAt).toBe(world.clock.day(0, '09:00'));
  // Who acts writes it down first.
  await mall.do(RecordInFullDocument, said(world, commitmentId, '1'));
  expect(await lifeOf(mall, of)).toMatchObject({ state: 'ACTIVE', version: 6 });
  expect(await toldByTime(world)).toEqual(['agreement:resumed']);
  expect(Date.parse(there((await dues(mall, of))[0]))).toBe(Date.parse(first) + 9 * 86_400_000);
});

test('what was recorded before is confirmed by hand, and with the last of it a suspended agreement is completed; it ends all the same', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const of = await inForce(mall, community);
  const [one, other] = (await lifeOf(mall, of)).commitments.nodes;
  await confirmed(world, mall, community, there(one).id, '2');
  const deliveryId = await delivered(world, community, there(other).id, '2');
  await suspended(mall, of);
  world.clock.pass({ minutes: 5 });
  await mall.do(ConfirmDeliveryDocument, { deliveryId });
  const done = await lifeOf(mall, of);
  expect(done).toMatchObject({ state: 'COMPLETED', suspensions: [{ resumedBy: null }] });
  expect(there(done.suspensions[0]).endedAt).not.toBeNull();

  const another = await inForce(mall, community);
  await suspended(mall, another);
  expect(await givenNotice(community, another)).toMatchObject({
    state: 'TERMINATED',
    commitments: { nodes: [{ state: 'RELEASED' }, { state: 'RELEASED' }] },
  });
});
