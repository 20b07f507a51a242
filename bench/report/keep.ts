/** Keeps a result: as JSON for machines, and between the markers of the README for people. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../settings.ts';
import type { SearchResult } from '../search/measure.ts';
import type { Result } from './result.ts';

/** `what` is the name of the table in README.md; the JSON lies in `results/` under its own. */
export function keep(
  result: Result | SearchResult,
  table: string,
  { what = 'table', file: json = 'latest.json' } = {},
): void {
  const [begin, end] = ['begin', 'end'].map((side) => `<!-- last ${what}: ${side} -->`) as [string, string];
  mkdirSync(folders.results, { recursive: true });
  writeFileSync(join(folders.results, json), `${JSON.stringify(result, null, 2)}\n`);
  const file = join(folders.bench, 'README.md');
  const page = readFileSync(file, 'utf8');
  const [head, rest] = page.split(begin);
  const [, tail] = rest?.split(end) ?? [];
  if (head === undefined || tail === undefined) throw new Error(`README.md has lost the markers of its last ${what}`);
  writeFileSync(file, `${head}${begin}\n\n${table}\n\n${end}${tail}`);
}
