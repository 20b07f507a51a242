/**
 * Membership in full: how units come into an alliance, how they stand in it, and how that ends. Row 25: three communities
 * without a property firm pool what they have; row 19: an alliance of three communities and three malls.
 */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  AcceptMembershipDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  BookSlotDocument,
  ChangeMembershipRoleDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMembershipDocument,
  InviteMemberDocument,
  LeaveWithPromisesDocument,
  MembersAtDocument,
  MembershipHistoryDocument,
  OfferTitlesDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  RemoveMemberDocument,
  ResumeMembershipDocument,
  SignAgreementDocument,
  SuspendMembershipDocument,
  WithdrawApplicationDocument,
  WithdrawMemberInvitationDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { agreed, listed, membershipOf, need, offer, proposal, signed, slots, there } from '../story.ts';

async function stranger(world: World, name: string): Promise<Actor> {
  const unit = await world.people.unit(name);
  return world.people.actor(await world.people.post(unit), unit, null);
}

const of = ({ id, version }: { id: string; version: number }) => ({ membershipId: id, expectedVersion: version });

async function invited(coordinator: Actor, unit: Actor, role?: 'CORE') {
  const input = { unitId: unit.unitId, statement: '盼共建', ...(role !== undefined && { role }) };
  return there((await coordinator.do(InviteMemberDocument, input)).membership);
}

const history = async (who: Actor, id: string) => {
  const { node } = await who.ask(MembershipHistoryDocument, { id });
  return node === null || !('stretches' in node) ? null : node;
};

