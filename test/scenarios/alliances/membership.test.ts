import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  BookSlotDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  LeaveAllianceDocument,
  MembershipsOfDocument,
  OfferTitlesDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  RejectMembershipDocument,
  WithdrawApplicationDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { agreed, membershipOf, need, offer, proposal, signed, there } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'ALLIANCE' as const,
};

async function stranger(world: World, name: string): Promise<Actor> {
  const unit = await world.people.unit(name);
  return world.people.actor(await world.people.post(unit), unit, null);
}

describe('joining an alliance', () => {
  test('a unit applies, the coordinator approves, and from then on it acts as a member', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const newcomer = await stranger(world, '新成员');
    await offer(mall, { title: '联盟内供给' });
    const needId = await need(mall);

    expect(await newcomer.refused(ClaimNeedDocument, { needId, amount: '1' })).toMatchObject({
      __typename: 'NotAMemberError',
      code: 'NOT_A_MEMBER',
    });
    const { membership } = await newcomer.do(ApplyForMembershipDocument, { allianceId: id, statement: '愿出一份力' });
    expect(membership).toMatchObject({ state: 'APPLIED', statement: '愿出一份力', since: null });
    // Others do not see who has applied.
    const seen = there((await mall.ask(MembershipsOfDocument, { id })).alliance).memberships;
    expect(seen.totalCount).toBe(2);
    const again = await newcomer.refused(ApplyForMembershipDocument, { allianceId: id, statement: '再申请' });
    expect(again).toMatchObject({ code: 'ALREADY_DONE', message: 'Your application is waiting to be decided.' });

    const decision = { membershipId: there(membership).id, expectedVersion: 1 };
    expect(await mall.refused(ApproveMembershipDocument, decision)).toMatchObject({ code: 'NOT_FOUND' });
    const { membership: approved } = await street.do(ApproveMembershipDocument, decision);
    expect(approved).toMatchObject({ state: 'ACTIVE', role: 'MEMBER', since: '2026-11-21T09:00:00+08:00' });
    expect(await street.refused(ApproveMembershipDocument, { ...decision, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });

    const member = newcomer.wearing({ 'x-acting-alliance': id });
    expect((await member.ask(OfferTitlesDocument, {})).offers?.nodes).toEqual([{ title: '联盟内供给' }]);
    await member.do(ClaimNeedDocument, { needId, amount: '1' });
  });

  test('an application may be declined, with a reason that only the unit and the coordinator read', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const newcomer = await stranger(world, '新成员');
    const { membership } = await newcomer.do(ApplyForMembershipDocument, { allianceId: id, statement: '请批准' });
    const decision = { membershipId: there(membership).id, expectedVersion: 1, reason: '不在本辖区' };
    await street.do(RejectMembershipDocument, decision);
    const own = there((await newcomer.ask(MembershipsOfDocument, { id })).alliance).memberships.nodes;
    expect(own.find(({ state }) => state === 'REJECTED')?.reason).toBe('不在本辖区');
    expect(there((await mall.ask(MembershipsOfDocument, { id })).alliance).memberships.totalCount).toBe(2);
    // It may apply again.
    await newcomer.do(ApplyForMembershipDocument, { allianceId: id, statement: '补充材料' });
  });

  test('an application may be taken back by the unit, and made anew; decided and taken back at once, one holds', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const newcomer = await stranger(world, '新成员');
    const apply = async () =>
      there((await newcomer.do(ApplyForMembershipDocument, { allianceId: id, statement: '申请' })).membership).id;
    const first = { membershipId: await apply(), expectedVersion: 1 };
    expect(await mall.refused(WithdrawApplicationDocument, first)).toMatchObject({ code: 'NOT_FOUND' });
    const { membership } = await newcomer.do(WithdrawApplicationDocument, first);
    expect(membership).toMatchObject({ state: 'WITHDRAWN', since: null });
    expect(await street.refused(ApproveMembershipDocument, first)).toMatchObject({ code: 'WRONG_STATE' });

    const second = { membershipId: await apply(), expectedVersion: 1 };
    const [approved, withdrawn] = await Promise.all([
      street.act(ApproveMembershipDocument, second),
      newcomer.act(WithdrawApplicationDocument, second),
    ]);
    const states = [approved.membership, withdrawn.membership].flatMap((held) => held?.state ?? []);
    expect(states).toHaveLength(1);
    const errors = [...approved.userErrors, ...withdrawn.userErrors];
    expect(errors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });

  test('two applications at once are one', async () => {
    await using world = await createWorld();
    const { id } = await world.alliance('五色', 'street');
    const newcomer = await stranger(world, '新成员');
    const twice = ['甲', '乙'].map((statement) =>
      newcomer.act(ApplyForMembershipDocument, { allianceId: id, statement }),
    );
    const answers = await Promise.all(twice);
    expect(answers.filter(({ membership }) => membership !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ALREADY_DONE' }]);
  });
});

describe('leaving an alliance', () => {
  test('ends what the unit sees and does in it on the very next request, with the same token', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    await offer(mall, { title: '联盟内供给' });
    const [needId, ownOffer] = [await need(mall), await offer(community, { title: '自己的供给' })];
    const match = await proposal(street, { needId, offerId: ownOffer });
    expect((await community.ask(OfferTitlesDocument, {})).offers?.totalCount).toBe(2);

    const leaving = { membershipId: (await membershipOf(community, id)).id, expectedVersion: 1, reason: '合并' };
    await community.do(LeaveAllianceDocument, leaving);

    const { errors } = await community.try(OfferTitlesDocument, {});
    expect(errors).toMatchObject([
      { extensions: { code: 'HAT_REQUIRED', problem: 'ALLIANCE_NOT_HELD', choices: [{ allianceId: null }] } },
    ]);
    const bare = community.withoutHat();
    expect((await bare.ask(OfferTitlesDocument, {})).offers?.nodes).toEqual([{ title: '自己的供给' }]);
    for (const refusal of [
      await bare.refused(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
      await bare.refused(ClaimNeedDocument, { needId, amount: '1' }),
      await bare.refused(PublishOfferDocument, about),
      await bare.refused(PublishOfferDocument, { ...about, audience: [id] }),
    ]) {
      expect(refusal).toMatchObject({ code: 'NOT_A_MEMBER' });
    }
    const answer = { matchId: match.id, expectedVersion: match.version };
    expect(await mall.refused(AcceptMatchDocument, answer)).toMatchObject({ code: 'WRONG_STATE' });
    expect(
      await community.refused(BookSlotDocument, { slotId: needId.replace('need', 'slot'), count: 1, purpose: '用' }),
    ).toMatchObject({
      code: 'HAT_REQUIRED',
    });
  });

  test('does not undo what was promised: the two units still settle it', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    await signed(mall, community, match);
    await mall.do(LeaveAllianceDocument, {
      membershipId: (await membershipOf(mall, id)).id,
      expectedVersion: 1,
      reason: '搬迁',
    });
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '完成' };
    const { delivery } = await mall.withoutHat().do(RecordDeliveryDocument, record);
    const { delivery: confirmed } = await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', commitment: { agreement: { state: 'COMPLETED' } } });
  });

  test('the lead unit stays, and others may not leave for a unit', async () => {
    await using world = await createWorld();
    const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
    const lead = { membershipId: (await membershipOf(street, id)).id, expectedVersion: 1, reason: '走' };
    expect(await street.refused(LeaveAllianceDocument, lead)).toMatchObject({ code: 'FORBIDDEN' });
    const others = { membershipId: (await membershipOf(mall, id)).id, expectedVersion: 1, reason: '走' };
    expect(await street.refused(LeaveAllianceDocument, others)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('races with an act in the alliance: either the act stands, or it finds no member', async () => {
    await using world = await createWorld();
    const { mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(mall, { value: '5' });
    const leaving = { membershipId: (await membershipOf(community, id)).id, expectedVersion: 1, reason: '走' };
    const [left, ...claims] = await Promise.all([
      community.act(LeaveAllianceDocument, leaving),
      ...Array.from({ length: 5 }, () => community.act(ClaimNeedDocument, { needId, amount: '1' })),
    ]);
    expect(left.userErrors).toEqual([]);
    const [row] = await world.sql<{ claims: string; covered: string }>(
      'select (select count(*) from exchange.match) as claims, covered from exchange.need',
    );
    const done = claims.filter(({ match }) => match !== null);
    const refused = claims.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refused.every((code) => code === 'NOT_A_MEMBER' || code === 'HAT_REQUIRED')).toBe(true);
    expect(done.length + refused.length).toBe(claims.length);
    expect(Number(row?.claims)).toBe(done.length);
    expect(Number(row?.covered)).toBe(done.length);
  });
});
