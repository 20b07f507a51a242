import { expect, test } from '@jest/globals';
import { admitted, flowActions } from '../../src/domain/exchange/flow.ts';
import { cloneDatabase } from '../support/database.ts';

test('what fulfils a promise of what is the same for acts and for the database', async () => {
  await using database = await cloneDatabase();
  const rows = await database.sql<{ promised: string; done: string[] }>(
    `select p as promised, array(select d from unnest($1::text[]) with ordinality a (d, n)
       where exchange.flow_admits(p, d) order by d) as done from unnest($1::text[]) p order by p`,
    [flowActions],
  );
  const expected = [...flowActions].sort().map((promised) => ({ promised, done: [...admitted(promised)].sort() }));
  expect(rows).toEqual(expected);
});
