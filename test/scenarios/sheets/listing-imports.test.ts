/** Resources, offers and needs from sheets: checked as a whole, published by the rules of publishing, never twice. */
import { describe, expect, test } from '@jest/globals';
import { mediaTypes } from '../../../src/domain/file.ts';
import {
  ConfirmListingImportDocument,
  ImportListingsDocument,
  OfferInFullDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { offer, there } from '../story.ts';
import { rowsIn, sent, taken } from '../units/sheets.ts';
import {
  changing,
  imported,
  OFFER_HEADINGS,
  RESOURCE_HEADINGS,
  row,
  runListingImports,
  seen,
  sheetOf,
} from './listing-sheets.ts';

async function started() {
  const world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall');
  return { world, red: alliance.id, ...alliance };
}

const countOf = async (world: World, table: string): Promise<number> =>
  (await world.sql(`select from exchange.${table}`)).length;

describe('a sheet of offers', () => {
  test('is checked without publishing, then published when it is confirmed, and changes nothing the second time', async () => {
    const { world, mall, red } = await started();
    await using _ = world;
    const sheet = await sheetOf([
      row({
        ...{ 自编号: 'H-1', 标题: '二楼活动厅', 说明: '第一行\n第二行', 数量: '2.5', 开始时间: '2026-12-01' },
        ...{ 结束时间: '2026/12/31', 地点: '商场二楼', 经度: '121.55', 纬度: '29.87', 坐标系: 'GCJ02' },
        ...{ 可见范围: '联盟内', 面向联盟: '五色' },
      }),
      row({ 自编号: 'H-2', 可见范围: '仅本单位' }),
    ]);
    const checked = await imported(world, mall, 'OFFER', sheet);
    expect(checked).toMatchObject({
      state: 'CHECKED',
      rowsRead: 2,
      rowsFailed: 0,
      rowsWritten: 0,
      correctedFile: null,
    });
    expect(await countOf(world, 'offer')).toBe(0);
    expect(await world.sql("select from data.audit where action = 'offer:published'")).toEqual([]);
    await mall.do(ConfirmListingImportDocument, changing(checked));
    await runListingImports(world);
    const done = await seen(mall, checked.id);
    expect(done).toMatchObject({ state: 'DONE', rowsWritten: 2, isDryRun: false });
    expect(done.listings.nodes.map(({ row: no, outcome, offer: of }) => [no, outcome, of?.title])).toEqual([
      [2, 'PUBLISHED', '二楼活动厅'],
      [3, 'PUBLISHED', '大厅'],
    ]);
    const { offer: published } = await mall.ask(OfferInFullDocument, { id: there(done.listings.nodes[0]?.offer).id });
    expect(published).toMatchObject({
      ...{ title: '二楼活动厅', description: '第一行\n第二行', category: { code: 'space.hall' } },
      quantity: { value: '2.5', unit: '场' },
      // The day it ends on is one of its days.
      period: { start: '2026-12-01T00:00:00+08:00', end: '2027-01-01T00:00:00+08:00' },
      ...{ placeName: '商场二楼', visibility: 'ALLIANCE', audience: [{ alliance: { id: red } }] },
    });
    // What map systems of China shift is shifted back.
    expect(there(published?.location).longitude).not.toBe(121.55);
    expect(there(published?.location).longitude).toBeCloseTo(121.55, 1);
    const record = await world.sql("select from data.audit where action = 'offer:published'");
    expect(record).toHaveLength(2);
    const again = await imported(world, mall, 'OFFER', sheet, false);
    expect(again).toMatchObject({ state: 'DONE', rowsRead: 2, rowsUnchanged: 2, rowsWritten: 0 });
    expect(await countOf(world, 'offer')).toBe(2);
  });

  test('says of each cell what is wrong with it, in the language of the reader; the corrected sheet holds the rows', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const job = await imported(
      world,
      mall,
      'OFFER',
      await sheetOf([
        row({ 自编号: '' }),
        row({ 自编号: 'A-3', 标题: '长'.repeat(101) }),
        row({ 自编号: 'A-4', 类别: '飞船' }),
        row({ 自编号: 'A-5', 数量: '0' }),
        row({ 自编号: 'A-6', 数量: '十场' }),
        row({ 自编号: 'A-7', 标题: '=1+1' }),
        row({ 自编号: 'A-8', 开始时间: '2026-12-01' }),
        row({ 自编号: 'A-9', 开始时间: '明天', 结束时间: '2026-12-01' }),
        row({ 自编号: 'A-10', 开始时间: '2026-12-02', 结束时间: '2026-12-01 08:00' }),
        row({ 自编号: 'A-11', 经度: '121.5' }),
        row({ 自编号: 'A-12', 经度: '200', 纬度: '29' }),
        row({ 自编号: 'A-13', 经度: '121', 纬度: '29', 坐标系: '火星' }),
        row({ 自编号: 'A-14', 可见范围: '大家' }),
        row({ 自编号: 'A-15', 面向联盟: '没有的联盟' }),
        row({ 自编号: 'A-16', 可见范围: '仅本单位', 面向联盟: '五色' }),
        row({ 自编号: 'A-17' }),
        row({ 自编号: 'A-17' }),
        row({ 自编号: 'A-19', 开始时间: '2025-01-01', 结束时间: '2025-02-01' }),
        row({ 自编号: '9.13E+17' }),
      ]),
    );
    expect(job).toMatchObject({ state: 'CHECKED', rowsRead: 19, rowsFailed: 18 });
    expect(job.issues.nodes.map(({ row: no, column, code }) => [no, column, code])).toEqual([
      [2, '自编号', 'MISSING'],
      [3, '标题', 'TOO_LONG'],
      [4, '类别', 'UNKNOWN_CATEGORY'],
      [5, '数量', 'WRONG_QUANTITY'],
      [6, '数量', 'WRONG_QUANTITY'],
      [7, '标题', 'FORMULA'],
      [8, '结束时间', 'MISSING'],
      [9, '开始时间', 'WRONG_TIME'],
      [10, '结束时间', 'WRONG_TIME'],
      [11, '纬度', 'MISSING'],
      [12, '经度', 'WRONG_PLACE'],
      [13, '坐标系', 'WRONG_PLACE'],
      [14, '可见范围', 'UNKNOWN_VISIBILITY'],
      [15, '面向联盟', 'UNKNOWN_ALLIANCE'],
      [16, '面向联盟', 'WRONG_AUDIENCE'],
      [18, '自编号', 'SAME_NUMBER'],
      [19, '结束时间', 'REFUSED'],
      [20, '自编号', 'ROUNDED_NUMBER'],
    ]);
    const said = (no: number, nodes = job.issues.nodes) => nodes.find(({ row: one }) => one === no)?.message;
    expect(said(19)).toBe('"结束时间" is in the past: name a time to come.');
    const chinese = await seen(mall.wearing({ 'accept-language': 'zh-CN' }), job.id);
    expect(said(19, chinese.issues.nodes)).toBe('“结束时间” 已经过去，请给出将来的时间。');
    // What stands in a cell is in its value alone, which is emptied.
    expect(JSON.stringify([said(15), said(15, chinese.issues.nodes)])).not.toContain('没有的联盟');
    const file = await taken(world, mall, there(job.correctedFile).id);
    const rows = await rowsIn(file.rawPayload, mediaTypes.xlsx);
    expect(rows).toHaveLength(19);
    expect(rows[0]).toEqual([...OFFER_HEADINGS, '原行号', '问题']);
    // Imported as it is, nothing that was refused is published.
    const again = await imported(world, mall, 'OFFER', file.rawPayload, false);
    // The second A-17 stands alone there.
    expect(again).toMatchObject({ state: 'DONE', rowsRead: 18, rowsWritten: 1, rowsFailed: 17 });
  });

  test('is published by who confirms, by the rules of publishing; what is there with something else stays as it is', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const first = await imported(world, mall, 'OFFER', await sheetOf([row({ 自编号: 'H-1' })]), false);
    const id = there(first.listings.nodes[0]?.offer).id;
    const own = await offer(mall, { title: '在系统中发布', description: '说明', visibility: 'PUBLIC' });
    const second = await imported(
      world,
      mall,
      'OFFER',
      await sheetOf([
        row({ 自编号: 'H-1', 数量: '11', 标题: '大会堂' }),
        row({ 自编号: own, 标题: '在系统中发布', 数量: '1' }),
      ]),
      false,
    );
    expect(second).toMatchObject({ state: 'DONE', rowsDifferent: 1, rowsUnchanged: 1, rowsWritten: 0 });
    expect(second.issues.nodes).toMatchObject([{ row: 2, code: 'DIFFERENT', listingId: id }]);
    expect(second.issues.nodes[0]?.message).toMatch(/标题, 数量/);
    expect(await world.sql('select title, quantity from exchange.offer order by id')).toMatchObject([
      { title: '大厅', quantity: '10.0000' },
      { title: '在系统中发布' },
    ]);
    expect(second.correctedFile).not.toBeNull();
  });

  test.each([
    [
      'is of formulas',
      '自编号,类别,标题,说明,数量,计量单位,可见范围\nA,space.hall,"=HYPERLINK(""http://x"")",说明,1,场,公开',
      1,
    ],
    [
      'is in GB 18030',
      Buffer.from(
        'd7d4b1e0bac52cc0e0b1f02cb1eacce22ccbb5c3f72ccafdc1bf2cbcc6c1bfb5a5cebb2cbfc9bcfbb7b6cea70a412c73706163652e68616c6c2cb4f3ccfc2ccbb5c3f72c312cb3a12cb9abbfaa0a',
        'hex',
      ),
      0,
    ],
  ])('that %s is read as text', async (_what, text, failed) => {
    const { world, mall } = await started();
    await using _ = world;
    const { id: fileId } = await sent(world, mall, '表.csv', text);
    const asked = there(
      (await mall.do(ImportListingsDocument, { kind: 'OFFER' as const, fileId, dryRun: false })).listingImport,
    );
    await runListingImports(world);
    expect(await seen(mall, asked.id)).toMatchObject({ state: 'DONE', rowsRead: 1, rowsFailed: failed });
  });

  test('whose headings are missing fails as a whole, and says where the template is', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const job = await imported(world, mall, 'OFFER', '自编号,标题\nA,大厅\n');
    expect(job).toMatchObject({ state: 'FAILED', rowsRead: 0 });
    expect(job.failure).toContain('/files/templates/offers.xlsx');
  });
});

