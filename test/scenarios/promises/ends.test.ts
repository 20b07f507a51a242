/** How agreements end before everything is delivered: their time is over, or notice is given of them. */
import { expect, test } from '@jest/globals';
import {
  AgreementsInStateDocument,
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  DissolveUnitDocument,
  LeaveAllianceDocument,
  RecordInFullDocument,
  ReferDisputeDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  TerminateAgreementDocument,
  WithdrawTerminationDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { agreed, membershipOf, need, offer, proposal, signed, slots, there } from '../story.ts';
import { delivered, disputed, said } from './delivery-steps.ts';
import { firstOf, givenNotice, inForce, lifeOf, named, toldByTime, withdrawn, writeDown } from './life-steps.ts';
import { between, checked, drafted, signedOf } from './terms-steps.ts';

/** What they came with has expired once days have passed. */
async function cast(world: World) {
  const { uuid, ...actors } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const again = (actor: Actor): Promise<Actor> => world.people.actor(there(actor.person), there(actor.unit), uuid);
  return { ...actors, again };
}

const inState = async (who: Actor, state: 'ACTIVE' | 'EXPIRED' | 'TERMINATED'): Promise<string[]> => {
  const { agreements } = await who.ask(AgreementsInStateDocument, { filter: { state: [state] } });
  return there(agreements).nodes.map(({ id }) => id);
};

test('an agreement whose time is over has expired to the instant, and on what was promised in it nobody delivers any more', async () => {
  await using world = await createWorld();
  const { again, ...who } = await cast(world);
  let { street, mall, community } = who;
  const validThrough = world.clock.day(2, '09:00');
  const of = await inForce(mall, community, { validThrough, confirmWithinDays: 30 });
  expect(await lifeOf(street, of)).toMatchObject({ state: 'ACTIVE', endsAt: validThrough, terminations: [] });
  const { id: commitmentId } = await firstOf(mall, of);
  const deliveryId = await delivered(world, mall, commitmentId, '0.5');

  world.clock.set(new Date(Date.parse(validThrough) - 1).toISOString());
  [street, mall, community] = [await again(street), await again(mall), await again(community)];
  await mall.do(RecordInFullDocument, said(world, commitmentId, '0.25'));
  expect(await inState(street, 'ACTIVE')).toEqual([of.id]);

  world.clock.set(validThrough);
  // Three quarters of an hour may count yet; nothing was delivered in return.
  const over = {
    state: 'EXPIRED',
    commitments: {
      nodes: [
        { state: 'OPEN', isOverdue: false, released: { value: '1.25' }, outstanding: { value: '0.75' } },
        { state: 'RELEASED', progress: 'RELEASED', released: { value: '2' }, outstanding: { value: '0' } },
      ],
    },
  };
  const before = await lifeOf(street, of);
  expect(before).toMatchObject({ ...over, version: 2 });
  expect([await inState(mall, 'EXPIRED'), await inState(mall, 'ACTIVE')]).toEqual([[of.id], []]);
  expect(await mall.refused(RecordInFullDocument, said(world, commitmentId, '0.25'))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('has expired'),
  });
  expect(await writeDown(world)).toBe(0);
  expect(await lifeOf(street, of)).toEqual({ ...before, version: 3 });
  expect(await toldByTime(world)).toEqual(['agreement:expired', 'commitment:released-in-part', 'commitment:released']);
  await writeDown(world);
  expect(await toldByTime(world)).toHaveLength(3);

  // What was recorded in time is answered still: one confirmed, of the other silence says that it counts.
  await community.do(ConfirmDeliveryDocument, { deliveryId });
  expect(await firstOf(mall, of)).toMatchObject({ state: 'OPEN', fulfilled: { value: '0.5' } });
  world.clock.pass({ days: 30 });
  mall = await again(mall);
  const done = { state: 'FULFILLED', fulfilled: { value: '0.75' }, outstanding: { value: '0' } };
  expect(await firstOf(mall, of)).toMatchObject(done);
  expect(await writeDown(world)).toBe(1);
  expect(await firstOf(mall, of)).toMatchObject(done);
  expect((await lifeOf(mall, of)).state).toBe('EXPIRED');
});

test('notice is given as long before as was agreed, withdrawn until it takes effect, and nobody delivers from then on', async () => {
  await using world = await createWorld();
  const { again, street, power, ...who } = await cast(world);
  let { mall, community } = who;
  const of = await inForce(mall, community, { noticeDays: 10, validThrough: world.clock.day(60, '09:00') });
  expect(checked(await signedOf(mall, of))).toBe('一致');
  const notice = { ...(await named(mall, of)), reason: '场地另有安排' };
  expect(await street.refused(TerminateAgreementDocument, notice)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await power.refused(TerminateAgreementDocument, notice)).toMatchObject({ code: 'NOT_FOUND' });
  const early = { ...notice, effectiveAt: world.clock.day(9, '09:00') };
  expect(await mall.refused(TerminateAgreementDocument, early)).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'effectiveAt'],
    message: expect.stringContaining('2026-12-01 09:00'),
  });
  const late = { ...notice, effectiveAt: world.clock.day(61, '09:00') };
  expect(await mall.refused(TerminateAgreementDocument, late)).toMatchObject({ code: 'WRONG_STATE' });

  const given = await givenNotice(mall, of, world.clock.day(20, '09:00'));
  expect(given).toMatchObject({
    ...{ state: 'ACTIVE', version: 3, endsAt: world.clock.day(20, '09:00') },
    terminations: [{ by: { id: mall.unitId }, reason: '场地另有安排', withdrawnAt: null }],
  });
  expect(await mall.refused(TerminateAgreementDocument, { ...notice, expectedVersion: 3 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const back = { agreementId: of.id, expectedVersion: 3 };
  expect(await community.refused(WithdrawTerminationDocument, back)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await withdrawn(mall, of)).toMatchObject({ version: 4, endsAt: world.clock.day(60, '09:00') });

  await givenNotice(mall, of, world.clock.day(20, '09:00'));
  expect((await givenNotice(community, of)).endsAt).toBe(world.clock.day(10, '09:00'));
  const { id: commitmentId } = await firstOf(mall, of);
  world.clock.pass({ days: 10 });
  [mall, community] = [await again(mall), await again(community)];
  expect(await lifeOf(community, of)).toMatchObject({ state: 'TERMINATED', version: 6 });
  expect(await mall.refused(RecordInFullDocument, said(world, commitmentId, '1'))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('is terminated'),
  });
  expect(await community.refused(WithdrawTerminationDocument, { ...back, expectedVersion: 6 })).toMatchObject({
    ...{ code: 'WRONG_STATE', state: 'TERMINATED' },
  });
  expect(await waitingFor(mall, { filter: { kind: ['COMMITMENT'] } })).toEqual([]);
});

