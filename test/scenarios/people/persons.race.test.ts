/** Agreed at once: of what cannot all be, as much is as can be, and the others are told. */
import { expect, test } from '@jest/globals';
import {
  AgreePersonRelationDocument,
  ChangePlaceStatusDocument,
  DissolveUnitDocument,
  EndAreaDocument,
  EndPostDocument,
  ProposePersonRelationDocument,
  SetPersonDocument,
  WithdrawPersonRelationDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { area, keeperOf } from '../land/land.ts';
import { employed, relationsOf, resident, wish, wished } from './person-steps.ts';
import { ending, stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { site } from '../land/sites.ts';
import { there } from '../story.ts';

const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).sort();

const agree = (by: Actor, personRelationId: string) =>
  by.act(AgreePersonRelationDocument, { personRelationId, expectedVersion: 1 });

test('of many that would be head of one grid, agreed at once, one is', async () => {
  await using world = await createWorld();
  const { community } = await world.alliance('亲邻', 'community');
  const grid = await area(community, await keeperOf(world, community, '330282'), { code: 'H-1', name: '第一网格' });
  const heads = await Promise.all(Array.from({ length: scaled(5, 30) }, () => employed(world, community.unit)));
  const asked = await Promise.all(heads.map(({ postId }) => wished(community, 'grid-head', grid, { postId })));
  const answers = await Promise.all(heads.map(({ actor }, i) => agree(actor, there(asked[i]).id)));
  expect(answers.filter(({ personRelation }) => personRelation !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(heads.slice(1).map(() => 'INVALID_INPUT'));
  expect((await relationsOf(community, { areaId: grid, state: ['IN_FORCE'] })).totalCount).toBe(1);
});

test('of many communities that agree at once to one who reports in, one has them', async () => {
  await using world = await createWorld();
  const office = await someUnit(world, 'office', 'GOVERNMENT');
  const { actor, postId } = await employed(world, office.unit);
  const communities = await Promise.all(
    Array.from({ length: scaled(5, 30) }, (_, i) => someUnit(world, `community-${i}`)),
  );
  const asked = await Promise.all(communities.map(({ unitId }) => wished(actor, 'reporting-in', unitId, { postId })));
  const answers = await Promise.all(communities.map((community, i) => agree(community, there(asked[i]).id)));
  expect(answers.filter(({ personRelation }) => personRelation !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(communities.slice(1).map(() => 'INVALID_INPUT'));
  expect((await relationsOf(actor, { isMine: true, state: ['IN_FORCE'] })).totalCount).toBe(1);
});

test('proposed from either side at once, one proposal stands; answered and taken back, one of the two is done', async () => {
  await using world = await createWorld();
  const [office, street] = [await someUnit(world, 'office'), await someUnit(world, 'street')];
  const { actor, postId } = await employed(world, office.unit);
  const both = wish('part-time-committee', street.unitId, { postId });
  const answers = await Promise.all(
    [actor, street, actor, street].map((by) => by.act(ProposePersonRelationDocument, both)),
  );
  expect(codes(answers)).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'ALREADY_DONE']);
  const open = there(answers.find(({ personRelation }) => personRelation !== null)?.personRelation);
  const [by, other] = open.proposedBy === 'PERSON' ? [actor, street] : [street, actor];
  const told = await Promise.all([
    agree(other, open.id),
    by.act(WithdrawPersonRelationDocument, { personRelationId: open.id, expectedVersion: 1 }),
  ]);
  expect(codes(told)).toEqual(['WRONG_STATE']);
});

test('agreed while the post ends that it is by, it is not there or over', async () => {
  await using world = await createWorld();
  const [office, street] = [await someUnit(world, 'office'), await someUnit(world, 'street')];
  for (let round = 0; round < scaled(4, 20); round += 1) {
    const { actor, postId } = await employed(world, office.unit);
    const { id } = await wished(actor, 'reporting-in', street.unitId, { postId });
    world.clock.pass({ minutes: 1 });
    const [agreed] = await Promise.all([
      agree(street, id),
      actor.do(EndPostDocument, ending({ id: postId, version: 1 } as never)),
    ]);
    if (agreed.personRelation === null) expect(codes([agreed])).toEqual(['INVALID_INPUT']);
    const { nodes } = await relationsOf(street, { hostUnitId: street.unitId, state: ['IN_FORCE', 'UPCOMING'] });
    expect(nodes).toEqual([]);
  }
});

test('agreed while the unit is dissolved, the area ends or the place closes, nothing of it lasts', async () => {
  await using world = await createWorld();
  const keeper = await someUnit(world, 'keeper');
  const county = await keeperOf(world, keeper, '330282');
  const comers = [await resident(world, '甲'), await resident(world, '乙'), await resident(world, '丙')];
  const told = new Set<string>();
  for (let round = 0; round < scaled(4, 40); round += 1) {
    const team = await someUnit(world, `队伍${round}`, 'TEAM');
    const grid = await area(keeper, county, { code: `H-${round}`, name: `网格${round}` });
    const [room, hall] = [await site(team), await site(keeper)];
    const own = await employed(world, team.unit);
    const asked = [
      ...(await Promise.all(comers.map((one) => wished(one, 'room-keeper', room)))),
      ...(await Promise.all(comers.map((one) => wished(one, 'team-membership', team.unitId)))),
      await wished(own.actor, 'room-keeper', room, { postId: own.postId }),
    ];
    const officers = await Promise.all(comers.map((one) => wished(one, 'grid-officer', grid)));
    const keepers = await Promise.all(comers.map((one) => wished(one, 'room-keeper', hall)));
    const ends = { expectedVersion: 1, reason: '结束' };
    const [dissolved, ended, closed, ...answers] = await Promise.all([
      team.act(DissolveUnitDocument, { unitId: team.unitId, ...ends }),
      keeper.act(EndAreaDocument, { areaId: grid, expectedVersion: 1, until: '2026-11-20' }),
      keeper.act(ChangePlaceStatusDocument, { placeId: hall, status: 'CLOSED' as const, ...ends }),
      ...asked.map(({ id }) => agree(team, id)),
      ...[...officers, ...keepers].map(({ id }) => agree(keeper, id)),
    ]);
    expect(codes([dissolved, ended, closed])).toEqual([]);
    for (const code of codes(answers)) told.add(code);
    expect(
      await world.sql("select state from directory.person_relation where valid @> '2027-01-01'::timestamptz"),
    ).toEqual([]);
  }
  expect(['WRONG_STATE', 'INVALID_INPUT', 'FORBIDDEN', 'HAT_REQUIRED', 'VERSION_CONFLICT']).toEqual(
    expect.arrayContaining([...told]),
  );
});

test('who says at once by several keys who they are is one person, of one name', async () => {
  await using world = await createWorld();
  const somebody = await stranger(world);
  const answers = await Promise.all(
    Array.from({ length: scaled(5, 30) }, (_, i) => somebody.act(SetPersonDocument, { name: `名${i}` })),
  );
  const done = answers.flatMap(({ person }) => (person === null ? [] : [person]));
  expect(done).toHaveLength(1);
  expect(new Set(codes(answers))).toEqual(new Set(['VERSION_CONFLICT']));
  const other = await resident(world, '某人');
  const set = (name: string) => other.act(SetPersonDocument, { name, expectedVersion: 1 });
  expect(codes(await Promise.all([set('甲'), set('乙'), set('丙')]))).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
});
