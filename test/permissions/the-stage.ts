/** One stage for all the tests of a file: to fill a world takes longer than most of what is asked of it. */
import { afterAll, beforeAll } from '@jest/globals';
import { createStage, type Stage } from './stage.ts';

export let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});
