/** What persons are to a unit, an area or a place is over with it. */
import { expect, test } from '@jest/globals';
import {
  AgreePersonRelationDocument,
  ChangePlaceStatusDocument,
  DissolveUnitDocument,
  EndAreaDocument,
  InviteFirstAdministratorDocument,
  MergeUnitsDocument,
  PersonsAtUnitDocument,
  ProposePersonRelationDocument,
  RegisterUnitDocument,
  SucceedAreaDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { area, keeperOf } from '../land/land.ts';
import { anyone, current, employed, relationsOf, resident, settled, wish, wished } from './person-steps.ts';
import { accepted, stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { site } from '../land/sites.ts';
import { there } from '../story.ts';

const agreeing = (id: string) => ({ personRelationId: id, expectedVersion: 1 });

test('a unit that is dissolved ends what persons are to it and by it, and answers what was only proposed', async () => {
  await using world = await createWorld();
  const [team, community] = [await someUnit(world, '队伍', 'TEAM'), await someUnit(world, 'community')];
  const county = await keeperOf(world, team, '330282');
  const grid = await area(team, county, { code: 'H-1', name: '第一网格' });
  const room = await site(team, { name: '共享客厅' });
  const [one, member] = [await employed(world, community.unit), await employed(world, team.unit)];
  const keeper = await resident(world, '王大V');
  const lasting = [
    await settled(one.actor, team, 'part-time-committee', team.unitId, { postId: one.postId }),
    await settled(team, member.actor, 'grid-head', grid, { postId: member.postId }),
    await settled(keeper, team, 'room-keeper', room),
    await settled(member.actor, community, 'reporting-in', community.unitId, { postId: member.postId }),
  ];
  const asked = await wished(team, 'cross-appointment', team.unitId, { postId: one.postId });
  const offered = await wished(one.actor, 'team-membership', team.unitId, { postId: one.postId });
  world.clock.pass({ days: 1 });
  await team.do(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '已完成使命' });

  const mine = async (who: Actor) =>
    (await relationsOf(who, { isMine: true })).nodes.map(({ type, state, reason }) => [type?.code, state, reason]);
  expect(await mine(one.actor)).toEqual([
    ['part-time-committee', 'ENDED', '已完成使命'],
    ['cross-appointment', 'WITHDRAWN', null],
    ['team-membership', 'DECLINED', '已完成使命'],
  ]);
  expect(await mine(keeper)).toEqual([['room-keeper', 'ENDED', '已完成使命']]);
  // What somebody was elsewhere by a post in it ended with the post.
  expect(await mine(member.actor)).toEqual([
    ['grid-head', 'ENDED', '已完成使命'],
    ['reporting-in', 'ENDED', null],
  ]);
  for (const { id, version } of lasting) {
    const [row] = await world.sql(
      `select version from directory.person_relation
       where 'personrelation_' || replace(id::text, '-', '') = $1 and upper(valid) = $2::timestamptz`,
      [id, world.clock.now().toISOString()],
    );
    expect(row).toEqual({ version: version + 1 });
  }
  expect((await relationsOf(anyone(world), {})).totalCount).toBe(0);
  expect(
    await one.actor.refused(AgreePersonRelationDocument, { ...agreeing(asked.id), expectedVersion: 2 }),
  ).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining('withdrawn') as unknown });
  expect(await current(one.actor, offered.id)).toMatchObject({ state: 'DECLINED', version: 2 });
  const more = wish('part-time-committee', team.unitId, { postId: one.postId });
  expect(await one.actor.refused(ProposePersonRelationDocument, more)).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('dissolved') as unknown,
  });
  // Nobody is left who looks after the grid.
  expect(await keeper.refused(ProposePersonRelationDocument, wish('grid-officer', grid))).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'objectId'],
  });
});

