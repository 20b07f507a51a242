import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadDemo } from '../../src/app/demo/load.ts';
import { createWorld } from '../support/world.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the first query of the README has the answer that stands below it', async () => {
  const readme = read('README.md');
  const [, body = ''] = /-d '(\{.*\})'/.exec(readme) ?? [];
  const [, answer = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  await using world = await createWorld({ isEmpty: true });
  await loadDemo(world.database, world.clock.now());
  const response = await world.post(JSON.parse(body));
  expect(response.json()).toEqual(JSON.parse(answer));
});

test('every setting is in the table, and every link of the pages leads somewhere', () => {
  const config = read('src/platform/config.ts');
  const table = read('docs/configuration.md');
  const names = [...config.matchAll(/^ {2}([A-Z_]+): (?:whole|oneOf|z|postgresUrl)/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(table).toContain(`\`${name}\``);
  for (const page of [
    'README.md',
    'docs/api.md',
    'docs/audit.md',
    'docs/configuration.md',
    'docs/guides/app.md',
    'CONTRIBUTING.md',
    'src/read/README.md',
    'test/scenarios/README.md',
  ]) {
    for (const [, link = ''] of read(page).matchAll(/\]\((?!http)([^)#]+)\)/g)) {
      const target = new URL(link, new URL(`../../${page}`, import.meta.url));
      expect(() =>
        readFileSync(link.endsWith('/') ? new URL('0001-decisions-are-written-down.md', target) : target),
      ).not.toThrow();
    }
  }
});

test('a mechanism is played where the page of the scenarios says', () => {
  const rows = [...read('test/scenarios/README.md').matchAll(/^\| (\d+) +\| [^|]+ \| (.+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(30);
  for (const [, row = '', played = ''] of rows) {
    for (const [, file = ''] of played.matchAll(/\]\(([^)]+)\)/g)) {
      const named = new RegExp(`\\b[Rr]ows? (?:\\d+(?:, | and ))*${row}\\b`);
      expect([row, file, read(`test/scenarios/${file}`)]).toEqual([row, file, expect.stringMatching(named)]);
    }
  }
});

test('every code of refusal is explained', () => {
  const [, list = ''] = /enum UserErrorCode \{([\s\S]*?)\n\}/.exec(read('schema/api.graphql')) ?? [];
  const codes = [...list.matchAll(/^ {2}([A-Z_]+)$/gm)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(8);
  for (const code of codes) expect(read('docs/api.md')).toContain(`\`${code}\``);
});

test('every code of a top-level error is explained, and no other', () => {
  const sources = ['src/app/http/refusals.ts', 'src/app/http/apollo-errors.ts', 'src/graphql/errors/format.ts'];
  const codes = sources.flatMap((source) => {
    const spelled = read(source).matchAll(/(?:\| |code: |^ {2})'?([A-Z][A-Z_]+)'?[;,:\n ]/gm);
    return [...spelled].map(([, code = '']) => code);
  });
  const known = new Set(codes.filter((code) => !/^(UNIT|ALLIANCE)_/.test(code)));
  expect(known.size).toBeGreaterThan(15);
  const [, table = ''] = /\| code +\| HTTP([\s\S]*?)\n\n/.exec(read('docs/api.md')) ?? [];
  const explained = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code);
  expect(explained.sort()).toEqual([...known].sort());
});
