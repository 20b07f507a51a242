import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UnitsFoundDocument } from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';

/** Short names; each has a full name that says so. */
const NAMES = [
  '慈溪人民医院',
  '慈溪供电局',
  '长春社区',
  '虞波社区',
  '重阳敬老队',
  'WE共享客厅',
  '先锋骑士',
  '银泰百货',
];

let world: World;

beforeAll(async () => {
  world = await createWorld();
  for (const name of NAMES) await world.people.unit(name);
  await world.sql(
    "update directory.unit set name = '宁波银泰商业有限公司', short_name = '银泰', former_names = '{银泰百货,第一商场}' where short_name = '银泰百货'",
  );
});

afterAll(() => world[Symbol.asyncDispose]());

async function found(search: string): Promise<readonly string[]> {
  const { data } = await world.ask(UnitsFoundDocument, { search });
  const { nodes, totalCount } = there(data?.units);
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ shortName }) => shortName);
}

test.each([
  // From one character on, in the order of a dictionary, in which 长 is zhang.
  ['社', ['虞波社区', '长春社区']],
  ['医院', ['慈溪人民医院']],
  ['慈溪', ['慈溪供电局', '慈溪人民医院']],
  ['民医院（全', ['慈溪人民医院']],
  ['春区', []],
  // Initials, from wherever one begins.
  ['cxrmyy', ['慈溪人民医院']],
  ['CXRMYY', ['慈溪人民医院']],
  ['ｃｘｒｍｙｙ', ['慈溪人民医院']],
  ['rmyy', ['慈溪人民医院']],
  ['xf', ['先锋骑士']],
  ['cx', ['慈溪供电局', '慈溪人民医院']],
  // As it is read, from a syllable on, to the end or not.
  ['cixi', ['慈溪供电局', '慈溪人民医院']],
  ['cixirenmin', ['慈溪人民医院']],
  ['CiXi ren', ['慈溪人民医院']],
  ['renminyiy', ['慈溪人民医院']],
  ['ixi', []],
  ['cixirenminyiyuana', []],
  ["yin'tai", ['银泰']],
  ['baihuo', ['银泰']],
  ['wegongxiang', ['WE共享客厅']],
  ['changchun', ['长春社区']],
  ['zhangchun', ['长春社区']],
  ['zhongyang', ['重阳敬老队']],
  ['chongyangjinglao', ['重阳敬老队']],
  // Characters that are read in two ways.
  ['ccsq', ['长春社区']],
  ['zcsq', ['长春社区']],
  ['zyjld', ['重阳敬老队']],
  ['cyjld', ['重阳敬老队']],
  // Letters and brackets, whatever their case and width.
  ['we共享', ['WE共享客厅']],
  ['ＷＥ', ['WE共享客厅']],
  ['wegxkt', ['WE共享客厅']],
  [' 骑士 ', ['先锋骑士']],
  // Names it had.
  ['第一商场', ['银泰']],
  ['dysc', ['银泰']],
  ['百货', ['银泰']],
  ['（全称）', NAMES.slice(0, 7)],
])('“%s” finds %j', async (search, names) => {
  expect([...(await found(search))].sort()).toEqual([...names].sort());
  if (names.length === 2) expect(await found(search)).toEqual(names);
});

test('an empty text is in every name, and what nobody can write in none', async () => {
  expect(await found('')).toHaveLength(NAMES.length);
  expect(await found('\n')).toHaveLength(NAMES.length);
  expect(await found('院\t')).toEqual(['慈溪人民医院']);
  expect(await found('院慈')).toEqual([]);
});

test('names are listed as a dictionary lists them, page by page', async () => {
  const page = async (after: string | null) =>
    there((await world.ask(UnitsFoundDocument, { search: '', first: 3, after })).data?.units);
  const [first, seen] = [await page(null), [] as string[]];
  for (let next = first; ; next = await page(next.pageInfo.endCursor)) {
    seen.push(...next.nodes.map(({ shortName }) => shortName));
    if (!next.pageInfo.hasNextPage) break;
  }
  // Ci gong, ci ren, xian, yin, yu; characters that are read in two ways have one place: zhang, zhong. Letters are last.
  expect(seen).toEqual([
    ...['慈溪供电局', '慈溪人民医院', '先锋骑士', '银泰', '虞波社区'],
    ...['长春社区', '重阳敬老队', 'WE共享客厅'],
  ]);
});
