/** What links to households are over with: the post, the area, the person, the unit; and what is left then. */
import { expect, test } from '@jest/globals';
import {
  AgreeHouseholdLinkDocument,
  DissolveUnitDocument,
  EndAreaDocument,
  EndPersonRelationDocument,
  EndPostDocument,
  EraseHouseholdDocument,
  ErasePersonDocument,
  MergeUnitsDocument,
  ProposeHouseholdLinkDocument,
  RecordVisitDocument,
  RegisterHouseholdDocument,
  RegisterUnitDocument,
  SucceedAreaDocument,
  UpdateHouseholdDocument,
} from '../../generated/operations.ts';
import { audit, sealEverything } from '../../support/audit.ts';
import { createWorld } from '../../support/world.ts';
import {
  agreeing,
  call,
  householdsOf,
  linked,
  linksOf,
  lookedAfter,
  member,
  offered,
  registered,
  visited,
  visitsOf,
} from './household-steps.ts';
import { area } from '../land/land.ts';
import { current, employed, settled } from './person-steps.ts';
import { ending } from './posting.ts';
import { there } from '../story.ts';

test('a link ends with what the person is to the unit, that with the post; what was only asked is refused then', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const { actor, postId } = await employed(world, community.unit, '网格员乙');
  const officer = await settled(community, actor, 'grid-officer', grid, { postId });
  const home = await registered(community, grid, '1号');
  const link = await linked(community, one, home.id);
  const visiting = await linked(community, { actor, personRelationId: officer.id }, home.id, 'grid-visiting');
  const asked = await offered(community, one, (await registered(community, grid, '2号')).id);
  world.clock.pass({ minutes: 1 });
  const { version } = await current(one.actor, one.personRelationId);
  const left = { personRelationId: one.personRelationId, expectedVersion: version, reason: '调整' };
  await one.actor.do(EndPersonRelationDocument, left);
  await actor.do(EndPostDocument, ending({ id: postId, version: 1 } as never));
  for (const { id } of [link, visiting]) {
    expect((await linksOf(community, { householdId: home.id })).nodes.find((node) => node.id === id)).toMatchObject({
      ...{ state: 'ENDED', until: '2026-11-21T09:01:00+08:00', reason: null, version: 3 },
    });
  }
  expect((await householdsOf(one.actor)).totalCount).toBe(0);
  expect(await one.actor.refused(RecordVisitDocument, call(link, '2026-11-21'))).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'householdLinkId'],
  });
  expect(await one.actor.refused(AgreeHouseholdLinkDocument, agreeing(asked))).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('has ended') as unknown,
  });
});

test('a link ends with the last day of the area; the household goes on in the one that follows it, and asks anew', async () => {
  await using world = await createWorld();
  const { community, county, grid } = await lookedAfter(world);
  const next = await area(community, county, { code: 'H-2', name: '新网格' });
  const one = await member(world, community, '甲');
  const home = await registered(community, grid, '1号');
  const link = await linked(community, one, home.id);
  const moved = await registered(community, grid, '2号');
  const kept = await linked(community, one, moved.id);
  const later = await offered(community, one, (await registered(community, grid, '3号')).id);
  const follow = {
    areaId: grid,
    expectedVersion: 1,
    successorAreaId: next,
    kind: 'RECODED' as const,
    day: '2026-12-01',
  };
  await community.do(SucceedAreaDocument, follow);
  const until = '2026-12-01T00:00:00+08:00';
  expect((await linksOf(one.actor)).nodes.map((node) => [node.id, node.until])).toEqual([
    [link.id, until],
    [kept.id, until],
    [later.id, null],
  ]);
  // What is agreed meanwhile lasts no longer than the area.
  expect((await one.actor.do(AgreeHouseholdLinkDocument, agreeing(later))).householdLink).toMatchObject({ until });
  const third = await area(community, county, { code: 'H-3', name: '另一网格' });
  const moving = { householdId: moved.id, areaId: third, door: '2号', expectedVersion: 1 };
  await community.do(UpdateHouseholdDocument, moving);
  await community.do(EndAreaDocument, { areaId: third, expectedVersion: 1, until: '2026-11-25' });
  expect((await linksOf(community, { householdId: moved.id })).nodes).toMatchObject([
    { area: { name: '另一网格' }, until: '2026-11-25T00:00:00+08:00' },
  ]);
  world.clock.set('2026-12-02T09:00:00+08:00');
  const keeper = await world.people.actor(there(community.person), there(community.unit), null);
  expect((await linksOf(keeper, { state: ['IN_FORCE'] })).totalCount).toBe(0);
  const again = { householdId: home.id, areaId: grid, door: '1号', expectedVersion: 1 };
  expect(await keeper.refused(UpdateHouseholdDocument, again)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('successors') as unknown,
  });
  await keeper.do(UpdateHouseholdDocument, { ...again, areaId: next });
  await linked(keeper, one, home.id);
});

