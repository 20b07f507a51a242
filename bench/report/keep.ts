/** Keeps a result: as JSON for machines, and between the markers of the README for people. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../settings.ts';
import type { Result } from './result.ts';

const BEGIN = '<!-- last table: begin -->';
const END = '<!-- last table: end -->';

export function keep(result: Result, table: string): void {
  mkdirSync(folders.results, { recursive: true });
  writeFileSync(join(folders.results, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
  const file = join(folders.bench, 'README.md');
  const page = readFileSync(file, 'utf8');
  const [head, rest] = page.split(BEGIN);
  const [, tail] = rest?.split(END) ?? [];
  if (head === undefined || tail === undefined) throw new Error('README.md has lost the markers of its last table');
  writeFileSync(file, `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`);
}
