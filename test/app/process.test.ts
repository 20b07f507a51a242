/** `npm start` as a process: what people and their machines see of it. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  endAll,
  freePort,
  LONGEST_WAIT_MS,
  makeHome,
  removeHome,
  run as runOn,
  status,
  until,
  type Command,
} from '../support/processes.ts';

jest.setTimeout(2 * LONGEST_WAIT_MS);

let home: string;

beforeAll(() => {
  home = makeHome();
});
afterEach(endAll);
afterAll(() => removeHome(home));

const run = (command: string, env: Readonly<Record<string, string>> = {}): Command => runOn(home, command, env);

interface Demo {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
}

const demo = (): Demo => JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as Demo;

async function serve(port: number): Promise<Command> {
  const child = run('serve', { PORT: String(port) });
  const seen = await seenUntil(port, 200, child);
  if (child.exitCode !== null) throw new Error(child.said());
  // Nobody was there, then somebody who could not answer yet, then all was well.
  expect(seen).toEqual([0, 503, 200]);
  return child;
}

/** What `/readyz` says, each change of it once, until it says `last` or the process is gone. */
async function seenUntil(port: number, last: number, child: ChildProcess): Promise<number[]> {
  const seen: number[] = [];
  await until(async () => {
    const code = await status(port, '/readyz');
    if (code !== seen.at(-1)) seen.push(code);
    return code === last || child.exitCode !== null;
  }, 20);
  return seen;
}

