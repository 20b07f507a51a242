/**
 * One stage for all the tests of a file: to fill a world takes longer than most of what is asked of it, and longer than one
 * test may: every act there is is done on either side.
 */
import { afterAll, beforeAll } from '@jest/globals';
import { createStage, type Stage } from './stage.ts';

export let stage: Stage;

const MOST_MS = 240_000;

beforeAll(async () => {
  stage = await createStage();
}, MOST_MS);

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});
