/** A database of a test's own: a clone of the migrated template, gone when the test is. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { clientConfig, type Database } from '../../src/data/database.ts';
import { addressOf, TEMPLATE, testRun } from './server.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
  /** Looks at or prepares rows behind the API's back, as the owner. */
  readonly sql: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
}

export async function cloneDatabase(): Promise<TestDatabase> {
  const address = addressOf(testRun());
  const name = `qinlin_test_${randomBytes(6).toString('hex')}`;
  const server = new pg.Client(clientConfig({ address, name: 'postgres', statementTimeoutMs: 30_000 }, 'owner'));
  await server.connect();
  // Cloning wants nobody else on the template: workers take turns.
  await server.query('select pg_advisory_lock(7)');
  await server.query(`create database ${name} template ${TEMPLATE}`);
  await server.query('select pg_advisory_unlock(7)');
  const database = { address, name, statementTimeoutMs: 10_000 };
  const owner = new pg.Client(clientConfig(database, 'owner'));
  await owner.connect();
  return {
    database,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await owner.query<Row>(text, [...values])).rows,
    async [Symbol.asyncDispose]() {
      await owner.end();
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}
