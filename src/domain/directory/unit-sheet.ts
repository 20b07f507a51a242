/** The sheet of units (单位表): its columns, and where each stands. */
import { BadSheetError, type Cell } from '../sheet.ts';

export interface Column {
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

export type UnitColumn = keyof typeof unitColumns;
export const columnNames = Object.keys(unitColumns) as UnitColumn[];

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
