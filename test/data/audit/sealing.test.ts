import { describe, expect, test } from '@jest/globals';
import { Sealer } from '../../../src/data/audit/sealer.ts';
import { BATCH, sealAll, sealBatch } from '../../../src/data/audit/seals.ts';
import type { Connection } from '../../../src/data/chore.ts';
import { DatabaseAwayError, failureOf } from '../../../src/data/failures.ts';
import { migrate } from '../../../src/data/orm.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { act, audit, connected, sealEverything, settled, unfenced, unsealed } from '../../support/audit.ts';
import { until } from '../../support/processes.ts';
import { scaled } from '../../support/scale.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

interface Sealed {
  readonly no: string;
  readonly count: number;
  readonly leaves: Buffer;
}

/** The ids of entries as the seals have them, in order. */
async function sealedIds(world: World): Promise<string[]> {
  const seals = await world.sql<Sealed>('select no, count, leaves from data.audit_seal order by no');
  return seals.flatMap(({ count, leaves }) =>
    Array.from({ length: count }, (_, i) => leaves.toString('hex', 48 * i, 48 * i + 16)),
  );
}

async function writtenIds(world: World): Promise<string[]> {
  const rows = await world.sql<{ id: string }>(
    "select replace(id::text, '-', '') as id from data.audit order by tx, seq",
  );
  return rows.map(({ id }) => id);
}

/** A sealer of a process, that logs into the lines. */
function sealer(world: World, lines: string[] = []): Sealer {
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  return new Sealer(world.database, world.clock, logger, 5);
}

/** Rows in one go, as the writer would insert them. */
const filling = (n: number): string => `insert into data.audit
  (id, at, person_id, action, subject_type, subject_id, body, request_id)
  select gen_random_uuid(), '2026-11-21', gen_random_uuid(), 'test:filled', 'unit', gen_random_uuid(), '{}', 'test'
  from generate_series(1, ${n})`;

