/** Row 8 of the mechanisms: what becomes of the bodies of a grid when the grid, or the unit, is no more. */
import { describe, expect, test } from '@jest/globals';
import {
  AgreeRelationDocument,
  DissolveUnitDocument,
  EndAreaDocument,
  MergeUnitsDocument,
  ProposeRelationDocument,
  RegisterUnitDocument,
  RelationsOfAreaDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { createWorld } from '../../support/world.ts';
import { coverage, grid, landed, related } from './grid-steps.ts';
import { ended, proposalTo, relatedTo, someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

describe('when the area is no more', () => {
  test('of one that is renamed or recoded it goes on; of one that ends, goes into another or is split it ends', async () => {
    await using world = await createWorld();
    const { street, committee, community } = await landed(world);
    const unit = await someUnit(world, '支部');
    const made = (n: number) => grid(committee, community, n);
    const [renamed, recoded, merged, split, over] = [
      await made(0),
      await made(1),
      await made(2),
      await made(3),
      await made(4),
    ];
    const [next, taken] = [await made(5), await made(6)];
    for (const id of [renamed, recoded, merged, split, over]) await relatedTo('grid-branch', unit, committee, id);
    const other = await someUnit(world, '另一支部');
    await relatedTo('grid-branch', other, committee, taken);
    const open = await other.do(ProposeRelationDocument, proposalTo('owners-committee', other, over));
    world.clock.pass({ days: 10 });

    const day = '2026-11-29';
    const follow = (
      areaId: string,
      to: string,
      kind: 'RENAMED' | 'RECODED' | 'MERGED' | 'SPLIT',
      expectedVersion = 1,
    ) =>
      committee.do(SucceedAreaDocument, {
        ...{ areaId, expectedVersion, successorAreaId: to, kind, day },
      });
    await follow(renamed, next, 'RENAMED');
    expect(await related(street, renamed, { state: ['IN_FORCE'] })).toEqual([]);
    expect(await related(street, renamed, { asOf: '2026-11-28' })).toEqual(['grid-branch: 支部']);
    expect(await related(street, next, { state: ['IN_FORCE'] })).toEqual(['grid-branch: 支部']);
    expect(await related(street, next, { asOf: '2026-11-28' })).toEqual([]);
    const { area: now } = await street.ask(RelationsOfAreaDocument, { id: next });
    expect(there(now).relations.nodes[0]).toMatchObject({
      since: '2026-11-29T00:00:00+08:00',
      until: null,
      version: 1,
    });
    // One that has another of its own keeps that.
    await follow(recoded, taken, 'RECODED');
    expect(await related(street, taken)).toEqual(['grid-branch: 另一支部']);
    await follow(merged, next, 'MERGED');
    await follow(split, next, 'SPLIT');
    await follow(split, taken, 'SPLIT', 2);
    expect(await related(street, next)).toEqual(['grid-branch: 支部']);

    // In time to come: until then it is.
    await committee.do(EndAreaDocument, { areaId: over, expectedVersion: 1, until: '2026-12-10' });
    const { area: going } = await street.ask(RelationsOfAreaDocument, {
      id: over,
      filter: { type: 'grid-branch' },
    });
    const [last] = there(going).relations.nodes;
    expect(last).toMatchObject({ state: 'IN_FORCE', until: '2026-12-10T00:00:00+08:00' });
    const agree = { relationId: there(open.relation).id, expectedVersion: 1 };
    const agreed = await committee.do(AgreeRelationDocument, agree);
    expect(agreed.relation).toMatchObject({ state: 'IN_FORCE', until: '2026-12-10T00:00:00+08:00' });
    const figures = async (asOf: string) => {
      const { covered, total } = await coverage(street, community, { asOf });
      return `${covered}/${total}`;
    };
    expect([await figures('2026-11-28'), await figures('2026-11-29'), await figures('2026-12-10')]).toEqual([
      '6/7',
      '3/3',
      '2/2',
    ]);
    world.clock.pass({ days: 12 });
    expect(await related(street, over, { state: ['IN_FORCE'] })).toEqual([]);
    const late = proposalTo('grid-branch', unit, over);
    expect(await unit.refused(ProposeRelationDocument, late)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('successors') as unknown,
    });
  });
});

describe('when a unit is no more', () => {
  test('what it was to areas ends with it; what others are to the areas it looked after does not', async () => {
    await using world = await createWorld();
    const { street, committee, community } = await landed(world);
    const [first, second] = [await grid(committee, community, 1), await grid(committee, community, 2)];
    const [branch, owners] = [await someUnit(world, '支部'), await someUnit(world, '业委会')];
    await relatedTo('grid-branch', branch, committee, first);
    const lasting = await relatedTo('owners-committee', owners, committee, first);
    const byBranch = await branch.do(ProposeRelationDocument, proposalTo('grid-branch', branch, second));
    const byKeeper = await committee.do(ProposeRelationDocument, proposalTo('owners-committee', owners, second));
    world.clock.pass({ days: 1 });
    for (const gone of [branch, committee]) {
      await gone.do(DissolveUnitDocument, { unitId: gone.unitId, expectedVersion: 1, reason: '撤销' });
    }
    expect(await related(street, first, { state: ['IN_FORCE'] })).toEqual(['owners-committee: 业委会']);
    expect(await related(street, second, { state: ['PROPOSED'] })).toEqual([]);
    for (const { relation } of [byBranch, byKeeper]) {
      const agree = { relationId: there(relation).id, expectedVersion: 2 };
      const by = relation === byBranch.relation ? street : owners;
      expect((await by.refused(AgreeRelationDocument, agree)).code).toBe('WRONG_STATE');
    }
    // The street looks after all that lies in its own.
    await street.do(ReviseAreaDocument, { areaId: first, expectedVersion: 2, keeperUnitId: street.unitId });
    expect((await ended(street, lasting)).state).toBe('ENDED');
  });

  test('one that is something to an area, or is to be, does not go into another', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    await world.people.administrator(there(street.unit), there(street.person));
    const county = globalId('area', await world.people.county('慈溪市', '330282', there(street.unit)));
    const registered = async (name: string): Promise<string> => {
      const about = { kind: 'TEAM' as const, name, shortName: name, identifiers: [] };
      return there((await street.do(RegisterUnitDocument, about)).unit).id;
    };
    const [fromUnitId, intoUnitId] = [await registered('第一支部'), await registered('第一党支部')];
    const asked = { type: 'grid-branch', subjectUnitId: fromUnitId, objectAreaId: county, statement: '说明' };
    await street.do(ProposeRelationDocument, asked);
    expect(await street.refused(MergeUnitsDocument, { fromUnitId, intoUnitId, reason: '同一单位' })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('has relations of its own') as unknown,
    });
  });
});
