/** The divisions that are shipped as data: county level and above, as they were on any day. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAreas, readDivisions } from '../../src/app/areas.ts';
import { AreasDocument, type AreasQueryVariables } from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { division } from './land.ts';
import { there } from './story.ts';

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

  test('are loaded once, however often', async () => {
    expect(await loadAreas(world.database)).toContain('3350 divisions, 0 new or renamed');
  });
});
