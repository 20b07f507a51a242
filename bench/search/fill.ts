/** Fills a database with units and places, as many as wanted, as they would be after so many acts, and soon. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { searchUnits } from './derived.ts';

/** What triggers derive: made for all rows at once, or by the triggers themselves, which is slow and tells whether the other is right. */
export type Derived = 'AT_ONCE' | 'BY_TRIGGERS';

const sqlFile = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** The files that the rows depend on. */
export const sources = ['seed.sql', 'derived.sql', 'derived.ts'].map((name) => join(import.meta.dirname, name));

/** The tables that are filled with more than a few rows. */
const TABLES = [
  ...['unit', 'unit_search', 'unit_classification', 'area', 'area_boundary', 'place', 'place_status'],
  ...['place_within', 'place_hours', 'place_window', 'place_opening', 'place_open_slot'],
].map((name) => `directory.${name}`);

/** An index is built sooner than it grows, and a reference looked at sooner for all rows than for each. */
const INDEXES = `
select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid
where i.indrelid = any($1::text[]::regclass[]) and not exists (select from pg_constraint o where o.conindid = i.indexrelid)
order by 1`;
const CONSTRAINTS = `
select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
  format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as sql
from pg_constraint where conrelid = any($1::text[]::regclass[]) and contype in ('f', 'x') order by contype desc, conrelid, conname`;

export async function fill(
  database: string,
  units: number,
  derived: Derived,
  say: (text: string) => void = () => undefined,
): Promise<void> {
  const [one, other] = await Promise.all([connected(database), connected(database)]);
  try {
    const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      const begin = performance.now();
      await work();
      say(`  ${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    };
    const { rows: indexes } = await one.query<{ name: string; sql: string }>(INDEXES, [TABLES]);
    const { rows: constraints } = await one.query<{ drop: string; sql: string }>(CONSTRAINTS, [TABLES]);
    const isAtOnce = derived === 'AT_ONCE';
    const triggers = (state: 'enable' | 'disable'): string =>
      TABLES.map((table) => `alter table ${table} ${state} trigger user`).join('; ');

    await one.query(constraints.map(({ drop }) => drop).join('; '));
    await one.query(indexes.map(({ name }) => `drop index ${name}`).join('; '));
    if (isAtOnce) await one.query(triggers('disable'));
    await one.query("select set_config('bench.units', $1, false)", [String(units)]);
    await step('rows', () => one.query(sqlFile('seed.sql')));
    if (isAtOnce) {
      await step('what follows of places', () => one.query(sqlFile('derived.sql')));
      await step('what units are searched by', () => searchUnits(other, one));
      await one.query(triggers('enable'));
    }
    await step('indexes', async () => {
      for (const { sql } of indexes) await one.query(sql);
    });
    await step('constraints', async () => {
      for (const { sql } of constraints) await one.query(sql);
    });
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
}

async function connected(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query(`set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`);
  return client;
}
