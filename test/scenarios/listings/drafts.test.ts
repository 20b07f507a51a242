/** Offers and needs are drafted, seen by their unit alone, written anew as a whole, and published when they are ready. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AddTrackDocument,
  ClaimNeedDocument,
  DraftNeedDocument,
  DraftOfferDocument,
  NeedLivingDocument,
  NeedsWhereDocument,
  OfferLivingDocument,
  OffersWhereDocument,
  PauseOfferDocument,
  PublishDraftNeedDocument,
  PublishDraftOfferDocument,
  SetBeneficiaryDocument,
  UpdateDraftNeedDocument,
  UpdateDraftOfferDocument,
  WhomItIsForDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { WANG } from '../matching/meals.ts';
import { listed, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall');
});

afterAll(() => world[Symbol.asyncDispose]());

describe('row 7: a menu (点单式服务) is written before it is shown: a draft', () => {
  test('is read by its unit alone, until it is published', async () => {
    const drafted = there((await red.mall.do(DraftOfferDocument, listed({ title: '理发' }))).offer);
    expect(drafted).toMatchObject({ state: 'DRAFT', version: 1, findings: [], closedAt: null });
    const offerId = drafted.id;
    for (const actor of [red.street, red.community, red.mall.withoutHat()]) {
      const seen = await actor.ask(OfferLivingDocument, { id: offerId });
      expect(seen.offer === null).toBe(actor.unit !== red.mall.unit);
      const { offers } = await actor.ask(OffersWhereDocument, { filter: { state: ['DRAFT'] } });
      expect(there(offers).totalCount).toBe(actor.unit === red.mall.unit ? 1 : 0);
    }
    expect((await world.ask(OfferLivingDocument, { id: offerId })).data?.offer).toBeNull();
    expect(await red.community.refused(PublishDraftOfferDocument, { offerId, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });

    world.clock.pass({ hours: 1 });
    const { offer } = await red.mall.do(PublishDraftOfferDocument, { offerId, expectedVersion: 1 });
    expect(offer).toMatchObject({ state: 'PUBLISHED', version: 2 });
    expect(new Date(there(offer).publishedAt)).toEqual(world.clock.now());
    expect((await red.community.ask(OfferLivingDocument, { id: offerId })).offer).toMatchObject({ state: 'PUBLISHED' });
    expect(await red.mall.refused(PublishDraftOfferDocument, { offerId, expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  test('is written anew as a whole: what is left out is taken away, and whom it is for may be another circle', async () => {
    const first = listed({ title: '理发', placeName: '一楼', visibility: 'ALLIANCE' });
    const { id: offerId } = there((await red.mall.do(DraftOfferDocument, first)).offer);
    const anew = { ...listed({ title: '修脚', value: '7', visibility: 'PUBLIC' }), offerId, expectedVersion: 1 };
    const { offer } = await red.mall.do(UpdateDraftOfferDocument, anew);
    expect(offer).toMatchObject({ title: '修脚', placeName: null, quantity: { value: '7' }, audience: [], version: 2 });
    expect(await red.mall.refused(UpdateDraftOfferDocument, anew)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const shown = { ...anew, audience: [red.id], expectedVersion: 2 };
    expect((await red.mall.do(UpdateDraftOfferDocument, shown)).offer).toMatchObject({
      audience: [{ alliance: { id: red.id } }],
    });
    await red.mall.do(PublishDraftOfferDocument, { offerId, expectedVersion: 3 });
    expect(await red.mall.refused(UpdateDraftOfferDocument, { ...anew, expectedVersion: 4 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    const { offers } = await red.street.ask(OffersWhereDocument, { filter: { allianceId: red.id } });
    expect(there(offers).nodes.map(({ id }) => id)).toContain(offerId);
  });

  test('takes no match and cannot be paused; dropped, it is withdrawn', async () => {
    const { id: needId } = there((await red.community.do(DraftNeedDocument, listed({ title: '棋盘' }))).need);
    expect(await red.mall.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject({ code: 'NOT_FOUND' });
    const { id: offerId } = there((await red.mall.do(DraftOfferDocument, listed({ title: '棋盘' }))).offer);
    const of = { offerId, expectedVersion: 1 };
    const refusal = await red.mall.refused(PauseOfferDocument, of);
    expect(refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect(refusal.message).toContain('publishDraftOffer');
    expect((await red.mall.do(WithdrawOfferDocument, of)).offer).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('is screened when it is published, not before', async () => {
    const wish = listed({ title: '收音机', description: '请打13812345678' });
    const { id: needId } = there((await red.community.do(DraftNeedDocument, wish)).need);
    const { need } = await red.community.do(PublishDraftNeedDocument, { needId, expectedVersion: 1 });
    expect(need).toMatchObject({ state: 'IN_REVIEW', findings: [{ kind: 'MOBILE', excerpt: '138****5678' }] });
    expect((await red.mall.ask(NeedLivingDocument, { id: needId })).need).toBeNull();
  });

  test('keeps whom it is for apart, as a need does', async () => {
    const { id: needId } = there((await red.community.do(DraftNeedDocument, listed({ title: '送餐' }))).need);
    const { beneficiary } = await red.community.do(SetBeneficiaryDocument, { needId, ...WANG });
    const whom = { need: needId, id: there(beneficiary).id };
    const { need: own } = await red.community.ask(WhomItIsForDocument, whom);
    expect(own?.beneficiary).toMatchObject({ name: '王**', disclosure: 'MASKED' });
    expect(await red.street.ask(WhomItIsForDocument, whom)).toMatchObject({ need: null, node: null });
    await red.community.do(PublishDraftNeedDocument, { needId, expectedVersion: 1 });
    expect(await red.street.ask(WhomItIsForDocument, whom)).toMatchObject({ need: { beneficiary: null }, node: null });
  });

  test('holds what is true when it is published: times to come, a track in use', async () => {
    const track = { allianceId: red.id, code: 'red', name: '红色组织', colour: '#D7000F', rank: 1 };
    const { id: trackId } = there((await red.street.do(AddTrackDocument, track)).track);
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(1, '11:00') };
    const wish = { ...listed({ title: '会场', period }), trackId };
    const { id: needId } = there((await red.community.do(DraftNeedDocument, wish)).need);
    using clock = world.clock.held();
    clock.pass({ days: 2 });
    expect(await red.community.refused(PublishDraftNeedDocument, { needId, expectedVersion: 1 })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('period.end') as unknown,
    });
    const later = { start: world.clock.day(1, '09:00'), end: world.clock.day(1, '11:00') };
    await red.community.do(UpdateDraftNeedDocument, { ...wish, period: later, needId, expectedVersion: 1 });
    const { need } = await red.community.do(PublishDraftNeedDocument, { needId, expectedVersion: 2 });
    expect(need).toMatchObject({ state: 'PUBLISHED', track: { name: '红色组织' }, programme: null });
    const { needs } = await red.mall.ask(NeedsWhereDocument, { filter: { trackId } });
    expect(there(needs).nodes).toEqual([{ id: needId, state: 'PUBLISHED' }]);
  });
});
