/** What keeps the exchange from starting is said in a sentence of both languages, never with a stack. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { subgraphNames } from '../../src/app/graph.ts';
import { partNames } from '../../src/app/part-names.ts';
import { whyNot as whyNotListen } from '../../src/app/http/listen.ts';
import { whyNot as whyNotInitialised } from '../../src/data/embedded/cluster.ts';
import { sweepHalves } from '../../src/data/embedded/halves.ts';
import {
  endAll,
  finished,
  freePort,
  makeHome,
  postmasterOf,
  removeHome,
  run,
  status,
  until,
  type Command,
} from '../support/processes.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  await endAll();
  await removeHome(home);
});

/** A first line in both languages, no stack, and the code that says it did not work. */
function expectSentence(child: Command, pattern: RegExp): void {
  expect([child.exitCode, child.said()]).toEqual([1, expect.stringMatching(pattern)]);
  expect(child.said()).toMatch(/[一-鿿]/);
  expect(child.said()).not.toMatch(/\n\s+at /);
}

test('of two first starts at once in one folder one serves, and the other says who does', async () => {
  const ports = [await freePort(), await freePort()];
  const starts = ports.map((port) => run(home, 'serve', { PORT: String(port) }));
  await until(async () => {
    const codes = await Promise.all(ports.map((port) => status(port, '/readyz')));
    return codes.includes(200) && starts.some(({ exitCode }) => exitCode !== null);
  });
  const [refused] = starts.filter(({ exitCode }) => exitCode !== null);
  const [serving] = starts.filter(({ exitCode }) => exitCode === null);
  if (refused === undefined || serving === undefined) throw new Error(starts.map(({ said }) => said()).join('\n'));
  expectSentence(refused, /Another process is serving the data/);
  expect(refused.said()).toContain(`(pid ${String(serving.pid)})`);
  expect(readdirSync(join(home, 'postgres')).sort()).toEqual([
    'data',
    'postgres.log',
    'run',
    expect.stringMatching(/^server-/),
  ]);
  serving.kill('SIGTERM');
  expect((await finished(serving)).exitCode).toBe(0);
  expect(postmasterOf(home)).toBeNull();
}, 120_000);

test('halves whose maker is gone are swept, those of a living one are not, nor what only looks like one', () => {
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const names = ['data', `data.${gone}`, `data.${process.pid}`, 'data.old', 'server-18.4.0-beta.17'];
  const base = join(home, 'postgres');
  for (const name of names) mkdirSync(join(base, name), { recursive: true });
  sweepHalves(join(base, 'data'));
  sweepHalves(join(base, 'server-18.4.0-beta.17'));
  expect(readdirSync(base).sort()).toEqual(names.filter((name) => name !== `data.${gone}`).sort());
});

describe('a home folder that will not do', () => {
  test.each([
    ['names a file', () => join(home, 'file'), /QINLIN_HOME: .*is not a folder/],
    ['lies below a file', () => join(home, 'file/below'), /QINLIN_HOME: .*is not a folder/],
    ['lies below /proc', () => '/proc/x/y', /QINLIN_HOME: .*(cannot be made|is not a folder|cannot be written)/],
  ])('%s, and is named with the setting', async (_, at, pattern) => {
    writeFileSync(join(home, 'file'), '');
    for (const command of ['serve', 'migrate']) {
      expectSentence(await finished(run(at(), command, { PORT: '0' })), pattern);
    }
  });

  test('a user without a name is told what to do about it', () => {
    const said = 'initdb: error: could not look up effective user ID 1234: user does not exist\n';
    expect(whyNotInitialised(said, 1234)).toMatch(/1234 .*\/etc\/passwd.*DATABASE_URL/);
    expect(whyNotInitialised('initdb: error: something else\n', 0)).toMatch(/initialised: something else$/);
  });
});

describe('what cannot be listened on', () => {
  test.each([
    ['EADDRINUSE', 4000, /^PORT: .*4000 is taken.*PORT=4001 npm start/],
    ['EADDRINUSE', 65535, /PORT=4000 npm start/],
    ['EACCES', 80, /^PORT: .*80 may not be listened on.*PORT=4000 npm start/],
    ['EADDRNOTAVAIL', 4000, /^HOST: .*no address 192.0.2.1/],
    ['EOTHER', 4000, /^HOST, PORT: .*EOTHER/],
  ])('%s on port %i is said of the setting that is wrong', (code, port, pattern) => {
    expect(whyNotListen(code, { host: '192.0.2.1', port })).toMatch(pattern);
  });

  test('an address of another machine ends the start', async () => {
    const env = { HOST: '192.0.2.1', PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
    expectSentence(await finished(run(home, 'serve', env)), /HOST: .*This machine has no address 192.0.2.1/);
  });
});

test('a database that cannot be had is said to be so for its own reason, and without the password', async () => {
  const web = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const { port } = web.address() as AddressInfo;
  for (const [where, pattern] of [
    ['127.0.0.1:1', /127.0.0.1:1 refuses connections/],
    ['nowhere.invalid', /nowhere.invalid:5432 is not known/],
    [`127.0.0.1:${port}`, /answers, but not as a PostgreSQL does/],
  ] as const) {
    const child = await finished(run(home, 'migrate', { DATABASE_URL: `postgres://somebody:s3cret@${where}/nothing` }));
    expectSentence(child, pattern);
    expect(child.said()).not.toContain('s3cret');
  }
  web.close();
}, 60_000);

describe('the command line', () => {
  test.each(['help', '--help', '-h', 'serve --help'])('%s prints the commands', async (command) => {
    const child = await finished(run(home, command));
    expect(child.exitCode).toBe(0);
    for (const name of ['npm start', 'npm run migrate', 'npm run tour']) expect(child.said()).toContain(name);
  });

  test('names the parts that there are, without loading them', () => {
    expect(partNames).toEqual(subgraphNames);
  });

  test('a tour without a server says where it looked and how to start one, whatever PORT holds', async () => {
    const port = await freePort();
    expectSentence(await finished(run(home, 'tour', { PORT: 'x' })), /There is no demo server .*run npm start/);
    writeFileSync(join(home, 'demo.json'), JSON.stringify({ url: `http://127.0.0.1:${port}`, tokens: {} }));
    const child = await finished(run(home, 'tour', { PORT: 'x' }));
    expectSentence(child, new RegExp(`Nothing answers at http://127.0.0.1:${port}: run npm start`));
  });

  test('an invitation that is none says what it takes', async () => {
    for (const command of ['invite', 'invite unit_0190c3a5000070008000000000000000 OPERATOR x'])
      expectSentence(await finished(run(home, command)), /npm run invite -- <unit id> ADMINISTRATOR <name>/);
  });

  test('migrate migrates the embedded database alone, and leaves no PostgreSQL behind', async () => {
    expect((await finished(run(home, 'migrate'))).said()).toMatch(/data-ground/);
    expect((await finished(run(home, 'migrate'))).said()).toMatch(/The database is up to date/);
    expect(postmasterOf(home)).toBeNull();
  });
});
