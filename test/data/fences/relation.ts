/** Relations of units, behind the back of every service: what their types forbid the database refuses too. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId, parseId } from '../../../src/domain/ids.ts';
import { area } from '../../scenarios/land/land.ts';
import { ended, proposed, related, relatedTo, someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function relationFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const names = ['city', 'district', 'street', 'community', 'hospital'];
    for (const name of names) ids.set(name, there((await someUnit(world, name)).unit));
    const unit = async (name: string) => {
      const id = there(ids.get(name)) as Parameters<World['people']['administrator']>[0];
      return world.people.actor(await world.people.administrator(id), id, null);
    };
    const [city, district, street, community, hospital] = await Promise.all(names.map(unit));
    const made = {
      top: await related('subordination', there(district), there(city)),
      below: await related('subordination', there(street), there(district)),
      open: await proposed('pairing', there(hospital), there(community)),
      over: await ended(there(street), await related('pairing', there(hospital), there(street))),
    };
    for (const [name, { id }] of Object.entries(made)) ids.set(name, parseId('relation', id));
    const county = await world.people.county('某区', '330203', there(there(city).unit));
    const grid = await area(there(city), globalId('area', county), { code: 'g-1' });
    await relatedTo('grid-branch', there(hospital), there(city), grid);
    ids.set('county', county);
    ids.set('grid', parseId('area', grid));
    const announced = { since: '2026-12-01', keeperUnitId: there(hospital).unitId };
    ids.set('old', parseId('area', await area(there(city), globalId('area', county), { code: 'g-2' })));
    ids.set('next', parseId('area', await area(there(city), globalId('area', county), { code: 'g-3', ...announced })));
    await world.sql("update directory.area set valid = '[2026-01-01,2026-12-01)' where id = $1", [
      there(ids.get('old')),
    ]);
    await world.sql("insert into directory.area_succession values ($1, $2, '2026-12-01', 'RECODED')", [
      there(ids.get('old')),
      there(ids.get('next')),
    ]);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer, `:name` standing for the id of that name, and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`));
    } finally {
      await world.sql('rollback');
    }
  }

  const SINCE = `tstzrange('2026-11-21T09:00:00+08:00', null)`;

  const agreed = (type: string, cardinality: string, subject: string, object: string, valid = SINCE): string =>
    `insert into directory.relation (id, type_code, cardinality, subject_unit_id, object_unit_id, state, proposed_by_unit_id,
     statement, proposed_at, decided_at, valid)
   values (gen_random_uuid(), '${type}', '${cardinality}', :${subject}, :${object}, 'AGREED', :${subject}, '说明',
     '2026-11-21', '2026-11-21', ${valid}) returning id`;

  const toArea = (type: string, cardinality: string, subject: string, object: string, valid = SINCE): string =>
    `insert into directory.relation (id, type_code, cardinality, subject_unit_id, object_area_id, state, proposed_by_unit_id,
     statement, proposed_at, decided_at, valid)
   values (gen_random_uuid(), '${type}', '${cardinality}', :${subject}, :${object}, 'AGREED', :${subject}, '说明',
     '2026-11-21', '2026-11-21', ${valid}) returning id`;

  const openTo = (type: string, subject: string, proposer: string, grid = 'grid', day = '2026-11-21'): string =>
    `insert into directory.relation (id, type_code, cardinality, subject_unit_id, object_area_id, state, proposed_by_unit_id,
     statement, proposed_at)
   values (gen_random_uuid(), '${type}', 'ONE_TO_MANY', :${subject}, :${grid}, 'PROPOSED', :${proposer}, '说明', '${day}')
   returning id`;

  const tree = (subject: string, object: string): string => agreed('subordination', 'MANY_TO_ONE', subject, object);

  test('what fits is let through', async () => {
    expect(await asWriter(tree('community', 'street'))).toHaveLength(1);
    expect(await asWriter(agreed('pairing', 'MANY_TO_MANY', 'hospital', 'city'))).toHaveLength(1);
    expect(await asWriter(toArea('owners-committee', 'ONE_TO_MANY', 'street', 'grid'))).toHaveLength(1);
    expect(await asWriter(toArea('grid-branch', 'ONE_TO_MANY', 'hospital', 'county'))).toHaveLength(1);
    expect(await asWriter(openTo('owners-committee', 'street', 'city'))).toHaveLength(1);
    expect(await asWriter(openTo('owners-committee', 'street', 'hospital', 'old', '2026-12-01'))).toHaveLength(1);
  });

  test.each([
    ['a second one above', tree('street', 'city'), 'relation_of_subject_once'],
    ['a ring of two', tree('city', 'district'), 'relation_is_a_tree'],
    ['a ring of three', tree('city', 'street'), 'relation_is_a_tree'],
    ['the same pair twice', agreed('subordination', 'MANY_TO_ONE', 'street', 'district'), 'relation_once_between_two'],
    [
      'rules that are not those of its type',
      agreed('subordination', 'MANY_TO_MANY', 'street', 'city'),
      'relation_rules_of_its_type',
    ],
    [
      'a second party branch of a grid',
      toArea('grid-branch', 'ONE_TO_MANY', 'street', 'grid'),
      'relation_of_area_once',
    ],
    ['the same of a grid twice', toArea('grid-branch', 'ONE_TO_MANY', 'hospital', 'grid'), 'relation_once_to_area'],
    ['a type to units of an area', toArea('pairing', 'MANY_TO_MANY', 'street', 'grid'), 'relation_rules_of_its_type'],
    ['a type to areas of a unit', agreed('grid-branch', 'ONE_TO_MANY', 'street', 'city'), 'relation_rules_of_its_type'],
    [
      'to a grid before there is one',
      toArea('owners-committee', 'ONE_TO_MANY', 'street', 'grid', "tstzrange('2025-12-31T23:59:59+08:00', null)"),
      'relation_within_area',
    ],
    [
      'a grid that ends before what is to it',
      `update directory.area set valid = '[2026-01-01,2026-12-01)' where id = :grid`,
      'relation_within_area',
    ],
    ['proposed for a grid by others', openTo('owners-committee', 'street', 'hospital'), 'relation_proposed_by_a_side'],
    [
      'proposed for a grid by who is to look after what follows it',
      openTo('owners-committee', 'street', 'hospital', 'old', '2026-11-30'),
      'relation_proposed_by_a_side',
    ],
    [
      'to a unit and an area',
      `insert into directory.relation (id, type_code, cardinality, subject_unit_id, object_unit_id, object_area_id, state,
       proposed_by_unit_id, statement, proposed_at)
     values (gen_random_uuid(), 'grid-branch', 'ONE_TO_MANY', :street, :city, :grid, 'PROPOSED', :street, '说明', '2026-11-21')`,
      'relation_to_one_thing',
    ],
    ['a type there is not', agreed('friendship', 'MANY_TO_MANY', 'street', 'city'), 'relation_rules_of_its_type'],
    ['a unit and itself', agreed('pairing', 'MANY_TO_MANY', 'city', 'city'), 'relation_between_two'],
    ['agreed for no time', agreed('pairing', 'MANY_TO_MANY', 'city', 'street', "'empty'"), 'relation_has_a_start'],
    [
      'agreed since ever',
      agreed('pairing', 'MANY_TO_MANY', 'city', 'street', 'tstzrange(null, null)'),
      'relation_has_a_start',
    ],
    [
      'proposed and in force',
      `update directory.relation set valid = ${SINCE} where id = :open`,
      'relation_valid_when_agreed',
    ],
    [
      'declined for no reason',
      `update directory.relation set state = 'DECLINED', decided_at = '2026-11-21' where id = :open`,
      'relation_ended_for_a_reason',
    ],
    [
      'made longer',
      `update directory.relation set valid = tstzrange('2020-01-01', null) where id = :top`,
      'relation_only_shortened',
    ],
    [
      'begun again',
      `update directory.relation set state = 'AGREED', valid = ${SINCE} where id = :over`,
      'relation_decision_stands',
    ],
    [
      'ended and open again',
      `update directory.relation set state = 'PROPOSED', valid = null where id = :below`,
      'relation_decision_stands',
    ],
  ])('%s is refused', async (_, statement, constraint) => {
    await expect(asWriter(statement)).rejects.toMatchObject({ constraint });
  });

  test.each([
    'subject_unit_id',
    'object_unit_id',
    'object_area_id',
    'type_code',
    'proposed_by_unit_id',
    'statement',
    'proposed_since',
    'proposed_at',
  ])('its %s is not for the writer to change', async (column) => {
    await expect(asWriter(`update directory.relation set ${column} = ${column}`)).rejects.toThrow(/permission denied/);
  });

  test('nothing is deleted, and the types are not for the writer', async () => {
    await expect(asWriter('delete from directory.relation')).rejects.toThrow(/permission denied/);
    await expect(asWriter('update directory.relation_type set is_tree = false')).rejects.toThrow(/permission denied/);
  });

  test('what is the same from either side is to units', async () => {
    await expect(
      world.sql("update directory.relation_type set is_symmetric = true where code = 'property-management'"),
    ).rejects.toMatchObject({ constraint: 'relation_type_of_units' });
  });
}
