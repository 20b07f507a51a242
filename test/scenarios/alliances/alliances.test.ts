/**
 * Alliances in full. Row 20: the five-colour alliance of two communities, a village and a mall, with five colour tracks;
 * row 72: kinds of alliances; row 45: a joint alliance of a business circle with its charter.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  AcceptLeadDocument,
  AcceptMembershipDocument,
  AddTrackDocument,
  AdoptCharterDocument,
  AllianceInFullDocument,
  AlliancesOfKindDocument,
  ApplyForMembershipDocument,
  DeclineLeadDocument,
  DissolveAllianceDocument,
  FoundAllianceDocument,
  InviteMemberDocument,
  InviteToPostDocument,
  LeaveAllianceDocument,
  MembershipHistoryDocument,
  OfferLeadDocument,
  OfferTitlesDocument,
  RetireTrackDocument,
  ReviseTrackDocument,
  UpdateAllianceDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { accepted } from '../people/posting.ts';
import { agreed, membershipOf, need, offer, proposal, signed, there } from '../story.ts';

async function administrator(world: World, name: string): Promise<Actor> {
  const unit = await world.people.unit(name);
  const person = await world.people.post(unit);
  await world.people.administrator(unit, person);
  return world.people.actor(person, unit, null);
}

const about = { description: '城乡互补', kind: 'alliance.area', foundedOn: '2026-11-20' };

async function founded(founder: Actor, name: string) {
  return there((await founder.do(FoundAllianceDocument, { ...about, name })).alliance);
}

/** Its administrator appoints themselves. */
async function coordinating(founder: Actor, allianceId: string): Promise<Actor> {
  const post = { title: '联盟协调员', role: 'COORDINATOR' as const, allianceId, personName: '某人' };
  const { invitationCode } = await founder.do(InviteToPostDocument, post);
  await accepted(founder, there(invitationCode));
  return founder.wearing({ 'x-acting-alliance': allianceId });
}

const seen = async (who: Actor, id: string, day = '2026-11-21') =>
  there((await who.ask(AllianceInFullDocument, { id, day })).alliance);

const FIVE_COLOURS = [
  ['red', '红色组织', '#D7000F'],
  ['orange', '橙色家园', '#F08300'],
  ['yellow', '黄色服务', '#FFD900'],
  ['blue', '蓝色治理', '#1E50A2'],
  ['purple', '紫色文化', '#7F1184'],
] as const;

