import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  BookSlotDocument,
  CancelAgreementDocument,
  ClaimNeedDocument,
  DeclineMatchDocument,
  LeaveAllianceDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  WithdrawMatchDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, membershipOf, need, offer, proposal, slots, there } from '../story.ts';

test('what is done again is done already, whatever version the caller has seen', async () => {
  await using world = await createWorld();
  const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
  const [needId, offerId] = [await need(community), await offer(mall)];
  const propose = async () => proposal(street, { needId: await need(community), offerId: await offer(mall) });
  const declined = { matchId: (await propose()).id, expectedVersion: 1, reason: '不' };
  const withdrawn = { matchId: (await propose()).id, expectedVersion: 1, reason: '误' };
  const made = await agreed(mall, community, await propose());
  const cancelled = { agreementId: there(made.agreement).id, expectedVersion: 1, reason: '改' };
  const membership = await membershipOf(community, id);
  const left = { membershipId: membership.id, expectedVersion: membership.version, reason: '走' };
  const acts = [
    () => mall.act(WithdrawOfferDocument, { offerId, expectedVersion: 1 }),
    () => community.act(WithdrawNeedDocument, { needId, expectedVersion: 1 }),
    () => mall.act(DeclineMatchDocument, declined),
    () => street.act(WithdrawMatchDocument, withdrawn),
    () => mall.act(CancelAgreementDocument, cancelled),
  ];
  const accepted = { matchId: made.id, expectedVersion: 1 };
  expect(await mall.refused(AcceptMatchDocument, accepted)).toMatchObject({ code: 'ALREADY_DONE' });
  for (const act of acts) expect((await act()).userErrors).toEqual([]);
  for (const act of acts) expect((await act()).userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
  const bare = community.withoutHat();
  await bare.do(LeaveAllianceDocument, left);
  expect(await bare.refused(LeaveAllianceDocument, left)).toMatchObject({ code: 'ALREADY_DONE' });
});

test('a state that is too late is told in words of the language, with what to do instead', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const match = await proposal(street, { needId: await need(community), offerId: await offer(mall) });
  await mall.do(DeclineMatchDocument, { matchId: match.id, expectedVersion: 1, reason: '没空' });
  const answer = { matchId: match.id, expectedVersion: 2 };
  expect((await community.refused(AcceptMatchDocument, answer)).message).toBe(
    `The match ${match.id} is declined and cannot be accepted. If it is still wanted, propose a match, claim the need, order the offer or send the need anew.`,
  );
  const chinese = community.wearing({ 'accept-language': 'zh-CN' });
  expect((await chinese.refused(AcceptMatchDocument, answer)).message).toBe(
    `撮合 ${match.id} 已被婉拒，不能接受。如仍需合作，请重新推荐撮合、认领需求、点单或发单。`,
  );
});

test('a claim is served from one’s own offer that the alliance sees; what is wrong with another is said', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const needId = await need(community);
  const claim = async (offerId: string) => mall.refused(ClaimNeedDocument, { needId, offerId, amount: '1' });
  expect(await claim(await offer(power))).toMatchObject({
    __typename: 'ForbiddenError',
    message:
      'A claim is served from an offer of the claiming unit: name one of your own, or none. A coordinator proposes the offers of others.',
  });
  expect(await claim(await offer(mall, { visibility: 'UNIT' }))).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'offerId'],
    message: 'This offer of your unit is not shown to the alliance: name one that is, or none.',
  });
  expect(await claim(await offer(power, { visibility: 'UNIT' }))).toMatchObject({ code: 'NOT_FOUND' });
});

test('another unit that is no member is to be passed over, not to be joined', async () => {
  await using world = await createWorld();
  const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
  const { otherStreet } = await world.alliance('别的', 'otherStreet');
  const wanted = { needId: await need(otherStreet, { visibility: 'PUBLIC' }), offerId: await offer(mall), amount: '1' };
  expect(await street.refused(ProposeMatchDocument, wanted)).toMatchObject({
    code: 'NOT_A_MEMBER',
    message: `The unit ${otherStreet.unitId} is not an active member of the alliance ${id}: choose another unit, one that is.`,
  });
});

test('a slot that was taken before a match was accepted: the match is declined and proposed with another', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening]);
  const slotId = there(slotIds[0]);
  const ends = { needId: await need(community), offerId: await offer(mall, { resourceId }), slotId };
  const { id: matchId } = await proposal(street, ends);
  await mall.do(AcceptMatchDocument, { matchId, expectedVersion: 1 });
  await power.do(BookSlotDocument, { slotId, count: 1, purpose: '先到' });
  const full = 'has 0 places left; 1 were asked for.';
  expect((await community.refused(AcceptMatchDocument, { matchId, expectedVersion: 2 })).message).toBe(
    `The slot ${slotId} ${full} Decline the match and have it proposed anew with another slot.`,
  );
  expect((await community.refused(BookSlotDocument, { slotId, count: 1, purpose: '用' })).message).toBe(
    `The slot ${slotId} ${full} Ask for fewer or choose another slot.`,
  );
});

test('a period that ends before it begins is named once', async () => {
  await using world = await createWorld();
  const { community } = await world.alliance('五色', 'community');
  const refusal = await community.wearing({ 'accept-language': 'zh-CN' }).refused(PublishNeedDocument, {
    category: 'space.hall',
    title: '场地',
    description: '说明',
    quantity: { value: '1', unit: '场' },
    visibility: 'ALLIANCE' as const,
    period: { start: world.clock.day(3, '12:00'), end: world.clock.day(3, '11:00') },
  });
  expect(refusal.message).toBe('input.period.end 须晚于开始时间。');
});
