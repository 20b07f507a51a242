/** One run: a load on one server, and what it cost in CPU time, statements and memory. */
import type { Cluster } from '../data/cluster.ts';
import type { World } from '../data/world.ts';
import type { Operation } from '../operations/operations.ts';
import { isFresh, requestsOf } from '../operations/requests.ts';
import type { Server } from '../servers/servers.ts';
import type { Settings } from '../settings.ts';
import type { Calibration } from './calibrate.ts';
import type { Generator } from './generator.ts';
import { cpuMicros, memoryMb } from './processes.ts';

const LEAST_ANSWERS = 500;
/** As many are answered before the first measurement, at least. */
const WARM_ANSWERS = 4_000;

export interface Run {
  /** Runs of a round follow each other, and are compared with each other. */
  readonly round: number;
  readonly query: string;
  readonly server: string;
  readonly cpuMicros: number;
  readonly pgCpuMicros: number;
  readonly reqPerSec: number;
  readonly p50: number;
  readonly p99: number;
  readonly sqlPerRequest: number;
  readonly rssMB: number;
}

export interface Bench {
  readonly cluster: Cluster;
  readonly generator: Generator;
  readonly calibration: Calibration;
  readonly settings: Settings;
  readonly world: World;
  /** What was asked before, and is warm. */
  readonly warm: Set<string>;
}

export async function measure(bench: Bench, operation: Operation, server: Server, round: number): Promise<Run> {
  const { cluster, generator, calibration, settings, world, warm } = bench;
  const requests = requestsOf(operation, world, server.ask);
  const load = { url: server.url, connections: settings.connections, requests, isFresh: requests.some(isFresh) };
  const cell = `${server.name} ${operation.name}`;
  const seconds = warm.has(cell) ? settings.warmUpSeconds : settings.firstWarmUpSeconds;
  const isFirst = !warm.has(cell);
  const { answered: warmed, requestsPerSecond: pace } = await generator.fire({ ...load, until: { seconds } });
  // V8 compiles by how often, not by how long.
  if (isFirst && !settings.quick && warmed < WARM_ANSWERS) {
    const missing = Math.max(WARM_ANSWERS - warmed, settings.connections);
    await generator.fire({ ...load, until: { answers: missing } });
  }
  warm.add(cell);
  // A number rather than a time: what is under way when the time is over costs, and is not counted.
  // And not too small a one, since CPU time is counted in hundredths of a second.
  const wanted = Math.max(pace * settings.seconds, LEAST_ANSWERS);
  const answers = Math.ceil(wanted / settings.connections) * settings.connections;
  await calibration.untilQuiet();

  // Asked first and last, so that the asking is outside what is measured.
  const statements = await statementsSoFar(cluster);
  const before = { server: cpuMicros(server.pid), postgres: cpuMicros(cluster.pid) };
  const { answered, failed, requestsPerSecond, p50, p99 } = await generator.fire({ ...load, until: { answers } });
  const after = { server: cpuMicros(server.pid), postgres: cpuMicros(cluster.pid) };
  const sent = (await statementsSoFar(cluster)) - statements;
  if (failed > 0 || answered === 0) throw new Error(`${cell}: ${failed} of ${answered} failed`);
  return {
    round,
    query: operation.name,
    server: server.name,
    cpuMicros: (after.server - before.server) / answered,
    pgCpuMicros: (after.postgres - before.postgres) / answered,
    reqPerSec: requestsPerSecond,
    p50,
    p99,
    sqlPerRequest: sent / answered,
    rssMB: memoryMb(server.pid),
  };
}

/** `begin`, `commit` and settings count as statements, as they are sent; our own asking does not. */
async function statementsSoFar(cluster: Cluster): Promise<number> {
  return cluster.with('postgres', async (client) => {
    const { rows } = await client.query<{ calls: string }>(
      "select coalesce(sum(calls), 0) as calls from pg_stat_statements where query not like '%pg_stat_statements%'",
    );
    return Number(rows[0]?.calls ?? 0);
  });
}
