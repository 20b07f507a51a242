/** Mechanisms that are relations of persons: rows 18, 22, 40, 52, 78, 86 and 92. */
import { expect, test } from '@jest/globals';
import {
  DutyAtDocument,
  EndPersonRelationDocument,
  EndPostDocument,
  PersonsAtUnitDocument,
  ProposePersonRelationDocument,
  SetPersonDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { area, keeperOf, square } from '../land/land.ts';
import {
  again,
  anyone,
  current,
  employed,
  left,
  persons,
  relationsOf,
  resident,
  settled,
  wish,
} from './person-steps.ts';
import { ending, stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { site } from '../land/sites.ts';
import { there } from '../story.ts';

test('row 22, community, grid and micro-grid each have who is on duty, found by a point; one head at a time', async () => {
  await using world = await createWorld();
  const { district, community, other } = await world.alliance('亲邻党建+', 'district', 'community', 'other');
  await world.people.administrator(there(community.unit), there(community.person));
  const county = await keeperOf(world, district, '330282');
  const drawn = (half: number) => ({ crs: 'WGS84' as const, coordinates: [[square(121.24, 30.17, half)]] });
  const home = await area(district, county, {
    ...{ level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330282001', name: '浒山街道' },
    keeperUnitId: community.unitId,
    boundary: drawn(0.01),
  });
  const grid = await area(community, home, { code: 'H-1', name: '第一网格', boundary: drawn(0.002) });
  const micro = await area(community, grid, {
    ...{ level: 'MICRO_GRID', code: 'H-1-1', name: '一号楼' },
    boundary: drawn(0.0005),
  });
  const [head, next, officer] = [
    await employed(world, community.unit, '网格长甲'),
    await employed(world, community.unit, '网格长乙'),
    await employed(world, community.unit, '网格员丙'),
  ];
  const duty = await settled(community, head.actor, 'grid-head', grid, { postId: head.postId });
  await settled(community, officer.actor, 'grid-officer', micro, { postId: officer.postId });
  await settled(community, head.actor, 'grid-head', micro, { postId: head.postId });
  // A second head of the same grid is refused, and told the way out.
  expect(
    await community.refused(ProposePersonRelationDocument, wish('grid-head', grid, { postId: next.postId })),
  ).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('One person at a time') as unknown });
  // Whoever lives there finds who is on duty; who that is, by name, those may know who work with them.
  const at = { at: { longitude: 121.24, latitude: 30.17, crs: 'WGS84' as const } };
  const found = there((await anyone(world).ask(DutyAtDocument, { filter: at })).areas).nodes;
  expect(
    found.map(({ name, personRelations }) => [
      name,
      ...personRelations.nodes.map(({ type, person, post }) => [type?.code, person, post?.title]).sort(),
    ]),
  ).toEqual([
    ['一号楼', ['grid-head', null, '联络员'], ['grid-officer', null, '联络员']],
    ['第一网格', ['grid-head', null, '联络员']],
    ['浒山街道'],
  ]);
  expect(there((await other.ask(DutyAtDocument, { filter: at })).areas).nodes[1]?.personRelations.nodes).toMatchObject([
    { person: null, statement: null },
  ]);
  const named = { filter: at, duty: { type: 'grid-head' } };
  expect(there((await district.ask(DutyAtDocument, named)).areas).nodes[1]?.personRelations.nodes).toMatchObject([
    { person: { name: '网格长甲' }, statement: null },
  ]);
  // The head changes: what was, any day, is history for those concerned.
  world.clock.pass({ days: 3 });
  await left(community, await current(community, duty.id));
  await settled(community, next.actor, 'grid-head', grid, { postId: next.postId });
  const heads = async (who: Actor, asOf: string) =>
    (await relationsOf(who, { areaId: grid, type: 'grid-head', asOf })).nodes.map(({ person }) => person?.name);
  expect(await heads(community, '2026-11-21')).toEqual(['网格长甲']);
  expect(await heads(community, '2026-11-24')).toEqual(['网格长乙']);
  expect(await heads(other, '2026-11-21')).toEqual([]);
});

test('row 52: 10 secretaries are posted to Shanghai and 17 paired, each for a term, and it runs out by itself', async () => {
  await using world = await createWorld();
  const [home, shanghai, model] = [
    await someUnit(world, 'haishu'),
    await someUnit(world, 'shanghai', 'GOVERNMENT'),
    await someUnit(world, 'model'),
  ];
  const term = { since: world.clock.day(1, '09:00'), until: world.clock.day(90, '18:00') };
  for (let i = 0; i < 27; i += 1) {
    const { actor, postId } = await employed(world, home.unit);
    const [type, host] = i < 10 ? (['secondment', shanghai] as const) : (['paired-learning', model] as const);
    if (i === 0) {
      expect(await actor.refused(ProposePersonRelationDocument, wish(type, host.unitId, { postId }))).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'until'],
      });
    }
    await settled(actor, host, type, host.unitId, { postId, ...term });
  }
  const count = async (type: string, state: 'UPCOMING' | 'IN_FORCE' | 'ENDED') =>
    (await relationsOf(await again(world, home), { homeUnitId: home.unitId, type, state: [state] })).totalCount;
  expect([await count('secondment', 'UPCOMING'), await count('paired-learning', 'UPCOMING')]).toEqual([10, 17]);
  world.clock.pass({ days: 2 });
  expect([await count('secondment', 'IN_FORCE'), await count('paired-learning', 'IN_FORCE')]).toEqual([10, 17]);
  expect(await persons(anyone(world), 'secondment', shanghai.unitId)).toEqual([10, 10]);
  world.clock.pass({ days: 90 });
  expect([await count('secondment', 'ENDED'), await count('paired-learning', 'ENDED')]).toEqual([10, 17]);
  expect(await persons(anyone(world), 'secondment')).toEqual([null, null]);
  const later = await again(world, home);
  const [over] = (await relationsOf(later, { homeUnitId: home.unitId, type: 'secondment' })).nodes;
  expect(
    await later.refused(EndPersonRelationDocument, {
      personRelationId: there(over).id,
      expectedVersion: 2,
      reason: '到期',
    }),
  ).toMatchObject({ code: 'ALREADY_DONE' });
});

