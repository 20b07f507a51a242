/** Row 8 of the mechanisms, 小区网格党支部 / 红色业委会 / 红色物业: three kinds of bodies of micro-grids, and how far they reach. */
import { describe, expect, test } from '@jest/globals';
import {
  AgreeRelationDocument,
  CoverageByRelationsDocument,
  DeclineRelationDocument,
  ProposeRelationDocument,
  RelationAsItIsDocument,
  RelationsOfUnitDocument,
  WithdrawRelationDocument,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { coverage, grid, landed, related, type Asked } from './grid-steps.ts';
import { ended, proposal, proposalTo, relatedTo, someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

describe('row 8: 1,700余 party branches of 1,912 micro-grids', () => {
  test('each body covers so many, and so many have all three', async () => {
    await using world = await createWorld();
    const { street, committee, county, community } = await landed(world);
    const [grids, branches] = [scaled(19, 1912), scaled(17, 1704)];
    const company = await someUnit(world, '红色物业公司', 'ENTERPRISE');
    const owners = await someUnit(world, '联合业委会', 'TEAM');
    const all: string[] = [];
    for (let n = 0; n < grids; n += 1) all.push(await grid(committee, community, n));
    for (const [n, id] of all.entries()) {
      if (n < branches) await relatedTo('grid-branch', await someUnit(world, `支部${n}`, 'TEAM'), committee, id);
      if (n % 4 === 0) await relatedTo('owners-committee', owners, committee, id);
      if (n % 3 === 0) await relatedTo('property-management', company, street, id);
    }
    const types = ['property-management', 'grid-branch', 'owners-committee'];
    const nobody = (await someUnit(world, '路人')).withoutHat();
    for (const id of [county, community]) {
      expect(await coverage(nobody, id, { types })).toEqual({
        covered: Math.ceil(branches / 12),
        total: grids,
        each: [
          { type: 'property-management', covered: Math.ceil(grids / 3) },
          { type: 'grid-branch', covered: branches },
          { type: 'owners-committee', covered: Math.ceil(grids / 4) },
        ],
      });
    }
    expect(await coverage(nobody, community)).toMatchObject({ covered: branches, total: grids });
    // A body of the grid is not one of the community that it lies in.
    expect(await coverage(nobody, county, { level: 'COMMUNITY' })).toMatchObject({ covered: 0, total: 1 });
    expect(await related(nobody, there(all[0]))).toEqual([
      'grid-branch: 支部0',
      'owners-committee: 联合业委会',
      'property-management: 红色物业公司',
    ]);
    const { unit } = await nobody.ask(RelationsOfUnitDocument, { id: owners.unitId });
    expect(there(unit).relations.totalCount).toBe(Math.ceil(grids / 4));
    expect(there(unit).relations.nodes[0]).toMatchObject({
      type: { label: "is the owners' committee of", inverseLabel: "has as its owners' committee" },
      ...{ object: null, objectArea: { name: '微网格0' } },
    });
  }, 600_000);
});

describe('what a unit is to an area', () => {
  test('is proposed by either side, agreed by the other, between the two until then, and ended by either', async () => {
    await using world = await createWorld();
    const { street, committee, community } = await landed(world);
    const id = await grid(committee, community, 1);
    const [branch, stranger] = [await someUnit(world, '支部'), await someUnit(world, '路人')];
    const asked = proposalTo('grid-branch', branch, id);
    expect(await stranger.refused(ProposeRelationDocument, asked)).toMatchObject({ code: 'FORBIDDEN' });
    const { relation } = await branch.do(ProposeRelationDocument, asked);
    const answer = { relationId: there(relation).id, expectedVersion: 1 };
    expect(await branch.refused(AgreeRelationDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await committee.refused(WithdrawRelationDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await branch.refused(ProposeRelationDocument, asked)).toMatchObject({ code: 'ALREADY_DONE' });
    for (const who of [branch, committee, street]) expect(await related(who, id)).toHaveLength(1);
    expect(await related(stranger, id)).toEqual([]);
    expect((await stranger.ask(RelationAsItIsDocument, { id: answer.relationId })).relation).toBeNull();
    expect((await stranger.refused(DeclineRelationDocument, { ...answer, reason: '无' })).code).toBe('NOT_FOUND');
    await committee.do(DeclineRelationDocument, { ...answer, reason: '支部尚未成立' });

    // For the area it is proposed by who looks after it, or after what it lies in; the unit answers.
    const { relation: other } = await street.do(ProposeRelationDocument, asked);
    expect(there(other).proposedBy).toEqual({ shortName: '浒山街道' });
    const again = { relationId: there(other).id, expectedVersion: 1 };
    expect(await committee.refused(AgreeRelationDocument, again)).toMatchObject({ code: 'FORBIDDEN' });
    const agreed = there((await branch.do(AgreeRelationDocument, again)).relation);
    expect(await related(stranger, id, { state: ['IN_FORCE'] })).toEqual(['grid-branch: 支部']);

    // One at a time of an area; of other types as many as there are.
    expect(await stranger.refused(ProposeRelationDocument, proposalTo('grid-branch', stranger, id))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/one relation "is the party branch.*"支部" and "微网格1"/) as unknown,
    });
    await relatedTo('property-management', stranger, committee, id);
    await relatedTo('property-management', branch, committee, id);

    world.clock.pass({ days: 10 });
    expect((await ended(committee, agreed)).state).toBe('ENDED');
    await relatedTo('grid-branch', stranger, committee, id);
    expect(await related(street, id, { type: 'grid-branch', asOf: '2026-11-30' })).toEqual(['grid-branch: 支部']);
    expect(await related(street, id, { type: 'grid-branch', asOf: '2026-12-01' })).toEqual(['grid-branch: 路人']);
    const days = ['2026-11-20', '2026-11-30', '2026-12-01'];
    const figures = await Promise.all(days.map((asOf) => coverage(street, community, { asOf })));
    expect(figures.map(({ covered, total }) => `${covered}/${total}`)).toEqual(['0/1', '1/1', '1/1']);
  });

  test('what cannot be is refused by name', async () => {
    await using world = await createWorld();
    const { street, committee, community } = await landed(world);
    const unit = await someUnit(world, '支部');
    const id = await grid(committee, community, 1);
    const refused = async (input: object) =>
      await unit.refused(ProposeRelationDocument, { ...proposalTo('grid-branch', unit, id), ...input });
    const invalid = (field: string) => ({ code: 'INVALID_INPUT', path: ['input', field] });
    expect(await refused({ objectUnitId: street.unitId })).toMatchObject(invalid('objectUnitId'));
    expect(await refused({ objectAreaId: null })).toMatchObject(invalid('objectUnitId'));
    expect(await refused({ type: 'pairing' })).toMatchObject(invalid('type'));
    const toUnit = proposal('grid-branch', unit, street);
    expect(await unit.refused(ProposeRelationDocument, toUnit)).toMatchObject(invalid('type'));
    expect(await refused({ since: '2025-12-31T23:59:59+08:00' })).toMatchObject(invalid('since'));
    const unkept = globalId('area', await world.people.county('无人县', '330299', there(street.unit)));
    await world.sql("update directory.area set keeper_unit_id = null where code = '330299'");
    expect(await refused({ objectAreaId: unkept })).toMatchObject(invalid('objectAreaId'));
    const nowhere = globalId('area', world.id('area'));
    expect((await refused({ objectAreaId: nowhere })).code).toBe('NOT_FOUND');
  });

  test('coverage is by places or by relations: not by both, nor by types there are not', async () => {
    await using world = await createWorld();
    const { street, community } = await landed(world);
    const fault = async (asked: Asked): Promise<unknown> => {
      const { data, errors } = await street.try(CoverageByRelationsDocument, {
        ...{ id: community, level: 'MICRO_GRID', types: [...(asked.types ?? [])], kind: asked.kind ?? null },
      });
      expect(data?.area ?? null).toBeNull();
      return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
    };
    const bad = (words: string) => ({ code: 'BAD_USER_INPUT', message: expect.stringContaining(words) as unknown });
    expect(await fault({ types: ['grid-branch'], kind: 'place.home' })).toEqual(
      bad('only one of kind, relationTypes and personRelationTypes'),
    );
    expect(await fault({ types: [] })).toEqual(bad('1 to 10'));
    expect(await fault({ types: ['grid-branch', 'no-such'] })).toEqual(bad('no such type of relations to areas'));
    expect(await fault({ types: ['pairing'] })).toEqual(bad('no such type of relations to areas'));
    expect(await fault({ types: ['\u0000'] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const twice = await coverage(street, community, { types: ['grid-branch', 'grid-branch'] });
    expect(twice).toEqual({ covered: 0, total: 0, each: [{ type: 'grid-branch', covered: 0 }] });
  });
});
