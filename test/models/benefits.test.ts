/** Benefits beside a model of them: every command comes to what the model foresees, and what is read is what it has. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { benefitPlay } from './benefits/play.ts';
import { playAll, SEED } from './play/sequential.ts';

const SIZE = { quick: 150, full: 3_000 };

test(`rules, who pays and what is redeemed are as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of benefits: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(benefitPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
}, 3_600_000);
