/** Drafts say what what is published says: how many may claim a wish, and from what an offer is served. */
import { expect, test } from '@jest/globals';
import {
  BookPeriodDocument,
  CompleteWishDocument,
  DraftNeedDocument,
  DraftOfferDocument,
  NeedLivingDocument,
  PublishDraftNeedDocument,
  PublishDraftOfferDocument,
  RetireResourceDocument,
  UpdateDraftNeedDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { claimedBy, member } from '../matching/wish-steps.ts';
import { room } from '../resources/booking-steps.ts';
import { resource } from '../resources/stocking.ts';
import { listed, there } from '../story.ts';

test('row 87: a wish is drafted, says how many may claim it, and is fulfilled when that is confirmed', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻里帮', 'street', 'community', 'mall');
  const { community, mall } = alliance;
  const { resourceId: _, ...said } = listed({ title: '一台收音机', unit: '件' });
  const about = { ...said, kind: 'MICRO_WISH' as const };
  expect(await community.refused(DraftNeedDocument, about)).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'maxClaims'],
  });
  const draft = there((await community.do(DraftNeedDocument, { ...about, maxClaims: 9 })).need);
  const again = { ...about, needId: draft.id, expectedVersion: 1, maxClaims: 1 };
  await community.do(UpdateDraftNeedDocument, again);
  await community.do(PublishDraftNeedDocument, { needId: draft.id, expectedVersion: 2 });
  await claimedBy(await member(world, mall, alliance), draft.id);
  const late = await member(world, mall, alliance);
  await expect(claimedBy(late, draft.id)).rejects.toThrow('NOT_ENOUGH_LEFT');
  await community.do(CompleteWishDocument, { needId: draft.id, expectedVersion: 3 });
  expect((await mall.ask(NeedLivingDocument, { id: draft.id })).need).toMatchObject({
    state: 'FULFILLED',
    closedAt: '2026-11-21T09:00:00+08:00',
  });
});

test('what is retired while an offer is a draft serves it no more, and is booked no more', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'community', 'mall');
  const resourceId = await resource(mall, { kind: 'EQUIPMENT', name: '音响' });
  const { id: offerId } = there((await mall.do(DraftOfferDocument, listed({ resourceId }))).offer);
  await mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '已损坏' });
  expect(await mall.refused(PublishDraftOfferDocument, { offerId, expectedVersion: 1 })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('retired') as unknown,
  });
  const hall = await room(mall, '客厅');
  const period = { start: world.clock.day(1, '10:00'), end: world.clock.day(1, '12:00') };
  await mall.do(RetireResourceDocument, { resourceId: hall, expectedVersion: 1, reason: '改作他用' });
  expect(await community.refused(BookPeriodDocument, { resourceId: hall, period, purpose: '活动' })).toMatchObject({
    code: 'WRONG_STATE',
  });
});
