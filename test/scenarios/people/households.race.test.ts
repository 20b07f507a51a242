/** At once: of what cannot all be, as much is as can be, and the others are told. */
import { expect, test } from '@jest/globals';
import {
  AgreeHouseholdLinkDocument,
  EndHouseholdLinkDocument,
  EndPersonRelationDocument,
  EraseHouseholdDocument,
  CorrectVisitDocument,
  RecordVisitDocument,
  RegisterHouseholdDocument,
  UpdateHouseholdDocument,
  WithdrawVisitDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
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
} from './household-steps.ts';
import { there } from '../story.ts';

const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).sort();

test('of many who agree at the same moment to one household, one is linked to it', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const home = await registered(community, grid, '1号');
  const members = await Promise.all(
    Array.from({ length: scaled(4, 20) }, (_, i) => member(world, community, `党员${i}`)),
  );
  const asked = await Promise.all(members.map((one) => offered(community, one, home.id)));
  const answers = await Promise.all(
    members.map(({ actor }, i) => actor.act(AgreeHouseholdLinkDocument, agreeing(there(asked[i])))),
  );
  expect(answers.filter(({ householdLink }) => householdLink !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(members.slice(1).map(() => 'INVALID_INPUT'));
  expect((await linksOf(community, { householdId: home.id, state: ['IN_FORCE'] })).totalCount).toBe(1);
});

test('who agrees to several households at once is linked with as many as one may be', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const homes = await Promise.all(Array.from({ length: 13 }, (_, i) => registered(community, grid, `${i}号`)));
  for (const { id } of homes.slice(0, 8)) await linked(community, one, id);
  const asked = await Promise.all(homes.slice(8).map(({ id }) => offered(community, one, id)));
  const answers = await Promise.all(asked.map((link) => one.actor.act(AgreeHouseholdLinkDocument, agreeing(link))));
  expect(answers.filter(({ householdLink }) => householdLink !== null)).toHaveLength(2);
  expect(codes(answers)).toEqual(['INVALID_INPUT', 'INVALID_INPUT', 'INVALID_INPUT']);
  expect((await householdsOf(one.actor)).totalCount).toBe(10);
});

test('a visit that is recorded while the link ends is of the time of the link, or is not there', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const told = new Set<string>();
  for (let round = 0; round < scaled(6, 40); round += 1) {
    const one = await member(world, community, `党员${round}`);
    const home = await registered(community, grid, `${round}号`);
    const link = await linked(community, one, home.id);
    world.clock.pass({ minutes: 1 });
    const left = { personRelationId: one.personRelationId, expectedVersion: 2, reason: '调整' };
    const [ended, visit] = await Promise.all([
      round % 2 === 0
        ? community.act(EndHouseholdLinkDocument, { ...agreeing(link), reason: '调整' })
        : one.actor.act(EndPersonRelationDocument, left),
      one.actor.act(RecordVisitDocument, call(link, '2026-11-21')),
    ]);
    expect(codes([ended])).toEqual([]);
    for (const code of codes([visit])) told.add(code);
    expect((await linksOf(community, { householdId: home.id, state: ['IN_FORCE'] })).totalCount).toBe(0);
  }
  expect(['INVALID_INPUT']).toEqual(expect.arrayContaining([...told]));
  const outside = await world.sql(
    'select from directory.visit v join directory.household_link l on l.id = v.link_id where v.recorded_at > upper(l.valid)',
  );
  expect(outside).toEqual([]);
});

test('agreed while the household is erased, or the post given up, nobody is linked to it', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  for (let round = 0; round < scaled(6, 40); round += 1) {
    const one = await member(world, community, `党员${round}`);
    const home = await registered(community, grid, `${round}号`);
    const asked = await offered(community, one, home.id);
    world.clock.pass({ minutes: 1 });
    const left = { personRelationId: one.personRelationId, expectedVersion: 2, reason: '调整' };
    const [over, agreed] = await Promise.all([
      round % 2 === 0
        ? community.act(EraseHouseholdDocument, { householdId: home.id, expectedVersion: 1, reason: '住户要求' })
        : one.actor.act(EndPersonRelationDocument, left),
      one.actor.act(AgreeHouseholdLinkDocument, agreeing(asked)),
    ]);
    expect(codes([over])).toEqual([]);
    expect(['INVALID_INPUT', 'WRONG_STATE', 'VERSION_CONFLICT']).toEqual(expect.arrayContaining(codes([agreed])));
    expect((await householdsOf(one.actor)).totalCount).toBe(0);
  }
});

test('a door is registered once, a household said anew once, a visit corrected or withdrawn, by whoever is first', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const doors = await Promise.all(
    Array.from({ length: 4 }, () => community.act(RegisterHouseholdDocument, { areaId: grid, door: '1号' })),
  );
  expect(codes(doors)).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'ALREADY_DONE']);
  const { id } = there((await householdsOf(community)).nodes[0]);
  const anew = (door: string) =>
    community.act(UpdateHouseholdDocument, { householdId: id, areaId: grid, door, expectedVersion: 1 });
  expect(codes(await Promise.all([anew('2号'), anew('3号'), anew('4号')]))).toEqual([
    'VERSION_CONFLICT',
    'VERSION_CONFLICT',
  ]);
  const one = await member(world, community, '甲');
  const visit = await visited(one.actor, await linked(community, one, id), '2026-11-21');
  const said = { visitId: visit.id, expectedVersion: 1 };
  const told = await Promise.all([
    one.actor.act(CorrectVisitDocument, {
      ...{ ...said, day: '2026-11-21', purpose: 'visit.policy', outcome: 'visit-outcome.met', needsFollowUp: true },
    }),
    one.actor.act(WithdrawVisitDocument, said),
  ]);
  expect(codes(told)).toHaveLength(1);
  expect(['WRONG_STATE', 'VERSION_CONFLICT']).toContain(codes(told)[0]);
  expect(await world.sql('select number from directory.visit_version')).toEqual([{ number: 1 }]);
});
