/** What waits under which hat (待办): each under its own, what is proposed to a person under all of them, and nothing of anybody else's. */
import { describe, expect, test } from '@jest/globals';
import {
  AgreePersonRelationDocument,
  DeclineHouseholdLinkDocument,
  AgreeRelationDocument,
  AcceptLeadDocument,
  AcceptMembershipDocument,
  InviteMemberDocument,
  OfferLeadDocument,
  RefuseSharingDocument,
  RequestSharingDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { lookedAfter, member, offered, registered } from '../people/household-steps.ts';
import { resident, wished } from '../people/person-steps.ts';
import { administratorOf } from '../people/posting.ts';
import { proposed, someUnit } from '../people/relation-steps.ts';
import { need, offer, proposal, there } from '../story.ts';
import { countsOf, pendingOf, theOne, waitingFor } from './pending-steps.ts';

test('scenario 8: somebody with two hats sees each under its own, and how much waits under the other', async () => {
  await using world = await createWorld();
  const five = await world.alliance('五色', 'street', 'community');
  const bay = await world.alliance('蓝湾', 'harbour', 'pier');
  const unit = await world.people.unit('hospital', 'HOSPITAL');
  for (const { uuid } of [five, bay]) await world.people.join(unit, uuid);
  const inFive = await world.people.actor(await world.people.post(unit), unit, five.uuid);
  const inBay = inFive.wearing({ 'x-acting-alliance': bay.id });
  const matched = async (coordinator: Actor, needy: Actor, who: Actor, audience: string) =>
    proposal(coordinator, { needId: await need(needy), offerId: await offer(who, { audience: [audience] }) });
  const first = await matched(five.street, five.community, inFive, five.id);
  const second = await matched(bay.harbour, bay.pier, inBay, bay.id);
  const third = await matched(bay.harbour, bay.pier, inBay, bay.id);
  expect(await waitingFor(inFive)).toEqual([`MATCH ${first.id}`]);
  expect(await waitingFor(inBay)).toEqual([`MATCH ${second.id}`, `MATCH ${third.id}`]);
  // Without the hat of an alliance: whatever waits for the unit.
  const bare = inFive.withoutHat();
  expect((await waitingFor(bare)).sort()).toEqual([first, second, third].map(({ id }) => `MATCH ${id}`).sort());
  expect(await waitingFor(bare, { filter: { allianceId: bay.id } })).toHaveLength(2);
  world.statements.length = 0;
  expect(await countsOf(inFive)).toEqual({ 'hospital/五色': 1, 'hospital/蓝湾': 2 });
  expect(world.statements).toHaveLength(1);
});

test('who acts for two units sees each under its own; with neither named, what waits for them alone', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await world.people.post(there(community.unit), { person: there(mall.person) });
  const match = await proposal(street, { needId: await need(community), offerId: await offer(street) });
  const [asMall, asCommunity] = [mall, community].map(({ unitId }) => mall.wearing({ 'x-acting-unit': unitId }));
  expect(await waitingFor(there(asMall))).toEqual([]);
  expect(await waitingFor(there(asCommunity))).toEqual([`MATCH ${match.id}`]);
  expect(await waitingFor(mall.withoutHat())).toEqual([]);
  expect(await countsOf(mall.withoutHat())).toEqual({ 'community/五色': 1, 'mall/五色': 0 });
  // Under a hat that is not held nothing waits.
  expect(await waitingFor(mall.wearing({ 'x-acting-unit': street.unitId }))).toEqual([]);
});

test('nothing waits for an app, nor for nobody', async () => {
  await using world = await createWorld();
  const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
  const match = await proposal(street, { needId: await need(community), offerId: await offer(mall) });
  expect(await waitingFor(mall)).toEqual([`MATCH ${match.id}`]);
  const app = await world.people.app(there(mall.unit), uuid);
  expect(await countsOf(app)).toEqual({ 'mall/五色': 0 });
  const query = '{ viewer { pending { totalCount nodes { key title unit { id } } facets(by: KIND) { value } } } }';
  const nothing = { data: { viewer: { pending: { totalCount: 0, nodes: [], facets: [] } } } };
  expect((await app.try(query)).errors).toBeUndefined();
  for (const answer of [await app.try(query), await world.ask(query)]) expect(answer).toMatchObject(nothing);
});

