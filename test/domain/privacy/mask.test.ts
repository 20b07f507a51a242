import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask } from '../../../src/domain/privacy/mask.ts';
import { scaled } from '../../support/scale.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('a mask', () => {
  test.each([
    [mask.mobile('13812345678'), '138****5678'],
    [mask.mobile('+8613812345678'), '+86138****5678'],
    [mask.mobile('1234'), '****'],
    [mask.identityNumber('330282195001011235'), '330282********1235'],
    [mask.identityNumber('33028219500101123X'), '330282********123X'],
    [mask.identityNumber('330282500101123'), '330282******123'],
    [mask.identityNumber('33028219500101'), '****'],
    [mask.name('王小明'), '王**'],
    [mask.name('王兰'), '王**'],
    [mask.name('欧阳小兰'), '欧阳**'],
    [mask.name('欧阳'), '欧**'],
    [mask.name(''), '**'],
    [mask.plate('浙B12345'), '浙B***45'],
    [mask.plate('浙B·12345'), '浙B***45'],
    [mask.plate('浙BD12345'), '浙B****45'],
    [mask.plate('浙B'), '****'],
    [mask.address('慈溪市浒山街道孙塘北路12号阳光花园3幢2单元501室'), '慈溪市浒山街道孙塘北路'],
    [mask.address('阳光花园 3幢'), '阳光花园'],
    [mask.address('阳光花园，３幢'), '阳光花园'],
    [mask.address('周塘村第三组12号'), '周塘村'],
    [mask.address('明州公寓B座1102'), '明州公寓'],
    [mask.address('阳光花园3-2-501'), '阳光花园'],
    [mask.address('虞波社区文化中心'), '虞波社区文化中心'],
    [mask.address('三号桥社区'), '三号桥社区'],
    [mask.name(' 王小明'), '王**'],
    [mask.name('\u3000欧阳小兰 '), '欧阳**'],
    [mask.address('12号'), ''],
    // Whole, where nothing in it leads to a door: numerals belong to many a name.
    [mask.address('虞波社区'), '虞波社区'],
    [mask.address('阳光花园'), '阳光花园'],
    [mask.address('孙塘北路'), '孙塘北路'],
    [mask.address('三北镇'), '三北镇'],
    [mask.address('五里牌村'), '五里牌村'],
    [mask.address('慈溪市浒山街道虞波社区'), '慈溪市浒山街道虞波社区'],
    [mask.address('浙江省 台州市，三门县'), '浙江省 台州市，三门县'],
    [mask.address('余姚市陆埠镇'), '余姚市陆埠镇'],
    [mask.address('曹杨二村'), '曹杨二村'],
    [mask.address('长沙市芙蓉区五一广场'), '长沙市芙蓉区五一广场'],
    [mask.address('慈溪市人民医院'), '慈溪市人民医院'],
    // To the last area before the door, however the door is written.
    [mask.address('阳光花园，501'), '阳光花园'],
    [mask.address('幸福里A501'), '幸福里'],
    [mask.address('幸福里Ａ５０１'), '幸福里'],
    [mask.address('阳光花园叁幢'), '阳光花园'],
    [mask.address('阳光花园陆幢'), '阳光花园'],
    [mask.address('阳光花园十三-五〇一'), '阳光花园'],
    [mask.address('阳光花园 十三 五零一'), '阳光花园'],
    [mask.address('张家路五号门后'), '张家路'],
    [mask.address('阳光花园二楼东户'), '阳光花园'],
    [mask.address('阳光花园甲幢'), '阳光花园'],
    [mask.address('阳光花园㈢幢'), '阳光花园'],
    [mask.address('孙塘北路十二阳光花园'), '孙塘北路'],
    [mask.address('阳光花园楼下王家'), '阳光花园'],
    [mask.address('地铁1号线孙塘站'), ''],
    // Whole, where no area begins it.
    [mask.address('Room 501, Sunshine Garden'), ''],
    [mask.address('501室，阳光花园'), ''],
    [mask.address('老王那儿'), ''],
    [mask.address('三楼'), ''],
    [mask.address('五零一'), ''],
  ])('%s', (masked, expected) => {
    expect(masked).toBe(expected);
  });

  const written = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom('路', '1', '2', '号', '三', '幢', '单元', '欧', '阳', '*', '王', 'X', '-', '，', '村', '组'),
      )
      .map((all) => all.join('')),
  );

  test.each(['mobile', 'identityNumber', 'name', 'plate', 'address'] as const)(
    'of a masked %s is what it is',
    (kind) => {
      fc.assert(
        fc.property(written, (text) => {
          const masked = mask[kind](text);
          expect(mask[kind](masked)).toBe(masked);
        }),
      );
    },
  );

  test('of a number holds no more than the rule says', () => {
    fc.assert(
      fc.property(digits(9), (rest) => {
        expect(mask.mobile(`13${rest}`)).toBe(`13${rest.slice(0, 1)}****${rest.slice(5)}`);
      }),
    );
    fc.assert(
      fc.property(digits(18), (number) => {
        const masked = mask.identityNumber(number);
        expect(masked).toBe(`${number.slice(0, 6)}********${number.slice(14)}`);
      }),
    );
  });

  test('of a name holds nothing of the given name, nor how long it is', () => {
    const given = fc.array(fc.constantFrom('小', '明', '桂', '花', '建', '国'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom('王', '陈', '欧阳'), given, (surname, name) => {
        fc.pre(surname.length + name.length > 2 || surname.length === 1);
        expect(mask.name(surname + name.join(''))).toBe(`${surname}**`);
      }),
    );
  });

  test('of an address is where it begins, without any door', () => {
    fc.assert(
      fc.property(fc.constantFrom('孙塘北路', '阳光花园', '周塘村'), fc.integer({ min: 1, max: 9999 }), (street, n) => {
        for (const door of [`${n}号`, `${n}幢2单元`, `${n}弄5号`, `第${n}组`, `${n}室`])
          expect(mask.address(street + door)).toBe(street);
      }),
    );
  });
});

