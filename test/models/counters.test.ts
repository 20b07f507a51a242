/** Every counter of the exchange is in an invariant, and an invariant that is broken says so. */
import { expect, test } from '@jest/globals';
import { need } from '../scenarios/story.ts';
import { createWorld } from '../support/world.ts';
import { counters, notCounters } from './invariants/counters.ts';
import { contradictions } from './invariants/invariants.ts';
import { Real } from './play/real.ts';

/** Numbers of tables of the exchange that acts may neither enter nor change: triggers alone do. */
const NEVER_GRANTED = `
select t.relname || '.' || c.attname as name
from pg_catalog.pg_attribute c join pg_catalog.pg_class t on t.oid = c.attrelid
where t.relnamespace = 'exchange'::regnamespace and t.relkind = 'r' and c.attnum > 0 and not c.attisdropped
  and c.atttypid in ('numeric'::regtype, 'integer'::regtype, 'bigint'::regtype, 'smallint'::regtype)
  and not has_column_privilege('qinlin_writer', t.oid, c.attnum, 'insert')
  and not has_column_privilege('qinlin_writer', t.oid, c.attnum, 'update')
order by 1`;

test('every counter of the schema exchange is compared with the rows it counts', async () => {
  await using world = await createWorld();
  const found = (await world.sql<{ name: string }>(NEVER_GRANTED)).map(({ name }) => name);
  expect(found).toContain('need.covered');
  expect(found.filter((name) => !(name in counters) && !notCounters.includes(name))).toEqual([]);
});

test('a counter that somebody set by hand is found, and so is a version that nobody was told of', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'mall');
  await need(mall, { value: '5' });
  const real = new Real(world, { mall });
  expect(await contradictions(real)).toEqual({});
  await world.sql('update exchange.need set covered = 2, version = 2');
  expect(Object.keys(await contradictions(real)).sort()).toEqual([
    'every version of a need was told',
    'need.covered equals the rows it counts',
  ]);
});
