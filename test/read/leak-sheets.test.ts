/** What came of a sheet is told to the unit that imports, by whatever way it is asked for. */
import { expect, test } from '@jest/globals';
import { imported as imports, row, sheetOf } from '../scenarios/sheets/listing-sheets.ts';
import { imported } from '../scenarios/units/sheets.ts';
import { createWorld } from '../support/world.ts';
import { askersOf, castOf, everybody, type Who } from './leak/people.ts';

test('which units came of a sheet is told to the unit that imports', async () => {
  await using world = await createWorld();
  const cast = await castOf(world);
  const askers = await askersOf(world, cast);
  const sheet = '单位名称,单位类型\n红星市场,村\n蓝湾村,村\n';
  const { id } = await imported(world, cast.red.street, sheet, false);
  const units = '{ totalCount nodes { row outcome unit { shortName } } }';
  const direct = `query ($id: ID!) { job: importJob(id: $id) { units ${units} } }`;
  const around = `query ($id: ID!) { job: node(id: $id) { ... on ImportJob { units ${units} } } }`;
  const came = {
    totalCount: 2,
    nodes: [
      { row: 2, outcome: 'REGISTERED', unit: { shortName: '红星市场' } },
      { row: 3, outcome: 'REGISTERED', unit: { shortName: '蓝湾村' } },
    ],
  };
  const theirs: readonly Who[] = ['street', 'streetBare'];
  for (const query of [direct, around]) {
    for (const who of everybody) {
      const { data } = await askers[who](query, { id });
      const told = (data as { job: { units: unknown } | null } | null)?.job?.units ?? null;
      expect({ who, told }).toEqual({ who, told: theirs.includes(who) ? came : null });
    }
  }
});

test('what of a unit came of a sheet of offers is told to the unit that imports', async () => {
  await using world = await createWorld();
  const cast = await castOf(world);
  const askers = await askersOf(world, cast);
  const { id } = await imports(world, cast.red.street, 'OFFER', await sheetOf([row({})]), false);
  const listings = '{ totalCount nodes { row outcome offer { title } } }';
  const direct = `query ($id: ID!) { job: listingImport(id: $id) { listings ${listings} } }`;
  const around = `query ($id: ID!) { job: node(id: $id) { ... on ListingImport { listings ${listings} } } }`;
  const came = { totalCount: 1, nodes: [{ row: 2, outcome: 'PUBLISHED', offer: { title: '大厅' } }] };
  const theirs: readonly Who[] = ['street', 'streetBare'];
  for (const query of [direct, around]) {
    for (const who of everybody) {
      const { data } = await askers[who](query, { id });
      const told = (data as { job: { listings: unknown } | null } | null)?.job?.listings ?? null;
      expect({ who, told }).toEqual({ who, told: theirs.includes(who) ? came : null });
    }
  }
});
