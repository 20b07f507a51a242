/** Party members of one post each, linked to households, and their visits: row 68; and who learns of a household. */
import { expect, test } from '@jest/globals';
import {
  AgreeHouseholdLinkDocument,
  EndHouseholdLinkDocument,
  HouseholdAsItIsDocument,
  HouseholdLinkTypesAllDocument,
  HouseholdsWhereDocument,
  ProposePersonRelationDocument,
  RecordVisitDocument,
  RegisterHouseholdDocument,
  UpdateHouseholdDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import {
  agreeing,
  call,
  figures,
  householdsOf,
  linked,
  linksOf,
  lookedAfter,
  member,
  offered,
  over,
  registered,
  visited,
  visitsOf,
} from './household-steps.ts';
import { area } from '../land/land.ts';
import { again, anyone, persons, wish } from './person-steps.ts';
import { stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

test('row 68: members of a community hold one post each, are linked to households, and visit them; figures are told', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world, '白云庄社区');
  const { householdLinkTypes } = await anyone(world).ask(HouseholdLinkTypesAllDocument, {});
  expect(there(householdLinkTypes).nodes).toEqual([
    {
      ...{ code: 'vanguard-linkage', label: '先锋户联', most: 10 },
      relationType: { code: 'service-post', cardinality: 'MANY_TO_ONE' },
    },
    {
      ...{ code: 'concentric-circle', label: '党群同心圆', most: 30 },
      relationType: { code: 'service-post', cardinality: 'MANY_TO_ONE' },
    },
    {
      ...{ code: 'grid-visiting', label: '网格走访', most: 300 },
      relationType: { code: 'grid-officer', cardinality: 'MANY_TO_MANY' },
    },
  ]);
  const members = await Promise.all(
    ['甲', '乙', '丙', '丁', '戊'].map((name) => member(world, community, `党员${name}`)),
  );
  // One post each: another one, be it elsewhere, is refused.
  const [first, second] = [there(members[0]), there(members[1])];
  const elsewhere = await someUnit(world, '别的社区');
  expect(
    await first.actor.refused(ProposePersonRelationDocument, wish('service-post', elsewhere.unitId)),
  ).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('A person is in one relation') as unknown,
  });
  expect(await persons(anyone(world), 'service-post', community.unitId)).toEqual([5, 5]);

  const homes = await Promise.all(
    Array.from({ length: 10 }, (_, i) => registered(community, grid, `${i + 1}幢101室`, { size: 3 })),
  );
  const links = [];
  for (const [i, { id }] of homes.entries()) links.push(await linked(community, there(members[i % 5]), id));
  expect(links[0]).toMatchObject({
    ...{ state: 'IN_FORCE', since: '2026-11-21T09:00:00+08:00', until: null, person: { name: '党员甲' } },
    ...{ household: { door: '1幢101室' }, area: { name: '第一网格' }, hostUnit: { shortName: '白云庄社区' } },
  });
  expect((await householdsOf(first.actor)).nodes.map(({ door }) => door)).toEqual(['1幢101室', '6幢101室']);
  expect((await householdsOf(community)).totalCount).toBe(10);

  world.clock.pass({ days: 3 });
  for (const [i, link] of links.entries()) {
    const by = there(members[i % 5]).actor;
    await visited(by, link, '2026-11-23', { purpose: 'visit.needs', needsFollowUp: i === 4 });
    if (i < 2) await visited(by, link, '2026-11-24', { outcome: 'visit-outcome.absent' });
  }
  const keeper = await again(world, community);
  expect((await visitsOf(keeper)).totalCount).toBe(12);
  expect((await visitsOf(keeper, { needsFollowUp: true })).nodes).toMatchObject([
    {
      household: { door: '5幢101室' },
      person: { name: '党员戊' },
      purpose: { code: 'visit.needs', label: 'asking what is needed' },
    },
  ]);
  expect((await visitsOf(keeper, { from: '2026-11-24', to: '2026-11-24' })).totalCount).toBe(2);
  expect((await visitsOf(keeper, { householdId: there(homes[0]).id })).nodes.map(({ day }) => day)).toEqual([
    '2026-11-23',
    '2026-11-24',
  ]);
  expect((await visitsOf(second.actor)).nodes.map(({ person }) => person?.name)).toEqual([
    '党员乙',
    '党员乙',
    '党员乙',
  ]);
  // Everybody is told how many, and of which household nobody.
  for (const who of [anyone(world), keeper, elsewhere]) {
    expect(await figures(who, community.unitId)).toEqual([10, 10, 12]);
    expect(await figures(who, community.unitId, '2026-10-05')).toEqual([10, null, null]);
  }
  expect(await figures(anyone(world), elsewhere.unitId)).toEqual([null, null, null]);
});

