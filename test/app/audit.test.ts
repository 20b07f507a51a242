/** `npm run audit` as a process: beside a server, killed in the middle, and asked for what it does not know. */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Address } from '../../src/data/database.ts';
import { audit, connected, settled, unsealed } from '../support/audit.ts';
import { endAll, finished, freePort, LONGEST_WAIT_MS, removeHome, run, status, until } from '../support/processes.ts';
import { toldHome } from '../support/told-home.ts';
import { createWorld } from '../support/world.ts';

jest.setTimeout(2 * LONGEST_WAIT_MS);

let home: string;

beforeAll(async () => {
  home = await toldHome();
});
afterEach(endAll);
afterAll(() => removeHome(home));

function urlOf(address: Address, name: string): string {
  const url = new URL('connectionString' in address ? address.connectionString : 'postgres://localhost/');
  url.pathname = `/${name}`;
  if (!('connectionString' in address)) {
    url.username = address.user;
    url.searchParams.set('host', address.host);
    url.searchParams.set('port', String(address.port));
  }
  return url.href;
}

test('verifies what a running server has sealed, and leaves it running', async () => {
  const port = await freePort();
  const server = run(home, 'serve', { PORT: String(port) });
  await until(async () => (await status(port, '/readyz')) === 200 || server.exitCode !== null);
  const verified = () => finished(run(home, 'audit'));
  let said = '';
  // The story of the demonstration has been told by now; it is sealed by and by.
  await until(async () => {
    const command = await verified();
    expect([command.exitCode, command.said()]).toEqual([0, expect.stringContaining('The audit chain is good: ')]);
    said = command.said();
    return said.includes('Nothing is unsealed.');
  });
  const [, entries = '0'] = /(\d+) entries in \d+ seals/.exec(said) ?? [];
  expect(Number(entries)).toBeGreaterThan(100);
  const [, anchor = ''] = /--anchor (\d+:[0-9a-f]{64})/.exec(said) ?? [];
  expect((await finished(run(home, `audit --anchor ${anchor}`))).exitCode).toBe(0);
  const other = await finished(run(home, `audit --anchor 1:${'0'.repeat(64)}`));
  expect([other.exitCode, other.said()]).toEqual([1, expect.stringContaining('the chain was rewritten')]);
  expect(await status(port, '/readyz')).toBe(200);
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  expect(server.exitCode).toBe(0);
  // Nobody serves: it starts the database itself, and stops it again.
  const alone = await verified();
  expect([alone.exitCode, alone.said()]).toEqual([0, expect.stringContaining(`${entries} entries in`)]);
});

test('killed in the middle of sealing it leaves whole seals, and the next one goes on', async () => {
  await using world = await createWorld({ isEmpty: true });
  const some = 60_000;
  await (
    await connected(world)
  ).query(`insert into data.audit (id, at, person_id, action, subject_type, subject_id, body, request_id)
    select gen_random_uuid(), '2026-11-21', gen_random_uuid(), 'test:filled', 'unit', gen_random_uuid(), '{}', 'test'
    from generate_series(1, ${some})`);
  await settled(world);
  const env = { DATABASE_URL: urlOf(world.database.address, world.database.name), QINLIN_MODE: 'demo' };
  const killed = run(home, 'audit --seal', env);
  await until(async () => (await unsealed(world)) < some, 1);
  killed.kill('SIGKILL');
  await finished(killed);
  const left = await unsealed(world);
  expect(left).toBeGreaterThan(0);
  expect(left % 1_000).toBe(0);
  expect(await audit(world)).toMatchObject({
    code: 0,
    said: expect.stringContaining(`Not sealed yet: ${left} entries`),
  });
  const next = await finished(run(home, 'audit --seal', env));
  expect([next.exitCode, next.said()]).toEqual([
    0,
    expect.stringContaining(`${some} entries in ${some / 1_000} seals`),
  ]);
});

test.each([
  ['--nothing', /The options are --seal, --anchor/],
  ['--anchor 5', /"5" must be <number>:<hash/],
  ['--entry unit_019aa3805f0070008000000000000001', /is not the id of an audit entry/],
])('%s is explained', async (words, pattern) => {
  const command = await finished(run(home, `audit ${words}`));
  expect([command.exitCode, command.said()]).toEqual([1, expect.stringMatching(pattern)]);
  expect(command.said()).toMatch(/[一-鿿]/);
});

test('an entry that is not there is missed', async () => {
  await using world = await createWorld({ isEmpty: true });
  expect(await audit(world, '--entry', 'audit_019aa3805f0070008000000000000001')).toEqual({
    code: 1,
    said: expect.stringContaining('There is no audit entry audit_019aa3805f0070008000000000000001.'),
  });
});