test('nobody comes to a unit that nobody acts for; an id that was merged answers with who is at the unit that stays', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const registered = async (name: string) => {
    const about = { kind: 'SOCIAL_ORGANISATION' as const, name, shortName: name };
    return there((await street.do(RegisterUnitDocument, about)).unit).id;
  };
  const [intoUnitId, fromUnitId] = [await registered('浒山义工协会'), await registered('浒山志愿者联合会')];
  const { actor, postId } = await employed(world, street.unit, '甲');
  const by = wish('cross-appointment', fromUnitId, { postId });
  expect(await actor.refused(ProposePersonRelationDocument, by)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('Nobody acts for this unit') as unknown,
  });
  await street.do(MergeUnitsDocument, { fromUnitId, intoUnitId, reason: '同一单位' });
  expect(await actor.refused(ProposePersonRelationDocument, by)).toMatchObject({ code: 'NOT_FOUND' });
  const { invitationCode } = await street.do(InviteFirstAdministratorDocument, {
    unitId: intoUnitId,
    personName: '会长',
  });
  await accepted(await stranger(world), there(invitationCode));
  await actor.do(ProposePersonRelationDocument, { ...by, objectId: intoUnitId });
  const { unit } = await actor.ask(PersonsAtUnitDocument, { id: fromUnitId });
  expect(there(unit).personRelations.nodes).toMatchObject([{ person: { name: '甲' }, state: 'PROPOSED' }]);
});

test('an area ends what persons are in it with its last day, and whoever follows asks anew; a place that closes at once', async () => {
  await using world = await createWorld();
  const community = await someUnit(world, 'community');
  const county = await keeperOf(world, community, '330282');
  const [grid, next, other] = [
    await area(community, county, { code: 'H-1', name: '第一网格' }),
    await area(community, county, { code: 'H-2', name: '新第一网格' }),
    await area(community, county, { code: 'H-3', name: '第三网格' }),
  ];
  const [head, officer] = [await employed(world, community.unit, '甲'), await employed(world, community.unit, '乙')];
  const duty = await settled(community, head.actor, 'grid-head', grid, { postId: head.postId });
  const asked = await wished(community, 'grid-officer', grid, { postId: officer.postId });
  const late = await wished(community, 'grid-officer', other, { postId: officer.postId });
  const follow = {
    areaId: grid,
    expectedVersion: 1,
    successorAreaId: next,
    kind: 'RECODED' as const,
    day: '2026-12-01',
  };
  await community.do(SucceedAreaDocument, follow);
  expect(await current(community, duty.id)).toMatchObject({ state: 'IN_FORCE', until: '2026-12-01T00:00:00+08:00' });
  // What is agreed meanwhile lasts no longer than the area.
  const agreed = await officer.actor.do(AgreePersonRelationDocument, agreeing(asked.id));
  expect(agreed.personRelation).toMatchObject({ until: '2026-12-01T00:00:00+08:00' });
  expect(
    await community.refused(
      ProposePersonRelationDocument,
      wish('grid-officer', grid, { postId: head.postId, since: '2026-12-01T09:00:00+08:00' }),
    ),
  ).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('successors') as unknown });
  await community.do(EndAreaDocument, { areaId: other, expectedVersion: 1, until: '2026-11-20' });
  expect(await officer.actor.refused(AgreePersonRelationDocument, agreeing(late.id))).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const room = await site(community, { name: '共享客厅' });
  const keeper = await resident(world, '王大V');
  const kept = await settled(keeper, community, 'room-keeper', room);
  const open = await wished(await resident(world, '李大V'), 'room-keeper', room);
  world.clock.pass({ days: 1 });
  const closing = { placeId: room, expectedVersion: 1, status: 'CLOSED' as const, reason: '搬迁' };
  await community.do(ChangePlaceStatusDocument, closing);
  expect(await current(keeper, kept.id)).toMatchObject({ state: 'ENDED', until: '2026-11-22T09:00:00+08:00' });
  expect(await community.refused(AgreePersonRelationDocument, agreeing(open.id))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('closed') as unknown,
  });
  expect(await keeper.refused(ProposePersonRelationDocument, wish('room-keeper', room))).toMatchObject({
    code: 'WRONG_STATE',
  });
});
