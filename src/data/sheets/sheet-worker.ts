/**
 * The only file that knows the libraries of sheets. It runs in a thread of its own, with a limit of memory: what a file does
 * to it, it does to nobody else.
 */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { read, type CellObject, type ParsingOptions, type WorkSheet } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import writeExcelFile, { type Feature } from 'write-excel-file/node';
import { encodingOf, LOOKED_AT, mediaTypes } from '../../domain/file.ts';
import { BadSheetError, MOST_COLUMNS, MOST_ROWS, type Cell, type SheetRow } from '../../domain/sheet.ts';
import { honestZip } from './zip.ts';

export type Task =
  | { readonly kind: 'READ'; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly kind: 'WRITE'; readonly sheets: readonly SheetToWrite[] };

export interface SheetToWrite {
  readonly name: string;
  readonly widths: readonly number[];
  /** From the first row, which stays in sight. */
  readonly rows: readonly (readonly CellToWrite[])[];
  /** By column, from 0, what may be chosen there. */
  readonly choices: Readonly<Record<number, Choice>>;
}

/** A list as it is, of plain words and no more than 255 characters, or a range of another sheet; something else may be written where it is open. */
export type Choice = { readonly isOpen?: boolean } & (
  { readonly list: readonly string[] } | { readonly range: string }
);

export interface CellToWrite {
  readonly text: string;
  readonly is?: 'HEADING' | 'WRONG' | 'NUMBER';
}

/** What comes back: pages of rows, each asked for by any message; then the end. Or the bytes that were written. */
export type Reply =
  | { readonly sheet: string; readonly rows: readonly SheetRow[] }
  | { readonly isOver: true }
  | { readonly bytes: Uint8Array }
  | { readonly fault: { readonly zh: string; readonly en: string } };

const PAGE = 500;

const tooMany = (): BadSheetError =>
  new BadSheetError(
    `超过 ${MOST_ROWS} 行，请拆分后分次导入。`,
    `There are more than ${MOST_ROWS} rows: split the sheet and import it in parts.`,
  );

interface Sheet {
  readonly name: string;
  readonly rows: Iterable<SheetRow>;
}

function readSheet(bytes: Buffer, mediaType: string): Sheet {
  if (mediaType !== mediaTypes.xlsx) return { name: 'CSV', rows: rowsOfText(bytes) };
  const honest = honestZip(bytes);
  // A formula without a value is a stub.
  const { name, sheet } = firstOf(honest, { sheetRows: MOST_ROWS + 2, sheetStubs: true });
  const rows = filledOf(sheet);
  // Rows that have a look and nothing in them are none; beyond them there may be more.
  const isCut = sheet['!fullref'] !== undefined || (sheet['!data']?.length ?? 0) > MOST_ROWS + 1;
  if (rows.length > MOST_ROWS + 1 || (isCut && filledOf(firstOf(honest, {}).sheet).length > MOST_ROWS + 1)) {
    throw tooMany();
  }
  return { name, rows: rowsOfBook(rows) };
}

function firstOf(bytes: Buffer, how: ParsingOptions): { readonly name: string; readonly sheet: WorkSheet } {
  const book = read(bytes, {
    ...{ dense: true, sheets: 0, cellFormula: true, cellHTML: false, cellText: false, bookVBA: false },
    ...how,
  });
  const [name = ''] = book.SheetNames;
  const sheet = book.Sheets[name];
  if (sheet === undefined) throw new BadSheetError('文件中没有工作表。', 'There is no sheet in the file.');
  return { name, sheet };
}

/** Rows and cells that are empty are not there. */
type Rows = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** Up to the last that holds anything. */
function filledOf(sheet: WorkSheet): Rows {
  const rows: Rows = sheet['!data'] ?? [];
  const last = rows.findLastIndex((cells) => cells?.some((cell) => cellOf(cell) !== null && cell?.v !== '') === true);
  return rows.slice(0, last + 1);
}

function* rowsOfBook(rows: Rows): Generator<SheetRow> {
  for (const [i, cells] of rows.entries()) {
    const read = Array.from({ length: Math.min(cells?.length ?? 0, MOST_COLUMNS) }, (_, c) => cellOf(cells?.[c]));
    yield { no: i + 1, cells: read };
  }
}