describe('row 20: an alliance of five colours', () => {
  test('is founded by the administrator of a unit, which leads it; 4 core members come in, 5 tracks are laid out', async () => {
    await using world = await createWorld();
    const street = await administrator(world, '浒山街道');
    const operator = await world.people.actor(await world.people.post(there(street.unit)), street.unit, null);
    expect(await operator.refused(FoundAllianceDocument, { ...about, name: '五色' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { id: allianceId } = await founded(street, '五色亲邻党建联盟');
    expect(await street.refused(FoundAllianceDocument, { ...about, name: '五色亲邻党建联盟' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const coordinator = await coordinating(street, allianceId);
    for (const name of ['玉波社区', '明珠社区', '天香桥村', '吾悦广场']) {
      const member = await administrator(world, name);
      const input = { unitId: member.unitId, statement: '共建', role: 'CORE' as const };
      const { membership } = await coordinator.do(InviteMemberDocument, input);
      await member.do(AcceptMembershipDocument, { membershipId: there(membership).id, expectedVersion: 1 });
    }
    for (const [i, [code, name, colour]] of FIVE_COLOURS.entries()) {
      const input = { allianceId, code, name, colour: colour.toLowerCase(), rank: i + 1 };
      await coordinator.do(AddTrackDocument, input);
    }
    const alliance = await seen(street, allianceId);
    expect(alliance).toMatchObject({
      state: 'ACTIVE',
      kind: { code: 'alliance.area' },
      leadUnit: { shortName: '浒山街道' },
    });
    expect(alliance.memberships.nodes.map(({ role }) => role)).toEqual(['LEAD', 'CORE', 'CORE', 'CORE', 'CORE']);
    expect(alliance.tracks.nodes.map(({ code, name, colour }) => [code, name, colour])).toEqual(FIVE_COLOURS);
  });

  test('a track changes name, colour and place, and is retired; its code is never given to another', async () => {
    await using world = await createWorld();
    const { street, mall, id: allianceId } = await world.alliance('五色', 'street', 'mall');
    const input = { allianceId, code: 'red', name: '红色', colour: '#FF0000', rank: 1 };
    expect(await mall.refused(AddTrackDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await street.refused(AddTrackDocument, { ...input, colour: 'red' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { id: trackId } = there((await street.do(AddTrackDocument, input)).track);
    const revising = { trackId, expectedVersion: 1, name: '红色组织' };
    expect((await street.do(ReviseTrackDocument, revising)).track).toMatchObject({
      name: '红色组织',
      colour: '#FF0000',
    });
    expect(await street.refused(ReviseTrackDocument, revising)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const { track } = await street.do(RetireTrackDocument, { trackId, expectedVersion: 2 });
    expect(track).toMatchObject({ retiredAt: '2026-11-21T09:00:00+08:00' });
    expect(await street.refused(RetireTrackDocument, { trackId, expectedVersion: 3 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    expect(await street.refused(AddTrackDocument, input)).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await seen(mall, allianceId)).tracks.nodes).toEqual([]);
  });
});

test('row 72: alliances are of kinds, which are words of a vocabulary, and are found by them', async () => {
  await using world = await createWorld();
  const street = await administrator(world, '街道');
  const { id: allianceId } = await founded(street, '片区联建');
  expect(await street.refused(FoundAllianceDocument, { ...about, name: '其他', kind: 'space.hall' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const coordinator = await coordinating(street, allianceId);
  const { alliance } = await coordinator.do(UpdateAllianceDocument, {
    allianceId,
    expectedVersion: 1,
    kind: 'alliance.industry',
  });
  expect(alliance).toMatchObject({ kind: { code: 'alliance.industry' }, name: '片区联建', description: '城乡互补' });
  const named = async (kind: string) =>
    (await street.ask(AlliancesOfKindDocument, { kind: [kind] })).alliances?.totalCount;
  expect([await named('alliance.area'), await named('alliance.industry')]).toEqual([0, 1]);
});

test('row 45: the charter of a business circle is adopted in versions, each with its hash, and read as of any day', async () => {
  await using world = await createWorld();
  const { street, mall, id: allianceId } = await world.alliance('天一商圈综合党委', 'street', 'mall');
  const texts = ['第一条 共商共管。', '第一条 共商共管。\n第二条 轮值。'];
  const adopt = (text: string, adoptedOn: string) => street.act(AdoptCharterDocument, { allianceId, text, adoptedOn });
  for (const [i, text] of texts.entries()) {
    const { charter } = await adopt(text, `202${4 + i}-03-01`);
    expect(charter).toMatchObject({ number: i + 1, hash: createHash('sha256').update(text).digest('hex') });
  }
  const inForce = async (day: string) => (await seen(mall, allianceId, day)).inForce.nodes.map(({ number }) => number);
  expect([await inForce('2024-02-29'), await inForce('2024-03-01'), await inForce('2025-03-01')]).toEqual([
    [],
    [1],
    [2],
  ]);
  expect((await adopt('更早', '2025-02-28')).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  expect((await adopt('将来', '2026-11-22')).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  expect((await adopt(there(texts[1]), '2026-01-01')).userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
  expect(await mall.refused(AdoptCharterDocument, { allianceId, text: 'x', adoptedOn: '2026-01-01' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  // Two of one day, at once: each is a version, and the later one is in force.
  await Promise.all([adopt('甲', '2026-05-01'), adopt('乙', '2026-05-01')]);
  expect((await seen(mall, allianceId)).charters.totalCount).toBe(4);
  expect(await inForce('2026-05-01')).toEqual([4]);
});

describe('the lead of an alliance', () => {
  test('is offered to a member and taken by it: it leads, may leave no more, and the other may', async () => {
    await using world = await createWorld();
    const { street, mall, id: allianceId } = await world.alliance('五色', 'street', 'mall');
    for (const actor of [street, mall]) await world.people.administrator(there(actor.unit), there(actor.person));
    const village = await administrator(world, '村');
    const offering = { allianceId, unitId: mall.unitId, expectedVersion: 1 };
    expect(await street.refused(OfferLeadDocument, { ...offering, unitId: village.unitId })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await mall.refused(OfferLeadDocument, offering)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mall.refused(AcceptLeadDocument, { allianceId, expectedVersion: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { alliance } = await street.do(OfferLeadDocument, offering);
    expect(alliance).toMatchObject({ leadOfferedTo: { shortName: 'mall' }, leadUnit: { shortName: 'street' } });
    const { alliance: handed } = await mall.do(AcceptLeadDocument, { allianceId, expectedVersion: 2 });
    expect(handed).toMatchObject({ leadOfferedTo: null, leadUnit: { shortName: 'mall' } });
    const roles = (await seen(mall, allianceId)).memberships.nodes.map(({ role, unit }) => [unit?.shortName, role]);
    expect(roles).toEqual([
      ['street', 'CORE'],
      ['mall', 'LEAD'],
    ]);
    // Who coordinated for the one that led does so no more; the new one appoints.
    const update = { allianceId, expectedVersion: 3, description: '新' };
    expect(await street.refused(UpdateAllianceDocument, update)).toMatchObject({ code: 'FORBIDDEN' });
    const coordinator = await coordinating(mall, allianceId);
    await coordinator.do(UpdateAllianceDocument, update);
    const leaving = async (who: Actor) => {
      const { id: membershipId, version: expectedVersion } = await membershipOf(who, allianceId);
      return who.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' });
    };
    expect((await leaving(mall)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await leaving(street)).userErrors).toEqual([]);
  });

  test('is declined by who it is offered to, and taken back by who offered; then there is nothing to take', async () => {
    await using world = await createWorld();
    const { street, mall, community, id: allianceId } = await world.alliance('五色', 'street', 'mall', 'community');
    for (const actor of [street, mall]) await world.people.administrator(there(actor.unit), there(actor.person));
    let expectedVersion = 1;
    for (const who of [mall, street]) {
      await street.do(OfferLeadDocument, { allianceId, unitId: mall.unitId, expectedVersion });
      expectedVersion += 1;
      expect(await community.refused(DeclineLeadDocument, { allianceId, expectedVersion })).toMatchObject({
        code: 'FORBIDDEN',
      });
      await who.do(DeclineLeadDocument, { allianceId, expectedVersion });
      expectedVersion += 1;
    }
    expect(await mall.refused(AcceptLeadDocument, { allianceId, expectedVersion })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await street.refused(DeclineLeadDocument, { allianceId, expectedVersion })).toMatchObject({
      code: 'ALREADY_DONE',
    });
  });
});

test('an alliance is dissolved with a reason: memberships end, what is open is freed, what is signed is settled', async () => {
  await using world = await createWorld();
  const { street, mall, community, id: allianceId } = await world.alliance('五色', 'street', 'mall', 'community');
  await world.people.administrator(there(street.unit), there(street.person));
  const village = await administrator(world, '村');
  const { membership } = await village.do(ApplyForMembershipDocument, { allianceId, statement: '愿' });
  const pair = async () => ({ needId: await need(community), offerId: await offer(mall) });
  await signed(mall, community, await agreed(mall, community, await proposal(street, await pair())));
  await proposal(street, await pair());
  const held = await membershipOf(mall, allianceId);
  const input = { allianceId, expectedVersion: 1, reason: '任务完成' };
  expect(await mall.refused(DissolveAllianceDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
  const { alliance } = await street.do(DissolveAllianceDocument, input);
  expect(alliance).toMatchObject({ state: 'DISSOLVED', dissolvedReason: '任务完成' });
  const bare = mall.withoutHat();
  const history = await bare.ask(MembershipHistoryDocument, { id: held.id });
  expect(history.node).toMatchObject({ state: 'ENDED', reason: '任务完成', running: { totalCount: 1 } });
  const application = await village.ask(MembershipHistoryDocument, { id: there(membership).id });
  expect(application.node).toMatchObject({ state: 'REJECTED', reason: '任务完成' });
  expect((await mall.try(OfferTitlesDocument, {})).errors).toMatchObject([{ extensions: { code: 'HAT_REQUIRED' } }]);
  const states = await world.sql<{ state: string }>('select state from exchange.match order by id');
  expect(states.map(({ state }) => state)).toEqual(['AGREED', 'WITHDRAWN']);
  expect(await village.refused(ApplyForMembershipDocument, { allianceId, statement: '愿' })).toMatchObject({
    code: 'WRONG_STATE',
  });
  expect(await street.withoutHat().refused(DissolveAllianceDocument, { ...input, expectedVersion: 2 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
});

test('alliances are listed as a dictionary lists them', async () => {
  await using world = await createWorld();
  const lead = await world.people.unit('牵头');
  for (const name of ['丁香联盟', '安居联盟', '白云联盟']) await world.people.found(name, lead);
  const { data } = await world.ask('{ alliances(order: NAME) { nodes { name } } }');
  expect(data).toEqual({
    alliances: { nodes: ['安居联盟', '白云联盟', '丁香联盟'].map((name) => ({ name })) },
  });
});
