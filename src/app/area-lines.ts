/** The lines of the list of divisions, and how one of them is refused. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDay } from '../domain/calendar.ts';
import {
  ancestorsByPrefix,
  areaLevels,
  keptCode,
  readAreaCode,
  type AreaLevel,
} from '../domain/directory/area-code.ts';
import type { Bilingual } from '../domain/errors.ts';
import { ConfigError } from '../platform/config.ts';
import { readTable } from './reference-table.ts';

const NAME = 'data/areas/divisions.csv';
const FILE = fileURLToPath(new URL(`../../${NAME}`, import.meta.url));

const COLUMNS = ['code', 'name', 'until', 'successor', 'how'] as const;
const WAYS: readonly string[] = ['RENAMED', 'MERGED', 'SPLIT', 'RECODED'];

export interface Division {
  /** Of the file it stands in. */
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  /** The nearest code above it that the list has. */
  readonly parent: string | null;
  readonly until: string | null;
  readonly successor: string | null;
  readonly how: string | null;
}

/** What is wrong with a line, and the way out: sentences that follow its name. */
export const refusedLine = (
  { line, code, name }: Pick<Division, 'line' | 'code' | 'name'>,
  { zh, en }: Bilingual,
): ConfigError =>
  new ConfigError([`${NAME} 第 ${line} 行（${code} ${name}）${zh} Line ${line} (${code} ${name}) ${en}`]);

/** The lines of the list, the highest level first. Throws `ConfigError` where a line is none. */
export function readDivisions(text: string = readFileSync(FILE, 'utf8')): Division[] {
  const lines = readTable(NAME, text, COLUMNS).map((fields, i) => ({ ...fields, line: i + 2 }));
  const codes = new Set(lines.filter(({ until }) => until === '').map(({ code }) => shortOf(code)));
  const seen = new Map<string, number>();
  return lines
    .map((fields) => {
      const read = readAreaCode(fields.code);
      const wrong = read === null ? NO_CODE : wrongWith(fields);
      if (read === null || wrong !== null) throw refusedLine(fields, wrong ?? NO_CODE);
      const code = keptCode(read);
      const own = `${code} ${fields.until}`;
      const before = seen.get(own);
      if (before !== undefined) throw refusedLine(fields, twice(before));
      seen.set(own, fields.line);
      const parent = ancestorsByPrefix(read).find((above) => codes.has(above)) ?? null;
      const ended = {
        until: fields.until || null,
        successor: shortOf(fields.successor) || null,
        how: fields.how || null,
      };
      return { line: fields.line, code, name: fields.name, level: read.level, parent, ...ended };
    })
    .sort((a, b) => areaLevels.indexOf(a.level) - areaLevels.indexOf(b.level));
}

function shortOf(code: string): string {
  const read = readAreaCode(code);
  return read === null ? code : keptCode(read);
}

const NO_CODE: Bilingual = {
  zh: '的代码不是区划代码；请改为 6、9 或 12 位数字的统计用区划代码。',
  en: 'has no code of a division: write one of 6, 9 or 12 digits, as the statistics bureau has them.',
};

function wrongWith({
  name,
  until,
  successor,
  how,
}: Readonly<Record<(typeof COLUMNS)[number], string>>): Bilingual | null {
  if (name === '') return { zh: '没有名称；请在 name 列填写。', en: 'has no name: write it in the column name.' };
  if (until !== '' && !isDay(until)) {
    return {
      zh: `的失效日期“${until}”不是日期；请在 until 列按 2016-09-14 的样式填写，仍有效的留空。`,
      en: `ends on "${until}", which is no day: write it like 2016-09-14 in the column until, or nothing while it is in force.`,
    };
  }
  if ((successor === '') !== (how === '') || (until === '' && successor !== '')) {
    return {
      zh: '的变更去向不完整；until、successor、how 须一并填写，未变更的留空。',
      en: 'says half of what followed it: fill in until, successor and how together, or leave successor and how empty.',
    };
  }
  if (how !== '' && !WAYS.includes(how)) {
    return {
      zh: `的变更方式“${how}”不可用；请在 how 列填写 ${WAYS.join('、')} 之一。`,
      en: `was followed in a way there is not, "${how}": write one of ${WAYS.join(', ')} in the column how.`,
    };
  }
  return null;
}

const twice = (line: number): Bilingual => ({
  zh: `与第 ${line} 行的代码和失效日期相同；请保留一行，拆分的其他去向另用 succeedArea 登记。`,
  en: `has the code and the last day of line ${line}: keep one of them. Further parts of a split are put on record by succeedArea.`,
});
