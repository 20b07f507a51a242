/** Every server on the same data, asked the same questions in turn. */
import type { Cluster } from './data/cluster.ts';
import { copyOf, seeded } from './data/prepare.ts';
import { readWorld, type World } from './data/world.ts';
import { Calibration } from './harness/calibrate.ts';
import { compare } from './harness/compare.ts';
import { Generator } from './harness/generator.ts';
import { measure, type Bench, type Run } from './harness/measure.ts';
import { operations } from './operations/operations.ts';
import { keep } from './report/keep.ts';
import { resultOf } from './report/result.ts';
import { tableOf } from './report/table.ts';
import {
  startFloor,
  startPostgraphile,
  startQinlin,
  startTransaction,
  startUnwalled,
  type Server,
} from './servers/servers.ts';
import { offerCounts, type Settings } from './settings.ts';

const GROWING = new Set(['Q1', 'Q2', 'Q3']);

/** What is measured upon: the seeded database to copy from, and a copy that everybody uses who needs none of his own. */
interface Ground {
  readonly cluster: Cluster;
  readonly template: string;
  readonly plain: string;
  readonly world: World;
}

type Say = (text: string) => void;

export async function standSideBySide(
  { cluster, template, plain, world }: Ground,
  settings: Settings,
  say: Say,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const guarded = await copyOf(cluster, template, 'bench_rls', 'policies.sql');
  const open = await copyOf(cluster, template, 'bench_open', 'no-vault.sql');
  // Ours seals the audit of the database it stands on: it would pay for what the bare transaction records.
  const bare = await copyOf(cluster, template, 'bench_bare');
  const servers: Server[] = [];
  const add = async (starting: Promise<Server>): Promise<void> => void servers.push(stack.use(await starting));
  await add(startQinlin(cluster, plain, world));
  await add(startFloor(cluster, plain));
  await add(startPostgraphile(cluster, plain, false));
  await add(startPostgraphile(cluster, guarded, true));
  await add(startTransaction(cluster, bare));
  await add(startUnwalled(cluster, plain, world, 'house'));
  await add(startUnwalled(cluster, open, world, 'vault'));

  const chosen = operations.filter(({ name }) => settings.only.length === 0 || settings.only.includes(name));
  for (const operation of chosen) {
    await compare(
      operation,
      servers.filter(({ answers }) => answers(operation)),
      world,
    );
  }
  say('All servers give the same answers.');
  const generator = stack.use(new Generator());
  const bench: Bench = { cluster, settings, generator, calibration: new Calibration(), world, warm: new Set() };
  const grown = settings.growth ? await startGrown(bench, stack, say) : null;

  const runs: Run[] = [];
  // What is written changes what is read: reads first.
  for (const kind of ['read', 'write'] as const) {
    const these = chosen.filter((operation) => operation.kind === kind);
    for (let round = 1; these.length > 0 && round <= settings.rounds; round += 1) {
      for (const operation of these) {
        const asked = servers.filter(({ answers }) => answers(operation)).map((server) => ({ bench, server }));
        if (grown !== null && GROWING.has(operation.name)) asked.push(grown);
        for (const { bench: its, server } of rotated(asked, round)) {
          runs.push(await measure(its, operation, server, round));
        }
      }
      say(`Round ${round} of ${settings.rounds} done (${kind}s).`);
    }
  }
  const version = await cluster.with('postgres', async (client) => {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    return rows[0]?.version ?? '';
  });
  const result = resultOf(runs, operations, settings, bench.calibration.summary, version);
  const table = tableOf(result, operations);
  say(`\n${table}\n`);
  if (!settings.quick && settings.only.length === 0) keep(result, table);
}

/** Somebody else begins in each round: nobody is always the one who finds caches cold. */
const rotated = <T>(of: readonly T[], by: number): T[] => [...of.slice(by % of.length), ...of.slice(0, by % of.length)];

/** Ours once more, on ten times the offers. */
async function startGrown(
  bench: Bench,
  stack: AsyncDisposableStack,
  say: Say,
): Promise<{ bench: Bench; server: Server }> {
  const { cluster } = bench;
  const template = await seeded(cluster, offerCounts.grown, say);
  const database = await copyOf(cluster, template, 'bench_10x');
  const world = await cluster.with(database, readWorld);
  const server = stack.use(await startQinlin(cluster, database, world, 'qinlin-10x'));
  return { bench: { ...bench, world }, server };
}
