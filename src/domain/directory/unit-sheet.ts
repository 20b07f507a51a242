/** The sheet of units (单位表): its columns. */
import type { Column } from '../sheet-columns.ts';

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

/** Where the template is. */
export const UNITS_TEMPLATE = '/files/units-template.xlsx';
