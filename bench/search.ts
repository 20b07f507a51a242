/** `npm run bench:search`: whether units and places are found as soon among many as among few. */
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './data/cluster.ts';
import { peopled } from './data/prepare.ts';
import { issueTokens } from './product.ts';
import { keep } from './report/keep.ts';
import { check } from './search/check.ts';
import { measure, summary, type Side } from './search/measure.ts';
import { questionsAt } from './search/questions.ts';
import { tableOf } from './search/table.ts';
import { idOf, keyOf } from './search/world.ts';
import { startNode, stopAll, type Started } from './servers/process.ts';
import { folders } from './settings.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Asked {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
  /** A look, not a result: nothing is written. */
  readonly quick: boolean;
  /** Nothing is asked: whether what is made at once is as triggers make it. */
  readonly check: boolean;
}

function settings(argv: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      few: { type: 'string' },
      many: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  const { quick, check } = values;
  return {
    check,
    quick: quick || values.few !== undefined || values.many !== undefined,
    few: Number(values.few ?? (quick ? 2_000 : 10_000)),
    many: Number(values.many ?? (quick ? 20_000 : 1_000_000)),
    rounds: Number(values.rounds ?? (quick ? 3 : 9)),
  };
}

/** In demo mode, because production has no issuer of tokens yet. The member is the coordinator of an alliance, under its hat. */
async function start(cluster: Cluster, database: string): Promise<Side & { readonly server: Started }> {
  const home = join(folders.home, database);
  const person = keyOf('person', 1);
  const tokens = await issueTokens(home, [person]);
  const server = await startNode([join(folders.product, 'dist/main.js'), 'serve'], {
    PORT: '0',
    DATABASE_URL: cluster.url(database),
    QINLIN_HOME: home,
    QINLIN_MODE: 'demo',
    QINLIN_INTROSPECTION: 'off',
    QINLIN_LOG_LEVEL: 'warn',
  });
  const member = {
    authorization: `Bearer ${tokens.get(person) ?? ''}`,
    'x-acting-alliance': idOf('alliance', 'alliance', 0),
  };
  return {
    server,
    askers: [
      { name: 'public', headers: {} },
      { name: 'member', headers: member },
    ],
  };
}

async function bench(cluster: Cluster, { few, many, rounds, quick, check: isCheck }: Asked): Promise<void> {
  if (isCheck) return check(cluster, few, say);
  const databases = [await peopled(cluster, few, say), await peopled(cluster, many, say)] as const;
  const among = await start(cluster, databases[0]);
  await using _few = among.server;
  const amongMany = await start(cluster, databases[1]);
  await using _many = amongMany.server;
  const asked = await measure(among, amongMany, questionsAt(new Date()), rounds);
  const result = summary(asked, [few, many], rounds);
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
