/** How documents are made: every character is shown or told by its number, long tables go on with their heads, and bytes are the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { pdfOf } from '../../src/data/documents/documents.ts';
import { NotPrintedError } from '../../src/data/documents/press.ts';
import type { Block, PrintedDocument } from '../../src/domain/document.ts';
import { pagesOfPdf, textOfPdf } from '../support/pdf-text.ts';

const document = (...blocks: readonly Block[]): PrintedDocument => ({
  ...{ kind: { zh: '结算单', en: 'Settlement sheet' }, title: '空间换资源', blocks, footer: '编号' },
  madeAt: new Date('2026-12-31T09:00:00+08:00'),
});

const said = (value: string): Block => ({ kind: 'FACTS', rows: [{ label: { zh: '内容', en: 'What' }, value }] });

async function made(of: PrintedDocument): Promise<Buffer> {
  return Buffer.from(await pdfOf(of));
}

/** Every character beyond ASCII in the files of a folder. */
function charactersIn(folder: string, ending: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));
  const text = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('');
  return [...new Set(text.replaceAll(/[\p{Cc}\s\p{Default_Ignorable_Code_Point}]/gu, ''))];
}

test('the font has every character of the demonstration, of the vocabularies and of what documents say', async () => {
  const characters = new Set([
    ...charactersIn('src/app/demo', /\.ts$/),
    ...charactersIn('src/app/tour', /(daily|others|places|promises|stage)\.ts$/),
    ...charactersIn('src/domain/exchange', /(document|printed|settlement|agreement)\.ts$/),
    ...charactersIn('data/terms', /\.csv$/),
  ]);
  expect(characters.size).toBeGreaterThan(800);
  const text = textOfPdf(await made(document(said([...characters].join('')))));
  expect(text).not.toContain('〔U+');
  expect([...characters].filter((character) => !text.includes(character))).toEqual([]);
});

test('what the font lacks is told by its number, and nothing that cannot be seen is left', async () => {
  const text = textOfPdf(await made(document(said('龘𠮷\u200b😀完'))));
  expect(text).toContain('龘');
  expect(text).toContain('〔U+1F600〕完');
  expect(text).toMatch(/𠮷|〔U\+20BB7〕/u);
});

test('the same content is the same bytes, and its date is that of the content', async () => {
  const one = document(said('同样的内容'));
  const bytes = await made(one);
  expect(bytes.equals(await made(one))).toBe(true);
  expect(bytes.toString('latin1')).toContain('(D:20261231010000Z)');
  expect(bytes.equals(await made({ ...one, title: '别的' }))).toBe(false);
});

test('a long table goes on, on every page under its head, and pages say how many there are', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => [
    String(i + 1),
    `第${i + 1}次培训，地点为社区二楼大厅，参加人数以签到为准`,
  ]);
  const table: Block = {
    ...{ kind: 'TABLE', heading: { zh: '履约清单', en: 'Deliveries' }, rows, none: { zh: '无', en: 'None' } },
    columns: [
      { label: { zh: '序号', en: 'No.' }, share: 1 },
      { label: { zh: '内容', en: 'What' }, share: 4 },
    ],
  };
  const pages = pagesOfPdf(await made(document(table)));
  expect(pages.length).toBeGreaterThan(2);
  for (const [i, page] of pages.entries()) {
    expect(page.split('\n')).toEqual(expect.arrayContaining(['序号', '内容']));
    expect(page.replaceAll('\n', '')).toContain(`第 ${i + 1} 页 共 ${pages.length} 页`);
  }
  const all = pages.join('\n').split('\n');
  expect(rows.filter(([number = '']) => !all.includes(number))).toEqual([]);
});

test('what is longer than a page goes on in the next, to the last line, and words stay whole', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => `第${i + 1}条`);
  const words = Array.from({ length: 600 }, (_, i) => `paragraph${i + 1}`);
  const clauses: Block = {
    ...{ kind: 'TABLE', heading: { zh: '条款', en: 'Clauses' }, none: { zh: '无', en: 'None' } },
    columns: [
      { label: { zh: '标题', en: 'Title' }, share: 1 },
      { label: { zh: '正文', en: 'Text' }, share: 4 },
    ],
    rows: [
      ['一', lines.join('\n')],
      ['二', words.join(' ')],
    ],
  };
  const pages = pagesOfPdf(await made(document(said(lines.join('\n')), clauses, said('之后'))));
  const all = pages.flatMap((page) => page.split('\n').map((line) => line.trim()));
  for (const line of lines) expect(all.filter((one) => one === line)).toHaveLength(2);
  const written = new Set(all.flatMap((line) => line.split(' ')));
  expect(words.filter((word) => !written.has(word))).toEqual([]);
  expect(all).toContain('之后');
  expect(pages.join('')).not.toContain('…');
});

test('a title that is too long for a line goes on in the next, and a table without rows says so', async () => {
  const title = '亲邻'.repeat(100);
  const empty: Block = {
    ...{ kind: 'TABLE', heading: { zh: '清单', en: 'List' }, rows: [], none: { zh: '没有记录', en: 'None' } },
    columns: [{ label: { zh: '序号', en: 'No.' }, share: 1 }],
  };
  const text = textOfPdf(await made({ ...document(empty), title }));
  expect(text).toContain(title);
  expect(text).toContain('没有记录');
});

test('a document that takes too long is given up, and so is one that nobody waits for', async () => {
  const one = document(said('太久'));
  await expect(pdfOf(one, { patienceMs: 1 })).rejects.toEqual(new NotPrintedError('TOO_LONG'));
  await expect(pdfOf(one, { gone: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});
