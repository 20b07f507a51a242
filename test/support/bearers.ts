/** Logins and app keys, put into the database behind the API's back. */
import { randomBytes } from 'node:crypto';
import type { Id } from '../../src/domain/ids.ts';
import { validFrom } from '../../src/domain/validity.ts';
import { freshId } from '../../src/platform/clock.ts';
import { APP_KEY_BYTES, makeAppKey, type AppKey } from '../../src/platform/identity/app-key.ts';
import type { TestDatabase } from './database.ts';

const LONG_AGO = new Date('2025-01-01T00:00:00+08:00');

type Sql = TestDatabase['sql'];

/** The person signs in under that name from now on; returns the login's id. */
export async function addLogin(sql: Sql, person: Id<'person'>, issuer: string, subject: string): Promise<string> {
  const id = freshId('person', LONG_AGO);
  await sql('insert into access.login (id, issuer, subject, person_id, valid) values ($1, $2, $3, $4, $5)', [
    ...[id, issuer, subject, person, validFrom(LONG_AGO)],
  ]);
  return id;
}

export interface StoredKey extends AppKey {
  readonly id: string;
}

/** A key of the app, good until the year 2100. */
export async function addKey(sql: Sql, app: string): Promise<StoredKey> {
  const key = makeAppKey(randomBytes(APP_KEY_BYTES));
  const id = freshId('key', LONG_AGO);
  await sql(
    `insert into access.app_key (id, app_id, name, hash, prefix, valid, created_at)
      values ($1, $2, '第一把', $3, $4, tstzrange($5, '2100-01-01'), $5)`,
    [id, app, key.hash, key.prefix, LONG_AGO],
  );
  return { ...key, id };
}

export async function lastUseOf(sql: Sql, key: StoredKey): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }>('select last_used_at as at from access.app_key where id = $1', [key.id]);
  return row?.at ?? null;
}
