import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mountConsole, consoleTabs } from '../../src/app/console/console.ts';
import { personas } from '../../src/app/demo/alliances.ts';
import { prepareDemo } from '../../src/app/demo/demo.ts';
import { namedId } from '../../src/app/named-id.ts';
import { demoApp } from '../../src/app/demo/load.ts';
import { createHttpServer } from '../../src/app/http/server.ts';
import { globalId } from '../../src/domain/ids.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createWorld } from '../support/world.ts';

test('every ready tab is short, says who should run it, and answers with rows', async () => {
  await using world = await createWorld({ isEmpty: true });
  await prepareDemo(world.database, world.exchange, world.clock);
  const tabs = consoleTabs();
  expect(tabs.length).toBeGreaterThanOrEqual(8);
  for (const { query, variables } of tabs) {
    expect(query.trim().split('\n').length).toBeLessThan(20);
    const [, persona = 'community'] = /令牌：(\w+)/.exec(query) ?? [];
    const token =
      persona === 'app'
        ? world.token('app', namedId('app', demoApp.key))
        : world.token('person', namedId('person', unitOf(persona)));
    const headers = {
      authorization: `Bearer ${await token}`,
      'x-acting-alliance': globalId('alliance', namedId('alliance', 'five-colours')),
    };
    const { data, errors } = await world.ask<Record<string, unknown>, object>(
      query,
      variables === undefined ? {} : (JSON.parse(variables) as object),
      headers,
    );
    expect([query, errors]).toEqual([query, undefined]);
    expect(JSON.stringify(data)).not.toMatch(/"nodes":\[\]\}\}$|null\}$/);
    for (const [field, of] of Object.entries(data ?? {})) {
      expect([query, field, of]).not.toEqual([query, field, expect.objectContaining({ nodes: [] })]);
    }
  }
});

function unitOf(name: string): string {
  const [, persona] = Object.entries(personas).find(([key]) => key === name) ?? [];
  if (persona === undefined) throw new Error(`nobody has the token "${name}"`);
  return persona.unit;
}

/** Columns in a fixed-width font, where a Chinese character takes two. */
const width = (line: string): number => Array.from(line).reduce((sum, c) => sum + (/[⺀-￠]/.test(c) ? 2 : 1), 0);

test('every tab says what it shows in Chinese, then in English, and fits beside the answer', () => {
  for (const { query } of consoleTabs()) {
    const [zh = '', en = '', ...rest] = query.split('\n');
    expect(zh).toMatch(/^# .*[一-鿿]/);
    expect(en).toMatch(/^# [^一-鿿]+$/);
    expect([zh, en, ...rest].filter((line) => width(line) > 100)).toEqual([]);
  }
});

test('what a tab does is done anew with every load of the page', () => {
  const keys = consoleTabs().flatMap(({ variables }) => /"idempotencyKey": "([^"]*)"/.exec(variables ?? '')?.[1] ?? []);
  expect(keys).toEqual(['console-{{page}}']);
  const page = readFileSync(new URL('../../src/app/console/page/console.js', import.meta.url), 'utf8');
  expect(page).toContain("const PAGE = '{{page}}';");
});

test('the page asks for nothing that is not ours', async () => {
  const server = createHttpServer(createLogger('silent'));
  mountConsole(server, () => [{ name: 'mall', label: '商场', token: 't' }]);
  const page = await server.inject('/graphiql');
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, url = '']) => url)
    .filter((url) => !url.startsWith('data:'));
  expect(links.length).toBeGreaterThan(4);
  for (const url of links) expect([url, (await server.inject(url)).statusCode]).toEqual([url, 200]);
  const setup = (await server.inject('/graphiql/setup.json')).json<{ tokens: object[]; tabs: object[] }>();
  expect(setup.tokens).toEqual([{ name: 'mall', label: '商场', token: 't' }]);
  expect(setup.tabs.length).toBe(consoleTabs().length);
  await server.close();
});
