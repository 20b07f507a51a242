/** Who imports resources, offers and needs from sheets, and for whom. */
import { describe, expect, test } from '@jest/globals';
import {
  CancelListingImportDocument,
  ConfirmListingImportDocument,
  ImportListingsDocument,
  ListingImportsSeenDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { sent } from '../units/sheets.ts';
import { changing, imported, row, runListingImports, sheetOf } from './listing-sheets.ts';

async function started() {
  const world = await createWorld();
  return { world, ...(await world.alliance('五色', 'street', 'mall')) };
}

describe('who imports', () => {
  test('is whoever acts for the unit; nobody else sees the import, changes it, or takes a file of the unit', async () => {
    const { world, mall, street } = await started();
    await using _ = world;
    const job = await imported(world, mall, 'OFFER', await sheetOf([row({})]));
    expect(there((await street.ask(ListingImportsSeenDocument, {})).listingImports).nodes).toEqual([]);
    expect(await street.refused(CancelListingImportDocument, changing(job))).toMatchObject({ code: 'NOT_FOUND' });
    const { id: fileId } = await sent(world, mall, '表.csv', '自编号');
    expect(
      await street.refused(ImportListingsDocument, { kind: 'OFFER' as const, fileId, dryRun: true }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    const cancelled = there((await mall.do(CancelListingImportDocument, changing(job))).listingImport);
    expect(cancelled.state).toBe('CANCELLED');
    expect(await mall.refused(ConfirmListingImportDocument, changing(cancelled))).toMatchObject({
      code: 'WRONG_STATE',
    });
    await runListingImports(world);
    expect((await world.sql('select from exchange.offer')).length).toBe(0);
  });

  test('who acts for it no more before it is written has it come to nothing', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const job = await imported(world, mall, 'OFFER', await sheetOf([row({})]));
    await mall.do(ConfirmListingImportDocument, changing(job));
    await world.sql(
      "update directory.post set valid = tstzrange(lower(valid), '2026-11-20T00:00:00+08:00') where person_id = $1",
      [mall.person],
    );
    await runListingImports(world);
    expect(await world.sql('select state, failure_zh from exchange.import_job')).toMatchObject([
      { state: 'FAILED', failure_zh: expect.stringContaining('已不再代表本单位') },
    ]);
    expect((await world.sql('select from exchange.offer')).length).toBe(0);
  });

  test('in several alliances names those a row is for, or asks under the hat of one', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const blue = await world.alliance('蓝色', 'harbour');
    await world.people.join(there(mall.unit), blue.uuid);
    const sheet = await sheetOf([
      row({ 可见范围: '联盟内' }),
      row({ 自编号: 'A-2', 可见范围: '联盟内', 面向联盟: '蓝色' }),
    ]);
    const bare = mall.withoutHat();
    const job = await imported(world, bare, 'OFFER', sheet, false);
    expect(job).toMatchObject({ rowsFailed: 1, rowsWritten: 1 });
    expect(job.issues.nodes).toMatchObject([{ row: 2, column: '面向联盟', code: 'REFUSED' }]);
  });
});
