import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  AgreementNowDocument,
  AllianceInFullDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  AuditOfDocument,
  BookSlotDocument,
  CancelAgreementDocument,
  CandidatesDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DissolveUnitDocument,
  LeaveAllianceDocument,
  MatchAsItIsDocument,
  NeedNowDocument,
  OfferLeadDocument,
  OfferNowDocument,
  OfferTitlesDocument,
  RecordDeliveryDocument,
  RemoveMemberDocument,
  SignAgreementDocument,
  SlotsOfDocument,
  SuspendMembershipDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { agreed, membershipOf, need, offer, proposal, signed, slots, there } from '../story.ts';

async function leave(actor: Actor, allianceId: string): Promise<void> {
  const { id: membershipId, version: expectedVersion } = await membershipOf(actor, allianceId);
  await actor.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
}

/** A membership that ends by its date, without an act. */
async function lapse(world: World, actor: Actor): Promise<void> {
  const ended = 'update directory.membership set valid = tstzrange(lower(valid), $1) where unit_id = $2';
  await world.sql(ended, [world.clock.now(), actor.unit]);
}

describe('a unit that leaves', () => {
  test('takes back what is not agreed yet and gives up what is not signed; what it held is free again', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening]);
    const needs = [await need(community), await need(community), await need(community)];
    const [claimedNeed = '', proposedNeed = '', agreedNeed = ''] = needs;
    const claimed = there((await mall.do(ClaimNeedDocument, { needId: claimedNeed, amount: '1' })).match);
    const proposed = await proposal(street, { needId: proposedNeed, offerId: await offer(mall) });
    const ends = { needId: agreedNeed, offerId: await offer(mall, { resourceId }), slotId: there(slotIds[0]) };
    const match = await agreed(mall, community, await proposal(street, ends));

    await leave(mall, id);
    const reason = '其中一方已退出联盟。';
    for (const { id: matchId } of [claimed, proposed]) {
      const { match: ended } = await community.ask(MatchAsItIsDocument, { id: matchId });
      expect(ended).toMatchObject({ state: 'WITHDRAWN', reason });
    }
    const { agreement } = await community.ask(AgreementNowDocument, { id: there(match.agreement).id });
    expect(agreement).toMatchObject({
      state: 'CANCELLED',
      commitments: { nodes: [{ state: 'RELEASED' }] },
      bookings: { nodes: [{ state: 'CANCELLED' }] },
    });
    for (const needId of needs) {
      expect((await community.ask(NeedNowDocument, { id: needId })).need?.covered.value).toBe('0');
    }
    const { resource } = await mall.withoutHat().ask(SlotsOfDocument, { id: resourceId });
    expect(resource?.slots.nodes).toMatchObject([{ taken: 0 }]);
    // Somebody else may serve them.
    await street.do(ClaimNeedDocument, { needId: claimedNeed, amount: '1' });
    const told = await street.ask(AuditOfDocument, { subjectId: claimed.id });
    expect(told.auditEntries?.nodes.map(({ action }) => action)).toEqual(['need:claimed', 'match:withdrawn']);
  });

  test('keeps what it signed, and settles it without a hat; under another hat it is not there', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const { id: other, uuid } = await world.alliance('别的', 'otherStreet');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    await signed(mall, community, match);
    if (mall.unit !== null) await world.people.join(mall.unit, uuid);
    await leave(mall, id);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '好' };
    const elsewhere = mall.wearing({ 'x-acting-alliance': other });
    expect(await elsewhere.refused(RecordDeliveryDocument, record)).toMatchObject({ code: 'NOT_FOUND' });
    const { delivery } = await mall.withoutHat().do(RecordDeliveryDocument, record);
    const { delivery: confirmed } = await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', commitment: { agreement: { state: 'COMPLETED' } } });
  });

  test('needs no hat to sign or give up an agreement it is a party to', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const { id: other, uuid } = await world.alliance('别的', 'otherStreet');
    if (mall.unit !== null) await world.people.join(mall.unit, uuid);
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    const { id: agreementId, version: expectedVersion } = there(match.agreement);
    const elsewhere = mall.wearing({ 'x-acting-alliance': other });
    expect(await elsewhere.refused(SignAgreementDocument, { agreementId, expectedVersion })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const bare = mall.withoutHat();
    const { agreement } = await bare.do(SignAgreementDocument, { agreementId, expectedVersion });
    expect(agreement?.signatures).toHaveLength(1);
    await bare.do(CancelAgreementDocument, { agreementId, expectedVersion, reason: '改期' });
  });
});

