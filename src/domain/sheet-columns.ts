/** Sheets whose columns are known by their headings: where each stands, and what a cell of it may hold. */
import type { Bilingual } from './errors.ts';
import { BadSheetError, shown, unescaped, type Cell, type CellIssue } from './sheet.ts';
import { isLine, isLines } from './text.ts';

export interface Column {
  readonly heading: string;
  /** By which other lists head the same. */
  readonly alsoCalled: readonly string[];
  readonly isRequired: boolean;
  readonly max: number;
  readonly width: number;
  /** What to write there. */
  readonly help: string;
  /** One line of text unless said: several lines, a number with its decimals, or a day with or without a time of day. */
  readonly holds?: 'LINES' | 'NUMBER' | 'TIME';
}

type Columns<Name extends string> = Readonly<Record<Name, Column>>;

/** Where each column stands, from 0. */
export type Header<Name extends string> = ReadonlyMap<Name, number>;

/** What a corrected sheet has beside: known by their headings, and not read. */
export const addedColumns = { row: '原行号', issue: '问题' } as const;

/** Throws `BadSheetError` where a column that is needed is missing, or one stands there twice. `template`: where to find one. */
export function readHeader<Name extends string>(
  columns: Columns<Name>,
  template: string,
  cells: readonly Cell[],
): Header<Name> {
  const names = Object.keys(columns) as Name[];
  const header = new Map<Name, number>();
  for (const [i, cell] of cells.entries()) {
    const text = typeof cell === 'string' ? cell.normalize('NFKC').replaceAll(/[\s*]/g, '') : '';
    const name = names.find((one) => columns[one].heading === text || columns[one].alsoCalled.includes(text));
    if (name === undefined) continue;
    if (header.has(name)) {
      const { heading } = columns[name];
      throw new BadSheetError(
        `表头中“${heading}”出现了两次，请只保留一列。`,
        `The column "${heading}" is there twice: keep one.`,
      );
    }
    header.set(name, i);
  }
  const missing = names.filter((name) => columns[name].isRequired && !header.has(name));
  if (missing.length === 0) return header;
  const listed = missing.map((name) => columns[name].heading).join('、');
  throw new BadSheetError(
    `第一行须为表头，缺少：${listed}。请使用模板（${template}）。`,
    `The first row must hold the headings; missing: ${listed}. Take the template (${template}).`,
  );
}

/** The cells of a row: their texts, and what is wrong with them, to which whoever looks closer adds. */
export interface ReadCells<Name extends string> {
  /** As they stand there, in the order of the columns. */
  readonly cells: readonly string[];
  /** What was read; nothing where there is nothing, or nothing good. */
  readonly text: (name: Name) => string;
  readonly blame: (name: Name, code: string, message: Bilingual) => void;
  readonly issues: readonly CellIssue[];
}

export function readCells<Name extends string>(
  columns: Columns<Name>,
  header: Header<Name>,
  cells: readonly Cell[],
): ReadCells<Name> {
  const names = Object.keys(columns) as Name[];
  const issues: CellIssue[] = [];
  const cellOf = (name: Name): Cell | undefined => cells[header.get(name) ?? -1];
  const blame = (name: Name, code: string, message: Bilingual): void => {
    issues.push({ column: columns[name].heading, value: shown(cellOf(name)), code, message });
  };
  const texts = new Map<Name, string>();
  for (const name of names) {
    const read = textOf(cellOf(name), columns[name]);
    if (typeof read === 'string') texts.set(name, read);
    else blame(name, read.code, read.message);
  }
  return {
    cells: names.map((name) => asWritten(cellOf(name), columns[name])),
    text: (name) => texts.get(name) ?? '',
    blame,
    issues,
  };
}

/** A cell of which nothing can be written back: it is to be filled in anew, and is no better until it is. */
export const TO_FILL_IN = '（请重新填写）';

/** Longer than any line takes, and no reason to keep more. */
const LONGEST_KEPT = 1_000;

