/** Whatever refers to units is searched by the unit when the row of one goes: each such column leads an index. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';

/** Columns of foreign keys to units, and whether an index begins with each that holds all rows in which it is set. */
const COLUMNS = `
select c.conrelid::regclass || '.' || a.attname as place, exists (
  select from pg_index i join pg_class k on k.oid = i.indexrelid join pg_am m on m.oid = k.relam
  where i.indrelid = c.conrelid and i.indkey[0] = a.attnum and i.indisvalid and m.amname in ('btree', 'gist')
    and coalesce(pg_get_expr(i.indpred, i.indrelid), '') in ('', '(' || a.attname || ' IS NOT NULL)')
) as "isIndexed"
from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.confrelid = 'directory.unit'::regclass order by 1`;

/** Of a table with few rows, however many units there are. */
const SMALL = ['directory.alliance.lead_unit_id'];

test('no table is read whole to find what refers to a unit, but for those that are small', async () => {
  await using world = await createWorld({ isEmpty: true });
  const columns = await world.sql<{ place: string; isIndexed: boolean }>(COLUMNS);
  expect(columns.length).toBeGreaterThan(50);
  expect(columns.filter(({ isIndexed }) => !isIndexed).map(({ place }) => place)).toEqual(SMALL);
});
