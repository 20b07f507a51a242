/** Which offices of an area are held is told to readers who cannot read what persons are, by a function that tells no more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { grid, landed } from '../../scenarios/people/grid-steps.ts';
import { employed, settled } from '../../scenarios/people/person-steps.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function personOfficeFence(): void {
  let world: World;
  let area: string;

  beforeAll(async () => {
    world = await createWorld();
    const { committee, community } = await landed(world);
    const id = await grid(committee, community, 1);
    const head = await employed(world, committee.unit);
    for (const type of ['grid-head', 'grid-placement']) {
      await settled(committee, head.actor, type, id, { postId: head.postId });
    }
    area = parseId('area', id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const told = (at: string, askedAt: string): Promise<unknown[]> =>
    asRole(world, 'reader', { subject: { kind: 'ANONYMOUS' } }, [
      "select directory.offices_held($1, '{grid-head,grid-officer,grid-placement}', $2, $3) as type",
      [area, at, askedAt],
    ]);

  test('of public types, and of what has begun when it is asked', async () => {
    const [before, since] = ['2026-11-21 08:59:59+08', '2026-11-21 09:00+08'];
    expect(await told(since, since)).toEqual([{ type: 'grid-head' }]);
    expect([await told(before, since), await told(since, before)]).toEqual([[], []]);
  });

  test('and not whose they are: the table is closed to them', async () => {
    await expect(
      asRole(world, 'reader', { subject: { kind: 'ANONYMOUS' } }, ['select person_id from directory.person_relation']),
    ).rejects.toThrow(/permission denied/);
  });
}
