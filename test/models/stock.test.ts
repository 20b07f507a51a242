/** Stocks beside a model of them: every command comes to what the model foresees, and what is read is what it has. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { playAll, SEED } from './play/sequential.ts';
import { stockPlay } from './stock/play.ts';

const SIZE = { quick: 150, full: 3_000 };

test(`stocks, what is promised of them and what is handed out are as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of stocks: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(stockPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
}, 3_600_000);
