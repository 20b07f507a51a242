/** The lanes of reading: prepared statements are bounded, and nothing waits behind a heavy statement. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseAwayError } from '../../src/data/failures.ts';
import { Readers } from '../../src/data/readers.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { scaled } from '../support/scale.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

function statement(text: string, isHeavy = false) {
  return { name: `s ${text}`, text: `select ${text}, null`, values: [], guardedFor: null, isHeavy };
}

/** How many prepared statements the session of the next statement holds. */
const held = statement('(select count(*) from pg_prepared_statements)::text');

async function mostHeld(readers: Readers): Promise<number> {
  const counts = await Promise.all(Array.from({ length: 40 }, () => readers.send(held)));
  return Math.max(...counts.map(([count]) => Number(count)));
}

describe('prepared statements', () => {
  test('a statement is given a name when it is asked again', async () => {
    await using readers = new Readers(database.database, { clients: 1, namedStatements: true });
    const names = statement(`(select json_agg(name) from pg_prepared_statements)::text`);
    expect(await readers.send(names)).toEqual([null, null]);
    expect(await readers.send(names)).toEqual([`["${names.name}"]`, null]);
  });

  test('none has a name where a pooler would lose it', async () => {
    await using readers = new Readers(database.database, { clients: 1, namedStatements: false });
    for (let i = 0; i < 3; i += 1) await readers.send(statement('1'));
    expect(await mostHeld(readers)).toBe(0);
  });

  test('however many different ones are asked, a session holds only its share, and every answer is the right one', async () => {
    await using readers = new Readers(database.database, { clients: 2, namedStatements: true });
    const numbers = Array.from({ length: scaled(2_000, 20_000) }, (_, i) => i);
    for (const isHeavy of [false, true]) {
      const ask = (i: number) => readers.send(statement(`${i}::text`, isHeavy));
      const batches = Array.from({ length: numbers.length / 50 }, (_, i) => numbers.slice(i * 50, i * 50 + 50));
      for (const batch of batches) {
        const twice = await Promise.all([...batch, ...batch].map(ask));
        expect(twice).toEqual([...batch, ...batch].map((i) => [String(i), null]));
      }
      expect(await mostHeld(readers)).toBeLessThanOrEqual(256);
    }
  });
});

describe('lanes', () => {
  test('light statements go by while heavy ones take their time', async () => {
    await using readers = new Readers(database.database, { clients: 1, namedStatements: true });
    const order: string[] = [];
    const heavy = readers.send(statement(`pg_sleep(0.5)::text`, true)).then(() => order.push('heavy'));
    await readers.send(statement(`'light'`)).then(() => order.push('light'));
    await heavy;
    expect(order).toEqual(['light', 'heavy']);
  });

  test('when too many heavy ones wait, those that come are told to come again', async () => {
    await using readers = new Readers(database.database, { clients: 1, namedStatements: true });
    const sent = Array.from({ length: 130 }, (_, i) => readers.send(statement(`${i}::text`, true)));
    const settled = await Promise.allSettled(sent);
    const refused = settled.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((one) => (one as PromiseRejectedResult).reason instanceof DatabaseAwayError)).toBe(true);
    expect(settled.length - refused.length).toBeGreaterThanOrEqual(100);
  });

  test('a session that the server ends is replaced on the next statement', async () => {
    await using readers = new Readers(database.database, { clients: 1, namedStatements: true });
    const pid = statement('pg_backend_pid()::text');
    for (let i = 0; i < 5; i += 1) {
      const [before] = await readers.send(pid);
      await database.sql('select pg_terminate_backend($1)', [Number(before)]);
      const answers = await Promise.all([readers.send(pid), readers.send(pid), readers.send(pid)]);
      expect(answers.map(([after]) => after)).not.toContain(before);
    }
    const count = `select count(*)::int as open from pg_stat_activity where datname = current_database() and application_name = 'qinlin-reader'`;
    expect(await database.sql<{ open: number }>(count)).toEqual([{ open: 1 }]);
  });
});
