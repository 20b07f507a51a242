/** What an exchange starts from: loaded by command, once however often, and revised without harm to what refers to it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSchemes } from '../../src/app/classification-schemes.ts';
import { loadReference } from '../../src/app/reference.ts';
import { loadTerms, readTerms, readVocabulary } from '../../src/app/terms.ts';
import { schemeOfClass } from '../../src/domain/directory/classification.ts';
import { parseId } from '../../src/domain/ids.ts';
import { OpenPlaceDocument, PublishNeedDocument, TermsDocument } from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mall: Actor;

const HEAD = 'code,zh,en,until,source';

beforeAll(async () => {
  world = await createWorld();
  ({ mall } = await world.alliance('五色', 'mall'));
});

afterAll(() => world[Symbol.asyncDispose]());

const load = (file: string, ...lines: string[]): Promise<number> =>
  loadTerms((text, values) => world.sql(text, values), readVocabulary(file, [HEAD, ...lines].join('\n')));

const canteen = { name: '食堂', kind: 'place.canteen', isPublic: true, status: 'IN_USE' as const };

async function labels(asOf: string | null = null): Promise<string[]> {
  const { terms } = await mall.ask(TermsDocument, { scheme: ['PLACE_KIND'], asOf });
  return there(terms).nodes.map(({ label }) => label);
}

describe('the vocabularies that are shipped', () => {
  test('are loaded with the divisions by one command, and by the next one nothing is', async () => {
    expect(await mall.refused(OpenPlaceDocument, canteen)).toMatchObject({ path: ['input', 'kind'] });
    const said = await loadReference(world.database);
    expect(said).toContain('3350 divisions');
    expect(await loadReference(world.database)).toContain(`${readTerms().length} terms, 0 new or changed`);
    await mall.do(OpenPlaceDocument, canteen);
    expect(await labels()).toContain('canteen');
  });

  test('are those that the API names, each code once', async () => {
    const schemes = new Set(readTerms().map(({ scheme }) => scheme));
    const { data } = await world.ask<{ __type: { enumValues: { name: string }[] } }, object>(
      '{ __type(name: "TermScheme") { enumValues { name } } }',
    );
    expect(there(data).__type.enumValues.map(({ name }) => name)).toEqual(expect.arrayContaining([...schemes]));
    expect(there(await mall.ask(TermsDocument, { scheme: [...schemes] as never[] })).terms?.totalCount).toBe(
      readTerms().length,
    );
  });
});

test('the classes of units are of the schemes that are shipped, whose codes no other vocabulary begins with', () => {
  const schemes = readSchemes().map(({ code }) => code);
  for (const { scheme, code } of readTerms()) {
    expect({ code, isOfScheme: schemes.includes(schemeOfClass(code)) }).toEqual({
      code,
      isOfScheme: scheme === 'UNIT_CLASS',
    });
  }
  const head = 'code,zh,en,cardinality,assignedBy,unitKinds,source';
  expect(readSchemes(`${head}\na-b,甲,a,ONE,UNIT,TEAM MALL,`)).toMatchObject([
    { unitKinds: ['TEAM', 'MALL'], rank: 1 },
  ]);
  expect(() => readSchemes(`${head}\na-b,甲,a,SOME,UNIT,,`)).toThrow('cardinality');
});

describe('a vocabulary that is revised', () => {
  test('changes words, not what is filed under them', async () => {
    const { place } = await mall.do(OpenPlaceDocument, { ...canteen, name: '邻里食堂' });
    expect(await load('place-kind.csv', 'place.canteen,邻里食堂,neighbourhood canteen,,慈城')).toBe(1);
    expect(await labels()).toContain('neighbourhood canteen');
    expect(await load('place-kind.csv', 'place.canteen,邻里食堂,neighbourhood canteen,,慈城')).toBe(0);
    const [kept] = await world.sql<{ kind: string }>('select kind from directory.place where id = $1', [
      parseId('place', there(place).id),
    ]);
    expect(kept).toEqual({ kind: 'place.canteen' });
  });

  test('gives a term up from a day on: nothing new is filed under it, and what is filed stays', async () => {
    const { place } = await mall.do(OpenPlaceDocument, { ...canteen, name: '老食堂' });
    await load('place-kind.csv', 'place.canteen,食堂,canteen,2026-11-22,慈城');
    await mall.do(OpenPlaceDocument, { ...canteen, name: '最后一个' });
    world.clock.pass({ days: 1 });
    expect(await mall.refused(OpenPlaceDocument, canteen)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await labels('2026-11-21')).toContain('canteen');
    expect(await labels('2026-11-22')).not.toContain('canteen');
    const asked = 'query ($id: ID!) { place(id: $id) { kind { code label until } } }';
    const { data } = await world.ask<unknown, object>(asked, { id: there(place).id }, { 'accept-language': 'zh-CN' });
    expect(data).toEqual({ place: { kind: { code: 'place.canteen', label: '食堂', until: '2026-11-22' } } });

    await load('category.csv', 'space.hall,活动厅,hall,2026-11-22,');
    const need = { title: '场地', description: '开会', category: 'space.hall', visibility: 'PUBLIC' as const };
    expect(await mall.refused(PublishNeedDocument, { ...need, quantity: { value: '1', unit: '场' } })).toMatchObject({
      path: ['input', 'category'],
    });
  });

  test('is not taken where a line is none, or a code is of another vocabulary', async () => {
    await expect(load('purpose.csv', 'place.canteen,食堂,canteen,,')).rejects.toThrow('another vocabulary');
    expect(() => readVocabulary('purpose.csv', `${HEAD}\ncare.meals,配餐,meals`)).toThrow('line 2: 5 fields');
    expect(() => readVocabulary('purpose.csv', `${HEAD}\ncare.meals,,meals,,`)).toThrow('line 2');
    expect(() => readVocabulary('purpose.csv', `${HEAD}\ncare.meals,配餐,meals,2026-13-01,`)).toThrow('is no term');
    expect(() => readVocabulary('purpose.csv', 'code,zh')).toThrow('begins with');
  });
});
