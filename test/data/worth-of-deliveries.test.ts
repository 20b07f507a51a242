import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worthOf } from '../../src/domain/exchange/worth.ts';
import { cloneDatabase } from '../support/database.ts';

const figure = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: max * 10_000 }).map((units) => String(units / 10_000));

test('what a delivery is worth is the same for acts and for the database', async () => {
  await using database = await cloneDatabase();
  const drawn = fc.sample(fc.tuple(fc.constantFrom('HOURS' as const, 'CNY' as const), figure(900), figure(9_000)), {
    ...{ numRuns: 500, seed: 7 },
  });
  // Halves, of which both sides have to make the same.
  const cases = [...drawn, ['CNY', '0.35', '0.5'], ['CNY', '0.01', '0.5'], ['HOURS', '0.0001', '0.5']] as const;
  const rows = await database.sql<{ worth: string }>(
    `select trim_scale(exchange.worth_of(d, v, q))::text as worth
     from unnest($1::text[], $2::numeric[], $3::numeric[]) with ordinality c (d, v, q, n) order by n`,
    [0, 1, 2].map((i) => cases.map((one) => one[i])),
  );
  expect(rows.map(({ worth }) => worth)).toEqual(
    cases.map(([dimension, value, quantity]) => worthOf({ dimension, perUnit: { value, unit: '' } }, quantity)),
  );
});
