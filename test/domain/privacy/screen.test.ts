/** What is held up and what is not, in the words in which people write wishes. Everybody in it is made up. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { needTemplates } from '../../../src/app/demo/need-templates.ts';
import { resourceTemplates } from '../../../src/app/demo/resource-templates.ts';
import { screen } from '../../../src/domain/privacy/screen.ts';

/** The text, and what is found in it in its order, as kind and what is shown. */
type Row = readonly [text: string, ...found: (readonly [kind: string, shown: string])[]];

const mobile = ['MOBILE', '138****5678'] as const;
const identity = ['IDENTITY_NUMBER', '330282********1233'] as const;

const held: readonly Row[] = [
  // Mobile numbers, as they are written and as they are hidden.
  ['请联系13812345678', mobile],
  ['电话138 1234 5678，晚上在家', mobile],
  ['电话：138-1234-5678', mobile],
  ['138 12345678', mobile],
  ['+8613812345678', mobile],
  ['+86 138-1234-5678', mobile],
  ['0086 138 1234 5678', mobile],
  ['8613812345678', mobile],
  ['１３８１２３４５６７８', mobile],
  ['手机１３８　１２３４　５６７８', mobile],
  ['①③⑧①②③④⑤⑥⑦⑧', mobile],
  ['一三八一二三四五六七八', mobile],
  ['一三八 一二三四 五六七八', mobile],
  ['幺三八幺二三四五六七八', mobile],
  ['壹叁捌壹贰叁肆伍陆柒捌', mobile],
  ['1 3 8 1 2 3 4 5 6 7 8', mobile],
  ['联系方式 13 81 23 45 67 8', mobile],
  ['电话一13812345678', mobile],
  ['13812345678或13912345679', mobile, ['MOBILE', '139****5679']],
  ['请致电（138）1234-5678', mobile],
  // Landlines with their area code.
  ['0574-63112345', ['LANDLINE', '0574****2345']],
  ['（0574）6311 2345', ['LANDLINE', '0574****2345']],
  ['057463112345', ['LANDLINE', '0574****2345']],
  ['家里电话０１０－６６６６１２３４', ['LANDLINE', '010****1234']],
  ['0571 8712345', ['LANDLINE', '0571****2345']],
  // Identity numbers.
  ['身份证330282195001011233', identity],
  ['３３０２８２１９５００１０１１２３３', identity],
  ['330282 19500101 1233', identity],
  ['330282-19500101-1233', identity],
  ['110101199003070011', ['IDENTITY_NUMBER', '110101********0011']],
  ['身份证号：330282195001011234（末位待核）', ['IDENTITY_NUMBER', '330282********1234']],
  ['旧证330282500101123', ['IDENTITY_NUMBER', '330282******123']],
  // Bank cards.
  ['卡号6217001420001234569', ['BANK_CARD', '6217****4569']],
  ['6222 0239 0100 1231', ['BANK_CARD', '6222****1231']],
  // E-mail, WeChat, QQ.
  ['发到 zhangsan@example.com', ['EMAIL', 'z***@example.com']],
  ['zhangsan＠qq.com', ['EMAIL', 'z***@qq.com']],
  ['lisi(at)163.com', ['EMAIL', 'l***@163.com']],
  ['加微信 wang_xm88', ['ACCOUNT', 'wa****']],
  ['微信号：wangxm1950', ['ACCOUNT', 'wa****']],
  ['vx: wangxm1950', ['ACCOUNT', 'wa****']],
  ['V信wangxm1950', ['ACCOUNT', 'wa****']],
  ['QQ 12345678', ['ACCOUNT', '12****']],
  ['ＱＱ号：12345678', ['ACCOUNT', '12****']],
  ['微信同号13812345678', ['MOBILE', '138****5678']],
  // Number plates.
  ['车牌浙B12345', ['PLATE', '浙B***45']],
  ['浙B·8K123', ['PLATE', '浙B***23']],
  ['浙BD12345', ['PLATE', '浙B****45']],
  // Names.
  ['王小明先生', ['NAME', '王**']],
  ['陈桂花奶奶想要一台收音机', ['NAME', '陈**']],
  ['独居老人王桂花行动不便', ['NAME', '王**']],
  ['为李秀英老人理发', ['NAME', '李**']],
  ['张伟同学想要一套图书', ['NAME', '张**']],
  ['欧阳小兰女士', ['NAME', '欧阳**']],
  ['联系人：王小明', ['NAME', '王**']],
  ['联系人周建国，电话13812345678', ['NAME', '周**'], mobile],
  ['户主 陆阿毛', ['NAME', '陆**']],
  ['陈桂花，女，82岁', ['NAME', '陈**']],
  ['王小明今年八十二岁', ['NAME', '王**']],
  ['常玉兰（76岁）', ['NAME', '常**']],
  ['申请人：安国庆', ['NAME', '安**']],
  ['孙阿大家住虞波社区', ['NAME', '孙**']],
  // Illness beside a person or an age.
  ['王奶奶患糖尿病多年', ['HEALTH', '**']],
  ['一位独居老人，尿毒症，每周透析三次', ['HEALTH', '**'], ['HEALTH', '**']],
  ['82岁，偏瘫在床', ['HEALTH', '**']],
  ['儿子精神残疾，丈夫肺癌', ['HEALTH', '**']],
  ['陈桂花老人中风后独居', ['NAME', '陈**'], ['HEALTH', '**']],
];

