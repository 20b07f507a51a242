/** What was agreed in the small world: matches in every state, agreements, bookings, deliveries. */
import {
  AcceptMatchDocument,
  BookSlotDocument,
  CancelAgreementDocument,
  CancelBookingDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  RecordDeliveryDocument,
  WithdrawMatchDocument,
} from '../../generated/operations.ts';
import { countered, menu, ordered } from '../../scenarios/matching/match-steps.ts';
import { claimedBy, confirmed, wish } from '../../scenarios/matching/wish-steps.ts';
import { between, drafted, signs } from '../../scenarios/promises/terms-steps.ts';
import { agreed, need, offer, proposal, signed, there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import { forSome } from './for-some.ts';
import { settlements } from './settlements.ts';
import type { Things } from './supply.ts';

export async function promises(world: World, { red, blue }: Cast, things: Things): Promise<Things> {
  const { street, mall, community, power, hospital } = red;
  const id = (name: string): string => there(things[name]);
  const pair = { needId: id('need'), offerId: id('offer') };
  const later = () => world.clock.pass({ minutes: 11 });

  const inReturn = { title: '志愿服务', quantity: { value: '2', unit: '小时' } };
  const match = await agreed(mall, community, await proposal(street, { ...pair, inReturn }));
  const agreement = await signed(mall, community, match);
  const commitments = there(match.agreement).commitments.nodes;
  const commitmentId = there(commitments[0]).id;
  const about = { occurredAt: world.clock.now().toISOString(), note: '按约进行' };
  const record = async (amount: string): Promise<string> => {
    later();
    return there((await mall.do(RecordDeliveryDocument, { commitmentId, amount, ...about })).delivery).id;
  };
  const disputed = await record('0.5');
  await community.do(DisputeDeliveryDocument, { deliveryId: disputed, reason: '没有这回事' });
  const delivery = await record('0.25');
  await community.do(ConfirmDeliveryDocument, { deliveryId: delivery });
  const waiting = await record('0.25');
  later();
  const settled = await settlements(world, mall, community, agreement);

  later();
  const { terms, ...written } = between(mall, community, power);
  const clauses = [{ title: '安全', text: '注意安全' }];
  const draft = await drafted(mall, { ...written, terms: { ...terms, clauses } });
  await signs(power, draft);
  later();
  const withSlot = { needId: id('publicNeed'), offerId: id('offer'), slotId: id('lastSlot') };
  const pending = await agreed(mall, community, await proposal(street, withSlot));
  later();
  const claim = { needId: id('wiring'), amount: '2', offerId: id('electrician') };
  const claimed = there((await power.do(ClaimNeedDocument, claim)).match);
  const abroad = { needId: id('blueNeed'), amount: '1' };
  const blueMatch = there((await blue.market.do(ClaimNeedDocument, abroad)).match);
  later();
  const proposed = await proposal(street, { needId: id('room'), offerId: id('meeting') });
  const declined = await proposal(street, pair);
  await mall.do(DeclineMatchDocument, { matchId: declined.id, expectedVersion: declined.version, reason: '没空' });
  const withdrawn = await proposal(street, pair);
  await street.do(WithdrawMatchDocument, {
    matchId: withdrawn.id,
    expectedVersion: withdrawn.version,
    reason: '误操作',
  });
  later();
  const off = await agreed(mall, community, await proposal(street, pair));
  const { id: agreementId, version: expectedVersion } = there(off.agreement);
  await mall.do(CancelAgreementDocument, { agreementId, expectedVersion, reason: '改期' });
  const byOne = await proposal(street, { needId: id('publicNeed'), offerId: id('offer') });
  await community.do(AcceptMatchDocument, { matchId: byOne.id, expectedVersion: byOne.version });

  later();
  const wished = await wishes(red, later);
  const inFull = { ...(await ordersAndTerms(world, red)), ...(await forSome(red)) };
  later();
  const book = async (actor: typeof hospital, slot: string, count: number): Promise<string> =>
    there((await actor.do(BookSlotDocument, { slotId: id(slot), count, purpose: '开会' })).booking).id;
  const booking = await book(hospital, 'slot', 1);
  const cancelled = await book(community, 'slot', 1);
  await community.do(CancelBookingDocument, { bookingId: cancelled, expectedVersion: 1 });
  return {
    ...settled,
    ...wished,
    ...inFull,
    match: match.id,
    claimed: claimed.id,
    blueMatch: blueMatch.id,
    proposed: proposed.id,
    acceptedByOne: byOne.id,
    agreement,
    pendingAgreement: there(pending.agreement).id,
    draft: draft.id,
    commitment: commitmentId,
    disputed,
    delivery,
    waiting,
    booking,
    truckBooking: await bookTruck(world, red, id('truck')),
  };
}

async function bookTruck(world: World, { community }: Cast['red'], resourceId: string): Promise<string> {
  const query = 'query ($id: ID!) { resource(id: $id) { slots { nodes { id } } } }';
  const { data } = await community.try<{ resource: { slots: { nodes: { id: string }[] } } }, object>(query, {
    id: resourceId,
  });
  const slotId = there(data?.resource.slots.nodes[0]).id;
  world.clock.pass({ minutes: 1 });
  return there((await community.do(BookSlotDocument, { slotId, count: 2, purpose: '运货' })).booking).id;
}

/** One that two have claimed, and one that is done. */
async function wishes({ community, mall, power }: Cast['red'], later: () => void): Promise<Things> {
  const [open, done] = [await wish(community), await wish(community)];
  await claimedBy(mall, open);
  later();
  const { id } = await claimedBy(power, open);
  await claimedBy(power, done);
  later();
  await confirmed(community, done);
  return { wish: open, doneWish: done, wishClaim: id };
}

/** An order from a menu, and a match that was answered with other terms. */
async function ordersAndTerms({ clock }: World, { street, mall, community }: Cast['red']): Promise<Things> {
  const items = [
    { code: 'hall', name: '大厅', unit: '场', price: { amount: '100.50' }, mostPerOrder: 3 },
    { code: 'guide', name: '讲解', unit: '次', takes: '0.5' },
  ];
  const listed = await menu(mall, { title: '大厅菜单', value: '9', maxPerUnit: '5' }, items);
  const lines = [
    { code: 'hall', count: 2 },
    { code: 'guide', count: 1 },
  ];
  const order = await ordered(community, listed, { items: lines, respondBy: clock.day(40, '09:00') });
  const pair = {
    needId: await need(community, { title: '待还价', value: '4' }),
    offerId: await offer(mall, { value: '4' }),
  };
  const period = { start: clock.day(12, '09:00'), end: clock.day(12, '12:00') };
  const terms = await countered(mall, await proposal(street, pair), { amount: '2', period, note: '上午可以' });
  return { menuOffer: listed, menuOrder: order.id, counteredMatch: terms.id };
}
