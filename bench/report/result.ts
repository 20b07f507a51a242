/** What a whole bench found: medians of its runs, their spread, and the ratios that are aimed at. */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Calibration } from '../harness/calibrate.ts';
import type { Run } from '../harness/measure.ts';
import type { Operation } from '../operations/operations.ts';
import type { Wall } from '../servers/servers.ts';
import { folders, type Settings } from '../settings.ts';

/** The median of its runs. */
export interface Cell extends Omit<Run, 'round'> {
  /** Lowest and highest CPU time of the server among the runs. */
  readonly spread: readonly [number, number];
}

export interface Ratio {
  readonly query: string;
  readonly kind: Operation['kind'];
  /** Server CPU of ours to that of PostGraphile without authorisation, and with row-level security. */
  readonly toPostgraphile: number | null;
  readonly toPostgraphileRls: number | null;
  /** Server CPU of ours to the floor's; of a write, to the bare transaction with the same guarantees. */
  readonly toFloor: number | null;
}

/** What of the time of a question, the server's and PostgreSQL's together, goes into a wall. */
export interface Share {
  readonly query: string;
  /** Asking who may see a row: ours with `visible` to ours without it. */
  readonly house: number | null;
  /** Row-level security and the transaction that is entered for it. */
  readonly vault: number | null;
}

/** Ours with ten times the offers to ours with the usual number. */
export interface Growth {
  readonly query: string;
  readonly cpu: number;
  readonly pgCpu: number;
  readonly both: number;
}

export interface Result {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly runs: Readonly<Record<string, string | number>>;
  readonly cells: readonly Cell[];
  readonly ratios: readonly Ratio[];
  readonly growth: readonly Growth[];
  readonly shares: readonly Share[];
}

export function resultOf(
  runs: readonly Run[],
  operations: readonly Operation[],
  settings: Settings,
  calibration: Calibration['summary'],
  postgresVersion: string,
): Result {
  const cells = cellsOf(runs);
  const { rounds, seconds, warmUpSeconds, connections } = settings;
  return {
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryGB: Math.round(totalmem() / 2 ** 30),
      os: process.platform,
    },
    versions: { node: process.versions.node, postgres: postgresVersion, ...versions() },
    runs: { at: new Date().toISOString(), rounds, seconds, warmUpSeconds, connections, ...calibration },
    cells,
    ratios: operations
      .filter(({ name, askedOf }) => askedOf !== 'OURS' && cells.some(({ query }) => query === name))
      .map((operation) => ratioOf(operation, runs)),
    growth: growthOf(runs),
    shares: sharesOf(runs),
  };
}

function cellsOf(runs: readonly Run[]): Cell[] {
  const groups = Map.groupBy(runs, ({ query, server }) => `${query} ${server}`);
  return [...groups.values()].flatMap((group): Cell[] => {
    const [first] = group;
    if (first === undefined) return [];
    const middle = (key: Exclude<keyof Run, 'query' | 'server' | 'round'>, digits = 0): number =>
      round(median(group.map((run) => run[key])), digits);
    const cpu = group.map((run) => Math.round(run.cpuMicros));
    return [
      {
        query: first.query,
        server: first.server,
        cpuMicros: middle('cpuMicros'),
        pgCpuMicros: middle('pgCpuMicros'),
        reqPerSec: middle('reqPerSec'),
        p50: middle('p50', 1),
        p99: middle('p99', 1),
        sqlPerRequest: middle('sqlPerRequest', 1),
        rssMB: middle('rssMB'),
        spread: [Math.min(...cpu), Math.max(...cpu)],
      },
    ];
  });
}

/**
 * One server's cost of a question to another's: the median of the ratios of each round, whose runs follow each other, so that
 * what else the machine does falls on both; null where one of them is not asked.
 */
function compared(
  runs: readonly Run[],
  query: string,
  [ours, theirs]: readonly [string, string],
  cost: (run: Run) => number,
): number | null {
  const costs = (server: string): Map<number, number> =>
    new Map(
      runs.filter((run) => run.query === query && run.server === server).map((run) => [run.round, cost(run)] as const),
    );
  const [a, b] = [costs(ours), costs(theirs)];
  const ratios = [...a].flatMap(([at, one]) => {
    const other = b.get(at);
    return other === undefined ? [] : [one / other];
  });
  return ratios.length === 0 ? null : round(median(ratios), 2);
}

const onServer = ({ cpuMicros }: Run): number => cpuMicros;
const onDatabase = ({ pgCpuMicros }: Run): number => pgCpuMicros;
const onBoth = ({ cpuMicros, pgCpuMicros }: Run): number => cpuMicros + pgCpuMicros;

function ratioOf({ name, kind }: Operation, runs: readonly Run[]): Ratio {
  const to = (server: string): number | null => compared(runs, name, ['qinlin', server], onServer);
  return {
    query: name,
    kind,
    toPostgraphile: to('postgraphile'),
    toPostgraphileRls: to('postgraphile-rls'),
    toFloor: to(kind === 'write' ? 'transaction' : 'floor'),
  };
}

function growthOf(runs: readonly Run[]): Growth[] {
  return [...new Set(runs.map(({ query }) => query))].flatMap((query) => {
    const by = (cost: (run: Run) => number): number | null => compared(runs, query, ['qinlin-10x', 'qinlin'], cost);
    const [cpu, pgCpu, both] = [by(onServer), by(onDatabase), by(onBoth)];
    return cpu === null || pgCpu === null || both === null ? [] : [{ query, cpu, pgCpu, both }];
  });
}

function sharesOf(runs: readonly Run[]): Share[] {
  return [...new Set(runs.map(({ query }) => query))].flatMap((query): Share[] => {
    const without = (wall: Wall): number | null => {
      const open = compared(runs, query, [`qinlin-no-${wall}`, 'qinlin'], onBoth);
      return open === null ? null : round(1 - open, 2);
    };
    const share = { query, house: without('house'), vault: without('vault') };
    return share.house === null && share.vault === null ? [] : [share];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 1 ? half : half - 1], sorted[half]];
  return (low + high) / 2;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

function versions(): Record<string, string> {
  const versionOf = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  const installed = (name: string): string => versionOf(join(folders.bench, 'node_modules', name, 'package.json'));
  const named = ['postgraphile', 'pg', 'autocannon'].map((name) => [name, installed(name)] as const);
  return { qinlin: versionOf(join(folders.product, 'package.json')), ...Object.fromEntries(named) };
}
