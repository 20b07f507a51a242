import { describe, expect, test } from '@jest/globals';
import { AuditOfDocument, ConfirmUnitImportDocument, UnitRegisteredDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { codeOf, wrongCode } from './identifying.ts';
import {
  confirming,
  foundBy,
  HEADINGS,
  imported,
  rowsIn,
  runImports,
  seen,
  sheetOf,
  taken,
  unitsIn,
} from './sheets.ts';
import { there } from '../story.ts';

async function started() {
  const world = await createWorld();
  return { world, ...(await world.alliance('锋领海曙', 'district', 'community')) };
}

/** Row 45: 2159 organisations of a district. 60 have a code, of which 3 are wrong; 12 stand there twice, under another name. */
const ORGANISATIONS = 2159;
const [CODES, WRONG, TWICE] = [60, 3, 12];

function districtOf2159(): string[][] {
  const firsts = ORGANISATIONS - TWICE;
  const rows = Array.from({ length: firsts }, (_, i) => {
    const isWrong = i >= CODES && i < CODES + WRONG;
    const code = i < CODES ? codeOf('51', i) : isWrong ? wrongCode('51', i) : '';
    return code === ''
      ? [`海曙区第${i}党支部`, `第${i}支部`, '党组织', '', `HS-${i}`, '']
      : [`海曙区第${i}协会`, `第${i}协会`, '社会组织', code, '', ''];
  });
  const again = Array.from({ length: TWICE }, (_, i) => [`原第${i}联合会`, '', '社会组织', codeOf('51', i), '', '']);
  return [...rows, ...again];
}

describe('scenario 17, row 45: 2159 organisations of a district are imported', () => {
  test('duplicates are merged once confirmed, three wrong check characters are told, the rest is stored; a second import changes nothing', async () => {
    const { world, district } = await started();
    await using _ = world;
    const before = await unitsIn(world);
    const sheet = await sheetOf(districtOf2159());
    const checked = await imported(world, district, sheet);
    expect(checked).toMatchObject({
      ...{ state: 'CHECKED', isDryRun: true, sheet: '名单', failure: null },
      ...{ rowsRead: 2159, rowsFailed: 3, rowsDuplicate: 12, rowsUnchanged: 0, rowsWritten: 0, rowsMerged: 0 },
    });
    expect(await unitsIn(world)).toBe(before);
    expect(checked.issues.totalCount).toBe(15);
    expect(checked.issues.nodes.slice(0, 4)).toMatchObject([
      ...Array.from({ length: WRONG }, (_, i) => ({
        ...{ row: CODES + i + 2, column: '统一社会信用代码', code: 'WRONG_NUMBER', unit: null, otherRow: null },
        ...{ value: wrongCode('51', CODES + i), message: expect.stringContaining('should end in') },
      })),
      { row: 2149, column: null, value: null, code: 'SAME_NUMBER', unit: null, otherRow: 2 },
    ]);

    const { importJob } = await district.do(ConfirmUnitImportDocument, confirming(checked, 'MERGE'));
    expect(importJob).toMatchObject({ state: 'WRITING', duplicates: 'MERGE', isDryRun: false });
    await runImports(world);
    const written = await seen(district, checked.id);
    expect(written).toMatchObject({
      ...{ state: 'DONE', rowsRead: 2159, rowsFailed: 3, rowsDuplicate: 0, rowsUnchanged: 0 },
      ...{ rowsWritten: 2144, rowsMerged: 12 },
    });
    expect(await unitsIn(world)).toBe(before + 2144);
    const [id = ''] = await foundBy(district, codeOf('51', 3));
    expect((await district.ask(UnitRegisteredDocument, { id })).unit).toMatchObject({
      ...{ kind: 'SOCIAL_ORGANISATION', name: '海曙区第3协会', shortName: '第3协会', formerNames: ['原第3联合会'] },
      registeredBy: { id: district.unitId },
      identifiers: { nodes: [{ scheme: 'USCC', value: codeOf('51', 3), state: 'UNVERIFIED' }] },
    });
    const { auditEntries } = await district.ask(AuditOfDocument, { subjectId: id });
    expect(auditEntries?.nodes.map(({ action }) => action).sort()).toEqual(['unit:completed', 'unit:registered']);

    const again = await imported(world, district, sheet, false);
    expect(again).toMatchObject({
      ...{ state: 'DONE', rowsRead: 2159, rowsFailed: 3, rowsDuplicate: 0, rowsUnchanged: 2156 },
      ...{ rowsWritten: 0, rowsMerged: 0 },
    });
    expect(await unitsIn(world)).toBe(before + 2144);
    expect((await district.ask(UnitRegisteredDocument, { id })).unit).toMatchObject({ version: 2 });
  });

  test('the corrected sheet holds the rows that something is wrong with; put right, it is imported as it is', async () => {
    const { world, district } = await started();
    await using _ = world;
    const checked = await imported(world, district, await sheetOf(districtOf2159()), false);
    expect(checked).toMatchObject({ state: 'DONE', rowsWritten: 2144, rowsFailed: 3, rowsDuplicate: 12 });
    const file = there(checked.correctedFile);
    expect(file).toMatchObject({ name: '单位导入更正表.xlsx', owner: { id: district.unitId } });
    const response = await taken(world, district, file.id);
    const rows = (await rowsIn(response.rawPayload, file.mediaType)) as string[][];
    expect(rows[0]).toEqual([...HEADINGS, '原行号', '问题']);
    expect(rows).toHaveLength(1 + 15);
    expect(rows[1]?.slice(3)).toEqual([
      wrongCode('51', 60),
      null,
      null,
      '62',
      expect.stringMatching(/^统一社会信用代码：.*末尾应为/),
    ]);
    const wrong = rows.slice(1, 4).map((row, i) => row.map((text, at) => (at === 3 ? codeOf('51', CODES + i) : text)));
    const corrected = await sheetOf(
      wrong.map((row) => row.map((text: string | null) => text ?? '')),
      rows[0] ?? [],
    );
    expect(await imported(world, district, corrected, false)).toMatchObject({
      ...{ state: 'DONE', rowsRead: 3, rowsWritten: 3, rowsFailed: 0, correctedFile: null },
    });
  });
});
