/** The embedded PostgreSQL of the bench and the databases in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded, type EmbeddedServer } from '../product.ts';

/** Half of a small machine's memory would do; what matters is that both databases fit and nothing runs by itself. */
const SETTINGS = [
  'shared_buffers=512MB',
  'max_connections=200',
  'shared_preload_libraries=pg_stat_statements',
  'pg_stat_statements.track=top',
  'autovacuum=off',
  'fsync=off',
  'max_wal_size=4GB',
  // Everything lies in memory, as it should for any of the servers.
  'random_page_cost=1.1',
];

export class Cluster implements AsyncDisposable {
  readonly #server: EmbeddedServer;
  /** The postmaster: all its CPU time, and that of its children, is PostgreSQL's. */
  readonly pid: number;

  private constructor(server: EmbeddedServer, pid: number) {
    this.#server = server;
    this.pid = pid;
  }

  static async start(home: string): Promise<Cluster> {
    const server = await startEmbedded(home, { settings: SETTINGS });
    const client = new pg.Client({ ...server.connection, database: 'postgres' });
    await client.connect();
    await client.query('create extension if not exists pg_stat_statements');
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    await client.end();
    const [pid] = readFileSync(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n');
    return new Cluster(server, Number(pid));
  }

  url(database: string): string {
    const { host, port, user } = this.#server.connection;
    return `postgres:///${database}?${new URLSearchParams({ host, port: String(port), user }).toString()}`;
  }

  async with<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Makes `name` anew, as a copy of `template` or empty. */
  async create(name: string, template = 'template0'): Promise<void> {
    await this.with('postgres', async (client) => {
      await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`);
      await client.query(
        `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)} strategy file_copy`,
      );
    });
  }

  async has(name: string): Promise<boolean> {
    const found = await this.with('postgres', (client) =>
      client.query('select from pg_database where datname = $1 and datconnlimit = -1', [name]),
    );
    return found.rowCount === 1;
  }

  async rename(from: string, to: string): Promise<void> {
    const [old, fresh] = [pg.escapeIdentifier(from), pg.escapeIdentifier(to)];
    await this.with('postgres', (client) => client.query(`alter database ${old} rename to ${fresh}`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}
