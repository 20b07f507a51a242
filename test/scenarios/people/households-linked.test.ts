/** Who is linked to a household: by what they are to the unit, by agreement, once, and to so many. */
import { expect, test } from '@jest/globals';
import {
  AgreeHouseholdLinkDocument,
  AgreePersonRelationDocument,
  DeclineHouseholdLinkDocument,
  EndHouseholdLinkDocument,
  ProposeHouseholdLinkDocument,
  SetPersonDocument,
  WithdrawHouseholdLinkDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreeing, linked, linksOf, lookedAfter, member, offered, over, registered } from './household-steps.ts';
import { settled, wished } from './person-steps.ts';
import { stranger } from './posting.ts';
import { there } from '../story.ts';

test('nobody is linked but by what they are to the unit, and by their own agreement; a household has one link of a type', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const [one, two] = [await member(world, community, '甲'), await member(world, community, '乙')];
  const home = await registered(community, grid, '1号');
  const officer = await settled(two.actor, community, 'grid-officer', grid);
  const propose = { type: 'vanguard-linkage', householdId: home.id, personRelationId: one.personRelationId };
  for (const [wrong, path] of [
    [{ type: 'friendship' }, 'type'],
    [{ personRelationId: officer.id }, 'personRelationId'],
    [{ type: 'grid-visiting' }, 'personRelationId'],
  ] as const) {
    expect(await community.refused(ProposeHouseholdLinkDocument, { ...propose, ...wrong })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', path],
    });
  }
  const asked = await offered(community, one, home.id);
  expect(await community.refused(ProposeHouseholdLinkDocument, propose)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await community.refused(AgreeHouseholdLinkDocument, agreeing(asked))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await two.actor.refused(AgreeHouseholdLinkDocument, agreeing(asked))).toMatchObject({ code: 'NOT_FOUND' });
  expect(
    await one.actor.refused(DeclineHouseholdLinkDocument, { ...agreeing(asked), reason: '联系13800001234' }),
  ).toMatchObject({ code: 'INVALID_INPUT' });
  const told = await one.actor.do(DeclineHouseholdLinkDocument, { ...agreeing(asked), reason: '时间不便' });
  expect(told.householdLink).toMatchObject({ state: 'DECLINED', reason: '时间不便', since: null });
  expect(await one.actor.refused(AgreeHouseholdLinkDocument, { ...agreeing(asked), expectedVersion: 2 })).toMatchObject(
    {
      code: 'WRONG_STATE',
      message: expect.stringContaining('proposeHouseholdLink') as unknown,
    },
  );
  const taken = await offered(community, one, home.id);
  await community.do(WithdrawHouseholdLinkDocument, agreeing(taken));
  const link = await linked(community, one, home.id);
  expect(
    await community.refused(ProposeHouseholdLinkDocument, { ...propose, personRelationId: two.personRelationId }),
  ).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('one at a time') as unknown });
  // By another type another is linked to it.
  const circle = await linked(community, two, home.id, 'concentric-circle');
  const visiting = await linked(community, { ...two, personRelationId: officer.id }, home.id, 'grid-visiting');
  expect((await linksOf(community, { householdId: home.id, state: ['IN_FORCE'] })).nodes.map(({ id }) => id)).toEqual([
    link.id,
    circle.id,
    visiting.id,
  ]);
  world.clock.pass({ minutes: 1 });
  // Either ends it.
  expect(await over(one.actor, link)).toMatchObject({ state: 'ENDED', until: '2026-11-21T09:01:00+08:00' });
  expect(await over(community, circle)).toMatchObject({ state: 'ENDED', reason: '调整' });
  expect(
    await community.refused(EndHouseholdLinkDocument, { ...agreeing(link), expectedVersion: 3, reason: '无' }),
  ).toMatchObject({ code: 'ALREADY_DONE' });
  await linked(community, two, home.id);
});

test('one person is linked with so many households and no more, and is told so; nobody else is told of the others', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const homes = await Promise.all(Array.from({ length: 11 }, (_, i) => registered(community, grid, `${i}号`)));
  const links = [];
  for (const { id } of homes.slice(0, 10)) links.push(await linked(community, one, id));
  const asked = await offered(community, one, there(homes[10]).id);
  expect(await one.actor.refused(AgreeHouseholdLinkDocument, agreeing(asked))).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('at most 10 households') as unknown,
  });
  world.clock.pass({ minutes: 1 });
  await over(one.actor, there(links[0]));
  await one.actor.do(AgreeHouseholdLinkDocument, agreeing(asked));
  expect((await linksOf(community, { state: ['IN_FORCE'] })).totalCount).toBe(10);
});

test('a household is linked to who agreed to a post first: the post comes to be by agreement too', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await stranger(world);
  const home = await registered(community, grid, '1号');
  await one.do(SetPersonDocument, { name: '甲' });
  const post = await wished(one, 'service-post', community.unitId);
  const propose = { type: 'vanguard-linkage', householdId: home.id, personRelationId: post.id };
  expect(await community.refused(ProposeHouseholdLinkDocument, propose)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('proposePersonRelation') as unknown,
  });
  await community.do(AgreePersonRelationDocument, { personRelationId: post.id, expectedVersion: 1 });
  await linked(community, { actor: one, personRelationId: post.id }, home.id);
});