const free: readonly string[] = [
  // Quantities, days, times, prices and money.
  '周末晚上举办，预计 100 人，需要音响。',
  '11月12号下午在社区集合，13:30、15:30、9:00三场',
  '2026-11-21 13:00至2026-11-22 17:00',
  '2026年11月21日至2027年1月31日',
  '预算138,500,123.45元',
  '单价1380、1390、1500元',
  '租金15000-200000元/年',
  '桌板150×2000×3000毫米',
  '尺寸1500*2000*3000',
  '共13812人次，1381234件',
  '资金177万元，人均1269元，12600余人次',
  '面积200平方米、房龄30年',
  '每周二、四、六各一次，一三五轮值',
  '时段18-20点，20-22点',
  '项目编号202611210001',
  '信用代码91350100M000100Y43',
  '信用代码12330282002956782X',
  // Numbers of the public.
  '热线81890',
  '拨打12345或96345',
  '客服400-800-1234',
  '4008001234',
  '报警110，急救120',
  '单位总机63112345',
  '关注微信公众号“慈溪发布”',
  '微信小程序预约',
  '微信群里接龙',
  '手机、电脑使用培训，教老人用微信',
  'QQ和微信都可以',
  '号码已隐去：138****5678',
  // People as a group, titles and words that begin like names.
  '陈桥老人、余姓老人',
  '为高龄老人、独居老人、孤寡老人送餐',
  '关爱老人，方便老人',
  '周边老人与常住老人',
  '面向全体老人和周边同学',
  '30余名老人，两万名老人',
  '余姚老人与宁波老人',
  '金秋老人节，白发老人',
  '高中同学、高三同学、全班同学',
  '许多老人想学用手机',
  '安排老人体检，陪同老人就医',
  '王奶奶想要一台收音机',
  '张师傅上门维修，陈医生坐诊',
  '居民陈先生',
  '联系人：王主任',
  '联系人见公告',
  '老人安全过冬，老人高兴',
  '居民和村民均可参加',
  '学生安全用电课堂',
  '六十周岁以上立减，八十周岁以上再减',
  '60岁以上老人，3至6岁儿童',
  '百岁老人寿宴',
  '孙女5岁入园',
  // Illness where nobody in particular is meant.
  '需要一名医生讲糖尿病',
  '糖尿病健康讲座',
  '高血压患者健康管理，量血压、测血糖',
  '为60岁以上糖尿病老人义诊',
  '自闭症儿童绘画课堂',
  '母亲节乳腺癌筛查',
  '肢体残疾人无障碍改造',
];

describe('a text is held up', () => {
  test.each(held.map((row): [string, Row] => [row[0], row]))('%s', (_text, [text, ...found]) => {
    expect(screen(text).map(({ kind, shown }) => [kind, shown])).toEqual(found);
  });
});

describe('a text passes', () => {
  test.each(free)('%s', (text) => {
    expect(screen(text)).toEqual([]);
  });

  const templates = [
    ...Object.values(needTemplates)
      .flat()
      .flatMap(({ title, description }) => [title, description]),
    ...Object.values(resourceTemplates)
      .flat()
      .flatMap(({ name, description }) => [name, description]),
  ];
  test.each([...new Set(templates)])('in the demonstration: %s', (text) => {
    expect(screen(text)).toEqual([]);
  });
});

describe('what is found', () => {
  test('is named by its place in the text as it was written', () => {
    const text = '🌸🌸手机：１３８　１２３４　５６７８，找王小明先生';
    expect(screen(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['MOBILE', '１３８　１２３４　５６７８'],
      ['NAME', '王小明'],
    ]);
  });

  test('is found wherever it stands among other words', () => {
    const words = fc.constantFrom('周末', '，', '晚上 ', '社区', '。', '请', '\n', '需要音响', '🌸');
    fc.assert(
      fc.property(fc.array(words), fc.array(words), (before, after) => {
        const text = `${before.join('')}13812345678${after.join('')}`;
        const found = screen(text).filter(({ kind }) => kind === 'MOBILE');
        expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['13812345678']);
      }),
    );
  });

  test('lies within the text, in its order, without overlaps, whatever the text', () => {
    const piece = fc.constantFrom(
      '1',
      '3',
      '8',
      '一',
      '王',
      '明',
      '老人',
      '号',
      '路',
      '幢',
      '-',
      ' ',
      '岁',
      '微信',
      '@',
      'a',
      '𝟏',
      '。',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of screen(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('is shown so that nothing of what is hidden is in it', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const number = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.array(digit, { minLength: 9, maxLength: 9 }));
    fc.assert(
      fc.property(number, ([second, rest]) => {
        const whole = `1${second}${rest.join('')}`;
        const [found] = screen(`请打${whole}`);
        expect(found?.shown).toBe(`${whole.slice(0, 3)}****${whole.slice(7)}`);
      }),
    );
  });

  test('is found soon, however long the text', () => {
    const text = '1 3 8 一三八王小明老人3幢2单元，'.repeat(100).slice(0, 2000);
    const began = performance.now();
    screen(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