describe('an invitation into an alliance', () => {
  test('row 19: the circle invites three malls, which are members of the role it named from the instant they accept', async () => {
    await using world = await createWorld();
    const { street, community, id } = await world.alliance('街区', 'street', 'community');
    const malls = await Promise.all(['甲商场', '乙商场', '丙商场'].map((name) => stranger(world, name)));
    for (const mall of malls) {
      const membership = await invited(street, mall, 'CORE');
      expect(membership).toMatchObject({ state: 'INVITED', role: 'CORE', since: null, statement: '盼共建' });
      // It is between the two: fellows do not see who is asked.
      expect(await history(community, membership.id)).toBeNull();
      expect(await mall.refused(ClaimNeedDocument, { needId: await need(community), amount: '1' })).toMatchObject({
        code: 'NOT_A_MEMBER',
      });
      const { membership: accepted } = await mall.do(AcceptMembershipDocument, of(membership));
      expect(accepted).toMatchObject({ state: 'ACTIVE', role: 'CORE', since: '2026-11-21T09:00:00+08:00' });
    }
    const { alliance } = await community.ask(MembersAtDocument, { id, at: world.clock.now().toISOString() });
    expect(there(alliance).memberships.totalCount).toBe(5);
    expect(there(alliance).memberships.nodes.filter(({ role }) => role === 'CORE')).toHaveLength(3);
    const [mall] = malls;
    const member = there(mall).wearing({ 'x-acting-alliance': id });
    await member.do(ClaimNeedDocument, { needId: await need(community), amount: '1' });
  });

  test('is declined with a reason that the coordinator reads, or taken back; and made anew', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const village = await stranger(world, '村');
    const first = await invited(street, village);
    expect(await mall.refused(DeclineMembershipDocument, { ...of(first), reason: '不' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await village.do(DeclineMembershipDocument, { ...of(first), reason: '今年人手不足' });
    expect(await history(street, first.id)).toMatchObject({ state: 'DECLINED', reason: '今年人手不足', stretches: [] });
    expect(await village.refused(AcceptMembershipDocument, { ...of(first), expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    const second = await invited(street, village);
    expect(await mall.refused(WithdrawMemberInvitationDocument, of(second))).toMatchObject({ code: 'NOT_FOUND' });
    await street.do(WithdrawMemberInvitationDocument, of(second));
    expect(await history(village, second.id)).toMatchObject({ state: 'WITHDRAWN' });
    await village.do(ApplyForMembershipDocument, { allianceId: id, statement: '改变主意' });
  });

  test('is not made where there is an application, nor an application where there is one; each is told what to do instead', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const [village, school] = [await stranger(world, '村'), await stranger(world, '学校')];
    const { membership: application } = await village.do(ApplyForMembershipDocument, {
      allianceId: id,
      statement: '愿',
    });
    const inviting = { unitId: village.unitId, statement: '请' };
    expect(await street.refused(InviteMemberDocument, inviting)).toMatchObject({
      code: 'ALREADY_DONE',
      message: 'The unit has applied already: approve its application (approveMembership).',
    });
    const invitation = await invited(street, school);
    expect(await school.refused(ApplyForMembershipDocument, { allianceId: id, statement: '愿' })).toMatchObject({
      code: 'ALREADY_DONE',
      message: 'Your unit is invited already: accept the invitation (acceptMembership).',
    });
    // An application is not accepted by the unit itself, nor an invitation approved by who made it.
    expect(await village.refused(AcceptMembershipDocument, of(there(application)))).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await street.refused(ApproveMembershipDocument, of(invitation))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await school.refused(WithdrawApplicationDocument, of(invitation))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await mall.refused(InviteMemberDocument, inviting)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a membership that is suspended', () => {
  test('gives no right from the next request on, and nothing new begins; resumed, all is as before', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    await offer(mall, { title: '商场供给' });
    await offer(community, { title: '社区供给' });
    const tomorrow = [{ start: world.clock.day(1, '09:00'), end: world.clock.day(1, '11:00') }];
    const { slotIds } = await slots(mall, tomorrow, 5);
    const needId = await need(mall);
    const held = await membershipOf(community, id);
    expect(await mall.refused(SuspendMembershipDocument, { ...of(held), reason: '未履职' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { membership: suspended } = await street.do(SuspendMembershipDocument, { ...of(held), reason: '未履职' });
    expect(suspended).toMatchObject({ state: 'SUSPENDED', reason: '未履职', until: null });

    expect((await community.try(OfferTitlesDocument, {})).errors).toMatchObject([
      { extensions: { code: 'HAT_REQUIRED', problem: 'ALLIANCE_NOT_HELD' } },
    ]);
    const bare = community.withoutHat();
    for (const refusal of [
      await bare.refused(ClaimNeedDocument, { needId, amount: '1' }),
      await bare.refused(PublishOfferDocument, listed({ audience: [id] })),
      await bare.refused(BookSlotDocument, { slotId: there(slotIds[0]), count: 1, purpose: '开会' }),
    ])
      expect(refusal).toMatchObject({ code: 'NOT_A_MEMBER' });
    // Nor is anything of it shown to the others, who do not see that it is suspended either.
    expect((await mall.ask(OfferTitlesDocument, {})).offers?.nodes).toEqual([{ title: '商场供给' }]);
    expect(await history(mall, held.id)).toBeNull();
    expect(await bare.refused(ApplyForMembershipDocument, { allianceId: id, statement: '再来' })).toMatchObject({
      code: 'ALREADY_DONE',
    });

    world.clock.pass({ days: 3 });
    const { membership: resumed } = await street.do(ResumeMembershipDocument, of(there(suspended)));
    expect(resumed).toMatchObject({ state: 'ACTIVE', since: '2025-01-01T00:00:00+08:00', until: null });
    expect((await community.ask(OfferTitlesDocument, {})).offers?.totalCount).toBe(2);
    expect(await street.refused(ResumeMembershipDocument, { ...of(held), expectedVersion: 3 })).toMatchObject({
      code: 'ALREADY_DONE',
    });

    // History by day: in force before, not meanwhile, and since.
    expect((await history(mall, held.id))?.stretches).toEqual([
      { number: 1, since: '2025-01-01T00:00:00+08:00', until: '2026-11-21T09:00:00+08:00' },
      { number: 2, since: '2026-11-24T09:00:00+08:00', until: null },
    ]);
    const at = async (day: string) =>
      there((await mall.ask(MembersAtDocument, { id, at: `${day}T12:00:00+08:00` })).alliance).memberships.totalCount;
    expect([await at('2026-11-20'), await at('2026-11-22'), await at('2026-11-24')]).toEqual([3, 2, 3]);
  });

  test('frees what is not agreed, and what is agreed goes on: it is signed, delivered and confirmed', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const pair = async () => ({ needId: await need(community), offerId: await offer(mall) });
    const active = await agreed(mall, community, await proposal(street, await pair()));
    await signed(mall, community, active);
    const unsigned = there((await agreed(mall, community, await proposal(street, await pair()))).agreement);
    const open = await proposal(street, await pair());
    const { id: membershipId, version: expectedVersion } = await membershipOf(mall, id);
    await street.do(SuspendMembershipDocument, { membershipId, expectedVersion, reason: '整改' });

    expect(
      await community.refused(AcceptMatchDocument, { matchId: open.id, expectedVersion: open.version }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    const bare = mall.withoutHat();
    const signing = { agreementId: unsigned.id, expectedVersion: 1 };
    await bare.do(SignAgreementDocument, signing);
    await community.do(SignAgreementDocument, signing);
    expect((await history(bare, membershipId))?.running?.totalCount).toBe(2);
    const commitmentId = there(there(active.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '完成' };
    const { delivery } = await bare.do(RecordDeliveryDocument, record);
    await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
    expect((await history(bare, membershipId))?.running?.totalCount).toBe(1);
  });
});

describe('a membership that ends', () => {
  test('leaves what is signed to be settled, and the payload says what that is', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const pair = async (title: string) => ({
      needId: await need(community, { title }),
      offerId: await offer(mall, { title }),
    });
    for (const title of ['义诊', '讲座']) {
      await signed(mall, community, await agreed(mall, community, await proposal(street, await pair(title))));
    }
    await agreed(mall, community, await proposal(street, await pair('未签')));
    const own = await membershipOf(mall, id);
    const { membership } = await mall.do(LeaveWithPromisesDocument, { ...of(own), reason: '搬迁' });
    expect(membership).toMatchObject({ state: 'LEFT', running: { totalCount: 2 } });
    expect(
      there(membership)
        .running?.nodes.map(({ title }) => title)
        .toSorted(),
    ).toEqual(['义诊', '讲座'].toSorted());
    const other = await membershipOf(community, id);
    const { membership: removed } = await street.do(RemoveMemberDocument, { ...of(other), reason: '机构撤并' });
    expect(removed).toMatchObject({
      ...{ state: 'REMOVED', reason: '机构撤并', until: '2026-11-21T09:00:00+08:00', running: { totalCount: 2 } },
    });
    expect((await history(community.withoutHat(), other.id))?.running?.totalCount).toBe(2);
    // A fellow is told neither that it was removed nor what runs on.
    expect(await history(mall.withoutHat(), other.id)).toBeNull();
    await community.withoutHat().do(ApplyForMembershipDocument, { allianceId: id, statement: '重新申请' });
  });

  test('while it is suspended, ends the suspension with it', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    for (const [unit, end] of [
      [mall, (input: object) => mall.withoutHat().do(LeaveWithPromisesDocument, { ...input, reason: '走' } as never)],
      [community, (input: object) => street.do(RemoveMemberDocument, { ...input, reason: '除名' } as never)],
    ] as const) {
      const held = await membershipOf(unit, id);
      const { membership } = await street.do(SuspendMembershipDocument, { ...of(held), reason: '整改' });
      world.clock.pass({ days: 1 });
      await end(of(there(membership)));
      expect((await history(unit.withoutHat(), held.id))?.stretches).toMatchObject([{ number: 1 }]);
    }
  });

  test('is not that of the unit that leads, which is neither suspended nor removed; its role is not changed either', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const lead = { ...of(await membershipOf(street, id)), reason: '走' };
    for (const refusal of [
      await street.refused(SuspendMembershipDocument, lead),
      await street.refused(RemoveMemberDocument, lead),
      await street.refused(LeaveWithPromisesDocument, lead),
      await street.refused(ChangeMembershipRoleDocument, {
        ...of(await membershipOf(street, id)),
        role: 'CORE' as const,
      }),
    ])
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    const { membership } = await street.do(ChangeMembershipRoleDocument, {
      ...of(await membershipOf(mall, id)),
      role: 'OBSERVER' as const,
    });
    expect(membership).toMatchObject({ state: 'ACTIVE', role: 'OBSERVER' });
  });
});
