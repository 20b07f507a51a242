/** Ctrl-C, as terminals and npm send it: once, twice within a moment, and once more by somebody who means it. */
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  endAll,
  finished,
  freePort,
  isAlive,
  makeHome,
  postmasterOf,
  removeHome,
  run,
  status,
  until,
  type Command,
} from '../support/processes.ts';
import { toldHome } from '../support/told-home.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  await endAll();
  await removeHome(home);
});

/** As a terminal and npm do: the second comes while the first is still being heard. */
async function interruptTwice(child: Command): Promise<void> {
  child.kill('SIGINT');
  await sleep(10);
  child.kill('SIGINT');
  await finished(child);
}

/** Stands for a moment of the start; not all of them are met on every machine. */
const moments: readonly (readonly [when: string, has: (port: number) => Promise<boolean>])[] = [
  ['it listens', async (port) => (await status(port, '/livez')) === 200],
  ['its data folder is being made', () => Promise.resolve(hasFile(/^data\.\d+$/))],
  ['PostgreSQL was begun', () => Promise.resolve(postmasterOf(home) !== null)],
  ['the demonstration is being loaded', async () => postmasterOf(home) !== null && (await sleep(2_000, true))],
];

const hasFile = (name: RegExp): boolean =>
  existsSync(join(home, 'postgres')) && readdirSync(join(home, 'postgres')).some((found) => name.test(found));

test.each(moments)('told twice at once when %s, it stops, and PostgreSQL with it', async (_, has) => {
  const port = await freePort();
  const child = run(home, 'serve', { PORT: String(port) });
  await until(() => has(port));
  const pid = postmasterOf(home);
  await interruptTwice(child);
  expect([child.exitCode, child.signalCode]).toEqual([0, null]);
  expect(child.said()).toContain('正在停止 Stopping…');
  expect(child.said()).not.toMatch(/is ready|\n\s+at /);
  expect(pid !== null && isAlive(pid)).toBe(false);
  expect(postmasterOf(home)).toBeNull();
  expect(hasFile(new RegExp(`\\.${String(child.pid)}$`))).toBe(false);
});

test('told twice at once when it serves, it stops in good order; told again later, it stops at once', async () => {
  await removeHome(home);
  home = await toldHome();
  const port = await freePort();
  const serve = async (): Promise<Command> => {
    const child = run(home, 'serve', { PORT: String(port), QINLIN_DRAIN_MS: '30000' });
    await until(async () => (await status(port, '/readyz')) === 200);
    return child;
  };
  const first = await serve();
  const pid = postmasterOf(home) ?? 0;
  expect(isAlive(pid)).toBe(true);
  await interruptTwice(first);
  expect(first.exitCode).toBe(0);
  expect(first.said()).not.toMatch(/at once|\n\s+at /);
  expect(isAlive(pid)).toBe(false);

  const second = await serve();
  const again = postmasterOf(home) ?? 0;
  // A request that never ends would be waited for.
  const slow = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(slow, 'connect');
  slow.write(
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  );
  await sleep(200);
  second.kill('SIGINT');
  await sleep(1_500);
  expect(second.exitCode).toBeNull();
  const before = Date.now();
  second.kill('SIGINT');
  await finished(second);
  expect(Date.now() - before).toBeLessThan(5_000);
  expect(second.said()).toContain('立即停止 Stopping at once…');
  await until(() => Promise.resolve(!isAlive(again)));
  slow.destroy();
}, 120_000);
