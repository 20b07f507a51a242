/** Accounts beside a model of them: every command comes to what the model foresees, and what is read is what it has. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { contradictions } from './invariants/invariants.ts';
import { ledgerPlay } from './ledger/play.ts';
import { Real } from './play/real.ts';
import { playAll, SEED } from './play/sequential.ts';

const SIZE = { quick: 150, full: 2_000 };

test(`accounts stand as their model has them (seed ${SEED})`, async () => {
  process.stderr.write(`models of accounts: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  expect(await playAll(ledgerPlay(world), SIZE)).toBeGreaterThanOrEqual(SIZE.quick);
  expect(await contradictions(new Real(world, {}))).toEqual({});
}, 3_600_000);
