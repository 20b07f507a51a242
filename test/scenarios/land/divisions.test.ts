/** The divisions that are shipped as data: county level and above, as they were on any day. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDivisions } from '../../../src/app/area-lines.ts';
import { loadAreas } from '../../../src/app/areas.ts';
import { AreasDocument, type AreasQueryVariables } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { division } from './land.ts';
import { there } from '../story.ts';

const LIST = readFileSync(new URL('../../../data/areas/divisions.csv', import.meta.url), 'utf8');

let world: World;
let other: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ other } = await world.alliance('锋领海曙', 'other'));
  await loadAreas(world.database);
});

afterAll(() => world[Symbol.asyncDispose]());

async function names(filter: AreasQueryVariables['filter'], order: AreasQueryVariables['order'] = 'CODE') {
  const { areas } = await other.ask(AreasDocument, { filter, order });
  return there(areas).nodes.map(({ name }) => name);
}

describe('the divisions that are shipped', () => {
  test('are 31 provinces, 342 prefectures and 2975 counties in force, and two that ended', async () => {
    const count = async (level: 'PROVINCE' | 'PREFECTURE' | 'COUNTY') =>
      there((await other.ask(AreasDocument, { filter: { level: [level], asOf: '2026-11-21' } })).areas).totalCount;
    expect([await count('PROVINCE'), await count('PREFECTURE'), await count('COUNTY')]).toEqual([31, 342, 2975]);
    expect(readDivisions()).toHaveLength(31 + 342 + 2975 + 2);
  });

  test('are those of the five accounts', async () => {
    const codes = [
      '330200',
      '330203',
      '330205',
      '330206',
      '330211',
      '330212',
      '330213',
      '330225',
      '330281',
      '330282',
      '331024',
    ];
    const found = await Promise.all(codes.map((code) => names({ code, asOf: '2026-11-21' })));
    expect(found.flat()).toEqual([
      '宁波市',
      '海曙区',
      '江北区',
      '北仑区',
      '镇海区',
      '鄞州区',
      '奉化区',
      '象山县',
      '余姚市',
      '慈溪市',
      '仙居县',
    ]);
  });

  test('lie in each other as they should', async () => {
    const { areas } = await other.ask(AreasDocument, { filter: { code: '330282' } });
    expect(areas?.nodes[0]?.ancestors.map(({ name }) => name)).toEqual(['浙江省', '宁波市']);
    expect(await names({ parentId: await division(world, '330200'), asOf: '2026-11-21' })).toHaveLength(10);
    // Counties directly under a province have no prefecture of their own code to lie in.
    const { areas: none } = await other.ask(AreasDocument, { filter: { level: ['COUNTY'], search: '仙居' } });
    expect(none?.nodes[0]?.ancestors.map(({ name }) => name)).toEqual(['浙江省', '台州市']);
  });

  test('are as they were on a day: 奉化 was the city 330283 until 2016-09-14, and is the district 330213', async () => {
    const { areas } = await other.ask(AreasDocument, { filter: { search: '奉化' }, order: 'CODE' });
    expect(there(areas).nodes.map(({ code, name, until, endedBy }) => [code, name, until, endedBy])).toEqual([
      ['330213', '奉化区', null, null],
      ['330283', '奉化市', '2016-09-14', 'RECODED'],
    ]);
    expect(there(areas).nodes[0]?.predecessors).toEqual([{ name: '奉化市' }]);
    expect(there(areas).nodes[1]?.successors).toEqual([{ name: '奉化区' }]);
    expect(await names({ search: '江东区', asOf: '2016-09-13' })).toEqual(['江东区']);
    expect(await names({ search: '江东区', asOf: '2016-09-14' })).toEqual([]);
  });

  test('are as they were before that: the district is no older than its code', async () => {
    const names2010 = await names({ parentId: await division(world, '330200'), asOf: '2010-01-01', level: ['COUNTY'] });
    expect(names2010.filter((name) => name.startsWith('奉化'))).toEqual(['奉化市']);
  });

  test('are loaded once, however often', async () => {
    expect(await loadAreas(world.database)).toContain('3350 divisions, 0 new or changed');
  });
});

/** 象山 becomes a district with a new code. */
const NEXT = LIST.replace('330225,象山县,,,', '330225,象山县,2025-01-01,330214,RECODED\n330214,象山区,,,');

const load = (from: string, to: string) => loadAreas(world.database, null, readDivisions(NEXT.replace(from, to)));

describe('the divisions of the next list', () => {
  test('end those that were loaded, are followed, and keep what lies in them', async () => {
    const own = await world.sql<{ id: string }>("select id from directory.area where code = '330225'");
    expect(await load('', '')).toContain('3351 divisions, 3 new or changed');
    expect(await load('', '')).toContain(' 0 new or changed');
    const on = async (asOf: string) => [
      ...(await names({ code: '330225', asOf })),
      ...(await names({ code: '330214', asOf })),
    ];
    expect([await on('2024-12-31'), await on('2025-01-01')]).toEqual([['象山县'], ['象山区']]);
    expect(await world.sql("select id from directory.area where code = '330225'")).toEqual(own);
    const { areas } = await other.ask(AreasDocument, { filter: { code: '330225' } });
    expect(areas?.nodes[0]).toMatchObject({
      until: '2025-01-01',
      endedBy: 'RECODED',
      successors: [{ name: '象山区' }],
    });
  });

  test('rename where they say something new; what a keeper put right stays otherwise', async () => {
    await world.sql("update directory.area set name = '宁海县（更正）', version = version + 1 where code = '330226'");
    await load('', '');
    expect(await names({ code: '330226' })).toEqual(['宁海县（更正）']);
    await load('330226,宁海县', '330226,宁海新县');
    expect(await names({ code: '330226' })).toEqual(['宁海新县']);
  });

  test('take what somebody made with a code of theirs for what it is', async () => {
    await world.sql(`insert into directory.area (id, scheme, code, name, level, parent_id, valid)
      select gen_random_uuid(), 'STATISTICS', '330299', '高新区', 'COUNTY', id, '[2020-01-01,)' from directory.area where code = '330200'`);
    await load('330226,宁海县,,,', '330226,宁海县,,,\n330299,国家高新区,,,');
    expect(await names({ code: '330299' })).toEqual(['高新区']);
  });

  test('are refused by their line where they contradict what is there', async () => {
    await world.sql(`insert into directory.area (id, scheme, code, name, level, parent_id, valid)
      select gen_random_uuid(), 'LOCAL', 'late', '迟镇', 'TOWNSHIP', id, '[2026-01-01,)' from directory.area where code = '330281'`);
    const loading = load('330281,余姚市,,,', '330281,余姚市,2025-06-01,330282,MERGED');
    await expect(loading).rejects.toThrow(/Line \d+ \(330281 余姚市\) does not go with the areas that are there/);
    expect(await names({ code: '330281', asOf: '2026-01-01' })).toEqual(['余姚市']);
  });
});