async function ask(
  query: string,
  token: string,
  variables: object = {},
): Promise<{ data?: Record<string, unknown>; errors?: unknown }> {
  const response = await fetch(`${demo().url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: Record<string, unknown> };
}

const PUBLISH = `mutation ($input: PublishOfferInput!) { publishOffer(input: $input) { replayed offer { id title } userErrors { code } } }`;
const input = (idempotencyKey: string) => ({
  input: {
    idempotencyKey,
    category: 'space.hall',
    title: `厅 ${idempotencyKey}`,
    description: '说明',
    quantity: { value: '1', unit: '场' },
    visibility: 'PUBLIC',
  },
});

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

describe('the exchange as a process', () => {
  test('starts with demonstration data, loses nothing acknowledged to kill -9, and takes the same data again', async () => {
    const port = await freePort();
    const first = await serve(port);
    const { url, tokens } = demo();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(Object.keys(tokens)).toEqual(['coordinator', 'hospital', 'power', 'mall', 'village', 'community', 'app']);
    const counts = '{ units { totalCount } alliances { totalCount } projects { totalCount } }';
    const before = (await ask(counts, tokens['mall'] ?? '')).data as Record<string, { totalCount: number }>;
    expect(before['units']?.totalCount).toBeGreaterThanOrEqual(40);
    expect(before['alliances']?.totalCount).toBeGreaterThanOrEqual(4);
    expect(before['projects']?.totalCount).toBeGreaterThanOrEqual(3);
    const acknowledged = [];
    for (let i = 0; i < 20; i += 1) {
      const { data } = await ask(PUBLISH, tokens['mall'] ?? '', input(`kill-${i}`));
      acknowledged.push((data?.['publishOffer'] as { offer: { id: string } }).offer.id);
    }
    const underWay = ask(PUBLISH, tokens['mall'] ?? '', input('kill-last')).catch(() => null);
    await stop(first, 'SIGKILL');
    await underWay;

    const second = await serve(port);
    const nodes = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', demo().tokens['mall'] ?? '', {
      ids: acknowledged,
    });
    expect((nodes.data?.['nodes'] as ({ id: string } | null)[]).map((node) => node?.id)).toEqual(acknowledged);
    const again = await ask(PUBLISH, demo().tokens['mall'] ?? '', input('kill-3'));
    expect(again.data?.['publishOffer']).toMatchObject({ replayed: true, offer: { id: acknowledged[3] } });
    expect((await ask(counts, demo().tokens['mall'] ?? '')).data).toEqual(before);

    expect(second.said()).toContain('亲邻 Qinlin 已就绪 is ready');
    await stop(second, 'SIGTERM');
    expect(second.exitCode).toBe(0);
    expect(await status(port, '/livez')).toBe(0);
  });

  test('a request under way when it is told to stop is answered first; nothing is left behind', async () => {
    const port = await freePort();
    const child = await serve(port);
    const { tokens } = demo();
    const postmaster = readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
    const requests = Array.from({ length: 20 }, (_, i) => ask(PUBLISH, tokens['mall'] ?? '', input(`drain-${i}`)));
    await Promise.race(requests);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const answers = await Promise.allSettled(requests);
    await ended;
    expect(child.exitCode).toBe(0);
    for (const answer of answers) {
      // Whoever was still at the door was turned away; nobody got half an answer.
      if (answer.status === 'fulfilled') expect(answer.value.data?.['publishOffer']).toMatchObject({ userErrors: [] });
    }
    expect(answers.filter(({ status: how }) => how === 'fulfilled').length).toBeGreaterThan(0);
    expect(existsSync(`/proc/${String(postmaster)}`)).toBe(false);
    expect(existsSync(join(home, 'postgres/data/postmaster.pid'))).toBe(false);
  });

  test('says that it is going before it goes, and answers until then', async () => {
    const port = await freePort();
    const child = await serve(port);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await seenUntil(port, 503, child)).toContain(503);
    expect(await status(port, '/livez')).toBe(200);
    expect((await ask('{ units { totalCount } }', demo().tokens['mall'] ?? '')).errors).toBeUndefined();
    await ended;
    expect([child.exitCode, await status(port, '/livez')]).toEqual([0, 0]);
  });

  test('the tour passes, twice on the same data', async () => {
    const child = await serve(await freePort());
    for (const turn of [1, 2]) {
      const tour = run('tour');
      await once(tour, 'exit');
      expect([turn, tour.exitCode, tour.said().split('\n').at(-2)]).toEqual([
        turn,
        0,
        '导览完成，16 步全部如实发生。 The tour is over: all 16 steps did what they say.',
      ]);
    }
    await stop(child, 'SIGTERM');
  });

  test('what cannot work is said in a sentence, with a code', async () => {
    const cases: readonly [string, Record<string, string>, RegExp, number][] = [
      ['serve', { PORT: 'x', HOST: '0.0.0.0' }, /PORT: .*whole number/, 1],
      ['serve', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }, /refuses connections/, 1],
      ['nonsense', {}, /There is no command "nonsense"/, 2],
      ['tour', { QINLIN_HOME: join(home, 'nowhere') }, /run npm start first/, 1],
    ];
    for (const [command, env, message, code] of cases) {
      const child = run(command, { ...(command === 'serve' && !('PORT' in env) ? { PORT: '0' } : {}), ...env });
      await once(child, 'close');
      expect([command, child.exitCode, child.said()]).toEqual([command, code, expect.stringMatching(message)]);
      expect(child.said()).not.toMatch(/\n\s+at /);
    }
  });

  test('it stops in good order when nobody reads along any more', async () => {
    const child = await serve(await freePort());
    const postmaster = readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
    child.stdout?.destroy();
    child.stderr?.destroy();
    await stop(child, 'SIGHUP');
    expect(child.exitCode).toBe(0);
    expect(existsSync(`/proc/${String(postmaster)}`)).toBe(false);
  });

  test('a port that is taken is named, and a second start on the same data is refused', async () => {
    const port = await freePort();
    const child = await serve(port);
    const taken = run('serve', { PORT: String(port), QINLIN_HOME: join(home, 'other') });
    await once(taken, 'close');
    expect(taken.said()).toMatch(new RegExp(`${port} 已被占用`));
    const second = run('serve', { PORT: '0' });
    await once(second, 'close');
    expect(second.said()).toContain('Another process is serving the data');
    expect(await status(port, '/readyz')).toBe(200);
    await stop(child, 'SIGTERM');
  });
});
