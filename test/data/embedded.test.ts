import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { placeOf } from '../../src/data/embedded/place.ts';
import { startEmbedded, type EmbeddedServer } from '../../src/data/embedded/server.ts';
import { endAll, makeHome, removeHome, watched } from '../support/processes.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

afterEach(async () => {
  await endAll();
  await removeHome(home);
});

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...server.connection, database: 'postgres' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = (): number => Number(readFileSync(join(placeOf(home).data, 'postmaster.pid'), 'utf8').split('\n')[0]);

const isAlive = (pid: number): boolean => {
  try {
    // A zombie that nobody has reaped yet is as dead as can be.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

/** A process of its own that starts the server and then waits. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('../../dist/data/embedded/server.js', import.meta.url).href)};
    await startEmbedded(${JSON.stringify(home)});
    process.stdout.write('ready');
    setInterval(() => undefined, 1000);`;
  const child = watched(
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  await once(child.stdout, 'data');
  return child;
}

describe('the embedded server', () => {
  test('is made once, keeps its rows, and leaves no process behind', async () => {
    const first = await startEmbedded(home);
    expect(first.isFirstStart).toBe(true);
    await query(first, 'create table t as select 42 as answer');
    const pid = pidOf();
    await first[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
    await using second = await startEmbedded(home);
    expect(second.isFirstStart).toBe(false);
    expect(await query(second, 'select answer from t')).toEqual([{ answer: 42 }]);
  });

  test('stays its owner’s when PostgreSQL ends all sessions because one of them crashed', async () => {
    await using server = await startEmbedded(home);
    const owner = `select pid from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`;
    const pidOfOwner = async (): Promise<number> => Number((await query(server, owner).catch(() => []))[0]?.['pid']);
    const before = await pidOfOwner();
    process.kill(before, 'SIGKILL');
    for (let pid = before; pid === before || Number.isNaN(pid); pid = await pidOfOwner()) await sleep(50);
    await expect(startEmbedded(home)).rejects.toThrow(/Another process is serving/);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('tells its owner when it is gone', async () => {
    const lost = Promise.withResolvers<Error>();
    await using _server = await startEmbedded(home, { onLost: lost.resolve });
    process.kill(pidOf(), 'SIGQUIT');
    expect((await lost.promise).message).toMatch(/does not answer any more/);
  }, 30_000);

  test('outlives a parent that was killed, is found again, and stops with its new one', async () => {
    const parent = await startElsewhere();
    const pid = pidOf();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(isAlive(pid)).toBe(true);
    const adopted = await startEmbedded(home);
    expect(pidOf()).toBe(pid);
    expect(await query(adopted, 'select 1 as one')).toEqual([{ one: 1 }]);
    await adopted[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
  });

  test('has one owner: a second start is refused, and the first goes on', async () => {
    const owner = await startElsewhere();
    const pid = pidOf();
    await expect(startEmbedded(home)).rejects.toThrow('Another process is serving the data');
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const next = await startEmbedded(home);
    await next[Symbol.asyncDispose]();
  });

  test('listens on a socket that nobody else may use, and on no port', async () => {
    await using server = await startEmbedded(home);
    expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(server.connection.host.startsWith('/')).toBe(true);
    expect(await query(server, "select current_setting('data_directory_mode') as mode")).toEqual([{ mode: '0700' }]);
  });
});

test('a home too deep for the name of a socket has its socket elsewhere', () => {
  const deep = join('/tmp', 'd'.repeat(90), '.qinlin');
  const { sockets } = placeOf(deep);
  expect(Buffer.byteLength(join(sockets, '.s.PGSQL.5432'))).toBeLessThan(100);
});
