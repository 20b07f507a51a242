/** Every figure of the board leads to the rows that it counts: over worlds that are drawn, for all who may see them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  BoardAgreementsDocument,
  BoardCommitmentsDocument,
  BoardDeliveriesDocument,
  BoardMatchesDocument,
  BoardNeedsDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  boardOf,
  counts,
  DIMENSIONS,
  drilled,
  figuresOf,
  isOfListings,
  type Board,
  type Figure,
  type Within,
} from './board-steps.ts';
import { drawnSteps, played } from './play.ts';

const SEED = Number(process.env['QINLIN_SEED'] ?? Date.now() % 1_000_000_000);
const WORLDS = scaled(2, 25);

test(
  `for whoever sees all of it, a list comes to the figure that leads to it (seed ${SEED})`,
  async () => {
    process.stderr.write(`boards: QINLIN_SEED=${SEED}\n`);
    const isSo = async (steps: Parameters<typeof played>[1]): Promise<void> => {
      await using world = await createWorld();
      const { alliance, outsider, half } = await played(world, steps);
      for (const [i, by] of DIMENSIONS.entries()) {
        const times: readonly Within[] = [{}, { from: half }, { to: half }, {}];
        const within = there(times[i]);
        const board = there(await boardOf(alliance.street, alliance.id, by, within));
        expect(await boardOf(alliance.mall, alliance.id, by, within)).toEqual(board);
        await expectDrilled(board, alliance.street, alliance.mall);
        await expectNoMore(there(await boardOf(outsider, alliance.id, by)), outsider);
        if (Object.keys(within).length === 0) await expectCounted(board, alliance.street, alliance.id);
        expectSums(board);
      }
    };
    await fc.assert(fc.asyncProperty(drawnSteps, isSo), { numRuns: WORLDS, seed: SEED, endOnFailure: true });
  },
  WORLDS * 120_000,
);

async function each(figures: readonly Figure[], look: (figure: Figure) => Promise<void>): Promise<void> {
  const rest = [...figures];
  const work = async (): Promise<void> => {
    for (let figure = rest.pop(); figure !== undefined; figure = rest.pop()) await look(figure);
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

/** The coordinator sees all that is counted; a member all offers and needs, and of the rest what is its own. */
async function expectDrilled(board: Board, coordinator: Actor, member: Actor): Promise<void> {
  await each(figuresOf(board), async (figure) => {
    const { count } = there(figure.tally);
    expect([figure.filter, (await drilled(coordinator, figure)).totalCount]).toEqual([figure.filter, count]);
    const ofMember = (await drilled(member, figure)).totalCount;
    if (isOfListings(figure)) expect([figure.filter, ofMember]).toEqual([figure.filter, count]);
    else expect(ofMember).toBeLessThanOrEqual(count);
  });
}

/** Outside one finds what is public of it. */
async function expectNoMore(board: Board, outsider: Actor): Promise<void> {
  await each(figuresOf(board), async (figure) => {
    expect(figure.tally === null).toBe(figure.isSuppressed);
    const { nodes, totalCount } = await drilled(outsider, figure);
    expect(nodes.every(({ visibility }) => visibility === 'PUBLIC')).toBe(true);
    if (figure.tally !== null) expect(totalCount).toBeLessThanOrEqual(figure.tally.count);
  });
}

/** The same, counted by what things say of themselves. */
async function expectCounted({ needs }: Board, coordinator: Actor, allianceId: string): Promise<void> {
  const of = ({ origin }: { readonly origin: string }): boolean => origin !== 'ORDER';
  const filter = { allianceId, open: true, kind: ['NEED'] as const };
  const open = there((await coordinator.ask(BoardNeedsDocument, { filter })).needs);
  const matches = there((await coordinator.ask(BoardMatchesDocument, {})).matches).nodes.filter(of);
  const agreements = there((await coordinator.ask(BoardAgreementsDocument, {})).agreements).nodes;
  const commitments = there((await coordinator.ask(BoardCommitmentsDocument, {})).commitments).nodes.filter(
    ({ agreement }) => of(there(agreement?.match)),
  );
  const deliveries = there((await coordinator.ask(BoardDeliveriesDocument, {})).deliveries).nodes.filter(
    ({ commitment }) => of(there(commitment?.agreement?.match)),
  );
  const waits = ['PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED'];
  const told = counts(needs.total);
  const { PUBLISHED: _p, MATCHED: _m, WISHES: _w, CLAIMED: _c, GRANTED: _g, ...rest } = told;
  const counted = {
    OPEN: open.totalCount,
    PROPOSED: matches.filter(({ state }) => waits.includes(state)).length,
    AGREED: agreements.filter(({ state, match }) => state === 'ACTIVE' && of(there(match))).length,
    COMMITTED: commitments.filter(({ state, agreement }) => state === 'OPEN' && agreement?.state === 'ACTIVE').length,
    OVERDUE: commitments.filter(({ isOverdue }) => isOverdue).length,
    DELIVERED: deliveries.filter(
      ({ state, counted: { value } }) => ['CONFIRMED', 'RESOLVED'].includes(state) && Number(value) > 0,
    ).length,
  };
  expect({ OPEN: 0, PROPOSED: 0, AGREED: 0, COMMITTED: 0, OVERDUE: 0, DELIVERED: 0, ...rest }).toEqual(counted);
}

/** Nothing is in two rows, and nothing in none. */
function expectSums({ needs, offers }: Board): void {
  for (const { total, rows } of [needs, offers]) {
    const sums = total.map((_, i) => rows.reduce((sum, { figures }) => sum + there(figures[i]?.tally).count, 0));
    expect(sums).toEqual(total.map(({ tally }) => there(tally).count));
  }
}
