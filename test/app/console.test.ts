import { expect, test } from '@jest/globals';
import { mountConsole, consoleTabs } from '../../src/app/console/console.ts';
import { prepareDemo } from '../../src/app/demo/demo.ts';
import { namedId } from '../../src/app/demo/chance.ts';
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
