/** How a row of the sheet of units is read. */
import type { Bilingual } from '../errors.ts';
import { RefusalError } from '../errors.ts';
import { shown, unescaped, type Cell, type CellIssue } from '../sheet.ts';
import { isLine } from '../text.ts';
import { identifierOf, type Identifier, type IdentifierScheme } from './identifier.ts';
import { columnNames, kindWords, unitColumns, type Column, type Header, type UnitColumn } from './unit-sheet.ts';

interface ReadNumber extends Identifier {
  readonly entered: string;
}

export interface ReadUnit {
  readonly kind: string;
  readonly name: string;
  readonly shortName: string;
  readonly formerNames: readonly string[];
  readonly identifiers: readonly ReadNumber[];
}

/** The numbers of a unit, each as a word that no other has. */
export const numbersOf = ({ identifiers }: ReadUnit): readonly string[] =>
  identifiers.map(({ scheme, value }) => `${scheme} ${value}`);

/** A row of the sheet: the unit, or what is wrong with it, cell by cell; never both. */
export interface ReadRow {
  /** As they stand there, in the order of the template. */
  readonly cells: readonly string[];
  readonly unit: ReadUnit | null;
  readonly issues: readonly CellIssue[];
}

const MOST_FORMER_NAMES = 10;

export function readUnit(header: Header, cells: readonly Cell[]): ReadRow {
  const issues: CellIssue[] = [];
  const cellOf = (name: UnitColumn): Cell | undefined => cells[header.get(name) ?? -1];
  const blame = (name: UnitColumn, code: string, message: Bilingual): void => {
    const { heading: column } = unitColumns[name];
    issues.push({ column, value: shown(cellOf(name)), code, message });
  };
  const texts = new Map<UnitColumn, string>();
  for (const name of columnNames) {
    const read = textOf(cellOf(name), unitColumns[name]);
    if (typeof read === 'string') texts.set(name, read);
    else blame(name, read.code, read.message);
  }
  const text = (name: UnitColumn): string => texts.get(name) ?? '';
  const kind = kindOf(text('kind'));
  if (kind === null && text('kind') !== '') blame('kind', 'UNKNOWN_KIND', faults.unknownKind);
  const identifiers = (['uscc', 'partyCode'] as const).flatMap((name): ReadNumber[] => {
    const entered = text(name);
    if (entered === '') return [];
    const read = numberOf(name === 'uscc' ? 'USCC' : 'PARTY_ORGANISATION_CODE', entered);
    if ('value' in read) return [read];
    blame(name, 'WRONG_NUMBER', read.message);
    return [];
  });
  const formerNames = [
    ...new Set(
      text('formerNames')
        .split(/[、;；]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  if (formerNames.length > MOST_FORMER_NAMES || formerNames.some((one) => one.length > unitColumns.name.max)) {
    blame('formerNames', 'TOO_LONG', faults.formerNames);
  }
  const name = text('name');
  const shortName =
    text('shortName') === '' ? Array.from(name).slice(0, unitColumns.shortName.max).join('') : text('shortName');
  const isGood = issues.length === 0 && kind !== null;
  return {
    cells: columnNames.map((one) => asWritten(cellOf(one))),
    unit: isGood ? { kind, name, shortName, formerNames, identifiers } : null,
    issues,
  };
}

/** A cell of which nothing can be written back: it is to be filled in anew, and is no better until it is. */
export const TO_FILL_IN = '（请重新填写）';

/** Longer than any column takes, and no reason to keep more. */
const LONGEST_KEPT = 1_000;

/** What stands in a cell, to be put right; read again as it is, nothing that was refused is taken. */
function asWritten(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  // What no program writes as it is would come back as something else.
  if (typeof cell === 'string')
    return isReadable(unescaped(cell).trim()) ? Array.from(cell).slice(0, LONGEST_KEPT).join('') : TO_FILL_IN;
  return 'number' in cell && isExact(cell.number) ? String(cell.number) : TO_FILL_IN;
}

interface Fault {
  readonly code: string;
  readonly message: Bilingual;
}

/** A code that a program took for a number, as it spells numbers that are too long for it. */
const ROUNDED = /^\d(\.\d+)?E\+?\d+$/i;
const LARGEST_EXACT = 1e15;

const isExact = (number: number): boolean => Number.isInteger(number) && Math.abs(number) < LARGEST_EXACT;

/** One line of characters that a program knew how to read, and that it knows how to write. */
const isReadable = (text: string): boolean => isLine(text) && !/[\ufffd-\uffff]/.test(text);

function textOf(cell: Cell | undefined, { isRequired, max }: Column): string | Fault {
  if (typeof cell === 'object' && cell !== null) {
    if ('formula' in cell) return { code: 'FORMULA', message: faults.formula };
    if ('error' in cell) return { code: 'ERROR_VALUE', message: faults.error };
    return isExact(cell.number) ? String(cell.number) : { code: 'ROUNDED_NUMBER', message: faults.rounded };
  }
  const text = unescaped(cell ?? '').trim();
  if (text.startsWith('=')) return { code: 'FORMULA', message: faults.formula };
  if (text === TO_FILL_IN) return { code: 'MISSING', message: faults.toFillIn };
  if (text === '') return isRequired ? { code: 'MISSING', message: faults.missing } : '';
  if (ROUNDED.test(text)) return { code: 'ROUNDED_NUMBER', message: faults.rounded };
  if (!isReadable(text)) return { code: 'BAD_CHARACTER', message: faults.character };
  if (Array.from(text).length <= max) return text;
  return {
    code: 'TOO_LONG',
    message: { zh: `至多 ${max} 个字符，请缩短。`, en: `At most ${max} characters: make it shorter.` },
  };
}

/** The kind by its word in the sheet, or by its name in the API. */
function kindOf(text: string): string | null {
  const folded = text.normalize('NFKC').toUpperCase();
  const found = Object.entries(kindWords).find(([kind, word]) => kind === folded || word === folded);
  return found?.[0] ?? null;
}

function numberOf(scheme: IdentifierScheme, entered: string): ReadNumber | { readonly message: Bilingual } {
  try {
    return { ...identifierOf(scheme, entered), entered };
  } catch (error) {
    if (!(error instanceof RefusalError) || !error.is('INVALID_INPUT')) throw error;
    return { message: error.details.issues[0]?.message ?? faults.missing };
  }
}

const faults = {
  missing: { zh: '必填，请补充。', en: 'This must not be empty: fill it in.' },
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
  unknownKind: {
    zh: `没有这种单位类型，请从下列中选择：${Object.values(kindWords).join('、')}。`,
    en: `There is no such kind of unit: choose one of ${Object.values(kindWords).join(', ')}.`,
  },
  formerNames: {
    zh: `曾用名至多 ${MOST_FORMER_NAMES} 个，每个至多 ${unitColumns.name.max} 个字符。`,
    en: `At most ${MOST_FORMER_NAMES} former names of ${unitColumns.name.max} characters each.`,
  },
} satisfies Readonly<Record<string, Bilingual>>;
