/** One server for the whole run, one migrated template database on it; every file clones that. */
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/data/embedded/server.ts';
import { migrate } from '../../src/data/orm.ts';
import { throwAwayFolder } from '../../src/platform/throw-away.ts';
import { addressOf, TEMPLATE, type TestRun } from './server.ts';

/** Nothing of a test run is kept: durability would only cost time. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

export default async function setUp(): Promise<void> {
  const run =
    process.env['QINLIN_TEST_DATABASE_URL'] === undefined
      ? await embedded()
      : { url: process.env['QINLIN_TEST_DATABASE_URL'] };
  process.env['QINLIN_TEST_RUN'] = JSON.stringify(run);
  // Servers that are started as processes load what others have compiled already.
  if ('home' in run) process.env['NODE_COMPILE_CACHE'] = join(run.home, 'compiled');
  const client = new pg.Client(maintenance(run));
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE}`);
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate({ address: addressOf(run), name: TEMPLATE, statementTimeoutMs: 30_000 });
}

async function embedded(): Promise<TestRun> {
  const home = throwAwayFolder('qinlin-test-');
  const server = await startEmbedded(home, { settings: SETTINGS });
  globalThis.qinlinTestServer = server;
  return { ...server.connection, home };
}

function maintenance(run: TestRun): pg.ClientConfig {
  return 'url' in run
    ? { connectionString: run.url }
    : { host: run.host, port: run.port, user: run.user, database: 'postgres' };
}
