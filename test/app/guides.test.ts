/** The guides: every block is run against a server with demonstration data, and what comes of it is what the page shows. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Placeholders, sectionsOf } from '../support/guide.ts';
import { endAll, freePort, LONGEST_WAIT_MS, makeHome, removeHome, run, status, until } from '../support/processes.ts';
import { Shell } from '../support/shell.ts';
import { toldHome } from '../support/told-home.ts';
import { Walk } from '../support/walk.ts';

jest.setTimeout(2 * LONGEST_WAIT_MS);

const guide = (name: string) =>
  sectionsOf(readFileSync(new URL(`../../docs/guides/${name}.md`, import.meta.url), 'utf8'));
const sections = guide('app');

/** What there is to do in each of its sections, after what comes before them. */
const guides = [
  { name: 'app', sections, does: [false, ...Array.from({ length: 7 }, () => true)] },
  { name: 'unit', sections: guide('unit'), does: [false, true, true, true, true, false] },
];

describe.each(guides)('the guide $name', ({ sections, does }) => {
  let home: string;
  let checkout: string;
  let walk: Walk;

  beforeAll(async () => {
    home = await toldHome();
    const port = await freePort();
    const child = run(home, 'serve', { PORT: String(port) });
    await until(async () => child.exitCode !== null || (await status(port, '/readyz')) === 200);
    if (child.exitCode !== null) throw new Error(child.said());
    // What somebody sees who started it there.
    checkout = makeHome();
    symlinkSync(home, join(checkout, '.qinlin'));
    walk = new Walk(checkout, `http://127.0.0.1:${port}`);
  });

  afterAll(async () => {
    await endAll();
    await removeHome(checkout);
    await removeHome(home);
  });

  test.each(sections.map(({ title, blocks }) => [title, blocks] as const))('%s', async (_title, blocks) => {
    for (const block of blocks) await walk.take(block);
    walk.nothingIsLeft();
  });

  test('has as many steps, and no script that nobody runs', () => {
    expect(sections.map(({ blocks }) => blocks.length > 0)).toEqual(does);
    expect([...walk.unused]).toEqual([]);
  });
});

describe('the script that pages through', () => {
  afterEach(endAll);

  test('sends the cursor it was given, and waits as it was told', async () => {
    const script = sections.flatMap(({ blocks }) => blocks).find(({ language }) => language === 'js');
    if (script === undefined) throw new Error('there is no script');
    const asked: { readonly at: number; readonly variables: unknown; readonly hat: unknown }[] = [];
    const page = (titles: string[], endCursor: string | null): string => {
      const nodes = titles.map((title) => ({ id: title, title }));
      return JSON.stringify({ data: { needs: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } } });
    };
    const answers: [number, string][] = [
      [200, page(['a', 'b'], 'first')],
      [429, '{"errors":[]}'],
      [503, '{"errors":[]}'],
      [200, page(['c'], null)],
    ];
    const server = createServer((request, reply) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const { variables } = JSON.parse(body) as { variables: unknown };
        const { authorization, 'x-acting-alliance': alliance } = request.headers;
        asked.push({ at: performance.now(), variables, hat: [authorization, alliance] });
        const [code, answer] = answers[asked.length - 1] ?? [500, '{}'];
        reply.writeHead(code, { 'content-type': 'application/json', 'retry-after': '1' }).end(answer);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = makeHome();
    const walk = new Walk(folder, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await walk.take(script);
    await walk.take({ language: 'sh', text: 'export KEY=qlk_x ALLIANCE=alliance_y; node page.mjs' });
    server.close();
    await removeHome(folder);
    expect(walk.answer).toBe('page 1: 2 needs so far\npage 2: 3 needs so far, and that is all\n');
    const hat = ['Bearer qlk_x', 'alliance_y'];
    expect(asked.map(({ variables, hat: worn }) => [variables, worn])).toEqual(
      [null, 'first', 'first', 'first'].map((after) => [{ after }, hat]),
    );
    const waited = asked.map(({ at }, i) => at - (asked[i - 1]?.at ?? at));
    expect(waited.slice(2).every((ms) => ms >= 990)).toBe(true);
    expect(waited[1]).toBeLessThan(990);
  });
});

describe('what fails a page', () => {
  test('a block that nobody knows how to run, or that does not end', () => {
    expect(() => sectionsOf('# A\n\n```python\nx\n```\n')).toThrow('nobody knows how to run a block of "python"');
    expect(() => sectionsOf('# A\n\n```\nx\n```\n')).toThrow('nobody knows how to run a block of ""');
    expect(() => sectionsOf('# A\n\n```sh\nx\n')).toThrow('a fence of "# A" is not closed');
  });

  test.each([
    ['a value', { name: 'a' }, { name: 'b' }],
    ['nothing at all', { name: '…' }, { name: '' }],
    ['a field that is not shown', { name: 'a' }, { name: 'a', title: 'b' }],
    ['a field that is shown and not there', { name: 'a', title: 'b' }, { name: 'a' }],
    ['one more row', [{ name: '…' }], [{ name: 'a' }, { name: 'b' }]],
    ['an id of another kind', { id: 'app_…' }, { id: 'key_00000000000070008000000000000000' }],
    ['another id than before', ['key_…', 'key_…'], ['key_00000001', 'key_00000002']],
    ['points that are none', { remaining: 1 }, { remaining: null }],
    ['another limit', { limit: 1 }, { limit: 2 }],
    ['costs that are shown and not told', { data: {}, extensions: { cost: {} } }, { data: {} }],
  ])('an answer that differs: %s', (_what, shown, real) => {
    const [page, answer] = [JSON.stringify(shown), JSON.stringify(real)];
    expect(() => new Placeholders().expectJson(page, page.replaceAll('…', '00000001'))).not.toThrow();
    expect(() => new Placeholders().expectJson(page, answer)).toThrow('toEqual');
  });

  test('a command that fails, complains or leaves a quote open', async () => {
    const folder = makeHome();
    for (const commands of [
      'false',
      'ls nothing-of-this-name',
      'echo x >&2',
      'echo "x',
      'echo $NOT_SET',
      'curl -s -k x',
    ]) {
      const shell = new Shell(mkdtempSync(join(folder, 'shell-')));
      await expect(shell.run(commands)).rejects.toThrow('ended with');
    }
    await endAll();
    await removeHome(folder);
  });

  test('a placeholder in a request that no answer has filled, and one that may be anything', () => {
    expect(() => new Placeholders().filled('{ "id": "app_…" }')).toThrow('no answer before said what app_… is');
    expect(() => new Placeholders().filled('{ "name": "…" }')).toThrow('what is "…"');
  });
});