function cellOf(cell: CellObject | undefined): Cell {
  if (cell === undefined) return null;
  if (cell.f !== undefined) return { formula: true };
  if (cell.v == null) return null;
  switch (cell.t) {
    case 'n':
      return { number: Number(cell.v) };
    case 'e':
      return { error: '#ERROR' };
    default:
      return String(cell.v);
  }
}

function* rowsOfText(bytes: Buffer): Generator<SheetRow> {
  const encoding = encodingOf(bytes.subarray(0, LOOKED_AT)) ?? 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new BadSheetError(
      '文件的编码无法识别，请以 UTF-8 或 GB18030（GBK）保存。',
      'The encoding of the file is not known: save it in UTF-8 or GB 18030.',
    );
  }
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', '\t', ';'].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  let rows: string[][];
  try {
    const options = { delimiter, relax_column_count: true, relax_quotes: true, to: MOST_ROWS + 2 };
    rows = parse(text, { ...options, bom: true, max_record_size: 100_000 });
  } catch {
    throw new BadSheetError(
      'CSV 无法解析：引号不成对或一行过长，请检查。',
      'The CSV cannot be read: quotes do not match, or a row is too long.',
    );
  }
  if (rows.length > MOST_ROWS + 1) throw tooMany();
  for (const [i, cells] of rows.entries()) {
    yield { no: i + 1, cells: cells.slice(0, MOST_COLUMNS).map((cell) => (cell === '' ? null : cell)) };
  }
}

const STYLES = {
  HEADING: { fontWeight: 'bold', backgroundColor: '#DDEBF7' },
  WRONG: { backgroundColor: '#FFC7CE', textColor: '#9C0006' },
} as const;

async function written(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const book = sheets.map(({ name, widths, rows }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    data: rows.map((row) =>
      row.map(({ text, is }) =>
        is === 'NUMBER'
          ? { value: Number(text), type: Number }
          : // As text, whatever it looks like.
            { value: text, type: String, format: '@', wrap: true, ...(is && STYLES[is]) },
      ),
    ),
  }));
  return writeExcelFile(book, { features: [choicesOf(sheets)] }).toBuffer();
}

/** Drop-downs, of which the library knows nothing: they stand behind the cells in the markup of a sheet. */
function choicesOf(sheets: readonly SheetToWrite[]): Feature<Stream | Buffer | Blob> {
  const transform = (markup: string, _options: unknown, { sheetIndex }: { sheetIndex: number }): string => {
    const columns = Object.entries(sheets[sheetIndex]?.choices ?? {});
    if (columns.length === 0) return markup;
    const lists = columns.map(([column, choice]) => {
      const letter = String.fromCharCode(65 + Number(column));
      const area = `${letter}2:${letter}${MOST_ROWS + 1}`;
      const from = 'list' in choice ? `"${choice.list.join(',')}"` : choice.range;
      const strict = choice.isOpen === true ? 0 : 1;
      return `<dataValidation type="list" allowBlank="1" showErrorMessage="${strict}" sqref="${area}"><formula1>${from}</formula1></dataValidation>`;
    });
    return markup.replace(
      '</sheetData>',
      `</sheetData><dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`,
    );
  };
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}

function* pagesOf({ name, rows }: Sheet): Generator<Reply> {
  let page: SheetRow[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield { sheet: name, rows: page };
    page = [];
  }
  if (page.length > 0) yield { sheet: name, rows: page };
}

const port = parentPort;
if (port !== null) {
  const task = workerData as Task;
  const faultOf = (error: unknown): Reply => {
    if (error instanceof BadSheetError) return { fault: error.text };
    throw error;
  };
  if (task.kind === 'WRITE') {
    port.postMessage({ bytes: await written(task.sheets) } satisfies Reply);
    port.close();
  } else {
    let pages: Generator<Reply> | null = null;
    port.on('message', () => {
      try {
        pages ??= pagesOf(readSheet(Buffer.from(task.bytes), task.mediaType));
        const next = pages.next();
        port.postMessage(next.done === true ? { isOver: true } : next.value);
      } catch (error) {
        port.postMessage(faultOf(error));
      }
    });
  }
}
