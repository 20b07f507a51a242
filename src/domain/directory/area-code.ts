/**
 * Codes of areas (区划代码): 6 digits to the county (GB/T 2260), 9 to the township (GB/T 10114), 12 to the community (统计用区划代码).
 * A code is text. What it says of level and parent is a default that a list may contradict, as development zones do.
 */

/** From the province down; below the community an area has a local code only. */
export const areaLevels = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** What an area of that level is, as far as its own three digits say. */
type AreaKind =
  | 'PROVINCE'
  | 'PREFECTURE'
  | 'COUNTY'
  /** 街道. */
  | 'SUBDISTRICT'
  /** 镇. */
  | 'TOWN'
  /** 乡. */
  | 'TOWNSHIP'
  /** 类似乡级单位: development zones, farms and the like. */
  | 'SIMILAR_TO_TOWNSHIP'
  /** 居民委员会. */
  | 'RESIDENTS_COMMITTEE'
  /** 村民委员会. */
  | 'VILLAGERS_COMMITTEE'
  /** 类似村级单位. */
  | 'SIMILAR_TO_VILLAGE';

interface AreaCode {
  /** The code without the zeros that fill it up: 2, 4, 6, 9 or 12 digits. */
  readonly significant: string;
  readonly level: AreaLevel;
  readonly kind: AreaKind;
}

const SHAPE = /^[1-9]\d(\d{4}|\d{7}|\d{10})$/;

/** Ranges of three digits, from and to, and what lies in them. */
type Ranges = readonly (readonly [from: number, to: number, kind: AreaKind])[];

/** GB/T 10114-2003, section 4. */
const townships: Ranges = [
  [1, 99, 'SUBDISTRICT'],
  [100, 199, 'TOWN'],
  [200, 399, 'TOWNSHIP'],
  [400, 599, 'SIMILAR_TO_TOWNSHIP'],
];

/** 统计用区划代码和城乡划分代码编制规则, article 8. */
const communities: Ranges = [
  [1, 199, 'RESIDENTS_COMMITTEE'],
  [200, 399, 'VILLAGERS_COMMITTEE'],
  [400, 599, 'SIMILAR_TO_VILLAGE'],
];

/** Reads a code of 6, 9 or 12 digits; null where no area can have it. */
export function readAreaCode(code: string): AreaCode | null {
  if (!SHAPE.test(code)) return null;
  const [province, prefecture, county] = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6)];
  const [township, community] = [code.slice(6, 9), code.slice(9, 12)];
  if (isSome(community)) {
    // Whatever lies below has all that lies above it.
    if (readAreaCode(code.slice(0, 9))?.level !== 'TOWNSHIP') return null;
    return of(communities, community, 'COMMUNITY', code);
  }
  if (isSome(township)) {
    if (!isSome(county) || !isSome(prefecture)) return null;
    return of(townships, township, 'TOWNSHIP', code.slice(0, 9));
  }
  if (isSome(county)) {
    return isSome(prefecture) ? { significant: code.slice(0, 6), level: 'COUNTY', kind: 'COUNTY' } : null;
  }
  if (isSome(prefecture)) return { significant: code.slice(0, 4), level: 'PREFECTURE', kind: 'PREFECTURE' };
  return { significant: province, level: 'PROVINCE', kind: 'PROVINCE' };
}

const isSome = (digits: string): boolean => /[1-9]/.test(digits);

function of(ranges: Ranges, digits: string, level: AreaLevel, significant: string): AreaCode | null {
  const number = Number(digits);
  const kind = ranges.find(([from, to]) => from <= number && number <= to)?.[2];
  return kind === undefined ? null : { significant, level, kind };
}

/** Digits that a code has at each level. */
const LENGTHS = [2, 4, 6, 9, 12] as const;

/** The codes of what lies above by the prefix, nearest first, each of 6 digits, or of 9 for a township. */
export function ancestorsByPrefix({ significant }: AreaCode): string[] {
  return LENGTHS.filter((length) => length < significant.length)
    .map((length) => significant.slice(0, length).padEnd(6, '0'))
    .reverse();
}

/** Whether what is of that level may lie directly under the other: levels may be left out, and never turned round. */
export function mayLieUnder(level: AreaLevel, above: AreaLevel): boolean {
  return areaLevels.indexOf(above) < areaLevels.indexOf(level);
}
