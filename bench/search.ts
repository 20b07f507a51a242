/** `npm run bench:search`: whether units and places are found as soon among many as among few. */
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './data/cluster.ts';
import { peopled } from './data/prepare.ts';
import { keep } from './report/keep.ts';
import { measure, summary } from './search/measure.ts';
import { questions } from './search/questions.ts';
import { tableOf } from './search/table.ts';
import { startNode, stopAll, type Started } from './servers/process.ts';
import { folders } from './settings.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Asked {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
  /** A look, not a result: nothing is written. */
  readonly quick: boolean;
}

function settings(argv: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      few: { type: 'string' },
      many: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    quick: quick || values.few !== undefined || values.many !== undefined,
    few: Number(values.few ?? (quick ? 2_000 : 10_000)),
    many: Number(values.many ?? (quick ? 20_000 : 1_000_000)),
    rounds: Number(values.rounds ?? (quick ? 3 : 9)),
  };
}

/** In production mode, as anybody asks: what is looked for is public. */
function start(cluster: Cluster, database: string): Promise<Started> {
  return startNode([join(folders.product, 'dist/main.js'), 'serve'], {
    PORT: '0',
    DATABASE_URL: cluster.url(database),
    QINLIN_HOME: join(folders.home, database),
    QINLIN_MODE: 'production',
    QINLIN_LOG_LEVEL: 'warn',
  });
}

async function bench(cluster: Cluster, { few, many, rounds, quick }: Asked): Promise<void> {
  const databases = [await peopled(cluster, few, say), await peopled(cluster, many, say)] as const;
  await using among = await start(cluster, databases[0]);
  await using amongMany = await start(cluster, databases[1]);
  const result = summary(await measure(among, amongMany, questions, rounds), [few, many], rounds);
  const table = tableOf(result);
  say(table);
  if (!quick) keep(result, table, { what: 'search', file: 'search.json' });
}

async function main(): Promise<void> {
  const asked = settings(process.argv.slice(2));
  const told = Promise.race(['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => once(process, signal)));
  await using cluster = await Cluster.start(folders.home);
  const work = bench(cluster, asked);
  const isTold = await Promise.race([work.then(() => false), told.then(() => true)]);
  if (!isTold) return;
  // What it was about to do next fails, since everything is closed; nobody needs to hear of it.
  work.catch(() => undefined);
  say('Stopped.');
  process.exitCode = 130;
  stopAll();
}

await main();
