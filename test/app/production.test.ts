/** A server in production as a process: whom it believes, and that it starts whatever its issuer does. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { freshId } from '../../src/platform/clock.ts';
import { DemoIssuer } from '../../src/platform/identity/demo-issuer.ts';
import { addKey, lastUseOf, type StoredKey } from '../support/bearers.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { AUDIENCE, TestIssuer } from '../support/issuer.ts';
import {
  endAll,
  finished,
  freePort,
  LONGEST_WAIT_MS,
  makeHome,
  removeHome,
  run,
  status,
  until,
  type Command,
} from '../support/processes.ts';
import { addressOf, testRun } from '../support/server.ts';

jest.setTimeout(2 * LONGEST_WAIT_MS);

let home: string;
let database: TestDatabase;
let issuer: TestIssuer;
let key: StoredKey;

beforeAll(async () => {
  home = makeHome();
  database = await cloneDatabase();
});
beforeEach(async () => {
  issuer = await TestIssuer.open();
  const app = freshId('app', new Date());
  await database.sql(
    "insert into access.app (id, name, vendor, purpose, created_at) values ($1, '配餐助手', '某公司', '配餐', '2025-01-01')",
    [app],
  );
  key = await addKey(database.sql, app);
});
afterEach(async () => {
  await endAll();
  await issuer[Symbol.asyncDispose]();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await removeHome(home);
});

function databaseUrl(): string {
  const address = addressOf(testRun());
  const { name } = database.database;
  if ('connectionString' in address)
    return Object.assign(new URL(address.connectionString), { pathname: `/${name}` }).href;
  const { host, port, user } = address;
  return `postgres://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
}

async function serve(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly port: number; readonly child: Command }> {
  const port = await freePort();
  const child = run(home, 'serve', { PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: databaseUrl(), ...env });
  await until(async () => child.exitCode !== null || (await status(port, '/readyz')) === 200);
  if (child.exitCode !== null) throw new Error(child.said());
  return { port, child };
}

async function knock(port: number, bearer: string): Promise<readonly [number, string | undefined]> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query: '{ viewer { kind } }' }),
  });
  const { data } = (await response.json()) as { data?: { viewer: { kind: string } } };
  return [response.status, data?.viewer.kind];
}

async function stop(child: Command): Promise<void> {
  child.kill('SIGTERM');
  await finished(child);
  expect(child.exitCode).toBe(0);
}

test('with an issuer it believes its tokens, the keys of apps, and nobody else; it starts without the issuer', async () => {
  await issuer.goDown();
  const { port, child } = await serve({ QINLIN_OIDC_ISSUER: issuer.url, QINLIN_OIDC_AUDIENCE: AUDIENCE });
  const token = await issuer.sign(new Date());
  expect(await knock(port, token)).toEqual([503, undefined]);
  await issuer.comeBack();
  await until(async () => (await knock(port, token))[0] === 200);
  expect(await knock(port, token)).toEqual([200, 'PERSON']);
  expect(await knock(port, key.text)).toEqual([200, 'APP']);
  const demo = await new DemoIssuer(Buffer.alloc(32)).issue('app', freshId('app', new Date()), new Date());
  expect((await knock(port, demo))[0]).toBe(401);
  expect((await knock(port, await issuer.sign(new Date(), { aud: 'another' })))[0]).toBe(401);
  expect(await lastUseOf(database.sql, key)).toBeNull();
  await stop(child);
  // What it had not told the database yet, it told before it went.
  expect(await lastUseOf(database.sql, key)).not.toBeNull();
  expect(child.said().match(/the issuer of tokens is away/g)).toHaveLength(1);
  for (const secret of [token, key.text, demo]) expect(child.said()).not.toContain(secret.slice(20));
});

test('without an issuer it believes the keys of apps alone', async () => {
  const { port, child } = await serve({});
  expect((await knock(port, await issuer.sign(new Date())))[0]).toBe(401);
  expect(await knock(port, key.text)).toEqual([200, 'APP']);
  await stop(child);
});
