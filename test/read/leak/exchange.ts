/** Listings for different circles, and what was agreed in each of two alliances. */
import { globalId } from '../../../src/domain/ids.ts';
import {
  BookSlotDocument,
  ClaimNeedDocument,
  AcceptMatchDocument,
  DraftOfferDocument,
  DrawUpSettlementDocument,
  OrderOfferDocument,
  PauseOfferDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  ReturnNeedDocument,
  SaveSearchDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { aged, identityNumberOf } from '../../scenarios/benefits/benefit-steps.ts';
import { listed, need, offer, signed, slots, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './people.ts';
import { renewed } from '../../scenarios/promises/life-steps.ts';

type Circle = 'alliance' | 'open' | 'private' | 'blue';
type Ids<Names extends string> = Readonly<Record<Names, string>>;

export interface Exchanged {
  readonly resources: Ids<Circle>;
  readonly slots: Ids<Circle>;
  readonly offers: Ids<Circle | 'withdrawn' | 'both' | 'draft' | 'paused' | 'held' | 'forSome'>;
  readonly needs: Ids<Circle | 'withdrawn' | 'inReview' | 'inReviewOpen' | 'returned'>;
  readonly red: Promised;
  /** An order in red for somebody, of what is for the old alone. */
  readonly order: string;
  readonly blue: Promised;
  readonly searches: Ids<'needs' | 'offers' | 'bare'>;
  readonly bookings: Ids<'power' | 'pier' | 'agreed'>;
}

interface Promised {
  readonly match: string;
  readonly agreement: string;
  readonly commitment: string;
  readonly delivery: string;
  readonly settlement: string;
  /** The agreement that it is to go on in. */
  readonly renewal: string;
}

export async function exchangeThings(world: World, { red, blue }: Cast): Promise<Exchanged> {
  const { mall, community, power } = red;
  const { harbour, pier } = blue;
  const look = async (actor: Actor, looksFor: 'OFFERS' | 'NEEDS'): Promise<string> =>
    there((await actor.do(SaveSearchDocument, { name: '检索', looksFor })).savedSearch).id;
  const searches = {
    needs: await look(mall, 'NEEDS'),
    offers: await look(mall, 'OFFERS'),
    bare: await look(mall.withoutHat(), 'NEEDS'),
  };
  // What is published from now on is new.
  world.clock.pass({ seconds: 1 });
  const period = { start: world.clock.day(3, '09:00'), end: world.clock.day(3, '12:00') };
  const room = async (actor: Actor, visibility: 'ALLIANCE' | 'PUBLIC' | 'UNIT') => {
    const { resourceId, slotIds } = await slots(actor, [period], 5, visibility);
    return { resource: resourceId, slot: there(slotIds[0]) };
  };
  const rooms = {
    alliance: await room(mall, 'ALLIANCE'),
    open: await room(mall, 'PUBLIC'),
    private: await room(mall, 'UNIT'),
    blue: await room(harbour, 'ALLIANCE'),
  };
  const offers = {
    alliance: await offer(mall, { title: '联盟供给', value: '9', resourceId: rooms.alliance.resource }),
    open: await offer(mall, { title: '公开供给', value: '9', visibility: 'PUBLIC' }),
    private: await offer(mall, { title: '自用供给', value: '9', visibility: 'UNIT' }),
    withdrawn: await offer(mall, { title: '撤回供给', value: '9', visibility: 'PUBLIC' }),
    blue: await offer(pier, { title: '蓝供给', value: '9' }),
    both: await offer(power, { title: '两个联盟', unit: '人次', audience: [red.id, blue.id] }),
    held: await offer(mall, { title: '待审核，请打13812345678', value: '9' }),
    forSome: await forTheOld(mall),
    ...(await unfinished(mall)),
  };
  const home = {
    placeName: '阳光花园3幢',
    location: { longitude: 121.2664, latitude: 30.1697, crs: 'WGS84' as const },
  };
  const needs = {
    alliance: await need(community, { title: '联盟需求', value: '9', ...home }),
    open: await need(community, { title: '公开需求', value: '9', visibility: 'PUBLIC', ...home }),
    private: await need(community, { title: '自用需求', value: '9', visibility: 'UNIT' }),
    withdrawn: await need(community, { title: '撤回需求', value: '9', visibility: 'PUBLIC' }),
    blue: await need(harbour, { title: '蓝需求', value: '9' }),
    inReview: await need(community, { title: '待审核，请打13812345678', value: '9', ...home }),
    inReviewOpen: await need(community, { title: '待审核，请打13812345678', value: '9', visibility: 'PUBLIC' }),
    returned: await need(community, { title: '找王小明先生', value: '9', visibility: 'PUBLIC', audience: [red.id] }),
  };
  await mall.do(WithdrawOfferDocument, { offerId: offers.withdrawn, expectedVersion: 1 });
  await community.do(WithdrawNeedDocument, { needId: needs.withdrawn, expectedVersion: 1 });
  await red.street.do(ReturnNeedDocument, { needId: needs.returned, expectedVersion: 1, reason: '请隐去姓名' });
  const book = async (actor: Actor, slotId: string): Promise<string> =>
    there((await actor.do(BookSlotDocument, { slotId, count: 1, purpose: '用' })).booking).id;
  const pair = { needId: needs.alliance, offerId: offers.alliance };
  return {
    resources: only(rooms, 'resource'),
    slots: only(rooms, 'slot'),
    offers,
    needs,
    red: await promised(world, mall, community, { ...pair, slotId: rooms.alliance.slot }),
    blue: await promised(world, pier, harbour, { needId: needs.blue, offerId: offers.blue }),
    order: await orderedFor(community, offers.forSome),
    searches,
    bookings: {
      agreed: await agreedBooking(world),
      power: await book(power, rooms.alliance.slot),
      pier: await book(pier, rooms.blue.slot),
    },
  };
}

async function forTheOld(mall: Actor): Promise<string> {
  const about = { ...listed({ title: '限老年人', value: '9' }), eligibility: aged(60) };
  return there((await mall.do(PublishOfferDocument, about)).offer).id;
}

async function orderedFor(unit: Actor, offerId: string): Promise<string> {
  const forPerson = { identityNumber: identityNumberOf('1940-01-01', '777') };
  return there((await unit.do(OrderOfferDocument, { offerId, amount: '1', forPerson })).match).id;
}

/** A draft, and one that is paused. */
async function unfinished(mall: Actor): Promise<Ids<'draft' | 'paused'>> {
  const { offer: draft } = await mall.do(DraftOfferDocument, listed({ title: '草稿', visibility: 'PUBLIC' }));
  const paused = await offer(mall, { title: '暂停供给', value: '9', unit: '件' });
  await mall.do(PauseOfferDocument, { offerId: paused, expectedVersion: 1 });
  return { draft: there(draft).id, paused };
}

function only<Part extends string>(of: Readonly<Record<Circle, Ids<Part>>>, part: Part): Ids<Circle> {
  return { alliance: of.alliance[part], open: of.open[part], private: of.private[part], blue: of.blue[part] };
}

/** The booking that came with the agreement. */
async function agreedBooking(world: World): Promise<string> {
  const [row] = await world.sql<{ id: string }>('select id from exchange.booking where agreement_id is not null');
  return globalId('booking', there(row).id);
}

/** Claimed, accepted, signed by both, and delivered in part. */
async function promised(
  world: World,
  supplier: Actor,
  demander: Actor,
  claim: { readonly needId: string; readonly offerId: string; readonly slotId?: string },
): Promise<Promised> {
  const claimed = there((await supplier.do(ClaimNeedDocument, { ...claim, amount: '2' })).match);
  const of = { matchId: claimed.id, expectedVersion: claimed.version };
  const match = there((await demander.do(AcceptMatchDocument, of)).match);
  const agreement = await signed(supplier, demander, match);
  const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
  const delivered = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '一半' };
  const { delivery } = await supplier.do(RecordDeliveryDocument, delivered);
  const { settlement } = await supplier.do(DrawUpSettlementDocument, {
    ...{ agreementId: agreement, from: world.clock.day(-9, '00:00').slice(0, 10) },
    until: world.clock.day(1, '00:00').slice(0, 10),
  });
  const next = await renewed(demander, { id: agreement }, world.clock.day(30, '00:00'), world.clock.day(400, '00:00'));
  const made = {
    ...{ commitment: commitmentId, delivery: there(delivery).id },
    ...{ settlement: there(settlement).id, renewal: next.id },
  };
  return { match: match.id, agreement, ...made };
}