describe('what takes an administrator waits for administrators', () => {
  test('relations, requests to share, the lead of an alliance', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const [head, other] = [await administratorOf(world, mall), await someUnit(world, '医院', 'HOSPITAL')];
    const relation = await proposed('assigned-support', other, head);
    const request = { kind: 'OFFERS' as const, purpose: 'care.meals', precision: 'FULL' as const, mayReshare: false };
    const until = world.clock.day(100, '00:00');
    const { sharingAgreement } = await other.do(RequestSharingDocument, {
      ...{ ...request, providerUnitId: mall.unitId, until, statement: '配餐' },
    });
    const lead = await administratorOf(world, street);
    await lead.do(OfferLeadDocument, { allianceId: id, unitId: mall.unitId, expectedVersion: 1 });
    expect(await waitingFor(head)).toEqual([
      `SHARING ${there(sharingAgreement).id}`,
      // Since the same instant.
      `ALLIANCE_LEAD ${id}`,
      `RELATION ${relation.id}`,
    ]);
    expect((await pendingOf(head)).items.map(({ title }) => title)).toEqual([
      'Answer the request to share data: resources and offers',
      'Answer whether you take the lead of 五色',
      expect.stringMatching(/^Answer the relation that 医院 proposes: /),
    ]);
    // Who acts for the unit and does not administer it has nothing to answer; nor who proposed.
    expect(await waitingFor(mall)).toEqual([]);
    expect(await waitingFor(other)).toEqual([]);
    expect(await countsOf(head)).toEqual({ 'mall/五色': 3 });

    await head.do(AgreeRelationDocument, { relationId: relation.id, expectedVersion: 1 });
    const refusal = { agreementId: there(sharingAgreement).id, expectedVersion: 1, reason: '不宜共享' };
    await head.do(RefuseSharingDocument, refusal);
    const taken = await theOne(head, 'ALLIANCE_LEAD');
    expect(taken).toMatchObject({ subject: { __typename: 'Alliance', id }, unit: { shortName: 'street' } });
    await head.do(AcceptLeadDocument, { allianceId: id, expectedVersion: 2 });
    expect(await waitingFor(head)).toEqual([]);
  });

  test('an invitation into an alliance waits for whoever acts for the unit, which is in none yet', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const bank = await someUnit(world, '银行', 'ENTERPRISE');
    const invitation = { unitId: bank.unitId, statement: '欢迎加入' };
    const { membership } = await street.do(InviteMemberDocument, invitation);
    expect(await waitingFor(street)).toEqual([]);
    expect(await theOne(bank, 'MEMBERSHIP_INVITATION')).toMatchObject({
      title: 'Answer the invitation into 五色',
      unit: { shortName: 'street' },
      alliance: { name: '五色' },
    });
    expect(await countsOf(bank)).toEqual({ '银行/': 1 });
    await bank.do(AcceptMembershipDocument, { membershipId: there(membership).id, expectedVersion: 1 });
    expect(await waitingFor(bank)).toEqual([]);
  });
});

describe('what is proposed to a person waits for that person, under any hat or none', () => {
  test('row 68: a household that a unit links them to; and what they propose waits for the unit', async () => {
    await using world = await createWorld();
    const { community, grid } = await lookedAfter(world);
    const who = await member(world, community, '王芳');
    const household = await registered(community, grid, '3幢501');
    const link = await offered(community, who, household.id);
    expect(await waitingFor(who.actor)).toEqual([`HOUSEHOLD_LINK ${link.id}`]);
    expect(await theOne(who.actor, 'HOUSEHOLD_LINK')).toMatchObject({
      waitsFor: 'PERSON',
      unit: { shortName: '社区' },
    });
    expect(await waitingFor(community)).toEqual([]);
    const answer = { householdLinkId: link.id, expectedVersion: link.version, reason: '已搬离' };
    await who.actor.do(DeclineHouseholdLinkDocument, answer);
    expect(await waitingFor(who.actor)).toEqual([]);

    const other = await resident(world, '李明');
    const wish = await wished(other, 'service-post', community.unitId);
    expect(await waitingFor(other)).toEqual([]);
    expect(await waitingFor(who.actor)).toEqual([]);
    // Whose wish it is stands in the relation, for those who may be told, and not in the list.
    const item = await theOne(community, 'PERSON_RELATION');
    expect(item).toMatchObject({
      waitsFor: 'UNIT',
      subject: { __typename: 'PersonRelation', id: wish.id },
      unit: null,
    });
    expect(item.title).not.toContain('李明');
    expect(await countsOf(community)).toEqual({ '社区/': 0 });
    await community.do(AgreePersonRelationDocument, { personRelationId: wish.id, expectedVersion: 1 });
    expect(await waitingFor(community)).toEqual([]);
  });
});
