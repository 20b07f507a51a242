/** MikroORM for writing and migrating: entities in, one pool of writing connections out. */
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type pg from 'pg';
import { countOn } from './count-on.ts';
import { clientConfig, type Database, type Role } from './database.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { lackOf } from './grant-failures.ts';
import { sqlMigrations } from './migrations.ts';
import { withOwner } from './open.ts';
import { writingClient } from './writing-client.ts';

export type Entities = NonNullable<Options['entities']>;
export type Orm = MikroORM;

export async function openOrm(
  database: Database,
  role: Role,
  entities: Entities,
  connections: number,
  namedStatements = false,
): Promise<Orm> {
  const { options, application_name, ...where } = clientConfig(database, role);
  return MikroORM.init({
    entities,
    dbName: database.name,
    // An entity is its table; there is no second, implicit opinion of the schema to fall back on.
    discovery: { warnWhenNoEntities: false },
    driverOptions: {
      ...where,
      ...{ options, application_name, min: 0, max: connections, idleTimeoutMillis: 30_000 },
      ...{ Client: writingClient(namedStatements), pipeline: true },
      stream: () => new GatheringSocket(),
    },
    forceUtcTimezone: true,
    preferReadReplicas: false,
    extensions: [Migrator],
    migrations: {
      tableName: 'migration',
      schema: 'data',
      migrationsList: sqlMigrations(),
      snapshot: false,
      allOrNothing: true,
      silent: true,
    },
  });
}

const writers = new WeakMap<Orm, pg.Pool>();

/** The pool of the ORM. It is closed with the ORM by Kysely, though only where that was asked something: so it is, once. */
export async function writersOf(orm: Orm): Promise<pg.Pool> {
  const known = writers.get(orm);
  if (known !== undefined) return known;
  const connection = orm.em.getConnection();
  await connection.execute('select 1');
  const pool = await connection.getNativeClient();
  writers.set(orm, pool);
  return pool;
}

/**
 * Brings the database up to date; returns the names of what ran. Two processes at once: one waits for the other. Throws
 * `DatabaseError` where the owner lacks a right or the server an extension.
 */
export async function migrate(database: Database): Promise<string[]> {
  const orm = await openOrm(database, 'owner', [], 2);
  let user = '';
  try {
    [{ user = '' } = {}] = await orm.em.execute<{ user: string }[]>('select current_user as "user"');
    const names = await orm.em.fork().transactional(async (em) => {
      // Held to the end of the transaction, on a connection of its own beside the migrator's.
      await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
      return (await orm.migrator.up()).map(({ name }) => name);
    });
    await withOwner(database, countOn);
    return names;
  } catch (error) {
    throw lackOf(error, user);
  } finally {
    await orm.close();
  }
}

const MIGRATION_LOCK = 0x71_69_6e_6d;
