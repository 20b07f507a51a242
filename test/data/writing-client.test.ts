/** Writing connections: what is asked again is planned once, and a transaction that never began does nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import { openOrm } from '../../src/data/orm.ts';
import { run } from '../../src/data/statement.ts';
import { writingClient } from '../../src/data/writing-client.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';
import { there } from '../scenarios/story.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

const PREPARED = 'select name from pg_prepared_statements where $1::boolean';

const stack = new CloseStack();
let database: TestDatabase;

beforeAll(async () => {
  database = stack.use(await cloneDatabase());
});

afterAll(() => stack[Symbol.asyncDispose]());

async function opened(namedStatements: boolean): Promise<EntityManager> {
  const orm = await openOrm(database.database, 'writer', [], 1, namedStatements);
  stack.defer(() => orm.close());
  return orm.em;
}

/** The names that the session holds, as each of so many transactions finds them. */
async function namesIn(em: EntityManager, transactions: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < transactions; i += 1) {
    found.push((await em.fork().transactional((inner) => run(inner, PREPARED, [true]))).length);
  }
  return found;
}

test('a statement with parameters is prepared when it is asked again, where names are on', async () => {
  expect(await namesIn(await opened(true), 4)).toEqual([0, 1, 1, 1]);
  expect(await namesIn(await opened(false), 4)).toEqual([0, 0, 0, 0]);
});

test('statements are one transaction: what is written is gone where it fails, and is there where it does not', async () => {
  const em = await opened(true);
  const take = (inner: EntityManager, key: string) =>
    run(
      inner,
      "insert into data.idempotency (actor, mutation, key, input_hash, created_at) values ('a', 'm', $1, 'h', now())",
      [key],
    );
  const failing = em.fork().transactional(async (inner) => {
    await take(inner, 'lost');
    await run(inner, 'select 1 / $1::integer', [0]);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  await em.fork().transactional((inner) => take(inner, 'kept'));
  const rows = await em
    .fork()
    .transactional((inner) => run<{ key: string }>(inner, 'select key from data.idempotency where actor = $1', ['a']));
  expect(rows).toEqual([{ key: 'kept' }]);
});

test('a session that the server ended fails the act that finds it so, and is replaced', async () => {
  const em = await opened(true);
  const pid = (inner: EntityManager) =>
    run<{ pid: number }>(inner, 'select pg_backend_pid() as pid where $1::boolean', [true]);
  const [before] = await em.fork().transactional(pid);
  const ended = em.fork().transactional(async (inner) => {
    await database.sql('select pg_terminate_backend($1)', [before?.pid]);
    return pid(inner);
  });
  await expect(ended).rejects.toThrow();
  const [after] = await em.fork().transactional(pid);
  expect(after?.pid).not.toBe(before?.pid);
});

test('outside a transaction nothing is run', async () => {
  await expect(run(await opened(true), 'select $1::integer', [1])).rejects.toThrow('in a transaction');
});

describe('a transaction is whole, or not at all', () => {
  /** A connection of the pool by itself, as Kysely has it. */
  async function connected(): Promise<pg.Client> {
    const client = new (writingClient(true))({ ...clientConfig(database.database, 'writer'), pipeline: true });
    await client.connect();
    stack.defer(() => client.end().catch(() => undefined));
    return client;
  }

  test('the first statement fails with a beginning that failed, though the session lives', async () => {
    const plain = there(Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query'));
    const send = plain.value as (this: pg.Client, ...sent: unknown[]) => Promise<unknown>;
    function refusing(this: pg.Client, ...sent: unknown[]): Promise<unknown> {
      return sent[0] === 'begin' ? Promise.reject(new Error('no transaction today')) : send.apply(this, sent);
    }
    Object.defineProperty(pg.Client.prototype, 'query', { ...plain, value: refusing });
    const client = await connected();
    try {
      await client.query('begin');
      await expect(client.query('select 1 as one')).rejects.toThrow('no transaction today');
      await client.query('rollback');
      expect((await client.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    } finally {
      Object.defineProperty(pg.Client.prototype, 'query', plain);
    }
  });

  test('what failed is not committed, whatever PostgreSQL answers to that', async () => {
    const client = await connected();
    await client.query('begin');
    await expect(client.query('select 1 / $1::integer', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('commit')).rejects.toThrow('rolled back');
    await client.query('rollback');
  });

  test('nothing is sent behind a rollback that is under way', async () => {
    const client = await connected();
    await client.query('begin');
    const rolling = client.query('rollback');
    await expect(client.query('select 1')).rejects.toThrow('being rolled back');
    await rolling;
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});