describe('sealing', () => {
  test('seals every act exactly once, however many act and however many processes seal at once', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const sealers = [sealer(world), sealer(world)];
    const commands: Promise<unknown>[] = [];
    const seals = () => world.sql('select from data.audit_seal');
    let acts = 0;
    // A transaction of another test may hold the sealers up: it goes on until they have had their turns.
    while (acts < scaled(300, 3_000) || (await seals()).length < 3) {
      await Promise.all(Array.from({ length: 20 }, (_, j) => act(world, j % 2 === 0 ? mall : street)));
      acts += 20;
      if (acts % 100 === 0) commands.push(audit(world, '--seal'));
    }
    await until(async () => (await unsealed(world)) === 0);
    await Promise.all([...sealers.map((one) => one[Symbol.asyncDispose]()), ...commands]);
    const sealed = await sealedIds(world);
    expect(sealed).toHaveLength(acts);
    expect(sealed).toEqual(await writtenIds(world));
    const { code, said } = await audit(world);
    expect([code, said]).toEqual([0, expect.stringContaining(`${acts} entries in ${(await seals()).length} seals`)]);
  });

  test('waits for who began sooner and is not done yet: nothing is skipped, and the order is theirs', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const late = await connected(world);
    await late.query('begin');
    await late.query(filling(1));
    await act(world, mall);
    await act(world, mall);
    expect(await audit(world, '--seal')).toEqual({
      code: 0,
      said: [
        '已封存 0 条记录。 Sealed just now: 0 entries.',
        '审计链完好：0 个封条，0 条记录。 The audit chain is good: 0 entries in 0 seals.',
        '尚未封存 2 条，最早的一条为 2026-11-21T09:00:00.000+08:00。 Not sealed yet: 2 entries, the oldest of 2026-11-21T09:00:00.000+08:00.',
      ].join('\n'),
    });
    await late.query('commit');
    await sealEverything(world);
    const [first] = await world.sql<{ action: string }>('select action from data.audit order by tx, seq limit 1');
    expect(first).toEqual({ action: 'test:filled' });
    expect(await sealedIds(world)).toEqual(await writtenIds(world));
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('3 entries in') });
  });

  test('goes on after a restore to a server that has counted fewer transactions', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await act(world, mall);
    await unfenced(world, 'update data.audit set tx = ((tx::text)::bigint + 30000)::text::xid8');
    const [before] = await world.sql<{ tx: string }>('select tx from data.audit');
    await migrate(world.database);
    await act(world, mall);
    await sealEverything(world);
    const entries = await world.sql<{ tx: string }>('select tx from data.audit order by seq');
    expect(entries[0]).toEqual(before);
    expect(BigInt(there(entries[1]).tx)).toBeGreaterThan(BigInt(there(before).tx));
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('2 entries in') });
    await unfenced(
      world,
      "update data.audit set tx = ((tx::text)::bigint + 1000000000)::text::xid8 where action = 'test:done'",
    );
    await expect(migrate(world.database)).rejects.toThrow('pg_resetwal');
  });

  test('takes a thousand entries a seal, and goes on until all are sealed', async () => {
    await using world = await createWorld({ isEmpty: true });
    await (await connected(world)).query(filling(2 * BATCH + 1));
    await sealEverything(world);
    const seals = await world.sql<{ no: string; count: number; sealed_at: Date }>(
      'select no, count, sealed_at from data.audit_seal order by no',
    );
    const sealed_at = world.clock.now();
    expect(seals).toEqual([
      { no: '1', count: BATCH, sealed_at },
      { no: '2', count: BATCH, sealed_at },
      { no: '3', count: 1, sealed_at },
    ]);
    expect((await audit(world)).code).toBe(0);
  });

  test('leaves nothing of a batch whose sealer was killed in the middle, and the next one goes on', async () => {
    await using world = await createWorld({ isEmpty: true });
    await (await connected(world)).query(filling(10));
    const killed = await connected(world);
    const { rows } = await killed.query<{ pid: number }>('select pg_backend_pid() as pid');
    const dying: Connection = {
      query: async (text, values) => {
        // It has the lock and knows what it is to write.
        if (text.includes('insert into data.audit_seal'))
          await world.sql(`select pg_terminate_backend(${rows[0]?.pid})`);
        return killed.query(text, values);
      },
    };
    await settled(world);
    const died = await sealBatch(dying, { now: world.clock.now() }).catch(failureOf);
    expect(died).toBeInstanceOf(DatabaseAwayError);
    expect(await unsealed(world)).toBe(10);
    await sealEverything(world);
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('10 entries in 1 seals') });
  });

  test('leaves a batch to whoever is at it', async () => {
    await using world = await createWorld({ isEmpty: true });
    await (await connected(world)).query(filling(3));
    const [one, other] = [await connected(world), await connected(world)];
    await one.query('begin');
    await one.query('select pg_advisory_xact_lock($1)', [0x71_69_6e_61]);
    expect(await sealBatch(other, { now: world.clock.now() })).toBeNull();
    expect(await sealAll(other, { now: world.clock.now() })).toBe(0);
    await one.query('rollback');
    await sealEverything(world);
    expect(await unsealed(world)).toBe(0);
  });
});

describe('the sealer of a process', () => {
  test('survives a database that sends it away, says so once, and goes on', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const lines: string[] = [];
    await using _ = sealer(world, lines);
    await act(world, mall);
    await until(async () => (await unsealed(world)) === 0);
    const sent = () => lines.filter((line) => line.includes('not sealed'));
    await world.sql('revoke insert on data.audit_seal from qinlin_writer');
    await act(world, mall);
    await until(() => Promise.resolve(sent().length === 1));
    await world.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'qinlin-writer'",
    );
    await world.sql('grant insert on data.audit_seal to qinlin_writer');
    await until(async () => (await unsealed(world)) === 0);
    await until(() => Promise.resolve(lines.some((line) => line.includes('sealed again'))));
    await act(world, mall);
    await until(async () => (await unsealed(world)) === 0);
    expect(sent()).toHaveLength(1);
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('3 entries') });
  });

  test('ends with its process, in the middle of a batch that does not come to an end', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const blocking = await connected(world, 'owner');
    await blocking.query('begin');
    await blocking.query('lock table data.audit_seal in access exclusive mode');
    const stuck = sealer(world);
    await until(async () => {
      const waiting = await world.sql(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return waiting.length > 0;
    });
    const began = performance.now();
    await stuck[Symbol.asyncDispose]();
    expect(performance.now() - began).toBeLessThan(4_000);
    await blocking.query('rollback');
    await act(world, mall);
    await sealEverything(world);
    expect(await audit(world)).toMatchObject({ code: 0 });
  });
});
