/** Micro-wishes beside a model of them: every command comes to what the model foresees, and what is read is what it has. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { playAll, SEED } from './play/sequential.ts';
import { wishPlay } from './wishes/play.ts';

const SIZE = { quick: 150, full: 2_000 };

test(`wishes and claims are as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of wishes: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(wishPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
}, 3_600_000);
