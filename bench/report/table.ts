/** The result as tables of Markdown, for the terminal and for the README. */
import type { Operation } from '../operations/operations.ts';
import type { Cell, Result } from './result.ts';

export function tableOf(result: Result, operations: readonly Operation[]): string {
  const { cells, ratios, growth, shares } = result;
  const queries = operations.filter(({ name }) => cells.some(({ query }) => query === name));
  const servers = [...new Set(cells.map(({ server }) => server))];
  const cell = (query: string, server: string): Cell | undefined =>
    cells.find((some) => some.query === query && some.server === server);
  const grid = (spell: (cell: Cell) => string): string =>
    markdown(
      ['', ...queries.map(({ name }) => name)],
      servers.map((server) => [server, ...queries.map(({ name }) => spelt(cell(name, server), spell))]),
    );
  const parts = [
    aboutRuns(result),
    'Server CPU µs · PostgreSQL CPU µs · SQL statements, for one request:',
    grid(({ cpuMicros, pgCpuMicros, sqlPerRequest }) => `${cpuMicros} · ${pgCpuMicros} · ${sqlPerRequest}`),
    'Requests a second · p50 ms · p99 ms · resident MB (for orientation: other work on the machine moves them):',
    grid(({ reqPerSec, p50, p99, rssMB }) => `${reqPerSec} · ${p50} · ${p99} · ${rssMB}`),
    'Server CPU of ours, divided by that of the others (below 1 is less):',
    markdown(
      [
        '',
        '÷ PostGraphile',
        '÷ PostGraphile with RLS',
        '÷ floor (acts: ÷ bare transaction)',
        'lowest – highest of ours, µs',
      ],
      ratios.map(({ query, toPostgraphile, toPostgraphileRls, toFloor }) => {
        const [low, high] = cell(query, 'qinlin')?.spread ?? [];
        return [
          query,
          figure(toPostgraphile),
          figure(toPostgraphileRls),
          figure(toFloor),
          `${low ?? '–'} – ${high ?? '–'}`,
        ];
      }),
    ),
  ];
  if (shares.length > 0) {
    parts.push('What of the time of a question (server and PostgreSQL together) is permission, in per cent:');
    const percent = (share: number | null): string => (share === null ? '–' : (share * 100).toFixed(0));
    const rows = shares.map(({ query, house, vault }) => [query, percent(house), percent(vault)]);
    parts.push(markdown(['', '`visible` (the second wall)', 'row-level security (the third)'], rows));
  }
  if (growth.length > 0) {
    parts.push('Ours with 500,000 offers, divided by ours with 50,000:');
    const rows = growth.map(({ query, cpu, pgCpu, both }) => [query, ...[cpu, pgCpu, both].map(figure)]);
    parts.push(markdown(['', 'server CPU', 'PostgreSQL CPU', 'both'], rows));
  }
  return parts.join('\n\n');
}

function aboutRuns({ machine, versions, runs }: Result): string {
  const { at, rounds, seconds, connections, bestMs, medianMs, noisyRuns } = runs;
  return (
    `${String(at).slice(0, 10)}, ${String(machine['cores'])} cores (${String(machine['cpu'])}), Node ${versions['node'] ?? ''}, ` +
    `PostgreSQL ${versions['postgres'] ?? ''}, PostGraphile ${versions['postgraphile'] ?? ''}; ${rounds} runs of ${seconds} s a cell, ` +
    `${connections} connections; calibration ${bestMs} ms at best, ${medianMs} ms in the middle, ${noisyRuns} of ${runs['measured']} runs on a busy machine.`
  );
}

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

const spelt = (cell: Cell | undefined, spell: (cell: Cell) => string): string =>
  cell === undefined ? '–' : spell(cell);

/** Columns padded as Prettier would, so that a generated page needs no formatting. */
/** A Chinese character is as wide as two letters: tables are as the formatter would have them. */
const widthOf = (text: string): number => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, ...[title, ...rows.map((row) => row[i] ?? '')].map(widthOf)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text + ' '.repeat((widths[i] ?? 0) - widthOf(text))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
