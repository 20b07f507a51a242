import { describe, expect, test } from '@jest/globals';
import {
  CancelUnitImportDocument,
  ConfirmUnitImportDocument,
  ImportUnitsDocument,
  RegisterUnitDocument,
  UnitRegisteredDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { codeOf } from './identifying.ts';
import { administratorOf } from '../people/posting.ts';
import { asked, confirming, foundBy, imported, runImports, seen, sent, sheetOf, unitsIn } from './sheets.ts';
import { there } from '../story.ts';

async function started() {
  const world = await createWorld();
  return { world, ...(await world.alliance('锋领海曙', 'district', 'community')) };
}

describe('a sheet', () => {
  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufeff单位名称,单位类型\n甲村,村\n')],
    ['UTF-8 without', Buffer.from('单位名称,单位类型\r\n甲村,村')],
    ['UTF-16', Buffer.from('\ufeff单位名称\t单位类型\n甲村\t村\n', 'utf16le')],
    ['GB 18030', Buffer.from('b5a5cebbc3fbb3c62cb5a5cebbc0e0d0cd0abcd7b4e52cb4e50a', 'hex')],
  ])('is read as text in %s', async (_what, bytes) => {
    const { world, district } = await started();
    await using _ = world;
    const { id } = await sent(world, district, '名单.csv', bytes);
    const job = await asked(district, id, false);
    await runImports(world);
    expect(await seen(district, job.id)).toMatchObject({ state: 'DONE', rowsRead: 1, rowsWritten: 1 });
    expect(await world.sql("select name, kind from directory.unit where short_name = '甲村'")).toEqual([
      { name: '甲村', kind: 'VILLAGE' },
    ]);
  });

  test('says of each cell what is wrong with it, in the language of the reader', async () => {
    const { world, district } = await started();
    await using _ = world;
    const lines = [
      '名称,类型,信用代码,党组织代码,曾用名,备注',
      ',村,,,,',
      `${'长'.repeat(101)},村,,,,`,
      '乙,外星人,,,,',
      '丙,村,9.13E+17,,,',
      '丁,村,9135,,,',
      '=1+1,村,,,,',
      '戊,VILLAGE,,,戊甲、戊乙；戊乙,随便',
      ',,,,,',
    ];
    const job = await imported(world, district, lines.join('\n'));
    expect(job).toMatchObject({ state: 'CHECKED', rowsRead: 7, rowsFailed: 6 });
    expect(job.issues.nodes.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, '单位名称', '', 'MISSING'],
      [3, '单位名称', '长'.repeat(100), 'TOO_LONG'],
      [4, '单位类型', '外星人', 'UNKNOWN_KIND'],
      [5, '统一社会信用代码', '9.13E+17', 'ROUNDED_NUMBER'],
      [6, '统一社会信用代码', '9135', 'WRONG_NUMBER'],
      [7, '单位名称', '=1+1', 'FORMULA'],
    ]);
    expect(job.issues.nodes[0]?.message).toBe('This must not be empty: fill it in.');
    const chinese = await seen(district.wearing({ 'accept-language': 'zh-CN' }), job.id);
    expect(chinese.issues.nodes[0]?.message).toBe('必填，请补充。');
    await district.do(ConfirmUnitImportDocument, confirming(job, 'SKIP'));
    await runImports(world);
    expect(await world.sql("select former_names from directory.unit where name = '戊'")).toEqual([
      { former_names: ['戊甲', '戊乙'] },
    ]);
  });

  test.each([
    ['简称\n甲', 'missing: 单位名称'],
    ['单位名称,单位类型,名称\n甲,村,乙', 'there twice'],
    ['\n\n', 'is empty'],
    [`单位名称,单位类型\n${'甲,村\n'.repeat(50_001)}`, 'more than 50000 rows'],
  ])('that cannot be read as a whole fails, and says why (%#)', async (text, said) => {
    const { world, district } = await started();
    await using _ = world;
    const job = await imported(world, district, text);
    expect(job).toMatchObject({ state: 'FAILED', failure: expect.stringContaining(said), rowsRead: 0 });
    expect(await district.refused(ConfirmUnitImportDocument, confirming(job, 'SKIP'))).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  test('that is no sheet, or not theirs, is not imported; nor is one by somebody who coordinates nothing', async () => {
    const { world, district, community } = await started();
    await using _ = world;
    const picture = await sent(world, district, '图.pdf', '%PDF-1.7');
    expect(await district.refused(ImportUnitsDocument, { fileId: picture.id, dryRun: true })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'fileId'],
    });
    const { id: fileId } = await sent(world, community, '名单.csv', '单位名称,单位类型');
    expect(await community.refused(ImportUnitsDocument, { fileId, dryRun: true })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await district.refused(ImportUnitsDocument, { fileId, dryRun: true })).toMatchObject({ code: 'NOT_FOUND' });
    const own = await sent(world, district, '名单.csv', '单位名称,单位类型\n甲,村');
    const job = await asked(district, own.id);
    for (const who of [community, await administratorOf(world, community)]) {
      expect((await who.try('query ($id: ID!) { importJob(id: $id) { id } }', { id: job.id })).data).toEqual({
        importJob: null,
      });
      expect(await who.refused(CancelUnitImportDocument, { importId: job.id, expectedVersion: 1 })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    const colleague = await administratorOf(world, district);
    expect(await colleague.refused(CancelUnitImportDocument, { importId: job.id, expectedVersion: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('what may be there already', () => {
  const village = { kind: 'VILLAGE' as const, name: '慈溪市五联村', shortName: '五联村' };

  test('is told with the unit, and left out, merged, or registered beside it as is said', async () => {
    const { world, district, community } = await started();
    await using _ = world;
    const own = there((await district.do(RegisterUnitDocument, village)).unit);
    const rows = [
      ['慈溪市五联村', '', '村', '', '', ''],
      ['慈溪五联村', '', '村', '', 'W-1', ''],
      ['慈溪五联村', '', '商场', '', 'W-2', ''],
      ['community（全称）', '', '村', codeOf('55', 1), '', ''],
    ];
    const job = await imported(world, district, await sheetOf(rows));
    expect(job).toMatchObject({ rowsRead: 4, rowsUnchanged: 1, rowsDuplicate: 3, rowsFailed: 0 });
    expect(job.issues.nodes.map(({ row, code, unit, otherRow }) => [row, code, unit?.id, otherRow])).toEqual([
      [3, 'CLOSE_NAME', own.id, null],
      [4, 'CLOSE_NAME', own.id, null],
      [5, 'SAME_NAME', community.unitId, null],
    ]);
    await district.do(ConfirmUnitImportDocument, { ...confirming(job, 'MERGE'), separateRows: [4] });
    await runImports(world);
    // Whom somebody acts for is not completed by others.
    expect(await seen(district, job.id)).toMatchObject({
      ...{ state: 'DONE', rowsUnchanged: 1, rowsMerged: 1, rowsWritten: 1, rowsDuplicate: 1, separateRows: [4] },
    });
    expect((await district.ask(UnitRegisteredDocument, { id: own.id })).unit).toMatchObject({
      formerNames: ['慈溪五联村'],
      identifiers: { nodes: [{ value: 'W1' }] },
    });
    expect(await foundBy(district, 'W-2')).not.toEqual([own.id]);
    expect(await foundBy(district, codeOf('55', 1))).toEqual([]);
  });

  test('and of two rows of one number the later waits, though it was said that it is another unit', async () => {
    const { world, district } = await started();
    await using _ = world;
    await imported(world, district, await sheetOf([['慈溪市五联村', '', '村', '', '', '']]), false);
    const job = await imported(
      world,
      district,
      await sheetOf([
        // One that may be a unit that is there, and has a number; the one below has it too.
        ['慈溪五联村', '', '村', codeOf('55', 1), '', ''],
        ['六联村', '', '村', codeOf('55', 1), '', ''],
        ['甲协会', '', '社会组织', codeOf('51', 1), '', ''],
        ['乙联合会', '', '社会组织', codeOf('51', 1), '', ''],
      ]),
    );
    expect(job.issues.nodes.map(({ row, code, otherRow }) => [row, code, otherRow])).toEqual([
      [2, 'CLOSE_NAME', null],
      [3, 'SAME_NUMBER', 2],
      [5, 'SAME_NUMBER', 4],
    ]);
    await district.do(ConfirmUnitImportDocument, { ...confirming(job, 'SKIP'), separateRows: [2, 3, 5] });
    await runImports(world);
    const done = await seen(district, job.id);
    expect(done).toMatchObject({ state: 'DONE', rowsWritten: 2, rowsDuplicate: 2 });
    // Row 3 is told of row 2 as before, and once more when it is written.
    expect(new Set(done.issues.nodes.filter(({ row }) => row === 3).map(({ otherRow }) => otherRow))).toEqual(
      new Set([2]),
    );
    expect(
      await world.sql(
        "select name from directory.unit where name in ('慈溪五联村', '六联村', '甲协会', '乙联合会') order by id",
      ),
    ).toHaveLength(2);
  });

  test('of the same name and no number is another alliance’s as likely as not; all rows of a likeness are said to be others at once', async () => {
    const { world, district } = await started();
    await using _ = world;
    const { harbour } = await world.alliance('港口', 'harbour');
    const branch = ['机关党支部', '', '党组织', '', '', ''];
    await imported(world, harbour, await sheetOf([branch]), false);
    const job = await imported(world, district, await sheetOf([branch, ['供水服务队', '', '队伍', '', '', '']]));
    expect(job).toMatchObject({
      rowsUnchanged: 0,
      rowsDuplicate: 1,
      issues: { nodes: [{ row: 2, code: 'SAME_NAME' }] },
    });
    expect(
      await district.refused(ConfirmUnitImportDocument, { ...confirming(job, 'SKIP'), separateRows: [2, 3, 7] }),
    ).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'separateRows'], message: expect.stringContaining('3, 7') },
    });
    await district.do(ConfirmUnitImportDocument, {
      ...confirming(job, 'SKIP'),
      separateLikenesses: ['SAME_NAME'] as const,
    });
    await runImports(world);
    expect(await seen(district, job.id)).toMatchObject({ state: 'DONE', rowsWritten: 2, separateRows: [2] });
    // Now it is their own.
    expect(await imported(world, district, await sheetOf([branch]))).toMatchObject({
      rowsUnchanged: 1,
      rowsDuplicate: 0,
    });
  });

  test('but under whom the code of a sole trader stands is told to who registered them alone', async () => {
    const { world, district } = await started();
    await using _ = world;
    const own = await sheetOf([['早点铺', '', '企业', codeOf('92', 1), '', '']]);
    expect(await imported(world, district, own, false)).toMatchObject({ rowsWritten: 1 });
    expect(await imported(world, district, own, false)).toMatchObject({ rowsUnchanged: 1 });
    const { other } = await world.alliance('别的联盟', 'other');
    const job = await imported(world, other, await sheetOf([['烧饼铺', '', '企业', codeOf('92', 1), '', '']]));
    expect(job.issues.nodes).toMatchObject([{ code: 'NUMBER_TAKEN', unit: null }]);
    expect(JSON.stringify(job)).not.toContain('早点铺');
  });
});

describe('an import', () => {
  const many = (n: number): Promise<Uint8Array> =>
    sheetOf(Array.from({ length: n }, (_, i) => [`第${i}支部委员会`, '', '党组织', '', `P${i}`, '']));

  test('is cancelled by a coordinator: before it writes, nothing is written', async () => {
    const { world, district } = await started();
    await using _ = world;
    const before = await unitsIn(world);
    const job = await imported(world, district, await many(20));
    expect(await district.refused(CancelUnitImportDocument, { importId: job.id, expectedVersion: 7 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    await district.do(CancelUnitImportDocument, { importId: job.id, expectedVersion: 1 });
    await runImports(world);
    expect(await seen(district, job.id)).toMatchObject({ state: 'CANCELLED', rowsWritten: 0 });
    expect(await district.refused(CancelUnitImportDocument, { importId: job.id, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    expect(await unitsIn(world)).toBe(before);
  });

  test('writes in the name of who asked for it: when their post has ended it comes to nothing', async () => {
    const { world, district } = await started();
    await using _ = world;
    const job = await imported(world, district, await many(20));
    await district.do(ConfirmUnitImportDocument, confirming(job, 'SKIP'));
    await world.sql(
      "update directory.post set valid = tstzrange(lower(valid), $1), ended_at = $1, reason = '调离' where person_id = $2",
      [world.clock.now(), district.person],
    );
    const before = await unitsIn(world);
    await runImports(world);
    const [ended] = await world.sql('select state, failure_en from directory.import_job');
    expect(ended).toMatchObject({
      state: 'FAILED',
      failure_en: expect.stringContaining('coordinates the alliance no more'),
    });
    expect(await unitsIn(world)).toBe(before);
  });
});
