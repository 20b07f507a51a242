/** Databases with the data set: made once for a schema and a seed, kept, and copied for whoever writes to them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill, sources, type Derived } from '../search/fill.ts';
import { folders } from '../settings.ts';
import type { Cluster } from './cluster.ts';

const sqlFile = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** The name of a database with that many offers, seeded now unless it is there already. */
export async function seeded(cluster: Cluster, offers: number, say: (text: string) => void): Promise<string> {
  const seed = sqlFile('seed.sql');
  const name = `seed_${offers}_${fingerprint(seed)}`;
  return made(cluster, name, async (half) => {
    say(`Seeding ${offers.toLocaleString('en-GB')} offers…`);
    product('migrate', cluster.url(half));
    await cluster.with(half, async (client) => {
      await client.query("select set_config('bench.offers', $1, false)", [String(offers)]);
      await client.query(seed);
    });
  });
}

/** The name of a database with that many units and as many places, made now unless it is there already. */
export async function peopled(cluster: Cluster, units: number, say: (text: string) => void): Promise<string> {
  // When places are open is known to the end of the last year whose holidays are announced.
  const files = [...sources, join(folders.product, 'data/calendar/statutory-days.csv')];
  const seed = files.map((file) => readFileSync(file, 'utf8')).join('');
  const name = `search_${units}_${fingerprint(`${seed}${new Date().getFullYear()}`)}`;
  return made(cluster, name, async (half) => {
    say(`Making ${units.toLocaleString('en-GB')} units and places…`);
    const begin = performance.now();
    await filled(cluster, half, units, 'AT_ONCE', say);
    say(`… in ${Math.round((performance.now() - begin) / 1000)} s.`);
  });
}

/** Makes a database of that name anew, with that many units and places. */
export async function filled(
  cluster: Cluster,
  name: string,
  units: number,
  derived: Derived,
  say?: (text: string) => void,
): Promise<void> {
  await cluster.create(name);
  const url = cluster.url(name);
  for (const command of ['migrate', 'reference', 'calendar']) product(command, url);
  await fill(url, units, derived, say);
}

/** A database of that name, filled and analysed once; one that was broken off is begun anew. */
async function made(cluster: Cluster, name: string, fill: (half: string) => Promise<void>): Promise<string> {
  if (await cluster.has(name)) return name;
  const half = `${name}_half`;
  await cluster.create(half);
  await fill(half);
  await cluster.with(half, async (client) => {
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  });
  await cluster.rename(half, name);
  return name;
}

/** A copy to work on: what is written to it is gone with the next run. */
export async function copyOf(
  cluster: Cluster,
  template: string,
  name: string,
  changedBy?: 'policies.sql' | 'no-vault.sql',
): Promise<string> {
  await cluster.create(name, template);
  await cluster.with(name, async (client) => {
    await client.query(sqlFile('functions.sql'));
    if (changedBy !== undefined) await client.query(sqlFile(changedBy));
    await client.query('vacuum analyze');
  });
  return name;
}

/** What the seeded rows depend on: the product's migrations and ours. */
function fingerprint(seed: string): string {
  const hash = createHash('sha256');
  const migrations = join(folders.product, 'migrations');
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)));
  return hash.update(seed).digest('hex').slice(0, 8);
}

/** A command of the product, on that database. */
function product(command: string, url: string): void {
  execFileSync(process.execPath, [join(folders.product, 'dist/main.js'), command], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
