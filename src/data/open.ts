/** From configuration to a database that is there, of a version we know, and up to date. */
import pg from 'pg';
import type { CloseStack } from '../platform/close-stack.ts';
import type { Config } from '../platform/config.ts';
import type { Stop } from '../platform/stop.ts';
import { cannotConnect, DatabaseError } from './connect-failures.ts';
import { clientConfig, databaseNameOf, type Database, type Role } from './database.ts';
import { runningEmbedded, startEmbedded } from './embedded/server.ts';
import { lackOf } from './grant-failures.ts';

const OLDEST = 15;
const NEWEST = 18;
const EMBEDDED_NAME = 'qinlin';

interface Opening {
  /** Told if an embedded server goes. */
  readonly onLost?: (error: Error) => void;
  readonly stop?: Stop;
  /** An embedded server that another process runs will do: it is neither taken over nor stopped. */
  readonly mayJoin?: boolean;
}

/** The database of the configuration; an embedded server is handed to `stack`, which stops it. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'home' | 'statementTimeoutMs'>,
  stack: CloseStack,
  opening: Opening = {},
): Promise<Database> {
  const { databaseUrl, home, statementTimeoutMs } = config;
  if (databaseUrl !== null) {
    const address = { connectionString: databaseUrl };
    const database = { address, name: databaseNameOf(databaseUrl), statementTimeoutMs };
    await withOwner(database, checkVersion);
    return database;
  }
  const running = opening.mayJoin === true ? runningEmbedded(home) : null;
  const address = running ?? stack.use(await startEmbedded(home, opening)).connection;
  const maintenance = { address, name: 'postgres', statementTimeoutMs };
  await withOwner(maintenance, (client) => createIfMissing(client, EMBEDDED_NAME));
  return { ...maintenance, name: EMBEDDED_NAME };
}

/** Runs the work on one connection of the owner, and closes it. */
export function withOwner<T>(database: Database, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withRole(database, 'owner', work);
}

async function withRole<T>(database: Database, role: Role, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(database, role));
  try {
    await client.connect();
  } catch (cause) {
    const lack = lackOf(cause, client.user ?? '');
    if (lack !== cause || !('connectionString' in database.address)) throw lack;
    throw cannotConnect(client, cause);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const WORKING_ROLES = ['reader', 'guarded', 'writer'] as const;

/**
 * Throws `DatabaseError` where a session does not act under the role it was opened for: some poolers drop the option that
 * says so, and every reader would be the owner.
 */
export async function checkRoles(database: Database): Promise<void> {
  await withOwner(database, takeRoles);
  for (const role of WORKING_ROLES) {
    const actsAs = await withRole(database, role, async (client) => {
      const { rows } = await client.query<{ name: string }>('select current_user as name');
      return rows[0]?.name;
    });
    if (actsAs === `qinlin_${role}`) continue;
    throw new DatabaseError(
      `连接未以 qinlin_${role} 角色生效。若使用连接池，请让它传递启动参数 options。 A session does not act as qinlin_${role}: if there is a pooler, let it pass on the startup parameter "options".`,
    );
  }
}

/** From PostgreSQL 16 on, who made a role may grant it, to itself too, but may not act under it before. */
async function takeRoles(client: pg.Client): Promise<void> {
  const right = (await versionOf(client)) >= 16 ? 'SET' : 'MEMBER';
  try {
    for (const role of WORKING_ROLES) {
      const { rows } = await client.query<{ has: boolean }>('select pg_has_role($1, $2) as has', [
        `qinlin_${role}`,
        right,
      ]);
      if (rows[0]?.has !== true) await client.query(`grant qinlin_${role} to current_user`);
    }
  } catch (error) {
    throw lackOf(error, client.user ?? '');
  }
}

async function createIfMissing(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
}

async function checkVersion(client: pg.Client): Promise<void> {
  const major = await versionOf(client);
  if (major < OLDEST || major > NEWEST) {
    throw new DatabaseError(
      `需要 PostgreSQL ${OLDEST} 至 ${NEWEST}，DATABASE_URL 所指为 ${major}。 PostgreSQL ${OLDEST} to ${NEWEST} is needed; DATABASE_URL names a ${major}.`,
    );
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
  return Math.floor(Number(rows[0]?.version ?? 0) / 10_000);
}
