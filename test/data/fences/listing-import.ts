/** Imports of resources, offers and needs, and the numbers that units give them, as the database guards them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { imported, row, sheetOf } from '../../scenarios/sheets/listing-sheets.ts';
import { offer, there } from '../../scenarios/story.ts';
import { sent } from '../../scenarios/units/sheets.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function listingImportFence(): void {
  let world: World;
  let mall: Actor;
  let street: Actor;
  let ids: Record<string, string>;

  const DENIED = /permission denied/;
  const POLICY = /row-level security/;
  const NOW = "'2026-11-21T09:00:00+08:00'";

  beforeAll(async () => {
    world = await createWorld();
    ({ mall, street } = await world.alliance('五色', 'street', 'mall'));
    const sheet = await sheetOf([row({ 自编号: 'A-1' }), row({ 自编号: 'A-2', 数量: '0' })]);
    const done = await imported(world, mall, 'OFFER', sheet, false);
    const open = await imported(world, mall, 'OFFER', await sheetOf([row({ 自编号: 'A-3' })]));
    ids = {
      ...{ mall: there(mall.unit), street: there(street.unit) },
      ...{ person: there(mall.person), other: there(street.person) },
      ...{ done: parseId('listingimport', done.id), open: parseId('listingimport', open.id) },
      ...{ file: parseId('file', there(done.file).id), used: parseId('file', there(open.file).id) },
      others: parseId('file', (await sent(world, street, '表.csv', '自编号')).id),
      offer: parseId('offer', there(done.listings.nodes[0]?.offer).id),
      mine: parseId('offer', await offer(mall, {})),
      theirs: parseId('offer', await offer(street, {})),
    };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs statements under the role, for the unit of the actor, `:name` standing for an id, and takes them back. */
  async function as(role: 'writer' | 'guarded' | 'reader', who: Actor, ...statements: string[]): Promise<unknown[]> {
    const texts = statements.map((one) =>
      one.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`),
    );
    const subject = { kind: 'PERSON' as const, person: there(who.person) };
    return asRole(world, role, { subject, unit: who.unit }, ...texts.map((text) => [text] as const));
  }

  const job = (unitId: string, person: string, state = 'QUEUED', fileId = ':file'): string =>
    `insert into exchange.import_job (id, kind, unit_id, alliance_id, person_id, file_id, is_dry, state, created_at)
   values (gen_random_uuid(), 'OFFER', ${unitId}, null, ${person}, ${fileId}, true, '${state}', ${NOW}) returning id`;
  const numbered = (of: string, number: string, kind = 'OFFER'): string =>
    `insert into exchange.own_number (owner_unit_id, kind, number, offer_id) values (:mall, '${kind}', '${number}', ${of}) returning number`;
  const judged = (set: string, of = ':open'): string =>
    `update exchange.import_row set ${set} where job_id = ${of} returning no`;

  test('what fits is let through', async () => {
    expect(await as('writer', mall, job(':mall', ':person'))).toHaveLength(1);
    expect(await as('writer', mall, numbered(':mine', 'B-1'))).toHaveLength(1);
    expect(await as('writer', mall, judged("state = 'WRITTEN', listing_id = :mine"))).toHaveLength(1);
  });

  test.each([
    ['an import of another unit', job(':street', ':person', 'QUEUED', ':others'), POLICY],
    ['an import in the name of another', job(':mall', ':other'), POLICY],
    ['an import that is done when it begins', job(':mall', ':person', 'CHECKED'), POLICY],
    [
      'an import confirmed in the name of another',
      'update exchange.import_job set person_id = :other where id = :open',
      /import_in_ones_own_name|in one's own name/,
    ],
    ['a count that is written', 'update exchange.import_job set rows_written = 9', DENIED],
    ['an import that is taken away', 'delete from exchange.import_job', DENIED],
    ['a row that is written and is nothing', judged("state = 'WRITTEN'"), /import_row_is_a_listing/],
    ['what came of a row changed', judged("state = 'READ', listing_id = null", ':done'), /what came of a row/],
    ['what stood in a row changed', judged("cells = '{}'"), DENIED],
    ['a number a second time', numbered(':mine', 'A-1'), /own_number_pkey/],
    ['a second number of one thing', numbered(':offer', 'B-2'), /own_number_offer_id_key/],
    ['a number of what another unit published', numbered(':theirs', 'B-3'), /foreign key/],
    ['a number of a thing of another kind', numbered(':mine', 'B-4', 'NEED'), /own_number_of_its_kind/],
    ['a number that is changed', "update exchange.own_number set number = 'x'", DENIED],
    [
      'a file deleted that an open import goes by',
      `update data.file set deleted_at = ${NOW} where id = :used`,
      /open uses the file/,
    ],
  ])('the database does not take %s', async (_what, statement, rule) => {
    await expect(as('writer', mall, statement)).rejects.toThrow(rule);
  });

  test('an import, its rows and its issues are read for the unit that imports, and by nobody else', async () => {
    for (const [table, count] of [
      ['import_job', 2],
      ['import_issue', 1],
    ] as const) {
      expect(await as('guarded', mall, `select id from exchange.${table}`)).toHaveLength(count);
      expect(await as('guarded', street, `select id from exchange.${table}`)).toEqual([]);
      await expect(as('reader', mall, `select id from exchange.${table}`)).rejects.toThrow(DENIED);
    }
    expect(await as('guarded', mall, 'select no, state from exchange.import_row')).toHaveLength(3);
    expect(await as('guarded', street, 'select no, state from exchange.import_row')).toEqual([]);
    await expect(as('guarded', mall, 'select cells from exchange.import_row')).rejects.toThrow(DENIED);
    await expect(as('guarded', mall, 'select number from exchange.own_number')).rejects.toThrow(DENIED);
  });

  test('what stood in a sheet is emptied in time; how much it came to stays', async () => {
    const emptied = "select exchange.empty_import('2027-01-01', '2027-01-01')";
    const left = `select rows_written, is_emptied, state from exchange.import_job where id = :done`;
    expect(await as('writer', mall, emptied, emptied, left)).toEqual([
      { rows_written: 1, is_emptied: true, state: 'DONE' },
    ]);
    const open = `select is_emptied, state from exchange.import_job where id = :open`;
    expect(await as('writer', mall, emptied, emptied, open)).toEqual([{ is_emptied: true, state: 'CANCELLED' }]);
    const cells = 'select from exchange.import_row where cells is not null';
    expect(await as('writer', mall, emptied, emptied, cells)).toEqual([]);
  });
}
