import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mountConsole, consoleTabs } from '../../src/app/console/console.ts';
import { loadDemo } from '../../src/app/demo/load.ts';
import { tellStory } from '../../src/app/demo/story.ts';
import { namedId } from '../../src/app/demo/chance.ts';
import { createHttpServer } from '../../src/app/http/server.ts';
import { globalId } from '../../src/domain/ids.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createWorld } from '../support/world.ts';

test('every ready tab is short, says who should run it, and answers with rows', async () => {
  await using world = await createWorld({ isEmpty: true });
  const { database } = world;
  await loadDemo(database, world.clock.now());
  expect(await loadDemo(database, world.clock.now())).toBe(false);
  await tellStory(world.exchange, world.clock.now());
  const tabs = consoleTabs();
  expect(tabs.length).toBeGreaterThanOrEqual(8);
  for (const { query, variables } of tabs) {
    expect(query.trim().split('\n').length).toBeLessThan(20);
    const [, persona = 'community'] = /令牌：(\w+)/.exec(query) ?? [];
    const unit = persona === 'coordinator' ? 'hushan' : 'yubo';
    const headers = {
      authorization: `Bearer ${await world.token('person', namedId('person', unit))}`,
      'x-acting-alliance': globalId('alliance', namedId('alliance', 'five-colours')),
    };
    const { data, errors } = await world.ask<Record<string, unknown>, object>(
      query,
      variables === undefined ? {} : (JSON.parse(variables) as object),
      headers,
    );
    expect([query, errors]).toEqual([query, undefined]);
    expect(JSON.stringify(data)).not.toMatch(/"nodes":\[\]\}\}$|null\}$/);
  }
});

/** Columns in a fixed-width font, where a Chinese character takes two. */
const width = (line: string): number => [...line].reduce((sum, c) => sum + (/[⺀-￠]/.test(c) ? 2 : 1), 0);

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

test('the demonstration is as large as it says, and its contacts are marked as fictitious', async () => {
  await using world = await createWorld({ isEmpty: true });
  await loadDemo(world.database, world.clock.now());
  await tellStory(world.exchange, world.clock.now());
  const [counts] = await world.sql<Record<string, string>>(`select
    (select count(*) from directory.alliance) as alliances, (select count(*) from directory.unit) as units,
    (select count(*) from exchange.resource) as resources, (select count(*) from exchange.offer) as offers,
    (select count(*) from exchange.need) as needs, (select count(*) from projects.project) as projects,
    (select count(*) from directory.unit_contact where not is_fictitious) as real_contacts,
    (select count(distinct state) from exchange.match) as match_states,
    (select count(distinct state) from exchange.agreement) as agreement_states`);
  const at = (name: string): number => Number(counts?.[name]);
  expect(at('alliances')).toBeGreaterThanOrEqual(4);
  expect(at('units')).toBeGreaterThanOrEqual(40);
  expect(at('resources')).toBeGreaterThanOrEqual(150);
  expect(at('offers')).toBeGreaterThanOrEqual(300);
  expect(at('needs')).toBeGreaterThanOrEqual(200);
  expect(at('projects')).toBeGreaterThanOrEqual(3);
  expect(at('real_contacts')).toBe(0);
  expect(at('match_states')).toBeGreaterThanOrEqual(4);
  expect(at('agreement_states')).toBeGreaterThanOrEqual(3);
  for (const name of [
    '五色亲邻党建联盟',
    '慈邻帮帮团',
    '古城1+1+1社区服务联盟',
    '匡堰杨梅共富工坊联盟',
    '邻聚力五位一体联盟',
  ]) {
    expect(await world.sql('select from directory.alliance where name = $1', [name])).toHaveLength(1);
  }
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
