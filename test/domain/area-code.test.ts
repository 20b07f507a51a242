import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ancestorsByPrefix,
  areaLevels,
  keptCode,
  mayLieUnder,
  readAreaCode,
} from '../../src/domain/directory/area-code.ts';

/** The places of the five accounts, and what their codes say. */
const known = [
  ['330000', 'PROVINCE', '浙江省'],
  ['330200', 'PREFECTURE', '宁波市'],
  ['330203', 'COUNTY', '海曙区'],
  ['330205', 'COUNTY', '江北区'],
  ['330282', 'COUNTY', '慈溪市'],
  ['331024', 'COUNTY', '仙居县'],
  ['330282001', 'TOWNSHIP', '街道'],
  ['330205100', 'TOWNSHIP', '镇'],
  ['331024200', 'TOWNSHIP', '乡'],
  ['330282400', 'TOWNSHIP', '开发区'],
  ['330282001000', 'TOWNSHIP', '街道, filled up to 12'],
  ['330282000000', 'COUNTY', '慈溪市, filled up to 12'],
  ['330282001001', 'COMMUNITY', '居委会'],
  ['330282001199', 'COMMUNITY', '居委会, the last'],
  ['330282001200', 'COMMUNITY', '村委会'],
  ['330282001399', 'COMMUNITY', '村委会, the last'],
  ['330282001498', 'COMMUNITY', '类似村级单位'],
] as const;

describe('the code of an area', () => {
  test.each(known)('%s is %s (%s)', (code, level, _name) => {
    expect(readAreaCode(code)).toMatchObject({ level });
  });

  test.each([
    ['33028', 'five digits'],
    ['3302820', 'seven digits'],
    ['３３０２８２', 'full-width digits'],
    ['330282 ', 'a blank'],
    ['030282', 'no province begins with 0'],
    ['330002', 'a county without a prefecture'],
    ['330200001', 'a township without a county'],
    ['330282000001', 'a community without a township'],
    ['330282600', 'a township of no kind'],
    ['330282001600', 'a community of no kind'],
    ['33028200100112345', 'with the digits of town and country'],
  ])('%s is none: %s', (code) => {
    expect(readAreaCode(code)).toBeNull();
  });

  test.each([
    ['330203311000', '330203311'],
    ['330203311', '330203311'],
    ['330282000000', '330282'],
    ['330000', '330000'],
    ['330282001001', '330282001001'],
  ])('%s is kept as %s', (code, kept) => {
    const read = readAreaCode(code);
    expect(read === null ? null : keptCode(read)).toBe(kept);
  });

  test('says by default what lies above, nearest first', () => {
    const above = (code: string) => ancestorsByPrefix(readAreaCode(code) ?? { significant: '', level: 'GRID' });
    expect(above('330282001001')).toEqual(['330282001', '330282', '330200', '330000']);
    expect(above('330282')).toEqual(['330200', '330000']);
    expect(above('330000')).toEqual([]);
  });

  test('whatever is read, every code above it is read, and is of a higher level', () => {
    const digits = fc.array(fc.constantFrom('0', '1', '2', '3', '9'), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.constantFrom(6, 9, 12), (all, length) => {
        const code = readAreaCode(all.join('').slice(0, length));
        if (code === null) return;
        for (const above of ancestorsByPrefix(code)) {
          const read = readAreaCode(above);
          expect(read).not.toBeNull();
          expect(read !== null && mayLieUnder(code.level, read.level)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

test('an area lies under one of a higher level, be it the next or not', () => {
  for (const [i, level] of areaLevels.entries()) {
    for (const [j, above] of areaLevels.entries()) expect(mayLieUnder(level, above)).toBe(j < i);
  }
});
