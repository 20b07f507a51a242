/** What waits in supply and demand (待办): calls, counter-offers, orders, wishes, holds, things that are lent, words to be read. */
import { expect, test } from '@jest/globals';
import {
  CompleteWishDocument,
  ConfirmBookingDocument,
  ConfirmLendingDocument,
  ConfirmReturnDocument,
  ReturnOfferDocument,
  ReturnResourceDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { accepts, countered, dispatched, ordered } from '../matching/match-steps.ts';
import { claimedBy, member, wish } from '../matching/wish-steps.ts';
import { held, of } from '../resources/booking-steps.ts';
import { lent, resource } from '../resources/stocking.ts';
import { need, offer, slots, there } from '../story.ts';
import { theOne, waitingFor } from './pending-steps.ts';

const NAMES = ['street', 'community', 'power', 'hospital', 'mall'] as const;

test('row 7: a call waits for whom it was sent to, until one has it or it is too late', async () => {
  await using world = await createWorld();
  const { street, community, power, hospital } = await world.alliance('微自治', ...NAMES);
  const needId = await need(community, { category: 'staff.electrician', value: '4', unit: '小时' });
  const respondBy = world.clock.day(2, '12:00');
  const [first, second] = await dispatched(street, needId, [power, hospital], { amount: '4', respondBy });
  expect(await waitingFor(power)).toEqual([`MATCH ${there(first).id}`]);
  expect(await waitingFor(hospital)).toEqual([`MATCH ${there(second).id}`]);
  expect(await theOne(power, 'MATCH')).toMatchObject({
    verb: 'ANSWER',
    dueAt: respondBy,
    unit: { shortName: 'community' },
  });
  // Whom it is for is asked when somebody has taken it.
  expect(await waitingFor(community)).toEqual([]);
  await accepts(power, there(first));
  expect([await waitingFor(power), await waitingFor(hospital)]).toEqual([[], []]);
  expect(await waitingFor(community)).toEqual([`MATCH ${there(first).id}`]);
  world.clock.set(respondBy);
  expect(await waitingFor(community)).toEqual([]);
});

test('an order waits for its supplier, and other terms for the other side', async () => {
  await using world = await createWorld();
  const { community, mall } = await world.alliance('微自治', ...NAMES);
  const order = await ordered(community, await offer(mall, { title: '理发', value: '5' }), { amount: '2' });
  expect(await waitingFor(mall)).toEqual([`MATCH ${order.id}`]);
  expect(await theOne(mall, 'MATCH')).toMatchObject({
    title: 'Answer the match: 理发',
    unit: { shortName: 'community' },
  });
  await countered(mall, order, { amount: '1' });
  expect([await waitingFor(mall), await waitingFor(community)]).toEqual([[], [`MATCH ${order.id}`]]);
});

test('row 87: each claim of a wish waits to be confirmed by who entered it', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻里帮', ...NAMES);
  const { community, mall } = alliance;
  const needId = await wish(community);
  const claims = [
    await claimedBy(await member(world, mall, alliance), needId),
    await claimedBy(await member(world, mall, alliance), needId),
  ];
  expect(await waitingFor(community)).toEqual(claims.map(({ id }) => `WISH_CLAIM ${id}`));
  await community.do(CompleteWishDocument, { needId, expectedVersion: 1 });
  expect(await waitingFor(community)).toEqual([]);
});

test('places that are held wait to be confirmed, as long as they are held', async () => {
  await using world = await createWorld();
  const { community, mall } = await world.alliance('共享', ...NAMES);
  const { slotIds } = await slots(mall, [{ start: world.clock.day(2, '09:00'), end: world.clock.day(2, '11:00') }], 20);
  const [one, another] = [await held(community, there(slotIds[0])), await held(community, there(slotIds[0]))];
  expect(await waitingFor(community)).toEqual([`BOOKING ${one.id}`, `BOOKING ${another.id}`]);
  await community.do(ConfirmBookingDocument, of(one));
  expect(await waitingFor(community)).toEqual([`BOOKING ${another.id}`]);
  world.clock.pass({ minutes: 16 });
  expect(await waitingFor(community)).toEqual([]);
});

test('row 41: what is lent waits for each side in its turn', async () => {
  await using world = await createWorld();
  const { community, mall } = await world.alliance('共享', ...NAMES);
  const { id: lendingId } = await lent(
    world,
    mall,
    community,
    await resource(mall, { kind: 'EQUIPMENT', name: '钢琴' }),
  );
  const waits = async () => ({ mall: await waitingFor(mall), community: await waitingFor(community) });
  expect(await waits()).toEqual({ mall: [], community: [`LENDING ${lendingId}`] });
  await community.do(ConfirmLendingDocument, { lendingId, expectedVersion: 1 });
  expect(await waits()).toEqual({ mall: [], community: [`LENDING_BACK ${lendingId}`] });
  expect(await theOne(community, 'LENDING_BACK')).toMatchObject({ title: 'Give back: 钢琴', isOverdue: false });
  world.clock.set(world.clock.day(9, '09:00'));
  expect(await theOne(community, 'LENDING_BACK')).toMatchObject({ isOverdue: true });
  await community.do(ReturnResourceDocument, { lendingId, expectedVersion: 2, condition: 'condition.good' });
  expect(await waits()).toEqual({ mall: [`LENDING_RETURN ${lendingId}`], community: [] });
  await mall.do(ConfirmReturnDocument, { lendingId, expectedVersion: 3, condition: 'condition.good' });
  expect(await waits()).toEqual({ mall: [], community: [] });
});

test('an offer in whose words something is found waits for a coordinator, and then for its unit', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', ...NAMES);
  const offerId = await offer(mall, { description: '请致电 13812345678。' });
  expect([await waitingFor(street), await waitingFor(mall)]).toEqual([[`OFFER_REVIEW ${offerId}`], []]);
  expect(await theOne(street, 'OFFER_REVIEW')).toMatchObject({ acts: ['releaseOffer', 'returnOffer'] });
  await street.do(ReturnOfferDocument, { offerId, expectedVersion: 1, reason: '请删去电话' });
  expect([await waitingFor(street), await waitingFor(mall)]).toEqual([[], [`OFFER_REVISION ${offerId}`]]);
  await mall.do(WithdrawOfferDocument, { offerId, expectedVersion: 2 });
  expect(await waitingFor(mall)).toEqual([]);
});
