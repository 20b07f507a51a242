/** One server for the whole run, and on it the template databases that every test clones. */
import { join } from 'node:path';
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import { startEmbedded, type EmbeddedServer } from '../../src/data/embedded/server.ts';
import { migrate } from '../../src/data/orm.ts';
import { throwAwayFolder } from '../../src/platform/throw-away.ts';
import { addressOf, templates, type TestRun } from './server.ts';
import { loadWords } from './words.ts';

/** Nothing of a test run is kept: durability would only cost time. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

export default async function setUp(): Promise<void> {
  const folder = throwAwayFolder('qinlin-test-');
  const url = process.env['QINLIN_TEST_DATABASE_URL'];
  const run: TestRun = url === undefined ? { folder, ...(await embedded(folder)) } : { folder, url };
  process.env['QINLIN_TEST_RUN'] = JSON.stringify(run);
  // Servers that are started as processes load what others have compiled already.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  const { migrated, worded } = templates;
  const address = addressOf(run);
  await withClient(maintenance(run), async (client) => {
    for (const name of Object.values(templates)) await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${migrated}`);
  });
  await migrate({ address, name: migrated, statementTimeoutMs: 30_000 });
  await withClient(maintenance(run), async (client) => {
    await client.query(`create database ${worded} template ${migrated}`);
  });
  await withClient(clientConfig({ address, name: worded, statementTimeoutMs: 30_000 }, 'owner'), (client) =>
    loadWords(async (text, values) => (await client.query<object>(text, [...values])).rows),
  );
}

async function withClient(config: pg.ClientConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await work(client);
  await client.end();
}

async function embedded(home: string): Promise<EmbeddedServer['connection']> {
  const server = await startEmbedded(home, { settings: SETTINGS });
  globalThis.qinlinTestServer = server;
  return server.connection;
}

function maintenance(run: TestRun): pg.ClientConfig {
  return 'url' in run
    ? { connectionString: run.url }
    : { host: run.host, port: run.port, user: run.user, database: 'postgres' };
}
