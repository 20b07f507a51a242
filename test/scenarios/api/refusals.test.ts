import { describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import {
  AcceptMatchDocument,
  CancelAgreementDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  MatchAsItIsDocument,
  NeedNowDocument,
  OfferNowDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  WithdrawMatchDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';

const plainNeed = {
  category: 'space.hall',
  title: '场地',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'ALLIANCE' as const,
};

describe('the wrong unit', () => {
  test('a unit that sees a thing but may not act on it is told who may', async () => {
    await using world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const offerId = await offer(mall);
    const needId = await need(community);
    expect(await power.refused(WithdrawOfferDocument, { offerId, expectedVersion: 1 })).toMatchObject({
      __typename: 'ForbiddenError',
      code: 'FORBIDDEN',
      message: 'Only the unit it belongs to may do this: act for that unit, or ask it.',
    });
    expect(await community.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await power.refused(ProposeMatchDocument, { needId, offerId, amount: '1' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const match = await proposal(street, { needId, offerId });
    // The coordinator sees the match, and is neither side of it.
    const answer = { matchId: match.id, expectedVersion: match.version };
    expect(await street.refused(AcceptMatchDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a unit that does not even see a thing is told that it is not there', async () => {
    await using world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const match = await proposal(street, { needId: await need(community), offerId: await offer(mall) });
    expect((await power.ask(MatchAsItIsDocument, { id: match.id })).match).toBeNull();
    const answer = { matchId: match.id, expectedVersion: match.version };
    expect(await power.refused(AcceptMatchDocument, answer)).toMatchObject({
      __typename: 'NotFoundError',
      code: 'NOT_FOUND',
    });
    expect(await power.refused(DeclineMatchDocument, { ...answer, reason: '不' })).toMatchObject({ code: 'NOT_FOUND' });
    const hidden = await offer(mall, { visibility: 'UNIT' });
    expect(await power.refused(WithdrawOfferDocument, { offerId: hidden, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { agreement } = await agreed(mall, community, match);
    const { id: agreementId, version: expectedVersion } = there(agreement);
    expect(await power.refused(SignAgreementDocument, { agreementId, expectedVersion })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('who recorded a delivery does not confirm it, and who is no party does not see it', async () => {
    await using world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    await signed(mall, community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '好' };
    expect(await power.refused(RecordDeliveryDocument, record)).toMatchObject({ code: 'NOT_FOUND' });
    const { delivery } = await mall.do(RecordDeliveryDocument, record);
    const deliveryId = there(delivery).id;
    expect(await mall.refused(ConfirmDeliveryDocument, { deliveryId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await power.refused(ConfirmDeliveryDocument, { deliveryId })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the wrong state', () => {
  test('a match that ended, an agreement that is active, a delivery that was answered', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const declined = await proposal(street, { needId: await need(community), offerId: await offer(mall) });
    const of = { matchId: declined.id, expectedVersion: declined.version };
    const { match: gone } = await mall.do(DeclineMatchDocument, { ...of, reason: '没空' });
    const later = { matchId: declined.id, expectedVersion: there(gone).version };
    expect(await community.refused(AcceptMatchDocument, later)).toMatchObject({
      __typename: 'WrongStateError',
      code: 'WRONG_STATE',
    });
    expect(await street.refused(WithdrawMatchDocument, { ...later, reason: '晚了' })).toMatchObject({
      code: 'WRONG_STATE',
    });

    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    const early = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId: early, amount: '1', occurredAt: world.clock.now().toISOString(), note: '好' };
    expect(await mall.refused(RecordDeliveryDocument, record)).toMatchObject({ code: 'WRONG_STATE' });
    const agreementId = await signed(mall, community, match);
    expect(await mall.refused(SignAgreementDocument, { agreementId, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    const cancel = { agreementId, expectedVersion: 2, reason: '反悔' };
    expect(await mall.refused(CancelAgreementDocument, cancel)).toMatchObject({ code: 'WRONG_STATE' });

    const deliveryId = there((await mall.do(RecordDeliveryDocument, record)).delivery).id;
    await community.do(ConfirmDeliveryDocument, { deliveryId });
    expect(await community.refused(DisputeDeliveryDocument, { deliveryId, reason: '不对' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await community.refused(ConfirmDeliveryDocument, { deliveryId })).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await mall.refused(RecordDeliveryDocument, record)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('a side that accepted already is told so; withdrawn and expired listings are not matched', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const [needId, offerId] = [await need(community), await offer(mall)];
    const match = await proposal(street, { needId, offerId });
    const held = there(
      (await mall.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version })).match,
    );
    const twice = { matchId: match.id, expectedVersion: held.version };
    expect(await mall.refused(AcceptMatchDocument, twice)).toMatchObject({
      __typename: 'AlreadyDoneError',
      code: 'ALREADY_DONE',
    });
    await community.do(WithdrawNeedDocument, { needId, expectedVersion: 1 });
    expect(await community.refused(AcceptMatchDocument, twice)).toMatchObject({ code: 'WRONG_STATE' });

    const soon = { start: world.clock.day(1, '09:00'), end: world.clock.day(1, '10:00') };
    const short = await need(community, { period: soon });
    world.clock.pass({ days: 2 });
    expect(await mall.refused(ClaimNeedDocument, { needId: short, amount: '1' })).toMatchObject({
      code: 'WRONG_STATE',
    });
  });
});

describe('the stale version', () => {
  test('whoever acts on an old version is told the new one, and nothing is changed', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const offerId = await offer(mall);
    const refusal = await mall.refused(WithdrawOfferDocument, { offerId, expectedVersion: 7 });
    expect(refusal).toMatchObject({ __typename: 'VersionConflictError', code: 'VERSION_CONFLICT' });
    expect(refusal.message).toBe(
      `The offer ${offerId} has changed: you saw version 7, it is now 1. Read it again, then retry.`,
    );
    expect((await mall.ask(OfferNowDocument, { id: offerId })).offer).toMatchObject({ state: 'PUBLISHED', version: 1 });
    const match = await proposal(street, { needId: await need(community), offerId });
    await mall.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
    const stale = { matchId: match.id, expectedVersion: match.version };
    expect(await community.refused(AcceptMatchDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

describe('quantities', () => {
  test('more than is left is refused with what is left, on either side', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community, { value: '10', unit: '小时' });
    const offerId = await offer(mall, { value: '4', unit: '小时' });
    const tooMuch = await street.refused(ProposeMatchDocument, { needId, offerId, amount: '5' });
    expect(tooMuch).toMatchObject({
      __typename: 'NotEnoughLeftError',
      requestedQuantity: { value: '5', unit: '小时' },
      remainingQuantity: { value: '4', unit: '小时' },
    });
    expect(await mall.refused(ClaimNeedDocument, { needId, amount: '10.5' })).toMatchObject({
      code: 'NOT_ENOUGH_LEFT',
    });
    const other = await offer(mall, { value: '4', unit: '场' });
    expect(await street.refused(ProposeMatchDocument, { needId, offerId: other, amount: '1' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await community.ask(NeedNowDocument, { id: needId })).need).toMatchObject({ covered: { value: '0' } });
  });
});

describe('input', () => {
  test('every broken rule is named with its path, in the language of the caller, and nothing is stored', async () => {
    await using world = await createWorld();
    const { community } = await world.alliance('五色', 'community');
    const broken = {
      ...plainNeed,
      title: '   ',
      quantity: { value: '0', unit: '场' },
      period: { start: world.clock.day(3, '12:00'), end: world.clock.day(3, '11:00') },
      location: { longitude: 200, latitude: 30, crs: 'GCJ02' as const },
    };
    const { userErrors } = await community.act(PublishNeedDocument, broken);
    expect(userErrors.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['input.title', 'input.title must be text of 1 to 100 characters.'],
      [
        'input.quantity.value',
        'input.quantity.value must be greater than 0 and at most 1,000,000,000, with at most 4 digits after the point.',
      ],
      ['input.period.end', 'input.period.end must be later than the start.'],
      ['input.location.longitude', 'input.location.longitude must be from -180 to 180 degrees.'],
    ]);
    const chinese = await community
      .wearing({ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' })
      .act(PublishNeedDocument, { ...plainNeed, title: '' });
    expect(chinese.userErrors.map(({ message }) => message)).toEqual(['input.title 须为 1 至 100 个字符的文字。']);
    const unknown = await community.refused(PublishNeedDocument, { ...plainNeed, category: 'space.castle' });
    expect(unknown).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'category'] });
    const past = { start: world.clock.day(-2, '09:00'), end: world.clock.day(-1, '09:00') };
    const over = await community.refused(PublishNeedDocument, { ...plainNeed, period: past });
    expect(over).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'period', 'end'] });
    const audience = [globalId('alliance', world.id('alliance'))];
    const hidden = await community.refused(PublishNeedDocument, {
      ...plainNeed,
      visibility: 'UNIT' as const,
      audience,
    });
    expect(hidden).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'audience'] });
    expect(await world.sql('select from exchange.need')).toHaveLength(0);
  });

  test('an id of another kind, or none at all, is bad input', async () => {
    await using world = await createWorld();
    const { community } = await world.alliance('五色', 'community');
    const needId = await need(community);
    const wrongKind = await community.try(PublishOfferDocument, {
      input: { ...plainNeed, idempotencyKey: 'k', resourceId: needId },
    });
    expect(wrongKind.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(wrongKind.errors?.[0]?.message).toBe(
      `An id that starts with resource_ is wanted here; "${needId}" starts with need_.`,
    );
    const noId = await community.try('{ offer(id: "42") { id } }');
    expect(noId).toMatchObject({ errors: [{ path: ['offer'], extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
