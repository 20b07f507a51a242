/** Units by class as PostgreSQL finds them: of many or of few, by either way the same. */
import { expect, test } from '@jest/globals';
import { UnitsOfClassDocument } from '../generated/operations.ts';
import { there } from '../scenarios/story.ts';
import { createWorld } from '../support/world.ts';

test('units of a class that many are of are found by going through all, others by the index, and the same', async () => {
  await using world = await createWorld();
  await world.sql(
    `insert into directory.unit (id, kind, name, short_name, former_names, created_at)
     select gen_random_uuid(), 'TEAM', '队伍' || i, '队伍' || i, '{}', '2025-01-01' from generate_series(1, 3000) i`,
  );
  await world.sql(
    `insert into directory.unit_classification (id, unit_id, scheme, cardinality, term_code, valid, reason, classified_by_unit)
     select gen_random_uuid(), u.id, 'team-kind', 'ONE', 'team-kind.' || case when n % 50 = 0 then 'mediation' else 'repair' end,
       '[2025-01-01,)', 'x', u.id from (select id, row_number() over (order by short_name) as n from directory.unit) u`,
  );
  const [few, many] = ['team-kind.mediation', 'team-kind.repair'];
  const expectFound = async (...codes: string[]): Promise<void> => {
    const rows = await world.sql<{ name: string }>(
      `select u.short_name as name from directory.unit u join directory.unit_classification c on c.unit_id = u.id
       where c.term_code = any($1) order by u.short_name collate directory.pinyin, u.id`,
      [codes],
    );
    const { data } = await world.ask(UnitsOfClassDocument, { classCode: codes, first: 50 });
    const { nodes, totalCount } = there(data?.units);
    expect(totalCount).toBe(rows.length);
    expect(nodes.map(({ shortName }) => shortName)).toEqual(rows.slice(0, 50).map(({ name }) => name));
  };
  const areCommon = async (...codes: string[]) =>
    (await world.sql<{ said: boolean }>('select directory.are_common_classes($1) as said', [codes]))[0]?.said;
  expect(await areCommon(many)).toBe(false);
  for (const codes of [[few], [many], [few, many]]) await expectFound(...codes);
  await world.sql('analyze directory.unit');
  await world.sql('analyze directory.unit_classification');
  expect([await areCommon(few), await areCommon(many), await areCommon(few, many)]).toEqual([false, true, true]);
  for (const codes of [[few], [many], [few, many], ['team-kind.riders']]) await expectFound(...codes);
});
