/** How far the demonstration has got: its rows are loaded at one instant, and its story is told as of that instant. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../../data/database.ts';
import { withOwner } from '../../data/open.ts';

export async function markLoaded(em: EntityManager, at: Date): Promise<void> {
  await em.execute('insert into data.demonstration (loaded_at) values (?::timestamptz)', [at.toISOString()]);
}

/** The instant the rows were loaded at, while their story is not told to the end; else null. */
export async function untoldSince(em: EntityManager): Promise<Date | null> {
  const rows = await em.execute<{ ms: string }[]>(
    `select (extract(epoch from loaded_at) * 1000)::bigint::text as ms from data.demonstration where told_at is null`,
  );
  return rows[0] === undefined ? null : new Date(Number(rows[0].ms));
}

export async function markTold(database: Database, at: Date): Promise<void> {
  await withOwner(database, (client) =>
    client.query('update data.demonstration set told_at = greatest(loaded_at, $1) where told_at is null', [
      at.toISOString(),
    ]),
  );
}
