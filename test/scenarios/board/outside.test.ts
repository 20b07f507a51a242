/** What is told of the board outside of the alliance: nothing of so few that one knows who is meant. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { claimedBy, wish } from '../matching/wish-steps.ts';
import { need, there } from '../story.ts';
import { boardOf, counts, DIMENSIONS, drilled, figuresOf } from './board-steps.ts';
import { outside, told } from './untold.ts';

const KEYS = ['a', 'b', 'c', 'd'];
const column = (rows: readonly number[]) => ({
  total: rows.reduce((sum, count) => sum + count, 0),
  rows: new Map(rows.map((count, i) => [there(KEYS[i]), count])),
});

/** All columns of so many rows that come to `most` at most: whatever comes to the same is among them. */
function columns(length: number, most: number): number[][] {
  if (length === 0) return [[]];
  const counts = Array.from({ length: most + 1 }, (_, count) => count);
  return counts.flatMap((count) => columns(length - 1, most - count).map((rest) => [count, ...rest]));
}

test.each([1, 2, 3, 4])('of %i rows no figure that is held back is settled by what is told', (length) => {
  const alike = new Map<string, (readonly number[])[]>();
  for (const rows of columns(length, 20)) {
    const { total, rows: shown } = told(column(rows));
    const public_ = JSON.stringify([total, ...shown.values()]);
    alike.set(public_, [...(alike.get(public_) ?? []), rows]);
  }
  const settled = [...alike].flatMap(([public_, those]) => {
    const [total, ...shown] = JSON.parse(public_) as (number | null)[];
    const could = (of: (rows: readonly number[]) => number | undefined) => new Set(those.map(of)).size;
    const rows = shown.flatMap((count, i) => (count === null && could((all) => all[i]) < 2 ? [public_] : []));
    return total === null && could((all) => column(all).total) < 2 ? [public_, ...rows] : rows;
  });
  expect(settled).toEqual([]);
});

const CATEGORIES = ['space.hall', 'space.meeting', 'staff.electrician', 'staff.volunteer'];

async function alone(world: World): Promise<Actor> {
  const unit = await world.people.unit('outsider');
  return world.people.actor(await world.people.post(unit), unit, null);
}

async function expectHeldBack(inside: Actor, outsider: Actor, id: string): Promise<void> {
  for (const by of DIMENSIONS) {
    const [whole, masked] = [there(await boardOf(inside, id, by)), there(await boardOf(outsider, id, by))];
    expect([whole.isMasked, masked.isMasked]).toEqual([false, true]);
    expect(masked.needs).toEqual(outside(whole.needs, by));
    expect(masked.offers).toEqual(outside(whole.offers, by));
  }
}

describe('outside of the alliance', () => {
  test('figures are told by the rule, whatever they are', async () => {
    await using world = await createWorld();
    const outsider = await alone(world);
    let turn = 0;
    const isHeldBack = async (sizes: readonly number[]): Promise<void> => {
      turn += 1;
      const alliance = await world.alliance(`联盟${turn}`, 'street', 'mall');
      for (const [i, size] of sizes.entries()) {
        const about = { category: there(CATEGORIES[i]), visibility: i % 2 === 0 ? 'ALLIANCE' : 'PUBLIC' } as const;
        for (let n = 0; n < size; n += 1)
          await need(n % 3 === 0 ? alliance.street : alliance.mall, { ...about, audience: [alliance.id] });
      }
      await expectHeldBack(alliance.mall, outsider, alliance.id);
    };
    for (const sizes of [[], [4], [5], [5, 3], [5, 1], [6, 1], [4, 1], [2, 1], [6, 5, 1, 1], [1, 1, 1, 1]])
      await isHeldBack(sizes);
    const drawn = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 });
    await fc.assert(fc.asyncProperty(drawn, isHeldBack), { numRuns: scaled(4, 40), endOnFailure: true });
  });

  test('a figure leads to what is public, and no further', async () => {
    await using world = await createWorld();
    const { street, community, id } = await world.alliance('五色', 'street', 'community');
    for (let n = 0; n < 6; n += 1) await need(community, n < 2 ? { visibility: 'PUBLIC', audience: [id] } : {});
    for (const who of [await alone(world), street.withoutHat()]) {
      const board = there(await boardOf(who, id));
      expect(counts(board.needs.total)).toMatchObject({ PUBLISHED: 6, OPEN: 6, WISHES: null });
      for (const figure of figuresOf(board)) {
        const { nodes, totalCount } = await drilled(who, figure);
        expect(totalCount).toBe(
          ['PUBLISHED', 'OPEN'].includes(figure.column) && figure.filter.board.side === 'NEEDS' ? 2 : 0,
        );
        expect(nodes.filter(({ visibility }) => visibility !== 'PUBLIC')).toEqual([]);
      }
    }
  });

  test('there is no board of a time, as two of them would tell what is between; nor of micro-wishes', async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('五色', 'street', 'community');
    const outsider = await alone(world);
    const from = world.clock.now().toISOString();
    expect(await boardOf(outsider, alliance.id, 'CATEGORY', { from })).toBeNull();
    expect(await boardOf(outsider, alliance.id, 'CATEGORY', { to: from })).toBeNull();
    expect(await boardOf(alliance.community, alliance.id, 'CATEGORY', { from })).not.toBeNull();
    const before = await boardOf(outsider, alliance.id);
    for (let n = 0; n < 6; n += 1) await claimedBy(alliance.street, await wish(alliance.community));
    expect(await boardOf(outsider, alliance.id)).toEqual(before);
  });

  test('an app is inside where it may read promises under the hat', async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('五色', 'street', 'community');
    await need(alliance.community);
    const app = (scopes: readonly ('needs:read' | 'offers:read' | 'promises:read')[]) =>
      world.people.app(there(alliance.community.unit), alliance.uuid, scopes);
    const [reads, does] = [
      await app(['needs:read', 'offers:read']),
      await app(['needs:read', 'offers:read', 'promises:read']),
    ];
    expect(counts(there(await boardOf(reads, alliance.id)).needs.total)).toMatchObject({ PUBLISHED: null });
    expect(counts(there(await boardOf(does, alliance.id)).needs.total)).toEqual({ PUBLISHED: 1, OPEN: 1 });
  });
});