/** What stands in a cell, to be put right; read again as it is, nothing that was refused is taken. */
function asWritten(cell: Cell | undefined, column: Column): string {
  if (cell === null || cell === undefined) return '';
  // What no program writes as it is would come back as something else.
  if (typeof cell === 'string') {
    const most = Math.max(LONGEST_KEPT, column.max + 1);
    return isReadable(unescaped(cell).trim(), column) ? Array.from(cell).slice(0, most).join('') : TO_FILL_IN;
  }
  return 'number' in cell ? (spelled(cell.number, column) ?? TO_FILL_IN) : TO_FILL_IN;
}

interface Fault {
  readonly code: string;
  readonly message: Bilingual;
}

/** A code that a program took for a number, as it spells numbers that are too long for it. */
const ROUNDED = /^\d(\.\d+)?E\+?\d+$/i;
const LARGEST_EXACT = 1e15;

/** A number as people write it; null where the program has lost some of it. */
function spelled(number: number, { holds }: Column): string | null {
  if (!Number.isFinite(number) || Math.abs(number) >= LARGEST_EXACT) return null;
  if (holds === 'TIME') return timeOfSerial(number);
  if (holds === 'NUMBER') return String(Number(number.toFixed(10)));
  return Number.isInteger(number) ? String(number) : null;
}

const DAY_MS = 86_400_000;
/** The day before the first that programs count, and the days that they number. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_415];

/** A day and time as programs count them, in days; null where it is none of the years 2000 to 2100. */
function timeOfSerial(serial: number): string | null {
  if (serial < FIRST_SERIAL || serial >= LAST_SERIAL) return null;
  const seconds = Math.round((serial * DAY_MS) / 1000);
  const [day = '', time = ''] = new Date(DAY_ZERO + seconds * 1000).toISOString().slice(0, 19).split('T');
  return Number.isInteger(serial) ? day : `${day} ${time}`;
}

/** Characters that a program knew how to read, and that it knows how to write; of one line, or of several. */
const isReadable = (text: string, { holds }: Column): boolean =>
  (holds === 'LINES' ? isLines(text) : isLine(text)) && !/[\ufffd-\uffff]/.test(text);

function textOf(cell: Cell | undefined, column: Column): string | Fault {
  const { isRequired, max } = column;
  if (typeof cell === 'object' && cell !== null) {
    if ('formula' in cell) return { code: 'FORMULA', message: faults.formula };
    if ('error' in cell) return { code: 'ERROR_VALUE', message: faults.error };
    return spelled(cell.number, column) ?? { code: 'ROUNDED_NUMBER', message: faults.rounded };
  }
  const text = unescaped(cell ?? '').trim();
  if (text.startsWith('=')) return { code: 'FORMULA', message: faults.formula };
  if (text === TO_FILL_IN) return { code: 'MISSING', message: faults.toFillIn };
  if (text === '') return isRequired ? { code: 'MISSING', message: faults.missing } : '';
  if (ROUNDED.test(text)) return { code: 'ROUNDED_NUMBER', message: faults.rounded };
  if (!isReadable(text, column)) return { code: 'BAD_CHARACTER', message: faults.character };
  if (Array.from(text).length <= max) return text;
  return {
    code: 'TOO_LONG',
    message: { zh: `至多 ${max} 个字符，请缩短。`, en: `At most ${max} characters: make it shorter.` },
  };
}

export const MISSING: Bilingual = { zh: '必填，请补充。', en: 'This must not be empty: fill it in.' };

const faults = {
  missing: MISSING,
  formula: {
    zh: '单元格是公式，不予读取；请粘贴为数值后再导入。',
    en: 'The cell is a formula and is not read: paste its value instead.',
  },
  error: { zh: '单元格是错误值，请更正。', en: 'The cell holds an error: put it right.' },
  rounded: {
    zh: '号码被表格程序当作数值，已失去末位；请把该列设为文本格式后重新填写。',
    en: 'The program took the number for a value and lost its last digits: format the column as text and write it anew.',
  },
  toFillIn: {
    zh: '该格原为公式、错误值、失去末位的号码或含非法字符，请重新填写；不需要的请清空。',
    en: 'There was a formula here, an error, a number that had lost its last digits, or a character that could not be read: write it anew, or empty the cell.',
  },
  character: {
    zh: '含控制字符、换行或无法识别的字符，请删除。',
    en: 'It holds control characters, line breaks or characters that could not be read: take them out.',
  },
} satisfies Readonly<Record<string, Bilingual>>;