test('row 78: the same persons hold posts in two bodies, either way, and leave the second with the first', async () => {
  await using world = await createWorld();
  const [community, estate] = [await someUnit(world, 'community'), await someUnit(world, 'estate', 'PROPERTY_COMPANY')];
  const [one, other] = [await employed(world, community.unit, '甲'), await employed(world, estate.unit, '乙')];
  const inEstate = await settled(estate, one.actor, 'cross-appointment', estate.unitId, { postId: one.postId });
  await settled(other.actor, community, 'cross-appointment', community.unitId, { postId: other.postId });
  const bodies = (who: Actor) => relationsOf(who, { type: 'cross-appointment', state: ['IN_FORCE'] });
  expect((await bodies(community)).nodes).toMatchObject([
    { person: { name: '甲' }, homeUnit: { shortName: 'community' }, unit: { shortName: 'estate' } },
    { person: { name: '乙' }, homeUnit: { shortName: 'estate' }, unit: { shortName: 'community' } },
  ]);
  // Not to the unit that the post is in, and not by somebody else's post.
  expect(
    await one.actor.refused(
      ProposePersonRelationDocument,
      wish('cross-appointment', community.unitId, { postId: one.postId }),
    ),
  ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'objectId'] });
  expect(
    await one.actor.refused(
      ProposePersonRelationDocument,
      wish('part-time-committee', estate.unitId, { postId: other.postId }),
    ),
  ).toMatchObject({ code: 'FORBIDDEN' });
  world.clock.pass({ minutes: 1 });
  await one.actor.do(EndPostDocument, ending({ id: one.postId, version: 1 } as never));
  expect((await bodies(estate)).nodes).toMatchObject([{ person: { name: '乙' } }]);
  expect(await current(estate, inEstate.id)).toMatchObject({ state: 'ENDED', version: 3, reason: null });
});