describe('an address, however it is written,', () => {
  const area = fc.constantFrom(
    '慈溪市',
    '浒山街道',
    '虞波社区',
    '孙塘北路',
    '阳光花园',
    '幸福里',
    '周塘村',
    '三北镇',
    '五里牌村',
  );
  const gap = fc.constantFrom('', '', ' ', '，', '、', '-', '－', '/', '（', '\u3000', '·', '~');
  const figures = fc.integer({ min: 1, max: 3999 }).map(String);
  const words = (spelt: string) => figures.map((n) => Array.from(n, (figure) => spelt.charAt(Number(figure))).join(''));
  const letter = fc.constantFrom('', 'A', 'b', 'Ａ', 'Ⅲ', '㈢', '③', '甲');
  const number = fc.oneof(
    figures,
    words('〇一二三四五六七八九'),
    words('零壹贰叁肆伍陆柒捌玖'),
    words('０１２３４５６７８９'),
  );
  const unit = fc.constantFrom('幢', '栋', '号', '单元', '室', '楼', '层', '户', '组', '门', '弄', '号楼', '楼东户');
  const door = fc.tuple(gap, letter, number, unit).map((parts) => parts.join(''));
  const rest = fc.constantFrom('', '', ' Sunshine', '后面', '东边', '王家', '（老屋）');
  const address = fc
    .tuple(
      fc.array(area, { maxLength: 4 }),
      fc.array(door, { minLength: 1, maxLength: 3 }),
      rest,
      fc.array(area, { maxLength: 1 }),
    )
    .map(([areas, doors, after, more]) => ({
      areas: areas.join(''),
      written: [...areas, ...doors, after, ...more].join(''),
    }));

  test('is shown to its areas and no further', () => {
    fc.assert(
      fc.property(address, ({ areas, written }) => {
        expect(mask.address(written)).toBe(areas);
      }),
    );
  });

  test('shows no digit, no letter and no numeral of a house, whatever else it says', () => {
    const piece = fc.oneof(area, gap, letter, number, unit, rest, fc.string({ unit: 'grapheme', maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const masked = mask.address(pieces.join(''));
        expect(masked.normalize('NFKC')).not.toMatch(
          /[\p{N}\p{Script=Latin}壹贰叁肆柒捌玖]|[一二三四五六七八九零](?:[幢栋室户楼层弄]|单元|号)/u,
        );
        expect(mask.address(masked)).toBe(masked);
      }),
      { numRuns: scaled(500, 20_000) },
    );
  });
});

describe('a masked place', () => {
  const point = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  });
  const near = fc.record({
    longitude: fc.double({ min: 0.0001, max: 0.0099, noNaN: true }),
    latitude: fc.double({ min: 0.0001, max: 0.0099, noNaN: true }),
  });

  test('is the middle of a cell of a hundredth of a degree, on the earth and near where it was', () => {
    expect(mask.place({ longitude: 121.2664, latitude: 30.1697 })).toEqual({ longitude: 121.265, latitude: 30.165 });
    fc.assert(
      fc.property(point, (exact) => {
        const masked = mask.place(exact);
        expect(Math.abs(masked.longitude - exact.longitude)).toBeLessThanOrEqual(0.005_000_1);
        expect(Math.abs(masked.latitude - exact.latitude)).toBeLessThanOrEqual(0.005_000_1);
        expect(Math.abs(masked.longitude)).toBeLessThan(180);
        expect(Math.abs(masked.latitude)).toBeLessThan(90);
        expect(mask.place(masked)).toEqual(masked);
      }),
    );
  });

  test('is the same for all points of its cell: many needs of one household say no more than one', () => {
    const cell = fc.record({ x: fc.integer({ min: 7300, max: 13_500 }), y: fc.integer({ min: 1800, max: 5300 }) });
    fc.assert(
      fc.property(cell, near, near, ({ x, y }, a, b) => {
        const at = (of: typeof a) => mask.place({ longitude: x / 100 + of.longitude, latitude: y / 100 + of.latitude });
        expect(at(a)).toEqual(at(b));
      }),
    );
  });
});
