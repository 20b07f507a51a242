/** A database of a test's own: a clone of a template, gone when the test is. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { clientConfig, type Database } from '../../src/data/database.ts';
import { addressOf, templates, testRun, type Template } from './server.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
  /** Looks at or prepares rows behind the API's back, as the owner. */
  readonly sql: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** It is not gone when the test is: it becomes that template. */
  readonly becomes: (template: Template) => void;
}

export async function cloneDatabase(
  template: Template = 'migrated',
  settings: Readonly<Record<string, string>> = {},
): Promise<TestDatabase> {
  const address = addressOf(testRun());
  const name = `qinlin_test_${randomBytes(6).toString('hex')}`;
  const server = new pg.Client(clientConfig({ address, name: 'postgres', statementTimeoutMs: 30_000 }, 'owner'));
  await server.connect();
  // Cloning wants nobody else on the template: workers take turns.
  await server.query('select pg_advisory_lock(7)');
  // File by file: to log every page of it costs twice as much.
  await server.query(`create database ${name} template ${templates[template]} strategy file_copy`);
  await server.query('select pg_advisory_unlock(7)');
  for (const [setting, value] of Object.entries(settings)) {
    await server.query(`alter database ${name} set ${setting} = ${value}`);
  }
  const database = { address, name, statementTimeoutMs: 10_000 };
  const owner = new pg.Client(clientConfig(database, 'owner'));
  await owner.connect();
  let future: Template | null = null;
  return {
    database,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await owner.query<Row>(text, [...values])).rows,
    becomes: (template) => {
      future = template;
    },
    async [Symbol.asyncDispose]() {
      await owner.end();
      const end =
        future === null
          ? `drop database ${name} with (force)`
          : `alter database ${name} rename to ${templates[future]}`;
      await server.query(end);
      await server.end();
    },
  };
}
