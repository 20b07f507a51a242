/** Clearings beside a model of them: what both alliances read is the same, mirrored, and never goes further than was agreed. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { clearingPlay } from './clearing/play.ts';
import { contradictions } from './invariants/invariants.ts';
import { Real } from './play/real.ts';
import { playAll, SEED } from './play/sequential.ts';

const SIZE = { quick: 150, full: 2_000 };

test(`clearings stand as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of clearings: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(clearingPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
  expect(await contradictions(new Real(world, {}))).toEqual({});
}, 3_600_000);
