/** A list of divisions that says what cannot be: its line is refused by name, with the way out, and nothing of it is written. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDivisions } from '../../src/app/area-lines.ts';
import { loadAreas } from '../../src/app/areas.ts';
import { ConfigError } from '../../src/platform/config.ts';
import { createWorld, type World } from '../support/world.ts';
import { there } from '../scenarios/story.ts';

const HEAD = 'code,name,until,successor,how';
const LIST = ['330000,浙江省,,,', '330200,宁波市,,,', '330281,余姚市,,,', '330282,慈溪市,,,'];

/** Each of these in place of the line of that code, or after the others. */
function listed(...lines: string[]): string {
  const rest = LIST.filter((line) => !lines.some((other) => other.slice(0, 6) === line.slice(0, 6)));
  return [HEAD, ...rest, ...lines].join('\n');
}

/** The refusal of the list: one problem, in both languages. */
function problemOf(error: unknown): string {
  if (!(error instanceof ConfigError)) throw error;
  expect(error.problems).toHaveLength(1);
  expect(error.message).not.toMatch(/constraint|violat|directory\.|select|null value|an area (lasts|begins|that)/);
  return there(error.problems[0]);
}

describe('a line that is none', () => {
  const fault = (...lines: string[]): string => {
    try {
      readDivisions(listed(...lines));
    } catch (error) {
      return problemOf(error);
    }
    throw new Error('the list was read');
  };

  test.each([
    ['330299,某区', '第 6 行（330299,某区）有 2 列', 'line 6: 5 fields are wanted, "330299,某区" has 2'],
    ['33029,某区,,,', '第 6 行（33029 某区）的代码', 'Line 6 (33029 某区) has no code of a division'],
    ['330299,,,,', '没有名称', 'Line 6 (330299 ) has no name'],
    ['330299,某区,2025-02-30,,', '失效日期“2025-02-30”', 'ends on "2025-02-30", which is no day'],
    ['330299,某区,,330281,MERGED', '不完整', 'says half of what followed it'],
    ['330299,某区,2025-01-01,330281,', '不完整', 'says half of what followed it'],
    ['330299,某区,2025-01-01,,MERGED', '不完整', 'says half of what followed it'],
    ['330299,某区,2025-01-01,330281,EATEN', '“EATEN”', 'write one of RENAMED, MERGED, SPLIT, RECODED'],
  ])('%s', (line, zh, en) => {
    const said = fault(line);
    expect(said).toContain(zh);
    expect(said).toContain(en);
  });

  test('stands twice', () => {
    expect(fault('330299,某区,,,', '330299000,某区,,,')).toMatch(
      /与第 6 行.*Line 7 \(330299000 某区\) has .* of line 6: keep/,
    );
    expect(() => readDivisions(LIST.join('\n'))).toThrow('第 1 行须为“code,name,until,successor,how”');
  });

  test('is one with the line ends of Windows, and with the zeros of the long form', () => {
    const read = readDivisions(
      `\uFEFF${listed('330283000000,奉化市,2016-09-14,330282000,MERGED').replaceAll('\n', '\r\n')}\r\n`,
    );
    expect(read.find(({ name }) => name === '奉化市')).toEqual({
      ...{ line: 6, code: '330283', name: '奉化市', level: 'COUNTY', parent: '330200' },
      ...{ until: '2016-09-14', successor: '330282', how: 'MERGED' },
    });
  });
});

