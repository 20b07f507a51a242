/** The masks that the database makes or holds, beside those of the rules: they say the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask } from '../../src/domain/privacy/mask.ts';
import { compoundSurnames } from '../../src/domain/privacy/surnames.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { scaled } from '../support/scale.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const MANY = scaled(2_000, 50_000);

/** What PostgreSQL says of each text, in one statement. */
async function said<T>(expression: string, texts: readonly string[]): Promise<T[]> {
  const [row] = await database.sql<{ all: T[] }>(
    `select array_agg(${expression} order by n) as all from unnest($1::text[]) with ordinality u(text, n)`,
    [texts],
  );
  return row?.all ?? [];
}

/** PostgreSQL keeps no NUL and nothing that is not Unicode. */
const anything = fc.string({ unit: 'grapheme-composite', maxLength: 6 }).filter((text) => !text.includes('\0'));
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.integer({ min: 0, max: 9 }).map(String), minLength: min, maxLength: max });

describe('the database masks as the rules do', () => {
  test('a mobile number', async () => {
    const number = fc.oneof(
      fc.tuple(fc.constantFrom('', '+86', '+852', '+1', '+', '86', '0086'), digits(3, 15)).map((all) => all.join('')),
      fc.tuple(fc.constantFrom('', '+86'), digits(10, 10)).map(([code, rest]) => `${code}1${rest}`),
      fc.tuple(fc.constantFrom('', '+86'), digits(2, 2), digits(4, 4)).map(([code, a, b]) => `${code}1${a}****${b}`),
      anything,
    );
    const numbers = ['+85291234567', '+12345678', '13812345678', '+8613812345678', '', ...fc.sample(number, MANY)];
    expect(await said('rights.mask_mobile(text)', numbers)).toEqual(numbers.map(mask.mobile));
    expect(mask.mobile('+85291234567')).toBe('****');
  });

  test('a name', async () => {
    const space = fc.constantFrom('', '', ' ', '\t', '\u3000', '\u00a0', '\ufeff', '\u200b', '\u2003');
    const surname = fc.constantFrom(...compoundSurnames, '王', '李', '欧', '𠮷', 'Li');
    const given = fc.constantFrom('', '明', '小明', ' 小明', '**', '*', '𠮷野');
    const name = fc.oneof(
      fc.tuple(space, surname, given, space).map((all) => all.join('')),
      anything,
    );
    const names = [' 王小明', '欧阳', '欧阳**', '呼延灼', '', ...fc.sample(name, MANY)];
    expect(await said('rights.mask_name(text)', names)).toEqual(names.map(mask.name));
  });
});

test('the database keeps every address that the rules mask, and none in full that leads to a door', async () => {
  const area = fc.constantFrom(
    '慈溪市',
    '三门县',
    '虞波社区',
    '孙塘北路',
    '阳光花园',
    '三号桥村',
    '五里牌村',
    '陆埠镇',
    '，',
    ' ',
  );
  const door = fc
    .tuple(
      fc.oneof(digits(1, 4), fc.constantFrom('三', '十二', '五〇一', '叁', '陆', 'A', 'Ｂ', '３')),
      fc.constantFrom('幢', '栋', '号', '单元', '室', '楼', '层', '户', '组', '门'),
    )
    .map((all) => all.join(''));
  const written = fc.tuple(
    fc.array(area, { minLength: 1, maxLength: 5 }),
    fc.array(door, { maxLength: 2 }),
    fc.oneof(fc.constant(''), anything),
  );
  const samples = fc.sample(written, MANY);
  const masked = samples
    .map(([areas, doors, rest]) => mask.address([...areas, ...doors, rest].join('')))
    .filter((text) => text !== '');
  expect(masked.length).toBeGreaterThan(MANY / 4);
  const isCoarse = 'exchange.is_coarse_address(text)';
  expect(new Set(await said<boolean>(isCoarse, masked))).toEqual(new Set([true]));
  const full = samples.filter(([, doors]) => doors.length > 0).map(([areas, doors]) => [...areas, ...doors].join(''));
  expect(new Set(await said<boolean>(isCoarse, full))).toEqual(new Set([false]));
});