describe('a unit that', () => {
  test.each(['is suspended', 'is removed', 'leaves', 'is dissolved'] as const)(
    '%s: the lead of the alliance is offered to it no more, and may be offered to another',
    async (how) => {
      await using world = await createWorld();
      const { street, mall, community, id: allianceId } = await world.alliance('五色', 'street', 'mall', 'community');
      for (const actor of [street, mall]) await world.people.administrator(there(actor.unit), there(actor.person));
      const offered = async ({ unitId }: Actor, expectedVersion: number) =>
        (await street.do(OfferLeadDocument, { allianceId, unitId, expectedVersion })).alliance;
      await offered(mall, 1);
      const { id: membershipId, version: expectedVersion } = await membershipOf(mall, allianceId);
      const moving = { membershipId, expectedVersion, reason: '不再参与' };
      const ending = { unitId: mall.unitId, expectedVersion: 1, reason: '不再参与' };
      const acts = {
        'is suspended': () => street.do(SuspendMembershipDocument, moving),
        'is removed': () => street.do(RemoveMemberDocument, moving),
        leaves: () => mall.do(LeaveAllianceDocument, moving),
        'is dissolved': () => mall.do(DissolveUnitDocument, ending),
      };
      await acts[how]();
      expect((await street.ask(AllianceInFullDocument, { id: allianceId, day: '2026-11-21' })).alliance).toMatchObject({
        leadOfferedTo: null,
        version: 3,
      });
      expect(await offered(community, 3)).toMatchObject({ leadOfferedTo: { shortName: 'community' } });
    },
  );
});

describe('a listing that is withdrawn', () => {
  test('ends what was proposed or claimed of it, and leaves what is agreed', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community, { value: '3' });
    const offerId = await offer(mall, { value: '3' });
    const stands = await agreed(mall, community, await proposal(street, { needId, offerId }));
    const held = await proposal(street, { needId, offerId });
    await mall.do(AcceptMatchDocument, { matchId: held.id, expectedVersion: 1 });
    const claimed = there((await mall.do(ClaimNeedDocument, { needId, amount: '1' })).match);
    const stateOf = async (id: string) => (await street.ask(MatchAsItIsDocument, { id })).match;

    await mall.do(WithdrawOfferDocument, { offerId, expectedVersion: 1 });
    expect(await stateOf(held.id)).toMatchObject({ state: 'WITHDRAWN', reason: '供给已撤回。' });
    expect((await mall.ask(OfferNowDocument, { id: offerId })).offer?.remaining.value).toBe('2');
    expect((await stateOf(claimed.id))?.state).toBe('ACCEPTED_BY_ONE');

    await community.do(WithdrawNeedDocument, { needId, expectedVersion: 1 });
    expect(await stateOf(claimed.id)).toMatchObject({ state: 'WITHDRAWN', reason: '需求已撤回。' });
    expect((await stateOf(stands.id))?.state).toBe('AGREED');
    expect((await community.ask(NeedNowDocument, { id: needId })).need?.covered.value).toBe('1');
  });
});

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
      offers: (await community.ask(OfferTitlesDocument, {})).offers?.totalCount,
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
    expect((await bare.ask(OfferTitlesDocument, {})).offers?.totalCount).toBe(1);
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