test('a household is erased on request: links end, visits stay without where, and the record can be read by nobody', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const home = await registered(community, grid, '7幢701室', {
    contact: { name: '赵七七', mobile: '13800007777', basis: 'STATUTORY_DUTY' },
  });
  const link = await linked(community, one, home.id);
  const asked = await offered(community, one, home.id, 'concentric-circle');
  await visited(one.actor, link, '2026-11-21');
  world.clock.pass({ minutes: 1 });
  const erase = { householdId: home.id, expectedVersion: 1, reason: '住户要求' };
  expect(await community.refused(EraseHouseholdDocument, { ...erase, reason: '13800007777要求' })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'reason'],
  });
  const { household } = await community.do(EraseHouseholdDocument, erase);
  expect(household).toMatchObject({
    ...{ door: null, size: null, contact: null, erasedAt: '2026-11-21T09:01:00+08:00', version: 2 },
  });
  expect(await community.refused(EraseHouseholdDocument, { ...erase, expectedVersion: 2 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const propose = { type: 'grid-visiting', householdId: home.id, personRelationId: one.personRelationId };
  expect(await community.refused(ProposeHouseholdLinkDocument, { ...propose, type: 'vanguard-linkage' })).toMatchObject(
    {
      code: 'ALREADY_DONE',
      message: expect.stringContaining('erased') as unknown,
    },
  );
  expect((await linksOf(one.actor)).nodes).toMatchObject([
    { id: link.id, state: 'ENDED', reason: '住户要求', household: null },
    { id: asked.id, state: 'WITHDRAWN', household: null },
  ]);
  expect((await visitsOf(community)).nodes).toMatchObject([{ day: '2026-11-21', household: { door: null } }]);
  expect(await world.sql("select from data.subject_key where subject_type = 'household'")).toEqual([]);
  const left = await world.sql<{ n: number }>(
    `select count(*)::integer as n from (select to_jsonb(h)::text as t from directory.household h
       union all select to_jsonb(a)::text from data.audit a union all select to_jsonb(o)::text from data.outbox o) r
     where t like '%701室%' or t like '%赵七七%' or t like '%13800007777%'`,
  );
  expect(left).toEqual([{ n: 0 }]);
  await sealEverything(world);
  expect((await audit(world)).code).toBe(0);
  // The door is free for another.
  await registered(community, grid, '7幢701室');
});

test('a person who is erased is linked to nobody; that households were visited stays', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const home = await registered(community, grid, '1号');
  const link = await linked(community, one, home.id);
  await visited(one.actor, link, '2026-11-21');
  await one.actor.do(ErasePersonDocument, {});
  expect((await linksOf(community)).totalCount).toBe(0);
  expect((await visitsOf(community)).nodes).toMatchObject([
    { day: '2026-11-21', person: null, link: null, household: { door: '1号' }, type: { code: 'vanguard-linkage' } },
  ]);
  expect((await visitsOf(one.actor)).totalCount).toBe(0);
});

test('a unit that is dissolved keeps nothing of its households; one that nobody acts for has none, and merges as before', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const [home, second] = [await registered(community, grid, '1号'), await registered(community, grid, '2号')];
  const link = await linked(community, one, home.id);
  const asked = await offered(community, one, second.id);
  await visited(one.actor, link, '2026-11-21');
  world.clock.pass({ minutes: 1 });
  await community.do(DissolveUnitDocument, { unitId: community.unitId, expectedVersion: 1, reason: '撤并' });
  expect(await world.sql('select door, erasure_reason as reason from directory.household')).toEqual([
    { door: null, reason: '撤并' },
    { door: null, reason: '撤并' },
  ]);
  expect((await linksOf(one.actor)).nodes).toMatchObject([
    { id: link.id, state: 'ENDED', reason: '撤并', until: '2026-11-21T09:01:00+08:00' },
    { id: asked.id, state: 'WITHDRAWN' },
  ]);
  expect(await world.sql("select from data.subject_key where subject_type = 'household'")).toEqual([]);
  const { street } = await world.alliance('五色', 'street');
  const name = async (shortName: string) =>
    there((await street.do(RegisterUnitDocument, { kind: 'COMMUNITY' as const, name: shortName, shortName })).unit).id;
  const [intoUnitId, fromUnitId] = [await name('甲社区居民委员会'), await name('乙社区居民委员会')];
  // Whoever has no post in it registers nothing for it.
  const wearing = street.wearing({ 'x-acting-unit': fromUnitId });
  expect(await wearing.refused(RegisterHouseholdDocument, { areaId: grid, door: '1号' })).toMatchObject({
    code: 'HAT_REQUIRED',
  });
  await street.do(MergeUnitsDocument, { fromUnitId, intoUnitId, reason: '同一单位' });
});
