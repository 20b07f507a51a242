/**
 * Codes of areas (区划代码): 6 digits to the county (GB/T 2260), 9 to the township (GB/T 10114), 12 to the community (统计用区划代码).
 * A code is text. What it says of level and parent is a default that a list may contradict, as development zones do.
 */

/** From the province down; below the community an area has a local code only. */
export const areaLevels = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID'] as const;
export type AreaLevel = (typeof areaLevels)[number];

interface AreaCode {
  /** The code without the zeros that fill it up: 2, 4, 6, 9 or 12 digits. */
  readonly significant: string;
  readonly level: AreaLevel;
}

const SHAPE = /^[1-9]\d(\d{4}|\d{7}|\d{10})$/;

/**
 * The last of the three digits that a township (GB/T 10114-2003, section 4: 街道, 镇, 乡, and what is like one) or a community
 * (统计用区划代码和城乡划分代码编制规则, article 8: 居民委员会, 村民委员会, and what is like one) may have.
 */
const LAST = 599;

/** Reads a code of 6, 9 or 12 digits; null where no area can have it. */
export function readAreaCode(code: string): AreaCode | null {
  if (!SHAPE.test(code)) return null;
  const [province, prefecture, county] = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6)];
  const [township, community] = [code.slice(6, 9), code.slice(9, 12)];
  if (isSome(community)) {
    // Whatever lies below has all that lies above it.
    if (readAreaCode(code.slice(0, 9))?.level !== 'TOWNSHIP') return null;
    return of(community, 'COMMUNITY', code);
  }
  if (isSome(township)) {
    if (!isSome(county) || !isSome(prefecture)) return null;
    return of(township, 'TOWNSHIP', code.slice(0, 9));
  }
  if (isSome(county)) {
    return isSome(prefecture) ? { significant: code.slice(0, 6), level: 'COUNTY' } : null;
  }
  if (isSome(prefecture)) return { significant: code.slice(0, 4), level: 'PREFECTURE' };
  return { significant: province, level: 'PROVINCE' };
}

const isSome = (digits: string): boolean => /[1-9]/.test(digits);

const of = (digits: string, level: AreaLevel, significant: string): AreaCode | null =>
  Number(digits) <= LAST ? { significant, level } : null;

/** The code as it is kept: with zeros to the six digits of a county, and none behind that. */
export const keptCode = ({ significant }: AreaCode): string => significant.padEnd(6, '0');

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
