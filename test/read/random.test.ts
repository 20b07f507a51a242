/**
 * Whatever a client may ask: random valid documents on a small world, by random viewers. Each root field is one
 * statement, the answer is the one of the naive executor, and nothing is ever an internal error. `QINLIN_SEED` repeats a run.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { scaled } from '../support/scale.ts';
import { Writer } from './random/document.ts';
import { poolOf, type Pool } from './random/pool.ts';
import { Tape } from './random/tape.ts';
import type { CallerName } from './small-world/cast.ts';
import { createSmallWorld, type SmallWorld } from './small-world/small-world.ts';

const RUNS = scaled(200, 2_000);
const SEED = Number(process.env['QINLIN_SEED'] ?? Date.now() % 1_000_000_000);

/** Their hats do not fit, or something is closed to them: what they are told is in the corpus. */
const TOLD_NO: readonly string[] = ['market with its old hat', 'helper for nobody', 'app for needs'];

let small: SmallWorld;
let pool: Pool;

beforeAll(async () => {
  small = await createSmallWorld();
  pool = await poolOf(small);
});

afterAll(async () => {
  await small[Symbol.asyncDispose]();
});

test(
  `${RUNS} random documents are one statement a root field and answer what the naive executor answers (seed ${SEED})`,
  async () => {
    process.stderr.write(`random documents: QINLIN_SEED=${SEED}\n`);
    const tapes = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 150, maxLength: 900, size: 'max' });
    await fc.assert(fc.asyncProperty(tapes, isAnswered), {
      numRuns: RUNS,
      seed: SEED,
      interruptAfterTimeLimit: RUNS * 500,
    });
  },
  RUNS * 1_000,
);

async function isAnswered(numbers: readonly number[]): Promise<void> {
  const tape = new Tape(numbers);
  const callers = Object.keys(small.cast.callers).filter((name) => !TOLD_NO.includes(name)) as CallerName[];
  const { schema, rules } = small.world.exchange.graph;
  const asking = [tape.pick(callers), tape.pick(callers)];
  const roots = Object.entries(rules.Query).filter(([, rule]) => rule === 'anyone' || !asking.includes('anonymous'));
  const { query, occasions } = new Writer(schema, pool, tape).document(roots.map(([name]) => name));
  // The second time the document is known, and who asks and with what is not.
  for (const [i, variables] of occasions.entries()) {
    const caller = asking[i] ?? 'mall';
    try {
      await expectSame(caller, query, variables);
    } catch (error) {
      const asked = `asked by ${caller}:\n${query}\nwith ${JSON.stringify(variables, null, 2)}`;
      throw new Error(`${asked}\n\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

async function expectSame(name: CallerName, query: string, variables: object): Promise<void> {
  const caller = small.cast.callers[name];
  small.world.statements.length = 0;
  const { data, errors } = await caller.ask(query, variables);
  expect(errors).toBeUndefined();
  expect(small.world.statements).toHaveLength(Object.keys(data ?? {}).filter((key) => !key.startsWith('__')).length);
  const naive = await small.naive.data(parse(query), { ...variables }, caller.viewer);
  expect(data).toEqual(naive);
  expect(JSON.stringify(data)).toBe(JSON.stringify(naive));
}
