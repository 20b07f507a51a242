import { expect, test } from '@jest/globals';
import { createWorld } from '../../support/world.ts';
import { DeleteFileDocument, ImportUnitsDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { asked, filled, runImports, seen, sent } from './sheets.ts';

test('of ten files at once as many are kept as there is room for, and the others are told what is left', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street', 'mall');
  const room = await filled(world, street);
  const size = Math.floor(room / 4);
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, i) => sent(world, street, `${i}.txt`, Buffer.alloc(size, 'a'))),
  );
  const refused = all.filter(({ status }) => status === 413);
  expect([refused.length, all.filter(({ status }) => status === 201).length]).toEqual([6, 4]);
  for (const { body } of refused) expect(body).toContain('NOT_ENOUGH_LEFT');
  const [kept] = await world.sql('select sum(size)::integer as bytes from data.file');
  expect(kept).toEqual({ bytes: 64 * 1024 * 1024 - room + 4 * size });
});

test('of who deletes a file and who imports it at once one comes first, and the other is told', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  for (let round = 0; round < scaled(12, 80); round += 1) {
    const fileId = (await sent(world, street, '名单.csv', `单位名称,单位类型\n第${round}村,村\n`)).id;
    // Whoever is sent first has a little ahead.
    const begun = round % 2 === 0 ? street.act(ImportUnitsDocument, { fileId, dryRun: false }) : null;
    const both = await Promise.all([
      street.act(DeleteFileDocument, { fileId }),
      begun ?? street.act(ImportUnitsDocument, { fileId, dryRun: false }),
    ]);
    const codes = both.map(({ userErrors }) => userErrors[0]?.code ?? 'done');
    expect([
      ['done', 'NOT_FOUND'],
      ['INVALID_INPUT', 'done'],
    ]).toContainEqual(codes);
  }
  // No import goes by a file that is gone, nor fails for it.
  await runImports(world);
  expect(await world.sql("select from directory.import_job where state <> 'DONE'")).toEqual([]);
  expect(
    await world.sql(
      'select from directory.import_job j join data.file f on f.id = j.file_id and f.deleted_at is not null',
    ),
  ).toEqual([]);
  const { id } = await sent(world, street, '名单.csv', '单位名称,单位类型\n尾村,村\n');
  const job = await asked(street, id, false);
  await runImports(world);
  expect(await seen(street, job.id)).toMatchObject({ state: 'DONE', rowsWritten: 1 });
});
