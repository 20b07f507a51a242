/** A PostgreSQL database and the roles it is used under. Nobody but this file spells a connection. */
import type { ClientConfig } from 'pg';

/**
 * - `owner`: migrates and loads; the only one that owns anything.
 * - `reader`: reads what row-level security does not guard.
 * - `guarded`: reads protected records too, under their policies.
 * - `writer`: inserts and updates; never deletes, never changes events, audit or outbox.
 */
export type Role = 'owner' | 'reader' | 'guarded' | 'writer';

/** Where, apart from who: a URL, or the socket of the embedded server. */
export type Address =
  { readonly connectionString: string } | { readonly host: string; readonly port: number; readonly user: string };

export interface Database {
  readonly address: Address;
  readonly name: string;
  readonly statementTimeoutMs: number;
}

const CONNECT_MS = 5_000;

/** Settings of the session by role: a time limit for all, one generic plan a statement; readers are read-only. */
function sessionOf(role: Role, { statementTimeoutMs }: Database): string {
  const settings = ['timezone=Asia/Shanghai', 'jit=off'];
  if (role !== 'owner') settings.push(`role=qinlin_${role}`, `statement_timeout=${statementTimeoutMs}`);
  if (role === 'reader' || role === 'guarded') {
    settings.push('default_transaction_read_only=on', 'plan_cache_mode=force_generic_plan');
    // What is read is in memory or on a solid-state disk: with the default of 4, small tables are scanned whole.
    settings.push('random_page_cost=1.1');
  }
  if (role === 'writer') {
    settings.push('lock_timeout=5000', 'idle_in_transaction_session_timeout=30000');
    settings.push('plan_cache_mode=force_generic_plan');
  }
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

export function clientConfig(database: Database, role: Role): ClientConfig {
  const where =
    'connectionString' in database.address
      ? { connectionString: named(database.address.connectionString, database.name) }
      : { ...database.address, database: database.name };
  const limits = {
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // The server ends a statement that takes too long; this is for a server that is no longer there to do so.
    ...(role === 'owner' ? {} : { query_timeout: database.statementTimeoutMs + CONNECT_MS }),
  };
  return { ...where, ...limits, options: sessionOf(role, database), application_name: `qinlin-${role}` };
}

/**
 * Sessions that do nothing but spend what apps have left: they need not wait for the disk, since a server that falls over
 * may forget the spending of its last moments.
 */
export function spendingConfig(database: Database): ClientConfig {
  const { options = '', ...config } = clientConfig(database, 'writer');
  return { ...config, options: `${options} -c synchronous_commit=off`, application_name: 'qinlin-spender' };
}

function named(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** The database a URL names; PostgreSQL's own default is the user's name, ours is `qinlin`. */
export function databaseNameOf(connectionString: string): string {
  return decodeURIComponent(new URL(connectionString).pathname.slice(1)) || 'qinlin';
}
