/** The sheets of resources, offers and needs (资源表、供给表、需求表): their columns and words. */
import type { Column } from '../sheet-columns.ts';
import type { ListingKind } from './listing-import.ts';

const line = (heading: string, max: number, width: number, help: string, rest: Partial<Column> = {}): Column => ({
  ...{ heading, alsoCalled: [], isRequired: false, max, width, help },
  ...rest,
});
const needed = { isRequired: true };

export const VISIBILITIES = { PUBLIC: '公开', ALLIANCE: '联盟内', UNIT: '仅本单位' } as const;

/** By kind of resource, its word in the sheet. */
export const resourceKinds = {
  SPACE: '场地',
  EQUIPMENT: '设备',
  VEHICLE: '车辆',
  STAFF_TIME: '人力',
  SKILL: '技能',
  GOODS: '物资',
  MEALS: '餐食',
  DATA_SET: '数据集',
} as const;

export const SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;

/** Units of measure that are usual; any other may be written. */
export const usualUnits = [
  '场',
  '人次',
  '人',
  '户',
  '小时',
  '天',
  '次',
  '个',
  '件',
  '套',
  '份',
  '辆',
  '台',
  '平方米',
  '千克',
];

const number = line(
  '自编号',
  60,
  16,
  '必填。本单位为该行编的号，同类中不重复；再次导入时据此识别，已发布的不会重复发布。',
  { ...needed, alsoCalled: ['编号', '本单位编号'] },
);
const description = (what: string): Column =>
  line('说明', 2000, 50, `必填。${what}，至多 2,000 个字符。`, { ...needed, holds: 'LINES', alsoCalled: ['内容'] });

const where = {
  placeName: line('地点', 200, 24, '文字地点，至多 200 个字符。请勿写到个人住址的门牌。', { alsoCalled: ['地址'] }),
  longitude: line('经度', 24, 12, '十进制度，-180 至 180；经度与纬度须同时填写或同时不填。', { holds: 'NUMBER' }),
  latitude: line('纬度', 24, 12, '十进制度，-90 至 90。', { holds: 'NUMBER' }),
  crs: line('坐标系', 10, 11, '经纬度所用坐标系，从下拉列表中选择；不填为 WGS84。高德、腾讯为 GCJ02，百度为 BD09。'),
};

const shown = {
  visibility: line('可见范围', 10, 11, '必填。从下拉列表中选择：公开、联盟内、仅本单位。', needed),
  audience: line(
    '面向联盟',
    2000,
    30,
    '联盟名称，多个以顿号或分号分隔，至多 20 个，须是本单位所在的联盟；“联盟内”不填时为提交导入时所选的联盟。',
  ),
};

const listing = {
  number,
  category: line('类别', 60, 16, '必填。从下拉列表中选择，也可填写类别代码。', { ...needed, alsoCalled: ['类别代码'] }),
  title: line('标题', 100, 30, '必填。至多 100 个字符。', { ...needed, alsoCalled: ['名称'] }),
  description: description('是什么、有什么条件'),
  quantity: line('数量', 24, 10, '必填。大于 0，小数至多 4 位。', { ...needed, holds: 'NUMBER', alsoCalled: ['总量'] }),
  unit: line('计量单位', 20, 11, '必填。可从下拉列表中选择，也可填写其他单位。', { ...needed, alsoCalled: ['单位'] }),
  startsAt: line(
    '开始时间',
    40,
    18,
    '如 2026-12-01 或 2026-12-01 09:00（北京时间）；开始与结束须同时填写或同时不填。',
    {
      holds: 'TIME',
    },
  ),
  endsAt: line('结束时间', 40, 18, '须晚于开始时间；只写日期的，当天包括在内。', { holds: 'TIME' }),
  ...where,
  ...shown,
  closesAt: line(
    '截止时间',
    40,
    18,
    '不再接受对接的时间，写法同开始时间；只写日期的，当天包括在内。不得晚于结束时间。',
    {
      holds: 'TIME',
    },
  ),
  track: line('赛道', 60, 40, '赛道标识（track_…，见 tracks），须是所面向联盟或其成员单位在用的赛道。', {
    alsoCalled: ['赛道标识'],
  }),
};

const offer = {
  ...listing,
  resource: line(
    '资源',
    60,
    16,
    '由本单位的哪项资源提供：填写该资源的自编号，或其标识（resource_…）。未填地点的，以资源的地点为准。',
    { alsoCalled: ['资源编号'] },
  ),
  eligibility: line(
    '适用条件',
    2000,
    40,
    '面向哪些人，如：全部（年满60周岁；健康：health.chronic（须证明））；写法见下。不限的不填。',
  ),
  documents: line('办事材料', 2000, 40, '需要带的材料，如：居民身份证；慢性病病历（近三个月内，如有）；写法见下。'),
};

const resource = {
  number,
  kind: line('资源类型', 20, 11, '必填。从下拉列表中选择。', { ...needed, alsoCalled: ['类型'] }),
  name: line('名称', 100, 30, '必填。至多 100 个字符。', { ...needed, alsoCalled: ['资源名称'] }),
  description: description('能做什么、要注意什么'),
  ...where,
  ...shown,
};

export type ListingColumn = keyof typeof offer | keyof typeof resource;

export const listingColumns: Readonly<Record<ListingKind, Readonly<Record<string, Column>>>> = {
  RESOURCE: resource,
  OFFER: offer,
  NEED: listing,
};

/** What each kind is called, and where its template is. */
export const sheets: Readonly<Record<ListingKind, { readonly zh: string; readonly path: string }>> = {
  RESOURCE: { zh: '资源', path: 'resources' },
  OFFER: { zh: '供给', path: 'offers' },
  NEED: { zh: '需求', path: 'needs' },
};

export const templateAt = (kind: ListingKind): string => `/files/templates/${sheets[kind].path}.xlsx`;
