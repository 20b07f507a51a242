/** Whether what is derived for all rows at once is what the triggers derive: the same small world made both ways, row by row. */
import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../data/cluster.ts';
import { filled } from '../data/prepare.ts';
import type { Derived } from './fill.ts';

/** The order of spellings within a text, and of parts among each other, is nobody's. */
const ROWS: Readonly<Record<string, string>> = {
  unit_search: `select unit_id, pg_temp.sorted(string_to_array(text, E'\\x1f')), pg_temp.sorted(string_to_array(pinyin, E'\\x1f')), pg_temp.sorted(grams) from directory.unit_search`,
};

const SORTED = `create function pg_temp.sorted(items text[]) returns text[] language sql immutable
as $$ select array(select i from unnest(items) i order by i collate "C") $$`;

const CATALOGUE = `
select pg_get_indexdef(indexrelid) as is, indisvalid as holds from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'directory'::regnamespace
union all
select conrelid::regclass || conname || pg_get_constraintdef(oid), convalidated from pg_constraint where connamespace = 'directory'::regnamespace
union all
select pg_get_triggerdef(t.oid), tgenabled = 'O' from pg_trigger t join pg_class c on c.oid = tgrelid where c.relnamespace = 'directory'::regnamespace and not tgisinternal
order by 1`;

type Contents = ReadonlyMap<string, unknown>;

export async function check(cluster: Cluster, units: number, say: (text: string) => void): Promise<void> {
  const [atOnce, byTriggers] = [
    await contents(cluster, units, 'AT_ONCE'),
    await contents(cluster, units, 'BY_TRIGGERS'),
  ];
  const different = [...byTriggers].filter(([what, is]) => !isDeepStrictEqual(atOnce.get(what), is));
  if (different.length > 0 || atOnce.size !== byTriggers.size) {
    throw new Error(`made at once is not as by triggers: ${different.map(([what]) => what).join(', ')}`);
  }
  say(
    `${units.toLocaleString('en-GB')} units and places are the same at once and by triggers, in ${byTriggers.size - 1} tables.`,
  );
}

/** Of each table how many rows there are and their sum; and what of the catalogue belongs to them. */
async function contents(cluster: Cluster, units: number, derived: Derived): Promise<Contents> {
  const name = `search_check_${derived.toLowerCase()}`;
  await filled(cluster, name, units, derived);
  return cluster.with(name, async (client) => {
    await client.query(SORTED);
    const found = new Map<string, unknown>([['catalogue', (await client.query<object>(CATALOGUE)).rows]]);
    const tables = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'directory'::regnamespace and relkind = 'r' order by 1",
    );
    for (const { name: table } of tables.rows) {
      const rows = ROWS[table] ?? `select * from directory.${table}`;
      const sum = `select count(*) as rows, md5(string_agg(r::text, E'\\n' order by r::text collate "C")) as sum from (${rows}) r`;
      found.set(table, (await client.query<object>(sum)).rows[0]);
    }
    return found;
  });
}
