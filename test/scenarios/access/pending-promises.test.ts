/** What waits for a unit between a match and the last delivery (待办): each step for the side whose turn it is, and for nobody else. */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  WithdrawMatchDocument,
  ClaimNeedDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, slots, there } from '../story.ts';
import { pendingOf, theOne, waitingFor } from './pending-steps.ts';

test('scenario 9: a match waits for both, then for the other; its agreement for each signature; 60 sessions, delivery by delivery', async () => {
  await using world = await createWorld();
  const { street, power, uuid, ...sides } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  let { mall, community } = sides;
  const until = world.clock.day(30, '18:00');
  const sessions = { value: '60', unit: '场', period: { start: world.clock.day(1, '09:00'), end: until } };
  const training = { ...sessions, title: '技能培训' };
  const [needId, offerId] = [await need(community, training), await offer(mall, training)];
  const match = await proposal(street, { needId, offerId, amount: '60' });
  const waits = async () => ({ mall: await waitingFor(mall), community: await waitingFor(community) });
  expect(await waits()).toEqual({ mall: [`MATCH ${match.id}`], community: [`MATCH ${match.id}`] });
  expect(await theOne(mall, 'MATCH')).toMatchObject({
    verb: 'ANSWER',
    waitsFor: 'UNIT',
    title: 'Answer the match: 技能培训',
    dueAt: until,
    unit: { shortName: 'community' },
    alliance: { name: '五色' },
    acts: ['acceptMatch', 'counterMatch', 'declineMatch'],
  });
  expect((await theOne(community, 'MATCH')).unit?.shortName).toBe('mall');

  const held = there((await mall.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: 1 })).match);
  expect(await waits()).toEqual({ mall: [], community: [`MATCH ${match.id}`] });
  const made = there(
    (await community.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: held.version })).match,
  );
  const { id: agreementId, version } = there(made.agreement);
  expect(await waits()).toEqual({ mall: [`AGREEMENT ${agreementId}`], community: [`AGREEMENT ${agreementId}`] });

  await community.do(SignAgreementDocument, { agreementId, expectedVersion: version });
  expect(await waits()).toEqual({ mall: [`AGREEMENT ${agreementId}`], community: [] });
  await mall.do(SignAgreementDocument, { agreementId, expectedVersion: version });
  // It is due in a month: nothing to be done today.
  expect(await waits()).toEqual({ mall: [], community: [] });

  const commitmentId = there(there(made.agreement).commitments.nodes[0]).id;
  const record = async (amount: string) => {
    const what = { commitmentId, amount, occurredAt: world.clock.now().toISOString(), note: '培训' };
    return there((await mall.do(RecordDeliveryDocument, what)).delivery).id;
  };
  const [most, some] = [await record('48'), await record('2')];
  expect(await waits()).toEqual({ mall: [], community: [`DELIVERY ${most}`, `DELIVERY ${some}`] });
  expect((await pendingOf(community)).items[0]).toMatchObject({
    verb: 'CONFIRM',
    title: 'Confirm the delivery: 技能培训 48 场',
    unit: { shortName: 'mall' },
    acts: ['confirmDelivery', 'disputeDelivery'],
  });
  await community.do(ConfirmDeliveryDocument, { deliveryId: most });
  expect(await waits()).toEqual({ mall: [], community: [`DELIVERY ${some}`] });
  await community.do(DisputeDeliveryDocument, { deliveryId: some, reason: '未到场' });
  expect(await waits()).toEqual({ mall: [], community: [] });

  // A week before the end the rest is to be done, and from the end on it is late; what is recorded is not asked for again.
  world.clock.pass({ days: 24 });
  // What they came with has expired meanwhile.
  const again = (actor: Actor) => world.people.actor(there(actor.person), there(actor.unit), uuid);
  [mall, community] = [await again(mall), await again(community)];
  expect(await waits()).toEqual({ mall: [`COMMITMENT ${commitmentId}`], community: [] });
  expect((await pendingOf(mall)).items[0]).toMatchObject({
    verb: 'DELIVER',
    title: 'Deliver what was promised: 技能培训',
    dueAt: until,
    isOverdue: false,
    unit: { shortName: 'community' },
    acts: ['recordDelivery'],
  });
  expect(await waitingFor(mall, { filter: { overdue: true } })).toEqual([]);
  world.clock.pass({ days: 7 });
  expect(await waitingFor(mall, { filter: { overdue: true } })).toEqual([`COMMITMENT ${commitmentId}`]);
  const rest = await record('12');
  expect(await waits()).toEqual({ mall: [], community: [`DELIVERY ${rest}`] });
  await community.do(ConfirmDeliveryDocument, { deliveryId: rest });
  expect(await waits()).toEqual({ mall: [], community: [] });

  // Who coordinates sees the match, and has nothing to answer; who has no part sees nothing.
  expect(await waitingFor(await again(street))).toEqual([]);
  expect(await waitingFor(await again(power))).toEqual([]);
});

describe('what is over waits no more', () => {
  test('a claim waits for the side in need alone; declined, or taken back, for nobody', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community, { value: '2' });
    const claim = async () => there((await mall.do(ClaimNeedDocument, { needId, amount: '1' })).match);
    const first = await claim();
    expect([await waitingFor(mall), await waitingFor(community)]).toEqual([[], [`MATCH ${first.id}`]]);
    await community.do(DeclineMatchDocument, { matchId: first.id, expectedVersion: 1, reason: '另有安排' });
    expect(await waitingFor(community)).toEqual([]);
    const second = await claim();
    await mall.do(WithdrawMatchDocument, { matchId: second.id, expectedVersion: 1, reason: '来不了' });
    expect(await waitingFor(community)).toEqual([]);
  });

  test('what a slot is held for is due when that begins', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening]);
    const [needId, offerId] = [await need(community), await offer(mall, { resourceId })];
    const match = await proposal(street, { needId, offerId, slotId: there(slotIds[0]) });
    expect((await theOne(mall, 'MATCH')).dueAt).toBe(evening.start);
    await agreed(mall, community, match);
    expect(await theOne(mall, 'AGREEMENT')).toMatchObject({ dueAt: evening.start, isOverdue: false });
    world.clock.pass({ days: 8 });
    expect(await theOne(mall, 'AGREEMENT')).toMatchObject({ isOverdue: true });
  });

  test('a match waits while the unit is a member; what it promised also after it has left', async () => {
    await using world = await createWorld();
    const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
    const propose = async () => proposal(street, { needId: await need(community), offerId: await offer(mall) });
    const promised = await agreed(mall, community, await propose());
    await propose();
    await signed(mall, community, promised);
    const commitmentId = there(there(promised.agreement).commitments.nodes[0]).id;
    const what = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '完成' };
    const delivery = there((await mall.do(RecordDeliveryDocument, what)).delivery).id;
    const bare = community.withoutHat();
    expect((await pendingOf(bare)).items.map(({ kind }) => kind).sort()).toEqual(['DELIVERY', 'MATCH']);
    // Ended behind the back of the act, which would have wound the match up.
    await world.sql(
      'update directory.membership set state = $3, valid = tstzrange(lower(valid), $4) where unit_id = $1 and alliance_id = $2',
      [community.unit, uuid, 'LEFT', world.clock.now()],
    );
    expect(await waitingFor(bare)).toEqual([`DELIVERY ${delivery}`]);
  });
});
