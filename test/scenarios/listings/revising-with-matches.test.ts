/** What others rely on, by matches without a slot, by orders and by claims, while its unit writes it anew or pauses it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  CompleteWishBrieflyDocument,
  CandidatesSeenDocument,
  NeedLivingDocument,
  OfferLivingDocument,
  PauseNeedDocument,
  PauseOfferDocument,
  ReviseNeedDocument,
  ReviseOfferDocument,
  WishClaimsDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { ordered } from '../matching/match-steps.ts';
import { claimedBy, wish } from '../matching/wish-steps.ts';
import { need, offer, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall' | 'power'>;
const WITH_A_NUMBER = '请打13812345678';

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall', 'power');
});

afterAll(() => world[Symbol.asyncDispose]());

const days = (from: number, to: number) => ({
  start: world.clock.day(from, '09:00'),
  end: world.clock.day(to, '09:00'),
});

describe('an offer for some days', () => {
  test('with a match that names no time is written anew, and moved as far as the need goes', async () => {
    const offerId = await offer(red.mall, { value: '5', period: days(1, 9) });
    const needId = await need(red.community, { value: '5', period: days(3, 6) });
    await red.mall.do(ClaimNeedDocument, { needId, amount: '2', offerId });
    const of = { offerId, expectedVersion: 1 };
    const { offer: reworded } = await red.mall.do(ReviseOfferDocument, { ...of, title: '小会议室' });
    const next = { offerId, expectedVersion: there(reworded).version };
    const away = { ...next, period: days(7, 9) };
    expect(await red.mall.refused(ReviseOfferDocument, away)).toMatchObject({ path: ['input', 'period'] });
    await red.mall.do(ReviseOfferDocument, { ...next, period: days(5, 9) });
  });

  test('with an order for a day keeps that day', async () => {
    const offerId = await offer(red.mall, { value: '5', period: days(1, 9) });
    await ordered(red.community, offerId, { amount: '1', period: days(5, 6) });
    const of = { offerId, expectedVersion: 1 };
    expect(await red.mall.refused(ReviseOfferDocument, { ...of, period: days(1, 3) })).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'period'] },
      message: expect.stringContaining('match_') as unknown,
    });
    await red.mall.do(ReviseOfferDocument, { ...of, period: days(4, 7) });
  });
});

test('what is paused is not handed in for review: who released it would resume it', async () => {
  const offerId = await offer(red.mall);
  const { offer: paused } = await red.mall.do(PauseOfferDocument, { offerId, expectedVersion: 1 });
  const anew = { offerId, expectedVersion: there(paused).version };
  const refusal = await red.mall.refused(ReviseOfferDocument, { ...anew, description: WITH_A_NUMBER });
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['input'] });
  expect(refusal.message).toContain('resumeOffer');
  await red.mall.do(ReviseOfferDocument, { ...anew, description: '带投影' });
  expect((await red.mall.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({ state: 'PAUSED' });
});

describe('a micro-wish that is claimed', () => {
  test('is relied on: its words are not held up, and who claimed it sees it while it is paused and when it is done', async () => {
    const needId = await wish(red.community);
    await claimedBy(red.power, needId);
    const version = there((await red.community.ask(NeedLivingDocument, { id: needId })).need).version;
    const flagged = { needId, expectedVersion: version, description: WITH_A_NUMBER };
    expect(await red.community.refused(ReviseNeedDocument, flagged)).toMatchObject({ code: 'INVALID_INPUT' });
    const { need: paused } = await red.community.do(PauseNeedDocument, { needId, expectedVersion: version });
    const seen = async () => there((await red.power.ask(WishClaimsDocument, {})).wishClaims).nodes;
    expect(await seen()).toMatchObject([{ need: { id: needId } }]);
    expect((await red.mall.ask(NeedLivingDocument, { id: needId })).need).toBeNull();
    await red.community.do(CompleteWishBrieflyDocument, { needId, expectedVersion: there(paused).version });
    expect(await seen()).toMatchObject([{ state: 'DONE', need: { id: needId } }]);
  });

  test('has no offer for a candidate', async () => {
    await offer(red.mall, { title: '收音机', unit: '件', category: 'staff.volunteer' });
    const asked = async (id: string) =>
      there((await red.street.ask(CandidatesSeenDocument, { id })).need).candidates.totalCount;
    expect(await asked(await wish(red.community))).toBe(0);
    expect(await asked(await need(red.community, { unit: '件', category: 'staff.volunteer' }))).toBe(1);
  });
});

test('what is withdrawn is told to its own unit alone, whoever asks for it by whatever act', async () => {
  const needId = await need(red.community);
  await red.community.do(WithdrawNeedDocument, { needId, expectedVersion: 1 });
  expect(await red.mall.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject({ code: 'NOT_FOUND' });
});