describe('a sheet of needs', () => {
  test('is screened as any need is: what may be personal is told when it is checked, and waits for a coordinator', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const sheet = await sheetOf([
      row({ 自编号: 'N-1', 标题: '需要电工', 类别: 'staff.electrician' }),
      row({ 自编号: 'N-2', 标题: '需要电工', 说明: '请联系13800138000', 类别: 'staff.electrician' }),
    ]);
    const checked = await imported(world, mall, 'NEED', sheet);
    expect(checked.issues.nodes).toMatchObject([{ row: 3, column: null, code: 'HELD_UP' }]);
    expect(checked).toMatchObject({ rowsFailed: 0, correctedFile: null });
    await mall.do(ConfirmListingImportDocument, changing(checked));
    await runListingImports(world);
    const done = await seen(mall, checked.id);
    expect(done.issues.totalCount).toBe(1);
    expect(done.listings.nodes.map(({ need }) => need?.state)).toEqual(['PUBLISHED', 'IN_REVIEW']);
  });
});

describe('a sheet of resources', () => {
  test('is published, and known again', async () => {
    const { world, mall } = await started();
    await using _ = world;
    const sheet = await sheetOf(
      [
        ['R-1', '场地', '一楼广场', '可办市集', '商场一楼', '', '', '', '联盟内', ''],
        ['R-2', '飞船', '二号', '说明', '', '', '', '', '公开', ''],
      ],
      RESOURCE_HEADINGS,
    );
    const done = await imported(world, mall, 'RESOURCE', sheet, false);
    expect(done).toMatchObject({ state: 'DONE', rowsWritten: 1, rowsFailed: 1 });
    expect(done.issues.nodes).toMatchObject([{ row: 3, column: '资源类型', code: 'UNKNOWN_KIND' }]);
    expect(done.listings.nodes).toMatchObject([{ row: 2, outcome: 'PUBLISHED', resource: { name: '一楼广场' } }]);
    expect(await imported(world, mall, 'RESOURCE', sheet, false)).toMatchObject({ rowsUnchanged: 1, rowsWritten: 0 });
  });
});
