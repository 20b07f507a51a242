/** The servers that are measured side by side: how each is started and how it is asked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../data/cluster.ts';
import type { World } from '../data/world.ts';
import type { Operation } from '../operations/operations.ts';
import { askFloor, askPostgraphile, askQinlin, type Ask } from '../operations/requests.ts';
import { issueTokens } from '../product.ts';
import { folders } from '../settings.ts';
import { startNode, type Started } from './process.ts';

export type Wall = 'house' | 'vault';
export type ServerName =
  'qinlin' | 'floor' | 'postgraphile' | 'postgraphile-rls' | 'transaction' | 'qinlin-10x' | `qinlin-no-${Wall}`;

export interface Server extends Started {
  readonly name: ServerName;
  readonly says: string;
  readonly ask: Ask;
  readonly answers: (operation: Operation) => boolean;
}

const script = (name: string): string => join(import.meta.dirname, name);
const everything = (): boolean => true;
/** What servers can be asked that know nothing of ours. */
const common = ({ askedOf }: Operation): boolean => askedOf === 'ALL';

/** Ours as it ships, in demo mode, because production has no issuer of tokens yet; with the log of one line a request off. */
export async function startQinlin(
  cluster: Cluster,
  database: string,
  world: World,
  name: 'qinlin' | 'qinlin-10x' = 'qinlin',
  nodeArgs: readonly string[] = [],
): Promise<Server> {
  const { ask, env } = await oursOn(cluster, database, world, name);
  const started = await startNode([...nodeArgs, ...startArgs()], env);
  return { ...started, name, says: 'as it ships, authorisation on', ask, answers: everything };
}

/** The same with that wall taken away. It reads and does not write. */
export async function startUnwalled(cluster: Cluster, database: string, world: World, wall: Wall): Promise<Server> {
  const name = `qinlin-no-${wall}` as const;
  const { ask, env } = await oursOn(cluster, database, world, name);
  const flags = startArgs().filter((arg) => arg.startsWith('--'));
  const started = await startNode([...flags, script('unwalled-server.ts')], { ...env, BENCH_WALL: wall });
  const answers = ({ kind, askedOf, rowsByRight }: Operation): boolean =>
    kind === 'read' && (wall === 'house' ? !rowsByRight : askedOf === 'OURS');
  return { ...started, name, says: `without the ${wall}`, ask, answers };
}

/** How ours is asked, and told where it is. */
async function oursOn(
  cluster: Cluster,
  database: string,
  world: World,
  name: ServerName,
): Promise<{ readonly ask: Ask; readonly env: Readonly<Record<string, string>> }> {
  const home = join(folders.home, name);
  const tokens = await issueTokens(
    home,
    world.viewers.map(({ person }) => person),
  );
  const env = {
    PORT: '0',
    DATABASE_URL: cluster.url(database),
    QINLIN_HOME: home,
    QINLIN_MODE: 'demo',
    QINLIN_INTROSPECTION: 'off',
    QINLIN_LOG_LEVEL: 'warn',
  };
  return { ask: askQinlin(tokens), env };
}

/** What `npm start` gives to Node. */
function startArgs(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(folders.product, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<'start', string>>;
  };
  const [, , ...args] = scripts.start.split(' ');
  return args.map((arg) => (arg.startsWith('dist/') ? join(folders.product, arg) : arg));
}

export async function startFloor(cluster: Cluster, database: string): Promise<Server> {
  const started = await startNode([script('floor-server.ts')], { DATABASE_URL: cluster.url(database) });
  const says = 'bare node:http and pg, one hand-written statement';
  return { ...started, name: 'floor', says, ask: askFloor, answers: common };
}

/** Does what is written with the guarantees of ours and nothing else. */
export async function startTransaction(cluster: Cluster, database: string): Promise<Server> {
  const started = await startNode([script('transaction-server.ts')], { DATABASE_URL: cluster.url(database) });
  const says = 'bare node:http and pg, the guarantees of a mutation of ours';
  return { ...started, name: 'transaction', says, ask: askFloor, answers: ({ kind }) => kind === 'write' };
}

export async function startPostgraphile(cluster: Cluster, database: string, isGuarded: boolean): Promise<Server> {
  const started = await startNode([script('postgraphile-server.ts')], {
    DATABASE_URL: cluster.url(database),
    BENCH_RLS: isGuarded ? 'on' : 'off',
    GRAPHILE_ENV: 'production',
  });
  const name = isGuarded ? 'postgraphile-rls' : 'postgraphile';
  const says = isGuarded ? 'with row-level security' : 'without any authorisation';
  return { ...started, name, says, ask: askPostgraphile, answers: common };
}
