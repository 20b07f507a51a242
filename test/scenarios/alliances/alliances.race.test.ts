/** Alliances that are dissolved or handed over while others act in them. */
import { expect, test } from '@jest/globals';
import {
  AcceptLeadDocument,
  ClaimNeedDocument,
  DeclineLeadDocument,
  DissolveAllianceDocument,
  LeaveAllianceDocument,
  OfferLeadDocument,
  SuspendMembershipDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { membershipOf, need, there } from '../story.ts';

test('an alliance is dissolved while its members act and leave: nothing is held, and every membership is over', async () => {
  await using world = await createWorld();
  const names = ['a', 'b', 'c', 'd'] as const;
  const alliance = await world.alliance('五色', 'street', 'community', ...names);
  const { street, community, id: allianceId } = alliance;
  await world.people.administrator(there(street.unit), there(street.person));
  const needId = await need(community, { value: '9' });
  const leaving = await membershipOf(alliance.a, allianceId);
  const [dissolved] = await Promise.all([
    street.act(DissolveAllianceDocument, { allianceId, expectedVersion: 1, reason: '完成' }),
    ...names.map((name) => alliance[name].act(ClaimNeedDocument, { needId, amount: '1' })),
    alliance.a.act(LeaveAllianceDocument, { membershipId: leaving.id, expectedVersion: leaving.version, reason: '走' }),
  ]);
  expect(dissolved.userErrors).toEqual([]);
  const over = "select from directory.membership where state not in ('ENDED', 'LEFT')";
  expect(await world.sql(over)).toHaveLength(0);
  expect(await world.sql("select from exchange.match where state <> 'WITHDRAWN'")).toHaveLength(0);
  expect(await world.sql('select from exchange.need where covered > 0')).toHaveLength(0);
});

test('the lead is taken while it is taken back, and while the unit leaves: one of both, and one unit leads', async () => {
  await using world = await createWorld();
  for (const round of ['甲', '乙', '丙', '丁']) {
    const { street, mall, id: allianceId } = await world.alliance(round, 'street', 'mall');
    for (const actor of [street, mall]) await world.people.administrator(there(actor.unit), there(actor.person));
    await street.do(OfferLeadDocument, { allianceId, unitId: mall.unitId, expectedVersion: 1 });
    const { id: membershipId, version } = await membershipOf(mall, allianceId);
    const [taken, other] = await Promise.all([
      mall.act(AcceptLeadDocument, { allianceId, expectedVersion: 2 }),
      round < '丙'
        ? street.act(DeclineLeadDocument, { allianceId, expectedVersion: 2 })
        : mall.act(LeaveAllianceDocument, { membershipId, expectedVersion: version, reason: '走' }),
    ]);
    expect(taken.userErrors.length + other.userErrors.length).toBe(1);
    const leads = await world.sql<{ same: boolean }>(
      `select m.unit_id = a.lead_unit_id as same from directory.membership m join directory.alliance a on a.id = m.alliance_id
       where a.name = $1 and m.role = 'LEAD' and m.state = 'ACTIVE'`,
      [round],
    );
    expect(leads).toEqual([{ same: true }]);
  }
});

test('the lead is offered while the unit leaves or is suspended: then it is offered to nobody', async () => {
  await using world = await createWorld();
  for (const round of ['甲', '乙', '丙', '丁']) {
    const { street, mall, id: allianceId } = await world.alliance(round, 'street', 'mall');
    await world.people.administrator(there(street.unit), there(street.person));
    const { id: membershipId, version: expectedVersion } = await membershipOf(mall, allianceId);
    const moving = { membershipId, expectedVersion, reason: '走' };
    const [offered, left] = await Promise.all([
      street.act(OfferLeadDocument, { allianceId, unitId: mall.unitId, expectedVersion: 1 }),
      round < '丙' ? mall.act(LeaveAllianceDocument, moving) : street.act(SuspendMembershipDocument, moving),
    ]);
    expect(left.userErrors).toEqual([]);
    if (offered.userErrors.length > 0) expect(offered.userErrors).toMatchObject([{ code: 'NOT_A_MEMBER' }]);
    expect(await world.sql('select from directory.alliance where lead_offered_to is not null')).toEqual([]);
  }
});
