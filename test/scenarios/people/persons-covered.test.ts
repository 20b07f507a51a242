/** Which grids have a head (网格长): a figure of areas for everybody, and of nobody in them. */
import { describe, expect, test } from '@jest/globals';
import {
  CoverageByRelationsDocument,
  EndPostDocument,
  ErasePersonDocument,
  type CoverageByRelationsQueryVariables,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { coverage, grid, landed } from './grid-steps.ts';
import { again, anyone, employed, left, relationsOf, settled, wished } from './person-steps.ts';
import { someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

describe('coverage by what persons are to areas', () => {
  test('counts areas that have somebody of all the types, and of each, for whoever asks and however few', async () => {
    await using world = await createWorld();
    const { street, committee, county, community } = await landed(world);
    const grids: string[] = [];
    for (let n = 0; n < 5; n += 1) grids.push(await grid(committee, community, n));
    const [head, officer] = [await employed(world, committee.unit, '甲'), await employed(world, committee.unit, '乙')];
    const by = ({ postId }: { postId: string }) => ({ postId });
    const personTypes = ['grid-officer', 'grid-head'];
    for (const id of grids.slice(0, 3)) await settled(committee, head.actor, 'grid-head', id, by(head));
    for (const id of grids.slice(2, 4)) await settled(committee, officer.actor, 'grid-officer', id, by(officer));
    // What is only proposed is nobody's yet.
    await wished(committee, 'grid-head', there(grids[3]), by(head));
    const stranger = await someUnit(world, '路人');
    for (const asker of [anyone(world), stranger, street, committee]) {
      for (const id of [community, county]) {
        expect(await coverage(asker, id, { personTypes })).toEqual({
          ...{ covered: 1, total: 5 },
          each: [
            { type: 'grid-officer', covered: 2 },
            { type: 'grid-head', covered: 3 },
          ],
        });
      }
      expect(await coverage(asker, there(grids[1]), { personTypes: ['grid-head'] })).toEqual({
        ...{ covered: 1, total: 1 },
        each: [{ type: 'grid-head', covered: 1 }],
      });
    }
    // A head of a grid is not one of the community that it lies in.
    expect(await coverage(street, county, { personTypes: ['grid-head'], level: 'COMMUNITY' })).toMatchObject({
      ...{ covered: 0, total: 1 },
    });
  });

  test('as of any day, of what has begun when it is asked; of whom is told no more than before', async () => {
    await using world = await createWorld();
    const { committee, community } = await landed(world);
    const [first, second] = [await grid(committee, community, 1), await grid(committee, community, 2)];
    const head = await employed(world, committee.unit, '甲');
    const { postId } = head;
    const duty = await settled(committee, head.actor, 'grid-head', first, { postId });
    await settled(committee, head.actor, 'grid-head', second, { postId, since: '2026-12-10T08:00:00+08:00' });
    const figures = (...days: string[]): Promise<number[]> =>
      Promise.all(
        days.map(
          async (asOf) => (await coverage(anyone(world), community, { personTypes: ['grid-head'], asOf })).covered,
        ),
      );
    const now = async () => (await coverage(anyone(world), community, { personTypes: ['grid-head'] })).covered;
    const told = async (areaId: string, asOf?: string): Promise<number> =>
      (await relationsOf(anyone(world), { areaId, ...(asOf !== undefined && { asOf }) })).totalCount;

    // That somebody will be head is theirs until they are, and no figure tells it sooner.
    expect([await now(), ...(await figures('2026-11-20', '2026-11-21', '2026-12-10'))]).toEqual([1, 0, 1, 1]);
    expect(await told(second)).toBe(0);
    world.clock.set('2026-12-10T07:59:59+08:00');
    expect([await now(), ...(await figures('2026-12-10'))]).toEqual([1, 1]);
    world.clock.set('2026-12-10T08:00:00+08:00');
    expect([await now(), ...(await figures('2026-12-09', '2026-12-10'))]).toEqual([2, 1, 2]);

    world.clock.pass({ days: 1 });
    await left(await again(world, committee), duty);
    expect([await now(), ...(await figures('2026-11-21', '2026-12-10', '2026-12-11'))]).toEqual([1, 1, 2, 1]);
    // That the grid had a head is told of that day; the relation itself is for those concerned by now.
    expect([await told(first), await told(first, '2026-11-21')]).toEqual([0, 0]);

    // Of whoever has their data erased, no figure tells any more, of days that are past neither.
    await (await again(world, committee)).do(EndPostDocument, { postId, expectedVersion: 1, reason: '任期调整' });
    await (await again(world, head.actor)).do(ErasePersonDocument, {});
    expect(await figures('2026-11-21', '2026-12-10')).toEqual([0, 0]);
  });

  test('is by public types to areas alone, and by nothing else beside', async () => {
    await using world = await createWorld();
    const { street, community } = await landed(world);
    const fault = async (asked: Omit<CoverageByRelationsQueryVariables, 'id'>): Promise<unknown> => {
      const { data, errors } = await street.try(CoverageByRelationsDocument, { id: community, ...asked });
      expect(data?.area ?? null).toBeNull();
      return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
    };
    const bad = (words: string) => ({ code: 'BAD_USER_INPUT', message: expect.stringContaining(words) as unknown });
    const unknown = bad('no such public type of relations of persons to areas');
    // Not public; to units, and to places; of units; there is none.
    for (const code of ['grid-placement', 'secondment', 'room-keeper', 'grid-branch', 'no-such', '']) {
      expect([code, await fault({ personTypes: ['grid-head', code] })]).toEqual([code, unknown]);
    }
    expect(await fault({ personTypes: [] })).toEqual(bad('personRelationTypes is 1 to 10'));
    expect(await fault({ personTypes: Array.from({ length: 11 }, () => 'grid-head') })).toEqual(bad('1 to 10'));
    const alone = bad('only one of kind, relationTypes and personRelationTypes');
    expect(await fault({ personTypes: ['grid-head'], types: ['grid-branch'] })).toEqual(alone);
    expect(await fault({ personTypes: ['grid-head'], kind: 'place.home' })).toEqual(alone);
    expect(await coverage(street, community, { personTypes: ['grid-head', 'grid-head'] })).toEqual({
      ...{ covered: 0, total: 0, each: [{ type: 'grid-head', covered: 0 }] },
    });
  });
});