test('where no notice was agreed it ends at once, and what is in dispute keeps its room until it is decided', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await cast(world);
  const of = await inForce(mall, community);
  const { id: commitmentId } = await firstOf(mall, of);
  const counted = await delivered(world, mall, commitmentId, '0.5');
  await community.do(ConfirmDeliveryDocument, { deliveryId: counted });
  const deliveryId = await disputed(world, mall, community, commitmentId, '1');
  const over = await givenNotice(community, of);
  expect(over).toMatchObject({ state: 'TERMINATED', version: 4 });
  expect(over.commitments.nodes).toMatchObject([
    { state: 'OPEN', fulfilled: { value: '0.5' }, released: { value: '0.5' }, outstanding: { value: '1' } },
    { state: 'RELEASED', releases: [{ quantity: { value: '2' }, reason: expect.stringContaining('协议已终止') }] },
  ]);
  const [told] = await world.sql<{ types: string[]; units: number }>(
    `select array_agg(o.type order by o.seq) as types, max(cardinality(o.unit_ids)) filter (where o.type like 'agreement:%') as units
     from data.outbox o where o.type in ('agreement:notice-given', 'agreement:terminated')`,
  );
  expect(told).toEqual({ types: ['agreement:notice-given', 'agreement:terminated'], units: 2 });

  // The coordinator lets half of it count; the rest is owed by nobody.
  await mall.do(ReferDisputeDocument, { deliveryId, reason: '请认定' });
  await street.do(ResolveDisputeDocument, { deliveryId, amount: '0.5', reason: '一半' });
  const decided = { state: 'FULFILLED', fulfilled: { value: '1' }, released: { value: '1' } };
  expect(await firstOf(mall, of)).toMatchObject(decided);
  // What is taken back after the end is not owed again.
  const { delivery } = await mall.do(ReverseDeliveryDocument, { deliveryId: counted, reason: '误登记' });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await firstOf(mall, of)).toMatchObject({
    ...{ state: 'FULFILLED', fulfilled: { value: '0.5' }, released: { value: '1.5' } },
  });
  expect((await lifeOf(mall, of)).state).toBe('TERMINATED');
});

test('what was disputed before the end may be disputed after it, and what comes out of a match gives its places back', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await cast(world);
  const evening = { start: world.clock.day(1, '19:00'), end: world.clock.day(1, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening]);
  const ends = { needId: await need(community), offerId: await offer(mall, { resourceId }) };
  const match = await agreed(mall, community, await proposal(street, { ...ends, slotId: there(slotIds[0]) }));
  const of = { id: await signed(mall, community, match) };
  expect((await lifeOf(mall, of)).bookings.nodes).toMatchObject([{ state: 'CONFIRMED' }]);
  const { id: commitmentId } = await firstOf(mall, of);
  const deliveryId = await delivered(world, mall, commitmentId, '1');
  await givenNotice(mall, of);
  const [slot] = await world.sql<{ taken: number }>('select taken from exchange.slot');
  expect([(await lifeOf(mall, of)).bookings.nodes, slot?.taken]).toMatchObject([[{ state: 'CANCELLED' }], 0]);
  expect(await waitingFor(community, { filter: { kind: ['DELIVERY'] } })).toEqual([`DELIVERY ${deliveryId}`]);
  await community.do(DisputeDeliveryDocument, { deliveryId, reason: '未到场' });
  expect(await firstOf(mall, of)).toMatchObject({ state: 'OPEN', outstanding: { value: '1' } });
});

test('a unit is dissolved when its agreements have ended, and what is not active is not given notice of', async () => {
  await using world = await createWorld();
  const { mall, community, power, id } = await world.alliance('五色', 'mall', 'community', 'power');
  const draft = await drafted(mall, between(mall, community));
  const early = { agreementId: draft.id, expectedVersion: 1, reason: '不再需要' };
  expect(await mall.refused(TerminateAgreementDocument, early)).toMatchObject({ state: 'PENDING_SIGNATURES' });
  const of = await inForce(power, mall);
  const { id: membershipId, version: expectedVersion } = await membershipOf(power, id);
  await power.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
  const dissolve = { unitId: power.unitId, expectedVersion: 1, reason: '撤并' };
  const alone = power.withoutHat();
  await world.people.administrator(there(power.unit), there(power.person));
  expect(await alone.refused(DissolveUnitDocument, dissolve)).toMatchObject({
    ...{ code: 'FORBIDDEN', message: expect.stringContaining('terminateAgreement') },
  });
  await givenNotice(alone, of);
  expect((await alone.do(DissolveUnitDocument, dissolve)).unit).not.toBeNull();
});
