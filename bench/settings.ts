/** Where the bench works, and how long it takes. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const folders = { home: here('.qinlin'), results: here('results'), product: here('..'), bench: here('.') };

export interface Settings {
  readonly rounds: number;
  /** About how long one run is measured. */
  readonly seconds: number;
  /** How long the same load goes on before it; longer the first time, until V8 has compiled what is hot. */
  readonly warmUpSeconds: number;
  readonly firstWarmUpSeconds: number;
  readonly connections: number;
  /** Only these operations, or all. */
  readonly only: readonly string[];
  readonly task: 'compare' | 'documents';
  /** Measures Q1 to Q3 also on a database with ten times the offers. */
  readonly growth: boolean;
  /** A quick look: its figures are printed and not kept. */
  readonly quick: boolean;
}

export const offerCounts = { usual: 50_000, grown: 500_000 } as const;

export function settingsFrom(argv: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      documents: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  });
  const { quick, growth, documents, only } = values;
  return {
    rounds: Number(values.rounds ?? (quick ? 1 : 7)),
    seconds: Number(values.seconds ?? (quick ? 2 : 1.5)),
    warmUpSeconds: 0.4,
    firstWarmUpSeconds: quick ? 3 : 5,
    connections: 16,
    only: only === '' ? [] : only.split(','),
    task: documents ? 'documents' : 'compare',
    growth,
    quick,
  };
}
