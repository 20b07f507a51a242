/** The result as tables of Markdown, for the terminal and for the README. */
import { markdown } from '../report/table.ts';
import type { Figures, SearchResult } from './measure.ts';

const NAMES: Readonly<Record<string, string>> = {
  words: 'units by words',
  pinyin: 'units by initials and pinyin',
  kind: 'units by kind or alliance, and words',
  class: 'units by class',
  later: 'the sixth page of those',
  near: 'places within 800 m, by kind',
  grid: 'the areas around a point',
  area: 'places in an area, by kind',
  name: 'places by words',
  open: 'places open at an instant',
  all: '**all of these**',
};

export function tableOf({ at, machine, node, few, many, rounds, families, slowest }: SearchResult): string {
  const count = (n: number): string => n.toLocaleString('en-GB');
  const cells = ({ few: f, many: m, ratio }: Figures): string[] => [
    `${f.p50} · ${f.worst}`,
    `${m.p50} · ${m.worst}`,
    String(ratio),
  ];
  const rows = families.map(({ family, questions, askers }) => [
    NAMES[family] ?? family,
    String(questions),
    ...cells(askers.public),
    ...cells(askers.member),
  ]);
  const sides = [count(few), count(many), 'ratio of p50'];
  return [
    `${at.slice(0, 10)}, ${machine}, Node ${node}; ${rounds} rounds, one request at a time, few and many in turn.`,
    'Milliseconds of a whole request, p50 of the questions · the slowest question; first asked by anybody, then by a member under a hat:',
    markdown(['', 'questions', ...sides, ...sides], rows),
    'The slowest among many:',
    markdown(
      ['', count(few), count(many)],
      slowest.map(({ question, few: f, many: m }) => [question, String(f), String(m)]),
    ),
  ].join('\n\n');
}
