/** Idempotency keys that are past their days are deleted, and no others, whatever happens meanwhile. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { forgetOldKeys, OldKeys } from '../../src/data/old-keys.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { PublishOfferDocument } from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { connected } from '../support/audit.ts';
import { until } from '../support/processes.ts';
import { scaled } from '../support/scale.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mall: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ mall } = await world.alliance('五色', 'street', 'mall'));
});

afterAll(() => world[Symbol.asyncDispose]());

beforeEach(async () => {
  await world.sql('delete from data.idempotency');
});

const about = {
  category: 'staff.volunteer',
  title: '志愿者',
  description: '周末',
  quantity: { value: '1', unit: '人次' },
  visibility: 'PUBLIC',
} as const;

const publish = (key: string) => mall.do(PublishOfferDocument, about, key);

async function kept(): Promise<string[]> {
  const rows = await world.sql<{ key: string }>('select key from data.idempotency order by key');
  return rows.map(({ key }) => key);
}

/** Keys of so long ago, in one go. */
const fill = (n: number, ago: string, name: string) =>
  world.sql(
    `insert into data.idempotency (actor, mutation, key, input_hash, outcome, created_at)
     select 'someone', 'publishOffer', $1 || n, 'x', '{}', $2::timestamptz - $3::interval from generate_series(1, $4::int) n`,
    [name, world.clock.now(), ago, n],
  );

/** The chore of a process, that logs into the lines. */
const chore = (lines: string[] = []) =>
  new OldKeys(world.database, world.clock, createLogger('info', { write: (line) => lines.push(line) }), 5);

describe('an old key', () => {
  test('is kept for its days and an hour, and then deleted; younger ones are kept', async () => {
    await publish('first');
    world.clock.pass({ days: 3 });
    await publish('second');
    await using _ = chore();
    world.clock.pass({ days: 4, minutes: 59 });
    // The chore has looked by then: it deletes what is older.
    await fill(1, '8 days', 'ancient');
    await until(async () => !(await kept()).includes('ancient1'));
    expect(await kept()).toEqual(['first', 'second']);
    world.clock.pass({ minutes: 2 });
    await until(async () => (await kept()).length === 1);
    expect(await kept()).toEqual(['second']);
    expect((await publish('second')).replayed).toBe(true);
    expect((await publish('first')).replayed).toBe(false);
  });

  test('is deleted batch by batch until none is left, or it is time to stop', async () => {
    const writer = await connected(world);
    await fill(2_500, '7 days 61 minutes', 'old');
    await fill(10, '7 days 59 minutes', 'kept');
    expect(await forgetOldKeys(writer, world.clock.now(), () => true)).toBe(1_000);
    expect(await kept()).toHaveLength(1_510);
    expect(await forgetOldKeys(writer, world.clock.now())).toBe(1_500);
    expect(await kept()).toHaveLength(10);
    expect(await forgetOldKeys(writer, world.clock.now())).toBe(0);
    await writer.end();
  });

  test('that an act has in hand is left to it, and is waited for by nobody', async () => {
    await fill(3, '8 days', 'old');
    const [owner, writer] = [await connected(world, 'owner'), await connected(world)];
    await owner.query('begin');
    await owner.query("select from data.idempotency where key = 'old2' for update");
    expect(await forgetOldKeys(writer, world.clock.now())).toBe(2);
    expect(await kept()).toEqual(['old2']);
    await owner.query('rollback');
    expect(await forgetOldKeys(writer, world.clock.now())).toBe(1);
    await writer.end();
  });

  test('is found by its index', async () => {
    await world.sql("select set_config('enable_seqscan', 'off', false)");
    const rows = await world.sql<{ 'QUERY PLAN': string }>(
      "explain select from data.idempotency i where i.created_at < '2026-01-01' order by i.created_at limit 1000 for update skip locked",
    );
    await world.sql("select set_config('enable_seqscan', 'on', false)");
    expect(JSON.stringify(rows)).toContain('idempotency_created');
  });

  test('that is used again while it is deleted names one act, however many send it', async () => {
    await using _ = chore();
    await using __ = chore();
    for (let round = 0; round < scaled(8, 60); round += 1) {
      const key = `again-${round}`;
      await publish(key);
      // Tokens of the test end some day: it is as early as before for the next.
      using clock = world.clock.held();
      clock.pass({ days: 8 });
      const answers = await Promise.all(Array.from({ length: 6 }, () => publish(key)));
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(new Set(answers.map(({ offer }) => there(offer).id)).size).toBe(1);
      expect(await kept()).toContain(key);
    }
  });
});

describe('the chore', () => {
  test('keeps no connection between its times, survives a failure and says so once', async () => {
    const lines: string[] = [];
    const said = (text: string) => lines.filter((line) => line.includes(text)).length;
    await world.sql('revoke execute on function data.forget_keys(timestamptz, integer) from qinlin_writer');
    await fill(1, '8 days', 'old');
    await using quick = chore(lines);
    await until(() => Promise.resolve(said('are not deleted') === 1));
    await world.sql('grant execute on function data.forget_keys(timestamptz, integer) to qinlin_writer');
    await until(async () => (await kept()).length === 0);
    await until(() => Promise.resolve(said('deleted again') === 1));
    await quick[Symbol.asyncDispose]();
    expect(said('are not deleted')).toBe(1);
    const open = () =>
      world.sql<{ pid: number }>(
        "select pid from pg_stat_activity where datname = current_database() and application_name = 'qinlin-writer' and query like '%forget_keys%'",
      );
    await using rare = new OldKeys(world.database, world.clock, createLogger('silent'), 60_000);
    await fill(1, '8 days', 'old');
    await until(async () => (await kept()).length === 0 && (await open()).length === 0);
    await rare[Symbol.asyncDispose]();
  });

  test('deletes nothing itself: the writer has its function alone', async () => {
    const writer = await connected(world);
    await expect(writer.query('delete from data.idempotency')).rejects.toThrow(/permission denied/);
    await writer.query("select data.forget_keys('2026-01-01', 1)");
    const owner = await connected(world, 'owner');
    for (const role of ['reader', 'guarded']) {
      await owner.query(`set role qinlin_${role}`);
      const forget = "select data.forget_keys('2026-01-01', 1)";
      await expect(owner.query(forget)).rejects.toThrow(/permission denied/);
      await owner.query('reset role');
    }
  });
});
