/** The result as tables of Markdown, for the terminal and for the README. */
import { markdown } from '../report/table.ts';
import type { SearchResult } from './measure.ts';

const NAMES: Readonly<Record<string, string>> = {
  words: 'units by words',
  pinyin: 'units by initials and pinyin',
  class: 'units by class',
  near: 'places near a point',
};

export function tableOf({ at, machine, node, few, many, rounds, families, slowest }: SearchResult): string {
  const count = (n: number): string => n.toLocaleString('en-GB');
  const rows = families.map(({ family, questions, few: f, many: m, ratio }) => [
    NAMES[family] ?? family,
    String(questions),
    `${f.p50} · ${f.worst}`,
    `${m.p50} · ${m.worst}`,
    String(ratio),
  ]);
  return [
    `${at.slice(0, 10)}, ${machine}, Node ${node}; ${rounds} rounds, one request at a time, few and many in turn.`,
    'Milliseconds of a whole request, p50 of the questions · the slowest question:',
    markdown(['', 'questions', count(few), count(many), 'ratio of p50'], rows),
    'The slowest among many:',
    markdown(
      ['', count(few), count(many)],
      slowest.map(({ question, few: f, many: m }) => [question, String(f), String(m)]),
    ),
  ].join('\n\n');
}