test('a household is the unit’s and of who is linked to it while they are; nobody else learns of it, by no way', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const home = await registered(community, grid, '3幢2单元501室', {
    contact: { name: '王五五', mobile: '13800001234', basis: 'CONSENT' },
  });
  expect(home).toMatchObject({
    ...{ door: '3幢2单元501室', size: null, version: 1 },
    contact: { name: '王五五', mobile: '+8613800001234', basis: 'CONSENT' },
  });
  const seen = async (who: typeof community) => (await who.ask(HouseholdAsItIsDocument, { id: home.id })).household;
  const asked = await offered(community, one, home.id);
  // Whoever is asked is told where about it is, and not at whose door.
  expect((await linksOf(one.actor)).nodes).toMatchObject([
    { state: 'PROPOSED', household: null, area: { name: '第一网格' }, person: { name: '甲' } },
  ]);
  expect((await linksOf(one.actor, { householdId: home.id })).totalCount).toBe(0);
  expect(await seen(one.actor)).toBeNull();
  const link = there((await one.actor.do(AgreeHouseholdLinkDocument, agreeing(asked))).householdLink);
  expect(await seen(one.actor)).toMatchObject({ door: '3幢2单元501室', contact: { mobile: '+8613800001234' } });
  const visit = await visited(one.actor, link, '2026-11-21');
  const other = await someUnit(world, '别的单位');
  for (const who of [other, await stranger(world), await member(world, other, '乙').then(({ actor }) => actor)]) {
    expect(await seen(who)).toBeNull();
    expect([
      (await householdsOf(who)).totalCount,
      (await linksOf(who)).totalCount,
      (await visitsOf(who)).totalCount,
    ]).toEqual([0, 0, 0]);
    expect(await who.refused(EndHouseholdLinkDocument, { ...agreeing(link), reason: '无' })).toMatchObject({
      code: expect.stringMatching(/NOT_FOUND/) as unknown,
    });
    const input = { ...call(link, '2026-11-21') };
    expect(await who.refused(RecordVisitDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
  }
  const nobody = await world.ask(HouseholdsWhereDocument, {});
  expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  // Once it is over the person keeps that they were linked, and that they visited, without where.
  world.clock.pass({ minutes: 1 });
  await over(community, link);
  expect(await seen(one.actor)).toBeNull();
  expect((await linksOf(one.actor)).nodes).toMatchObject([{ state: 'ENDED', household: null, reason: '调整' }]);
  expect((await visitsOf(one.actor)).nodes).toMatchObject([{ id: visit.id, household: null }]);
  expect((await visitsOf(one.actor, { householdId: home.id })).totalCount).toBe(0);
  // What the record keeps of it, it keeps encrypted; of facts nothing.
  const [kept] = await world.sql<{ n: number }>(
    `select count(*)::integer as n from (select to_jsonb(a)::text as t from data.audit a union all select to_jsonb(o)::text from data.outbox o) r
     where t like '%501室%' or t like '%13800001234%' or t like '%王五五%'`,
  );
  expect(kept).toEqual({ n: 0 });
  const [protectedParts] = await world.sql<{ n: number }>(
    "select count(*)::integer as n from data.audit where action = 'household:registered' and protected is not null",
  );
  expect(protectedParts).toEqual({ n: 1 });
});

test('who registers looks after the area; a door is registered once; what is said anew is said whole', async () => {
  await using world = await createWorld();
  const { community, county, grid } = await lookedAfter(world);
  const other = await someUnit(world, '别的单位');
  expect(await other.refused(RegisterHouseholdDocument, { areaId: grid, door: '1号' })).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('looks after the area') as unknown,
  });
  const key = world.key();
  const about = { areaId: grid, door: ' 1幢101室 ', size: 4 };
  const { household } = await community.do(RegisterHouseholdDocument, about, key);
  const home = there(household);
  expect(home).toMatchObject({ door: '1幢101室', size: 4, contact: null });
  expect((await community.do(RegisterHouseholdDocument, about, key)).replayed).toBe(true);
  expect(await community.refused(RegisterHouseholdDocument, about)).toMatchObject({
    code: 'ALREADY_DONE',
    message: expect.stringContaining('at that door already') as unknown,
  });
  const next = await area(community, county, { code: 'H-2', name: '第二网格' });
  const one = await member(world, community, '甲');
  const link = await linked(community, one, home.id);
  const anew = { householdId: home.id, areaId: next, door: '2幢202室', expectedVersion: 1 };
  // Who is linked to it reads what it is and changes nothing of it.
  const post = await world.people.post(there(other.unit), { person: there(one.actor.person) });
  const wearing = await world.people.actor(post, other.unit, null);
  expect(await wearing.refused(UpdateHouseholdDocument, anew)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await other.refused(UpdateHouseholdDocument, anew)).toMatchObject({ code: 'NOT_FOUND' });
  world.clock.pass({ minutes: 1 });
  expect((await community.do(UpdateHouseholdDocument, anew)).household).toMatchObject({
    ...{ door: '2幢202室', size: null, area: { name: '第二网格' }, version: 2, changedAt: '2026-11-21T09:01:00+08:00' },
  });
  expect(await community.refused(UpdateHouseholdDocument, anew)).toMatchObject({ code: 'VERSION_CONFLICT' });
  expect((await linksOf(one.actor)).nodes).toMatchObject([
    { id: link.id, state: 'IN_FORCE', area: { name: '第二网格' }, household: { door: '2幢202室' } },
  ]);
  for (const bad of [
    { mobile: '12345', basis: 'CONSENT' as const },
    { mobile: '', basis: 'CONSENT' as const },
  ]) {
    const wrong = { areaId: grid, door: '9号', contact: bad };
    expect(await community.refused(RegisterHouseholdDocument, wrong)).toMatchObject({ code: 'INVALID_INPUT' });
  }
});
