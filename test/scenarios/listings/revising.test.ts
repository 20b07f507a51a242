/** What is published is written anew by its unit, as far as its matches let it; and offers are screened and reviewed as needs are. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  NeedLivingDocument,
  OfferLivingDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  ReleaseOfferDocument,
  ReturnOfferDocument,
  ReviseNeedDocument,
  ReviseOfferDocument,
  WaitingForVerdictDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { listed, need, offer, proposal, slots, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall' | 'power'>;
let blue: AllianceOfTest<'harbour'>;
const WITH_A_NUMBER = '请打13812345678';

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall', 'power');
  blue = await world.alliance('蓝湾', 'harbour');
});

afterAll(() => world[Symbol.asyncDispose]());

describe('what is published is revised', () => {
  test('words, amount and times, with its version counted; what is left out stays', async () => {
    const needId = await need(red.community, { title: '会场', value: '5', placeName: '文化中心' });
    const period = { start: world.clock.day(3, '09:00'), end: world.clock.day(3, '11:00') };
    const closesAt = world.clock.day(2, '09:00');
    const anew = { needId, expectedVersion: 1, description: '带投影', amount: '7', period, closesAt };
    const { need: revised } = await red.community.do(ReviseNeedDocument, anew);
    expect(revised).toMatchObject({ state: 'PUBLISHED', version: 2 });
    const seen = there((await red.mall.ask(NeedLivingDocument, { id: needId })).need);
    expect(seen).toMatchObject({
      title: '会场',
      description: '带投影',
      quantity: { value: '7', unit: '场' },
      placeName: '文化中心',
    });
    expect(seen).toMatchObject({ period, closesAt });
    expect(await red.community.refused(ReviseNeedDocument, anew)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const same = { ...anew, expectedVersion: 2 };
    expect(await red.community.refused(ReviseNeedDocument, same)).toMatchObject({ code: 'INVALID_INPUT' });
    const open = { needId, expectedVersion: 2, period: null, closesAt: null };
    await red.community.do(ReviseNeedDocument, open);
    const limits = { period: null, closesAt: null };
    expect((await red.mall.ask(NeedLivingDocument, { id: needId })).need).toMatchObject(limits);
    expect(await red.mall.refused(ReviseNeedDocument, { ...open, title: '我的' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('never below what matches hold, nor out of their time', async () => {
    const times = [{ start: world.clock.day(3, '09:00'), end: world.clock.day(3, '11:00') }];
    const { resourceId, slotIds } = await slots(red.mall, times);
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(9, '09:00') };
    const offerId = await offer(red.mall, { value: '5', resourceId, period });
    const needId = await need(red.community, { value: '5', period });
    await red.mall.do(ClaimNeedDocument, { needId, amount: '2', offerId, slotId: there(slotIds[0]) });
    for (const [actor, document, of] of [
      [red.community, ReviseNeedDocument, { needId, expectedVersion: 1 }],
      [red.mall, ReviseOfferDocument, { offerId, expectedVersion: 1 }],
    ] as const) {
      const less = { ...of, amount: '1.9' } as never;
      expect(await actor.refused(document as typeof ReviseNeedDocument, less)).toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('2 场') as unknown,
      });
      const elsewhen = { ...of, period: { start: period.start, end: world.clock.day(2, '09:00') } } as never;
      expect(await actor.refused(document as typeof ReviseNeedDocument, elsewhen)).toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('match_') as unknown,
      });
      const enough = { ...of, amount: '2', period: { ...period, end: world.clock.day(4, '09:00') } } as never;
      await actor.do(document as typeof ReviseNeedDocument, enough);
    }
    expect((await red.mall.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({
      remaining: { value: '0' },
    });
  });

  test('new words are screened: held up where nobody relies on them, refused where somebody does', async () => {
    const needId = await need(red.community, { title: '收音机' });
    const { need: held } = await red.community.do(ReviseNeedDocument, {
      ...{ needId, expectedVersion: 1, description: WITH_A_NUMBER },
    });
    expect(held).toMatchObject({ state: 'IN_REVIEW', findings: [{ kind: 'MOBILE' }] });
    expect((await red.mall.ask(NeedLivingDocument, { id: needId })).need).toBeNull();

    const offerId = await offer(red.mall, { title: '收音机' });
    await proposal(red.street, { needId: await need(red.community), offerId });
    const refusal = await red.mall.refused(ReviseOfferDocument, {
      ...{ offerId, expectedVersion: 1, description: WITH_A_NUMBER },
    });
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refusal.message).toContain('138****5678');
    expect((await red.mall.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({ state: 'PUBLISHED' });
  });
});

describe('offers are reviewed as needs are', () => {
  test('once its unit has withdrawn it, it is nobody’s to judge, and nobody is told of it', async () => {
    const { offer: held } = await red.mall.do(PublishOfferDocument, listed({ description: WITH_A_NUMBER }));
    const { id: offerId } = there(held);
    await red.mall.do(WithdrawOfferDocument, { offerId, expectedVersion: 1 });
    const judged = { offerId, expectedVersion: 2, reason: '请去掉号码。' };
    expect(await red.street.refused(ReleaseOfferDocument, judged)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.street.refused(ReturnOfferDocument, judged)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await red.mall.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('held up, returned, written anew, held up again, released', async () => {
    const wish = listed({ title: '修伞', description: WITH_A_NUMBER });
    const { offer: handed } = await red.mall.do(PublishOfferDocument, wish);
    const { id: offerId } = there(handed);
    const seen = async (actor = red.mall) => (await actor.ask(OfferLivingDocument, { id: offerId })).offer;
    const found = [{ kind: 'MOBILE', field: 'DESCRIPTION', excerpt: '138****5678' }];
    expect(await seen()).toMatchObject({ state: 'IN_REVIEW', findings: found, reviews: [] });
    expect(await seen(red.street)).toMatchObject({ findings: found });
    for (const actor of [red.community, blue.harbour, red.street.withoutHat()]) expect(await seen(actor)).toBeNull();
    const claim = { needId: await need(red.community), offerId, amount: '1' };
    expect(await red.mall.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'WRONG_STATE' });

    const judged = { offerId, expectedVersion: 1, reason: '请去掉号码。' };
    expect(await red.community.refused(ReturnOfferDocument, judged)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.mall.refused(ReleaseOfferDocument, judged)).toMatchObject({ code: 'FORBIDDEN' });
    await red.street.do(ReturnOfferDocument, judged);
    expect(await seen()).toMatchObject({
      state: 'RETURNED',
      reviews: [{ verdict: 'RETURNED', reason: '请去掉号码。' }],
    });
    const again = { offerId, expectedVersion: 2, description: '请打13912345678' };
    expect((await red.mall.do(ReviseOfferDocument, again)).offer).toMatchObject({ state: 'IN_REVIEW', version: 3 });
    await red.street.do(ReleaseOfferDocument, { offerId, expectedVersion: 3, reason: '店铺的公用号码。' });
    expect(await seen(red.community)).toMatchObject({ state: 'PUBLISHED', findings: [], reviews: [] });
    expect(there(await seen()).reviews).toHaveLength(2);
  });

  test('what waits is one list, offers and needs together, the oldest first, for who judges it', async () => {
    const waiting = async (actor = red.street, page = {}) =>
      there((await actor.ask(WaitingForVerdictDocument, page)).listingsInReview);
    const before = (await waiting()).nodes.length;
    const handIn = (title: string) => {
      world.clock.pass({ minutes: 1 });
      return listed({ title, description: WITH_A_NUMBER });
    };
    await red.mall.do(PublishOfferDocument, handIn('甲'));
    await red.community.do(PublishNeedDocument, handIn('乙'));
    await red.power.do(PublishOfferDocument, handIn('丙'));
    await red.street.do(PublishNeedDocument, handIn('丁'));
    await blue.harbour.do(PublishNeedDocument, handIn('戊'));
    const { nodes, totalCount } = await waiting();
    expect(totalCount).toBe(before + 3);
    const titles = nodes.slice(before).map(({ offer: offered, need: needed }) => [offered?.title, needed?.title]);
    expect(titles).toEqual([
      ['甲', undefined],
      [undefined, '乙'],
      ['丙', undefined],
    ]);
    const first = await waiting(red.street, { first: before + 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await waiting(red.street, { first: 10, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ offer: offered, need: needed }) => (offered ?? needed)?.title)).toEqual(['乙', '丙']);
    for (const actor of [red.mall, red.street.withoutHat(), red.community])
      expect(await waiting(actor)).toMatchObject({ totalCount: 0, nodes: [] });
    world.statements.length = 0;
    await waiting();
    expect(world.statements).toHaveLength(1);
  });
});
