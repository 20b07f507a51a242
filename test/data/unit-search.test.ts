/** What units are found by, as the database keeps it: it follows the names, and words that many hold are found as others are. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UnitsFoundDocument } from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import { createWorld, type World } from '../support/world.ts';

const UNITS = 3000;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.sql(
    `insert into directory.unit (id, kind, name, short_name, former_names, created_at)
     select gen_random_uuid(), 'VILLAGE', '慈溪市' || t.town || n.name || n.what || '委员会', n.name || n.what, '{}', '2025-01-01'
     from generate_series(1, $1::int) i,
       lateral (select (array['浒山街道', '匡堰镇', '慈城镇'])[1 + i % 3] as town) t,
       lateral (select substr('东西南北山水湖江河溪桥塘', 1 + i % 12, 1) || substr('松柏梅兰竹菊桃李杏荷', 1 + i / 12 % 10, 1) as name,
         case when i % 97 = 0 then '医院' when i % 2 = 0 then '村' else '社区' end as what) n`,
    [UNITS],
  );
});

afterAll(() => world[Symbol.asyncDispose]());

const WORDS = [
  '社区',
  '村',
  '医院',
  '慈溪市',
  '东松',
  '东松社区',
  '医',
  'cxs',
  'sq',
  'dssq',
  'yy',
  '委员会',
  '柏医',
  'zz',
  '街道东松',
  'cixi',
  'cixishihushan',
  'yiyuan',
  'dongsongyi',
  'ho',
];

async function areCommon(words: string): Promise<boolean> {
  const [row] = await world.sql<{ said: boolean }>(
    'select directory.are_common(directory.grams_sought($1)) or directory.are_common(directory.pinyin_sought($1)) as said',
    [words],
  );
  return there(row).said;
}

async function expectFound(): Promise<void> {
  for (const search of WORDS) {
    const rows = await world.sql<{ name: string }>(
      `select short_name as name from directory.unit u join directory.unit_search s on s.unit_id = u.id
       where strpos(s.text, $1) > 0 or s.pinyin ~ directory.pinyin_pattern($1) order by short_name collate directory.pinyin, id`,
      [search],
    );
    const { data } = await world.ask(UnitsFoundDocument, { search, first: 50 });
    const { nodes, totalCount } = there(data?.units);
    expect({ search, totalCount }).toEqual({ search, totalCount: rows.length });
    expect(nodes.map(({ shortName }) => shortName)).toEqual(rows.slice(0, 50).map(({ name }) => name));
  }
}

test('before PostgreSQL has statistics all words are rare, and found', async () => {
  expect(await areCommon('社区')).toBe(false);
  await expectFound();
});

test('words that many units hold are found by going through the names, and the same', async () => {
  await world.sql('analyze directory.unit');
  await world.sql('analyze directory.unit_search');
  const said: boolean[] = [];
  for (const words of ['社区', '慈溪市', 'sq', 'cixi', '医院', '柏医', '东松社区', 'dongsong'])
    said.push(await areCommon(words));
  expect(said).toEqual([true, true, true, true, false, false, false, false]);
  await expectFound();
});

test('it follows the names, and nobody else writes it', async () => {
  const [unit] = await world.sql<{ id: string }>('select id from directory.unit limit 1');
  await world.sql("update directory.unit set former_names = '{鄞州驿站}' where id = $1", [there(unit).id]);
  const search = async (words: string) =>
    there((await world.ask(UnitsFoundDocument, { search: words })).data?.units).totalCount;
  expect([await search('驿站'), await search('yzyz')]).toEqual([1, 1]);
  await world.sql("update directory.unit set former_names = '{}' where id = $1", [there(unit).id]);
  expect([await search('驿站'), await search('yzyz')]).toEqual([0, 0]);
  await world.sql('begin');
  await world.sql('set local role qinlin_writer');
  await expect(world.sql('delete from directory.unit_search')).rejects.toThrow(/permission denied/);
  await world.sql('rollback');
});
