/** Agreed at once: of what cannot all be, as much is as can be, and the others are told what came first. */
import { expect, test } from '@jest/globals';
import {
  AgreeRelationDocument,
  EndAreaDocument,
  ProposeRelationDocument,
  RelationsOfAreaDocument,
  WithdrawRelationDocument,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { area } from '../land/land.ts';
import { pairs, proposal, proposalTo, proposed, someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).sort();

const agree = (by: Actor, relationId: string) => by.act(AgreeRelationDocument, { relationId, expectedVersion: 1 });

test('of many units that would be above one, agreed at once, one is', async () => {
  await using world = await createWorld();
  const community = await someUnit(world, 'community');
  const streets = await Promise.all(
    Array.from({ length: scaled(6, 30) }, (_, i) => someUnit(world, `street-${i}`, 'GOVERNMENT')),
  );
  const proposals = await Promise.all(streets.map((street) => proposed('subordination', community, street)));
  const answers = await Promise.all(streets.map((street, i) => agree(street, there(proposals[i]).id)));
  expect(answers.filter(({ relation }) => relation !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(streets.slice(1).map(() => 'INVALID_INPUT'));
  expect(await pairs(community, { aboveUnitId: community.unitId })).toHaveLength(1);
});

test('a ring of four is never closed, though each of its sides is agreed by others', async () => {
  await using world = await createWorld();
  for (let round = 0; round < scaled(3, 15); round += 1) {
    const units = await Promise.all([0, 1, 2, 3].map((i) => someUnit(world, `unit-${round}-${i}`, 'GOVERNMENT')));
    const next = (i: number): Actor => there(units[(i + 1) % 4]);
    const sides = await Promise.all(units.map((unit, i) => proposed('subordination', unit, next(i))));
    const answers = await Promise.all(sides.map(({ id }, i) => agree(next(i), id)));
    expect(answers.filter(({ relation }) => relation !== null)).toHaveLength(3);
    expect(codes(answers)).toEqual(['INVALID_INPUT']);
    expect(await pairs(there(units[0]), { belowUnitId: there(units[0]).unitId })).not.toHaveLength(4);
  }
});

test('proposed to each other at once, one proposal stands', async () => {
  await using world = await createWorld();
  const [one, other] = [await someUnit(world, 'one'), await someUnit(world, 'other')];
  const answers = await Promise.all(
    Array.from({ length: scaled(6, 30) }, (_, i) => {
      const [from, to] = i % 2 === 0 ? [one, other] : [other, one];
      return from.act(ProposeRelationDocument, proposal('pairing', from, to));
    }),
  );
  expect(answers.filter(({ relation }) => relation !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(answers.slice(1).map(() => 'ALREADY_DONE'));
});

test('agreed and taken back at once, one of the two is done', async () => {
  await using world = await createWorld();
  const [one, other] = [await someUnit(world, 'one'), await someUnit(world, 'other')];
  for (let round = 0; round < scaled(4, 20); round += 1) {
    const { id: relationId } = await proposed('assigned-support', one, other);
    const answers = await Promise.all([
      agree(other, relationId),
      one.act(WithdrawRelationDocument, { relationId, expectedVersion: 1 }),
    ]);
    expect(codes(answers)).toEqual(['WRONG_STATE']);
    const isAgreed = answers[0].relation !== null;
    expect(await pairs(one, { subjectUnitId: one.unitId, state: ['IN_FORCE'] })).toHaveLength(isAgreed ? 1 : 0);
    if (isAgreed) return;
  }
});

test('of many units that would be the party branch of one grid, agreed at once, one is', async () => {
  await using world = await createWorld();
  const keeper = await someUnit(world, 'street', 'GOVERNMENT');
  const county = globalId('area', await world.people.county('某区', '330203', there(keeper.unit)));
  const grid = await area(keeper, county, { level: 'MICRO_GRID' });
  const branches = await Promise.all(Array.from({ length: scaled(6, 30) }, (_, i) => someUnit(world, `branch-${i}`)));
  const proposals = await Promise.all(
    branches.map((branch) => branch.do(ProposeRelationDocument, proposalTo('grid-branch', branch, grid))),
  );
  const answers = await Promise.all(proposals.map(({ relation }) => agree(keeper, there(relation).id)));
  expect(answers.filter(({ relation }) => relation !== null)).toHaveLength(1);
  expect(codes(answers)).toEqual(branches.slice(1).map(() => 'INVALID_INPUT'));
  const asked = { id: grid, filter: { state: ['IN_FORCE' as const] } };
  expect((await keeper.ask(RelationsOfAreaDocument, asked)).area?.relations.totalCount).toBe(1);
});

test('a grid ends, or gets its party branch: nothing is to it when it is no more', async () => {
  await using world = await createWorld();
  const keeper = await someUnit(world, 'street', 'GOVERNMENT');
  const county = globalId('area', await world.people.county('某区', '330203', there(keeper.unit)));
  const branch = await someUnit(world, 'branch');
  for (let round = 0; round < scaled(4, 20); round += 1) {
    const grid = await area(keeper, county, { code: `g-${round}` });
    const { relation } = await branch.do(ProposeRelationDocument, proposalTo('grid-branch', branch, grid));
    const [end, answer] = await Promise.all([
      keeper.act(EndAreaDocument, { areaId: grid, expectedVersion: 1, until: '2026-11-21' }),
      agree(keeper, there(relation).id),
    ]);
    expect(codes([end])).toEqual([]);
    expect(answer.relation === null ? codes([answer]) : 'agreed').toEqual(
      answer.relation === null ? ['INVALID_INPUT'] : 'agreed',
    );
    const asked = { id: grid, filter: { state: ['IN_FORCE' as const] } };
    expect((await keeper.ask(RelationsOfAreaDocument, asked)).area?.relations.totalCount).toBe(0);
  }
});
