/** Two who move one membership at once: it ends up in one of the two states, and whoever was late is told. */
import { expect, test } from '@jest/globals';
import {
  AcceptMembershipDocument,
  ApplyForMembershipDocument,
  ClaimNeedDocument,
  DissolveAllianceDocument,
  InviteMemberDocument,
  LeaveAllianceDocument,
  RemoveMemberDocument,
  ResumeMembershipDocument,
  SuspendMembershipDocument,
  WithdrawMemberInvitationDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { someUnit } from '../people/relation-steps.ts';
import { membershipOf, need, there } from '../story.ts';

interface Moved {
  readonly membership: { readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

/** One was done, and the other was told why not. */
function expectOne(answers: readonly Moved[], codes: readonly string[]): void {
  expect(answers.filter(({ membership }) => membership !== null)).toHaveLength(1);
  const told = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(told).toHaveLength(answers.length - 1);
  expect(told.filter((code) => !codes.includes(code))).toEqual([]);
}

test('a unit leaves while it is removed: one of both', async () => {
  await using world = await createWorld();
  const names = ['a', 'b', 'c', 'd', 'e'] as const;
  const alliance = await world.alliance('五色', 'street', ...names);
  for (const name of names) {
    const { id: membershipId, version: expectedVersion } = await membershipOf(alliance[name], alliance.id);
    const input = { membershipId, expectedVersion, reason: '结束' };
    expectOne(
      await Promise.all([
        alliance[name].act(LeaveAllianceDocument, input),
        alliance.street.act(RemoveMemberDocument, input),
      ]),
      // Who is removed before they are heard has no hat any more to leave under.
      ['WRONG_STATE', 'NOT_FOUND', 'HAT_REQUIRED'],
    );
  }
});

test('a member is suspended while it claims: what it claimed in time is withdrawn, and holds nothing', async () => {
  await using world = await createWorld();
  const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
  const needId = await need(mall, { value: '9' });
  const { id: membershipId, version: expectedVersion } = await membershipOf(community, id);
  const [suspended, ...claims] = await Promise.all([
    street.act(SuspendMembershipDocument, { membershipId, expectedVersion, reason: '整改' }),
    ...Array.from({ length: 5 }, () => community.act(ClaimNeedDocument, { needId, amount: '1' })),
  ]);
  expect(suspended.userErrors).toEqual([]);
  const done = claims.filter(({ match }) => match !== null).length;
  const rows = await world.sql<{ state: string }>('select state from exchange.match');
  expect(rows).toEqual(Array.from({ length: done }, () => ({ state: 'WITHDRAWN' })));
  expect(await world.sql('select from exchange.need where covered > 0')).toHaveLength(0);
});

test('two invitations at once are one, and so are an invitation and an application', async () => {
  await using world = await createWorld();
  const { street, id } = await world.alliance('五色', 'street', 'mall');
  for (const name of ['甲', '乙']) {
    const unit = await world.people.unit(name);
    const actor = await world.people.actor(await world.people.post(unit), unit, null);
    const invite = () => street.act(InviteMemberDocument, { unitId: actor.unitId, statement: '请' });
    const second =
      name === '甲' ? invite() : actor.act(ApplyForMembershipDocument, { allianceId: id, statement: '愿' });
    expectOne(await Promise.all([invite(), second]), ['ALREADY_DONE']);
  }
});

test('an invitation is accepted while it is taken back: one of both', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street', 'mall');
  for (const name of ['甲', '乙', '丙', '丁']) {
    const unit = await world.people.unit(name);
    const actor = await world.people.actor(await world.people.post(unit), unit, null);
    const invited = await street.do(InviteMemberDocument, { unitId: actor.unitId, statement: '请' });
    const input = { membershipId: there(invited.membership).id, expectedVersion: 1 };
    expectOne(
      await Promise.all([
        actor.act(AcceptMembershipDocument, input),
        street.act(WithdrawMemberInvitationDocument, input),
      ]),
      ['WRONG_STATE'],
    );
  }
});

test('it is resumed twice and suspended twice at once: each counts once, and the times of it do not overlap', async () => {
  await using world = await createWorld();
  const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
  const { id: membershipId } = await membershipOf(mall, id);
  for (let version = 1; version < 5; version += 2) {
    const suspending = { membershipId, expectedVersion: version, reason: '整改' };
    expectOne(await Promise.all([1, 2].map(() => street.act(SuspendMembershipDocument, suspending))), ['ALREADY_DONE']);
    world.clock.pass({ hours: 1 });
    const resuming = { membershipId, expectedVersion: version + 1 };
    expectOne(await Promise.all([1, 2].map(() => street.act(ResumeMembershipDocument, resuming))), ['ALREADY_DONE']);
    world.clock.pass({ hours: 1 });
  }
  const stretches = await world.sql<{ held: string | null }>(
    `select extract(epoch from upper(valid) - lower(valid)) / 3600 as held from directory.membership_stretch
     where unit_id = $1 and number > 1 order by number`,
    [mall.unit],
  );
  expect(stretches.map(({ held }) => (held === null ? null : Number(held)))).toEqual([1, null]);
});

test('who applies, and who is invited, while the alliance is dissolved is no part of it', async () => {
  await using world = await createWorld();
  const { street, id: allianceId } = await world.alliance('五色', 'street', 'mall');
  await world.people.administrator(there(street.unit), there(street.person));
  const [team, invitee] = [await someUnit(world, '队伍', 'TEAM'), await someUnit(world, '另一队伍', 'TEAM')];
  const release = await holding(world, 'select from directory.unit where id = any($1) for update', [
    [team.unit, invitee.unit],
  ]);
  const applied = team.act(ApplyForMembershipDocument, { allianceId, statement: '愿意加入' });
  const invited = street.act(InviteMemberDocument, { unitId: invitee.unitId, statement: '请' });
  await standing(world, 2);
  const dissolved = street.act(DissolveAllianceDocument, { allianceId, expectedVersion: 1, reason: '完成' });
  await standing(world, 3);
  await release();
  expect((await dissolved).userErrors).toEqual([]);
  const told = [await applied, await invited].flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(['WRONG_STATE', 'NOT_A_MEMBER', 'FORBIDDEN', 'HAT_REQUIRED']).toEqual(expect.arrayContaining(told));
  const open = "select state from directory.membership where state not in ('ENDED', 'LEFT', 'REJECTED', 'WITHDRAWN')";
  expect(await world.sql(open)).toEqual([]);
});
