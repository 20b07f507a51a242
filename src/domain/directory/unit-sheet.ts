/** The sheet of units (单位表): its columns, and how a row of it is read. */
import type { Bilingual } from '../errors.ts';
import { RefusalError } from '../errors.ts';
import { BadSheetError, shown, unescaped, type Cell, type CellIssue } from '../sheet.ts';
import { isLine } from '../text.ts';
import { identifierOf, type Identifier, type IdentifierScheme } from './identifier.ts';

interface Column {
  readonly heading: string;
  /** By which other lists head the same. */
  readonly alsoCalled: readonly string[];
  readonly isRequired: boolean;
  readonly max: number;
  readonly width: number;
  /** What to write there. */
  readonly help: string;
}

export const unitColumns = {
  name: {
    heading: '单位名称',
    ...{ alsoCalled: ['单位全称', '名称', '全称'], isRequired: true, max: 100, width: 36 },
    help: '必填。登记的全称，至多 100 个字符。',
  },
  shortName: {
    heading: '简称',
    ...{ alsoCalled: ['单位简称'], isRequired: false, max: 30, width: 18 },
    help: '日常称呼，至多 30 个字符；不填则取全称的前 30 个字符。',
  },
  kind: {
    heading: '单位类型',
    ...{ alsoCalled: ['类型', '单位类别'], isRequired: true, max: 30, width: 14 },
    help: '必填。从下拉列表中选择。',
  },
  uscc: {
    heading: '统一社会信用代码',
    ...{ alsoCalled: ['社会信用代码', '信用代码'], isRequired: false, max: 60, width: 24 },
    help: '18 位，以文本格式填写；没有的单位（如党支部、队伍、业委会）不填。',
  },
  partyCode: {
    heading: '党组织代码',
    ...{ alsoCalled: ['党组织编码'], isRequired: false, max: 60, width: 20 },
    help: '党组织的内部代码，以文本格式填写；没有则不填。',
  },
  formerNames: {
    heading: '曾用名',
    ...{ alsoCalled: ['其他名称'], isRequired: false, max: 400, width: 30 },
    help: '多个名称以顿号或分号分隔，至多 10 个。',
  },
} as const satisfies Readonly<Record<string, Column>>;

type UnitColumn = keyof typeof unitColumns;
const columnNames = Object.keys(unitColumns) as UnitColumn[];

/** What a corrected sheet has beside: known by their headings, and not read. */
export const addedColumns = { row: '原行号', issue: '问题' } as const;

/** By kind of unit, its word in the sheet. */
export const kindWords = {
  GOVERNMENT: '机关',
  PUBLIC_INSTITUTION: '事业单位',
  HOSPITAL: '医院',
  SCHOOL: '学校',
  ENTERPRISE: '企业',
  POWER_UTILITY: '供电单位',
  MALL: '商场',
  BUSINESS_DISTRICT: '商圈',
  PARK: '园区',
  PROPERTY_COMPANY: '物业公司',
  COMMUNITY: '社区',
  VILLAGE: '村',
  COLLECTIVE: '集体经济组织',
  OWNERS_COMMITTEE: '业委会',
  PARTY_ORGANISATION: '党组织',
  SOCIAL_ORGANISATION: '社会组织',
  TEAM: '队伍',
} as const;

/** Where each column stands, from 0. */
export type Header = ReadonlyMap<UnitColumn, number>;

/** Throws `BadSheetError` where a column that is needed is missing, or one stands there twice. */
export function readHeader(cells: readonly Cell[]): Header {
  const header = new Map<UnitColumn, number>();
  for (const [i, cell] of cells.entries()) {
    const text = typeof cell === 'string' ? cell.normalize('NFKC').replaceAll(/[\s*]/g, '') : '';
    const name = columnNames.find((one) => {
      const { heading, alsoCalled }: Column = unitColumns[one];
      return heading === text || alsoCalled.includes(text);
    });
    if (name === undefined) continue;
    if (header.has(name)) {
      const { heading } = unitColumns[name];
      throw new BadSheetError(
        `表头中“${heading}”出现了两次，请只保留一列。`,
        `The column "${heading}" is there twice: keep one.`,
      );
    }
    header.set(name, i);
  }
  const missing = columnNames.filter((name) => unitColumns[name].isRequired && !header.has(name));
  if (missing.length === 0) return header;
  const listed = missing.map((name) => unitColumns[name].heading).join('、');
  throw new BadSheetError(
    `第一行须为表头，缺少：${listed}。请使用模板（/files/units-template.xlsx）。`,
    `The first row must hold the headings; missing: ${listed}. Take the template (/files/units-template.xlsx).`,
  );
}

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
    cells: columnNames.map((one) => shown(cellOf(one))),
    unit: isGood ? { kind, name, shortName, formerNames, identifiers } : null,
    issues,
  };
}

interface Fault {
  readonly code: string;
  readonly message: Bilingual;
}

/** A code that a program took for a number, as it spells numbers that are too long for it. */
const ROUNDED = /^\d(\.\d+)?E\+?\d+$/i;
const LARGEST_EXACT = 1e15;

function textOf(cell: Cell | undefined, { isRequired, max }: Column): string | Fault {
  if (typeof cell === 'object' && cell !== null) {
    if ('formula' in cell) return { code: 'FORMULA', message: faults.formula };
    if ('error' in cell) return { code: 'ERROR_VALUE', message: faults.error };
    const isExact = Number.isInteger(cell.number) && Math.abs(cell.number) < LARGEST_EXACT;
    return isExact ? String(cell.number) : { code: 'ROUNDED_NUMBER', message: faults.rounded };
  }
  if (typeof cell === 'string' && cell.startsWith('=')) return { code: 'FORMULA', message: faults.formula };
  const text = unescaped(cell ?? '').trim();
  if (text === '') return isRequired ? { code: 'MISSING', message: faults.missing } : '';
  if (ROUNDED.test(text)) return { code: 'ROUNDED_NUMBER', message: faults.rounded };
  if (!isLine(text)) return { code: 'BAD_CHARACTER', message: faults.character };
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
  character: { zh: '含控制字符或换行，请删除。', en: 'It holds control characters or line breaks: take them out.' },
  unknownKind: {
    zh: `没有这种单位类型，请从下列中选择：${Object.values(kindWords).join('、')}。`,
    en: `There is no such kind of unit: choose one of ${Object.values(kindWords).join(', ')}.`,
  },
  formerNames: {
    zh: `曾用名至多 ${MOST_FORMER_NAMES} 个，每个至多 ${unitColumns.name.max} 个字符。`,
    en: `At most ${MOST_FORMER_NAMES} former names of ${unitColumns.name.max} characters each.`,
  },
} satisfies Readonly<Record<string, Bilingual>>;
