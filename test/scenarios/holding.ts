/** Steps of races: rows are held, so that whoever needs them comes to a stand there, until they are let go. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import type { World } from '../support/world.ts';

/** Holds the rows that the statement locks; what is returned lets them go. */
export async function holding(world: World, text: string, values: readonly unknown[]): Promise<() => Promise<void>> {
  const client = new pg.Client(clientConfig(world.database, 'owner'));
  await client.connect();
  await client.query('begin');
  const { rowCount } = await client.query(text, [...values]);
  if (rowCount === 0) throw new Error('nothing is held');
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

const WAITING = `
select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`;
const PATIENCE_MS = 1_500;

/** Until so many wait for a lock; not for long, as what is done by then waits for nothing. */
export async function standing(world: World, many: number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if ((await world.sql(WAITING)).length >= many) return;
    await sleep(20);
  }
}