describe('a line that contradicts what is there', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    expect(await load()).toContain('4 divisions, 4 new or changed');
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const load = (...lines: string[]): Promise<string> =>
    loadAreas(world.database, null, readDivisions(listed(...lines)));

  /** Something that somebody made in 宁波, or in the area with that code. */
  async function made(code: string, valid = '(,)', level = 'COUNTY', parent = '330200'): Promise<string> {
    const [row] = await world.sql<{ id: string }>(
      `insert into directory.area (id, scheme, code, name, level, parent_id, valid)
       select gen_random_uuid(), 'STATISTICS', $1, $1, $2, id, $3::daterange from directory.area where code = $4 returning id`,
      [code, level, valid, parent],
    );
    return there(row).id;
  }

  const asItIs = () => world.sql('select id, code, name, valid::text, version from directory.area order by id');

  /** The refusal of a list that would have changed something else too. */
  async function refusal(...lines: string[]): Promise<string> {
    const before = await asItIs();
    const said = await load('330000,浙江,,,', ...lines).then(
      () => Promise.reject(new Error('the list was loaded')),
      problemOf,
    );
    expect(await asItIs()).toEqual(before);
    return said;
  }

  test('by its level', async () => {
    await made('330291', '(,)', 'TOWNSHIP');
    expect(await refusal('330291,甲县,,,')).toBe(
      'data/areas/divisions.csv 第 6 行（330291 甲县）与已有区划不符：该代码的区划已登记为 TOWNSHIP，而非 COUNTY；请核对代码。 ' +
        'Line 6 (330291 甲县) does not go with the areas that are there: the one with its code is a TOWNSHIP, not a COUNTY. Check the code.',
    );
  });

  test('by an end before its beginning', async () => {
    await made('330292', '[2020-01-01,)');
    expect(await refusal('330292,乙县,2020-01-01,,')).toMatch(
      /第 6 行（330292 乙县）.*Line 6 .* it began on 2020-01-01\. Write/,
    );
  });

  test('by what is said to have followed it', async () => {
    expect(await refusal('330293,丙县,2025-01-01,330299,MERGED')).toMatch(
      /330299 不在名录.*Line 6 .* 330299, has no line/,
    );
    await made('330294', '[2025-06-01,)');
    const early = ['330293,丙县,2025-01-01,330294,MERGED', '330294,丁县,,,'];
    expect(await refusal(...early)).toMatch(/Line 6 \(330293 丙县\).* is not in force on that day\. Put/);
    const from = await made('330295', '(,2025-01-01)');
    await world.sql(
      "insert into directory.area_succession select $1, id, '2025-01-01', 'MERGED' from directory.area where code = '330281'",
      [from],
    );
    expect(await refusal('330295,戊县,2025-01-01,330282,MERGED')).toMatch(/Line 6 .* something else is on record/);
    expect(await load('330295,戊县,2025-01-01,330281,MERGED')).toContain(' 1 new or changed');
    await made('330296');
    await made('330296001', '(,)', 'TOWNSHIP', '330296');
    const inside = ['330296,己县,2025-01-01,330296001,MERGED', '330296001,己镇,,,'];
    expect(await refusal(...inside)).toMatch(/Line 6 \(330296 己县\).* lies in it\. Put/);
  });

  test('by a code that is that of another', async () => {
    await made('330297', '[2010-01-01,2020-01-01)');
    expect(await refusal('330297,庚县,2015-01-01,,')).toMatch(/Line 6 .* that of another area at that time\. Put/);
    const twice = ['330298,辛县,,,', '330298,老辛县,2015-01-01,,'];
    expect(await refusal(...twice)).toMatch(/Line 7 \(330298 老辛县\).* that of another area at that time/);
  });

  test('by what it lies in, which was not there yet', async () => {
    const recoded = ['330900,旧市,2025-01-01,330300,RECODED', '330300,新市,,,'];
    expect(await refusal(...recoded, '330301,新县,,,')).toMatch(
      /第 8 行（330301 新县）.*其上级区划.*Line 8 .* what it lies in is not in force when it begins\. Say what it was before/,
    );
    expect(await load(...recoded)).toContain(' 3 new or changed');
  });

  test('by what is on record of it', async () => {
    await made('330286');
    await made('330286001', '[2025-06-01,)', 'TOWNSHIP', '330286');
    expect(await refusal('330286,壬县,2025-01-01,,')).toMatch(
      /Line 6 .* something is on record of it .* withdraw or end/,
    );
    const county = await made('330287');
    await world.sql(
      `insert into directory.relation (id, type_code, cardinality, subject_unit_id, object_area_id, state, proposed_by_unit_id,
         statement, proposed_at, decided_at, valid)
       values (gen_random_uuid(), 'property-management', 'MANY_TO_MANY', $1, $2, 'AGREED', $1, '说明', '2026-01-01', '2026-01-01',
         '[2025-01-01 00:00+08,)')`,
      [await world.people.unit('物业', 'ENTERPRISE'), county],
    );
    expect(await refusal('330287,癸县,2026-12-01,,')).toMatch(/endRelation.*Line 6 .* beyond its last day\. End these/);
    // When it began says the list; of what is on record from before that, it is not the judge.
    const later = ['330288,前县,2025-06-01,330287,RENAMED', '330287,癸县,,,'];
    expect(await load(...later)).toContain('new or changed');
  });

  test('by a rule that a deployment has of its own', async () => {
    await world.sql("alter table directory.area add constraint own check (name <> '坏县')");
    expect(await refusal('330285,坏县,,,')).toMatch(
      /与其他登记相抵触.*Line 6 .* contradicts what is on record of it\. Look/,
    );
  });

  test('is no reason where the database itself fails', async () => {
    await world.sql('alter table directory.area add constraint broken check (1 / (length(name) - 9) < 1) not valid');
    await expect(load('330284,九个字的县名字啊啊,,,')).rejects.toThrow('division by zero');
  });
});
