import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  BookSlotDocument,
  CandidatesDocument,
  ClaimNeedDocument,
  LeaveAllianceDocument,
  NeedNowDocument,
  OfferTitlesDocument,
  SlotsOfDocument,
} from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { membershipOf, need, offer, proposal, slots, there } from './story.ts';

async function leave(actor: Actor, allianceId: string): Promise<void> {
  const { id: membershipId, version: expectedVersion } = await membershipOf(actor, allianceId);
  await actor.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
}

/** A membership that ends by its date, without an act. */
async function lapse(world: World, actor: Actor): Promise<void> {
  const ended = 'update directory.membership set valid = tstzrange(lower(valid), $1) where unit_id = $2';
  await world.sql(ended, [world.clock.now(), actor.unit]);
}

describe('an agreement needs two members', () => {
  test('it is not made with a supplier that has left since it claimed without an offer', async () => {
    await using world = await createWorld();
    const { mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community);
    const match = there((await mall.do(ClaimNeedDocument, { needId, amount: '1' })).match);
    await leave(mall, id);
    await community.refused(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
    expect(await world.sql('select from exchange.agreement')).toHaveLength(0);
  });

  test('nor with one whose membership has lapsed, whichever side it is on', async () => {
    await using world = await createWorld();
    const { street, mall, community, village } = await world.alliance('五色', 'street', 'mall', 'community', 'village');
    const claimed = there((await mall.do(ClaimNeedDocument, { needId: await need(community), amount: '1' })).match);
    const proposed = await proposal(street, { needId: await need(mall), offerId: await offer(village) });
    await lapse(world, mall);
    for (const [actor, match] of [
      [community, claimed],
      [village, proposed],
    ] as const) {
      const answer = { matchId: match.id, expectedVersion: match.version };
      expect(await actor.refused(AcceptMatchDocument, answer)).toMatchObject({
        __typename: 'NotAMemberError',
        code: 'NOT_A_MEMBER',
      });
    }
    expect(await world.sql('select from exchange.agreement')).toHaveLength(0);
  });
});

describe('what is shown to an alliance is seen while its owner is a member', () => {
  test('offers, needs, candidates and slots go with the owner, stay its own, and come back with it', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening]);
    await offer(mall, { title: '大厅', resourceId });
    const [wish, ownNeed] = [await need(mall), await need(community)];
    const seen = async () => ({
      offers: (await community.ask(OfferTitlesDocument, {})).offers.totalCount,
      need: (await community.ask(NeedNowDocument, { id: wish })).need !== null,
      slots: (await community.ask(SlotsOfDocument, { id: resourceId })).resource?.slots.nodes.length ?? 0,
      candidates: there((await street.ask(CandidatesDocument, { needId: ownNeed })).need).candidates.totalCount,
    });
    const everything = { offers: 1, need: true, slots: 1, candidates: 1 };
    expect(await seen()).toEqual(everything);

    await leave(mall, id);
    expect(await seen()).toEqual({ offers: 0, need: false, slots: 0, candidates: 0 });
    const wanted = { slotId: there(slotIds[0]), count: 1, purpose: '用' };
    expect(await community.refused(BookSlotDocument, wanted)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await community.refused(ClaimNeedDocument, { needId: wish, amount: '1' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const bare = mall.withoutHat();
    expect((await bare.ask(OfferTitlesDocument, {})).offers.totalCount).toBe(1);
    expect((await bare.ask(NeedNowDocument, { id: wish })).need).not.toBeNull();

    const { membership } = await bare.do(ApplyForMembershipDocument, { allianceId: id, statement: '回来' });
    world.clock.pass({ minutes: 1 });
    await street.do(ApproveMembershipDocument, { membershipId: there(membership).id, expectedVersion: 1 });
    expect(await seen()).toEqual(everything);
  });

  test('a public slot is seen by everybody and booked only where its owner is a member too', async () => {
    await using world = await createWorld();
    const { mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const { otherStreet } = await world.alliance('别的', 'otherStreet');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening], 3, 'PUBLIC');
    const wanted = { slotId: there(slotIds[0]), count: 1, purpose: '用' };
    const elsewhere = { __typename: 'NotAMemberError', code: 'NOT_A_MEMBER' };
    await community.do(BookSlotDocument, wanted);
    expect((await otherStreet.ask(SlotsOfDocument, { id: resourceId })).resource?.slots.nodes).toHaveLength(1);
    expect(await otherStreet.refused(BookSlotDocument, wanted)).toMatchObject(elsewhere);
    await leave(mall, id);
    expect((await community.ask(SlotsOfDocument, { id: resourceId })).resource?.slots.nodes).toHaveLength(1);
    expect(await community.refused(BookSlotDocument, wanted)).toMatchObject(elsewhere);
  });
});
