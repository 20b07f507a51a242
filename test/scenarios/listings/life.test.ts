/** What becomes of offers and needs that are published: paused and resumed, closed as done, delivered in full, over. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  CandidatesSeenDocument,
  ClaimNeedDocument,
  CloseNeedDocument,
  CloseOfferDocument,
  ConfirmDeliveryDocument,
  MatchAsItIsDocument,
  NeedLivingDocument,
  NeedsWhereDocument,
  OfferLivingDocument,
  PauseNeedDocument,
  PauseOfferDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  ResumeNeedDocument,
  ResumeOfferDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { withOwner } from '../../../src/data/open.ts';
import { expireListings } from '../../../src/modules/exchange/index.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { agreed, listed, need, offer, proposal, signed, there, type Listed } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall' | 'power'>;
let blue: AllianceOfTest<'harbour'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall', 'power');
  blue = await world.alliance('蓝湾', 'harbour');
});

afterAll(() => world[Symbol.asyncDispose]());

const needSeen = async (actor: Actor, id: string) => (await actor.ask(NeedLivingDocument, { id })).need;
const expire = () => withOwner(world.database, (client) => expireListings(client, world.clock.now()));
const claimed = async (by: Actor, needId: string, amount = '1') =>
  there((await by.do(ClaimNeedDocument, { needId, amount })).match);

describe('a need that is paused', () => {
  test('takes no new match, while those agreed go on; its unit, who has a match of it and the coordinator see it', async () => {
    const needId = await need(red.community, { value: '5', visibility: 'PUBLIC', audience: [red.id] });
    const offerId = await offer(red.mall, { value: '5' });
    const match = await agreed(red.mall, red.community, await proposal(red.street, { needId, offerId }));
    const open = await proposal(red.street, { needId, offerId });
    const paused = there((await red.community.do(PauseNeedDocument, { needId, expectedVersion: 1 })).need);
    expect(paused).toMatchObject({ state: 'PAUSED', version: 2, covered: { value: '1' } });

    for (const actor of [red.community, red.mall, red.mall.withoutHat(), red.street])
      expect(await needSeen(actor, needId)).toMatchObject({ state: 'PAUSED' });
    for (const actor of [red.power, blue.harbour, red.street.withoutHat()])
      expect(await needSeen(actor, needId)).toBeNull();
    expect((await world.ask(NeedLivingDocument, { id: needId })).data?.need).toBeNull();
    const { needs } = await red.power.ask(NeedsWhereDocument, { filter: { allianceId: red.id } });
    expect(there(needs).nodes.map(({ id }) => id)).not.toContain(needId);
    const { needs: available } = await red.community.ask(NeedsWhereDocument, { filter: { open: true } });
    expect(there(available).nodes.map(({ id }) => id)).not.toContain(needId);

    expect(await red.power.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject({ code: 'NOT_FOUND' });
    const refusal = await red.street.refused(ProposeMatchDocument, { needId, offerId, amount: '1' });
    expect(refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect(refusal.message).toContain('resumeNeed');
    const accepting = { matchId: open.id, expectedVersion: 1 };
    expect(await red.mall.refused(AcceptMatchDocument, accepting)).toMatchObject({ code: 'WRONG_STATE' });
    const { need: sought } = await red.street.ask(CandidatesSeenDocument, { id: needId });
    expect(sought?.candidates).toMatchObject({ totalCount: 0 });
    // What is agreed is signed and carried out.
    await signed(red.mall, red.community, match);

    const again = { needId, expectedVersion: 2 };
    expect(await red.community.refused(PauseNeedDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
    expect((await red.community.do(ResumeNeedDocument, again)).need).toMatchObject({ state: 'PUBLISHED', version: 3 });
    expect(await needSeen(red.power, needId)).toMatchObject({ state: 'PUBLISHED' });
    await red.mall.do(AcceptMatchDocument, accepting);
    expect(await red.community.refused(ResumeNeedDocument, { needId, expectedVersion: 3 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
  });

  test('an offer is paused and resumed alike, by its unit alone', async () => {
    const offerId = await offer(red.mall, { value: '5' });
    const needId = await need(red.community);
    const of = { offerId, expectedVersion: 1 };
    expect(await red.street.refused(PauseOfferDocument, of)).toMatchObject({ code: 'FORBIDDEN' });
    await red.mall.do(PauseOfferDocument, of);
    expect((await red.power.ask(OfferLivingDocument, { id: offerId })).offer).toBeNull();
    expect((await red.street.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({ state: 'PAUSED' });
    const claim = { needId, offerId, amount: '1' };
    expect(await red.mall.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'WRONG_STATE' });
    await red.mall.do(ResumeOfferDocument, { offerId, expectedVersion: 2 });
    await red.mall.do(ClaimNeedDocument, claim);
  });
});

describe('what is done', () => {
  /** Delivers and confirms so much by a claim of the mall. */
  async function delivered(needId: string, amount: string): Promise<void> {
    const claim = await claimed(red.mall, needId, amount);
    const accepted = { matchId: claim.id, expectedVersion: claim.version };
    const match = there((await red.community.do(AcceptMatchDocument, accepted)).match);
    await signed(red.mall, red.community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const done = { commitmentId, amount, occurredAt: world.clock.now().toISOString(), note: '已送到' };
    const { delivery } = await red.mall.do(RecordDeliveryDocument, done);
    await red.community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  }

  test('a need closes by itself when the last of it is confirmed, and what is still open of its matches ends', async () => {
    const needId = await need(red.community, { title: '轮椅', value: '3', unit: '件' });
    const waiting = await proposal(red.street, { needId, offerId: await offer(red.power, { unit: '件' }) });
    await delivered(needId, '1');
    expect(await needSeen(red.mall, needId)).toMatchObject({ state: 'PUBLISHED', closedAt: null });
    await delivered(needId, '2');
    const closed = there(await needSeen(red.power, needId));
    expect(closed).toMatchObject({ state: 'FULFILLED', closeReason: null, covered: { value: '3' } });
    expect(new Date(there(closed.closedAt))).toEqual(world.clock.now());
    const { match } = await red.power.ask(MatchAsItIsDocument, { id: waiting.id });
    expect(match).toMatchObject({ state: 'WITHDRAWN', reason: '需求已全部满足。' });
    const of = { needId, expectedVersion: closed.version };
    expect(await red.community.refused(WithdrawNeedDocument, of)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('though less was delivered, its unit closes it by an act of its own and says why', async () => {
    const needId = await need(red.community, { title: '座椅', value: '10', unit: '件' });
    await delivered(needId, '6');
    const { id: matchId } = await claimed(red.power, needId, '2');
    const of = { needId, expectedVersion: 1 };
    const told = { ...of, reason: '联系王小明13812345678' };
    expect(await red.community.refused(CloseNeedDocument, told)).toMatchObject({ code: 'INVALID_INPUT' });
    const reason = '六把已够用。';
    expect(await red.mall.refused(CloseNeedDocument, { ...of, reason })).toMatchObject({ code: 'FORBIDDEN' });
    const { need: closed } = await red.community.do(CloseNeedDocument, { ...of, reason });
    expect(closed).toMatchObject({ state: 'FULFILLED', closeReason: reason, covered: { value: '6' } });
    const { match } = await red.power.ask(MatchAsItIsDocument, { id: matchId });
    expect(match).toMatchObject({ state: 'WITHDRAWN', reason: '需求已办结。' });
    expect(await needSeen(red.power, needId)).toMatchObject({ state: 'FULFILLED', closeReason: reason });
    expect(await red.community.refused(CloseNeedDocument, { needId, expectedVersion: 2, reason })).toMatchObject({
      code: 'ALREADY_DONE',
    });
  });

  test('an offer is closed alike, and takes no match any more', async () => {
    const offerId = await offer(red.mall, { value: '5' });
    const { offer: closed } = await red.mall.do(CloseOfferDocument, {
      offerId,
      expectedVersion: 1,
      reason: '已发完。',
    });
    expect(closed).toMatchObject({ state: 'FULFILLED', closeReason: '已发完。' });
    const claim = { needId: await need(red.community), offerId, amount: '1' };
    expect(await red.mall.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('what is over', () => {
  let opened: { needId: string; offerId: string };
  const closing = (hours: number): string => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString();
  const publish = async (listing: Listed & { closesAt: string }) => {
    const { closesAt, ...rest } = listing;
    return {
      needId: there((await red.community.do(PublishNeedDocument, { ...listed(rest), closesAt })).need).id,
      offerId: there((await red.mall.do(PublishOfferDocument, { ...listed(rest), closesAt })).offer).id,
    };
  };

  beforeEach(async () => {
    opened = await publish({ value: '5', closesAt: closing(1) });
  });

  test('is over to the second, whatever is written down yet: it reads so, is counted so, and takes no match', async () => {
    const { needId, offerId } = opened;
    const other = { needId: await need(red.community), offerId: await offer(red.mall, { value: '5' }) };
    const open = await proposal(red.street, { needId, offerId: other.offerId });
    using clock = world.clock.held();
    clock.pass({ minutes: 59, seconds: 59 });
    expect(await needSeen(red.power, needId)).toMatchObject({ state: 'PUBLISHED', closedAt: null });
    await claimed(red.power, needId);
    clock.pass({ seconds: 1 });
    const over = there(await needSeen(red.power, needId));
    expect(over).toMatchObject({ state: 'EXPIRED', version: 1 });
    expect(over.closedAt).toBe(over.closesAt);
    const { needs } = await red.power.ask(NeedsWhereDocument, { filter: { state: ['EXPIRED'] } });
    expect(there(needs)).toMatchObject({ totalCount: 1, nodes: [{ id: needId, state: 'EXPIRED' }] });
    expect(there(needs).facets).toEqual([{ value: 'EXPIRED', count: 1 }]);
    const { needs: available } = await red.power.ask(NeedsWhereDocument, { filter: { open: true } });
    expect(there(available).nodes.map(({ id }) => id)).not.toContain(needId);
    const late = { code: 'WRONG_STATE', message: expect.stringContaining('is over') as unknown };
    expect(await red.power.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject(late);
    const { needId: fresh } = other;
    expect(await red.mall.refused(ClaimNeedDocument, { needId: fresh, offerId, amount: '1' })).toMatchObject(late);
    expect(await red.mall.refused(AcceptMatchDocument, { matchId: open.id, expectedVersion: 1 })).toMatchObject(late);
    expect(await red.community.refused(PauseNeedDocument, { needId, expectedVersion: 1 })).toMatchObject(late);
  });

  test('is written down by the chore, once, and matches nobody agreed to end with it', async () => {
    const { needId, offerId } = opened;
    const open = await claimed(red.power, needId);
    const held = await proposal(red.street, { needId: await need(red.community), offerId });
    const kept = await need(red.community);
    using clock = world.clock.held();
    clock.pass({ hours: 1 });
    expect(await expire()).toBeGreaterThanOrEqual(2);
    expect(await expire()).toBe(0);
    const over = there(await needSeen(red.power, needId));
    expect(over).toMatchObject({ state: 'EXPIRED', version: 2, covered: { value: '0' } });
    expect(over.closedAt).toBe(over.closesAt);
    const ends = async (actor: Actor, id: string) => (await actor.ask(MatchAsItIsDocument, { id })).match;
    expect(await ends(red.power, open.id)).toMatchObject({ state: 'WITHDRAWN', reason: '需求已过期。', version: 2 });
    expect(await ends(red.mall, held.id)).toMatchObject({ state: 'WITHDRAWN', reason: '供给已过期。' });
    expect(await needSeen(red.power, kept)).toMatchObject({ state: 'PUBLISHED' });
    const told = await world.sql<{ type: string }>(
      "select type from data.outbox where type like '%:expired' and actor ->> 'person' is null order by type",
    );
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['need:expired', 'offer:expired']));
    // What came of it may still be taken out of sight by its unit.
    const { need: gone } = await red.community.do(WithdrawNeedDocument, { needId, expectedVersion: 2 });
    expect(gone).toMatchObject({ state: 'WITHDRAWN' });
    expect(await needSeen(red.power, needId)).toBeNull();
  });

  test('at the end of its period too; paused, it is over all the same and stays with whom it concerns', async () => {
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(1, '11:00') };
    const needId = await need(red.community, { period });
    await red.community.do(PauseNeedDocument, { needId, expectedVersion: 1 });
    using clock = world.clock.held();
    clock.pass({ days: 2 });
    expect(await needSeen(red.community, needId)).toMatchObject({ state: 'EXPIRED' });
    expect(await needSeen(red.power, needId)).toBeNull();
    expect(await red.community.refused(ResumeNeedDocument, { needId, expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    await expire();
    expect(await needSeen(red.community, needId)).toMatchObject({ state: 'EXPIRED' });
    expect(await needSeen(red.power, needId)).toBeNull();
  });

  test('answers close before they begin, or after the period, nowhere', async () => {
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(1, '11:00') };
    for (const closesAt of [world.clock.day(-1, '09:00'), world.clock.day(1, '12:00')]) {
      expect(await red.community.refused(PublishNeedDocument, { ...listed({ period }), closesAt })).toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('closesAt') as unknown,
      });
    }
  });
});
