/** Supply and demand beside a model of it: every command comes to what the model foresees, and what is read is what it has. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { matchingPlay } from './matching/play.ts';
import { playAll, SEED } from './play/sequential.ts';

const SIZE = { quick: 300, full: 5_000 };

test(`offers, needs, matches and promises are as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of matching: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(matchingPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
}, 3_600_000);