test('row 86: members of offices report in at home, 3,698 of them in 254 teams; their unit sees it, the public the number', async () => {
  await using world = await createWorld();
  const [members, teams] = [scaled(12, 3698), scaled(3, 254)];
  const office = await someUnit(world, 'office', 'GOVERNMENT');
  const [community, elsewhere] = [await someUnit(world, 'community'), await someUnit(world, 'elsewhere')];
  const squads = await Promise.all(Array.from({ length: teams }, (_, i) => someUnit(world, `team-${i}`, 'TEAM')));
  for (let i = 0; i < members; i += 1) {
    const { actor, postId } = await employed(world, office.unit);
    const squad = there(squads[i % teams]);
    await settled(actor, community, 'reporting-in', community.unitId, { postId });
    await settled(actor, squad, 'team-membership', squad.unitId, { postId });
    if (i === 0) {
      expect(
        await actor.refused(ProposePersonRelationDocument, wish('reporting-in', elsewhere.unitId, { postId })),
      ).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('at a time') as unknown });
      expect(await persons(elsewhere, 'reporting-in', community.unitId)).toEqual([null, null]);
    }
  }
  expect(await persons(elsewhere, 'reporting-in', community.unitId)).toEqual([members, members]);
  expect(await persons(anyone(world), 'reporting-in', elsewhere.unitId)).toEqual([null, members]);
  expect((await persons(elsewhere, 'team-membership'))[1]).toBe(members);
  const at = async (who: Pick<Actor, 'ask'>) => {
    const { unit } = await who.ask(PersonsAtUnitDocument, { id: community.unitId, filter: { type: 'reporting-in' } });
    return there(unit).personRelations;
  };
  expect((await at(community)).totalCount).toBe(members);
  expect((await at(office)).nodes[0]).toMatchObject({ person: { name: '某人' }, homeUnit: { shortName: 'office' } });
  // Another unit is not told, nor is the public; whoever acts for the office is.
  expect((await at(elsewhere)).totalCount).toBe(0);
  expect((await at(anyone(world))).totalCount).toBe(0);
});

test('rows 18, 40 and 92: who holds no post says who they are, and comes of themselves', async () => {
  await using world = await createWorld();
  const { community, other } = await world.alliance('慈城', 'community', 'other');
  const county = await keeperOf(world, community, '330205');
  const grid = await area(community, county, { code: 'G-9', name: '第九网格' });
  const room = await site(community, { name: '共享客厅' });
  const nobody = await stranger(world);
  expect(await nobody.refused(ProposePersonRelationDocument, wish('room-keeper', room))).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('setPerson') as unknown,
  });
  const keeper = await resident(world, '王大V');
  const set = { name: '王大伟', expectedVersion: 1 };
  expect((await keeper.do(SetPersonDocument, set)).person).toMatchObject({ name: '王大伟', version: 2 });
  expect(await keeper.refused(SetPersonDocument, { name: '王某', expectedVersion: 1 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  expect(await settled(keeper, community, 'room-keeper', room)).toMatchObject({
    ...{ place: { name: '共享客厅' }, person: { name: '王大伟' }, homeUnit: null, post: null },
    type: { label: 'is in charge of', inverseLabel: 'is in the charge of' },
  });
  const migrant = await resident(world, '外来人');
  expect(await migrant.refused(ProposePersonRelationDocument, wish('reporting-in', community.unitId))).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'postId'],
  });
  await settled(migrant, community, 'migrant-membership', community.unitId);
  await settled(migrant, community, 'grid-placement', grid);
  const codes = async (who: Actor, isMine?: boolean) =>
    (await relationsOf(who, isMine === undefined ? {} : { isMine })).nodes.map(({ type }) => type?.code);
  expect(await codes(community)).toEqual(['room-keeper', 'migrant-membership', 'grid-placement']);
  expect(await codes(migrant, true)).toEqual(['migrant-membership', 'grid-placement']);
  expect(await codes(migrant, false)).toEqual(['room-keeper']);
  expect(await codes(other)).toEqual(['room-keeper']);
});
