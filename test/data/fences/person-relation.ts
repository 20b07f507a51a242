/** Relations of persons, behind the back of every service: what their types forbid the database refuses too. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { area, keeperOf } from '../../scenarios/land/land.ts';
import { employed, left, settled, wished } from '../../scenarios/people/person-steps.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function personRelationFence(): void {
  let world: World;
  let actors: Readonly<Record<'host' | 'home' | 'other' | 'one' | 'two', Actor>>;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const [host, home, other] = [
      await someUnit(world, 'host'),
      await someUnit(world, 'home'),
      await someUnit(world, 'other'),
    ];
    const county = await keeperOf(world, host, '330282');
    const grid = await area(host, county, { code: 'H-1', name: '第一网格' });
    const second = await area(host, county, { code: 'H-2', name: '第二网格' });
    const [one, two] = [await employed(world, home.unit), await employed(world, home.unit)];
    actors = { host, home, other, one: one.actor, two: two.actor };
    const by = { postId: one.postId };
    const made = {
      head: await settled(host, one.actor, 'grid-head', grid, by),
      reported: await settled(one.actor, host, 'reporting-in', host.unitId, by),
      open: await wished(two.actor, 'reporting-in', host.unitId, { postId: two.postId }),
      asked: await wished(host, 'grid-officer', grid, { postId: two.postId }),
      over: await left(host, await settled(two.actor, host, 'team-membership', host.unitId, { postId: two.postId })),
    };
    for (const [name, { id }] of Object.entries(made)) ids.set(name, parseId('personrelation', id));
    for (const [name, actor] of Object.entries({ host, home, other })) ids.set(name, there(actor.unit));
    for (const [name, actor] of Object.entries({ one: one.actor, two: two.actor })) ids.set(name, there(actor.person));
    ids.set('postone', parseId('post', one.postId));
    ids.set('posttwo', parseId('post', two.postId));
    ids.set('room', parseId('place', await site(host)));
    ids.set('grid', parseId('area', grid));
    ids.set('second', parseId('area', second));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement in that role, as somebody or as nobody, `:name` standing for the id of that name, and takes it back. */
  function as(role: 'writer' | 'guarded' | 'reader', who: Actor | null, statement: string): Promise<unknown[]> {
    const { person = null, unit = null } = who ?? {};
    const subject = person === null ? ({ kind: 'ANONYMOUS' } as const) : ({ kind: 'PERSON', person } as const);
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    return asRole(world, role, { subject, unit }, [text]);
  }

  interface Row {
    readonly type: string;
    readonly rules: string;
    readonly person?: string;
    readonly post?: string | null;
    readonly object: string;
    readonly host?: string;
    readonly by?: 'PERSON' | 'UNIT';
    readonly until?: string;
    readonly valid?: string;
  }

  const HEAD = `'AREA', 'ONE_TO_MANY', true, false, false`;
  const OFFICER = `'AREA', 'MANY_TO_MANY', true, false, false`;
  const REPORTING = `'UNIT', 'MANY_TO_ONE', false, true, false`;
  const TEAM = `'UNIT', 'MANY_TO_MANY', false, false, false`;
  const KEEPER = `'PLACE', 'MANY_TO_MANY', true, false, false`;
  const SECONDED = `'UNIT', 'MANY_TO_ONE', true, true, true`;
  const SINCE = `tstzrange('2026-11-21T09:00:00+08:00', null)`;

  const agreed = ({
    type,
    rules,
    person = 'two',
    post = 'posttwo',
    object,
    host = 'host',
    by = 'UNIT',
    ...time
  }: Row): string => {
    const column = rules.startsWith("'AREA'") ? 'area_id' : rules.startsWith("'PLACE'") ? 'place_id' : 'unit_id';
    const [postId, home] = post === null ? ['null', 'null'] : [`:${post}`, ':home'];
    return `insert into directory.person_relation (id, type_code, object_kind, cardinality, is_public, takes_post, takes_term,
      person_id, post_id, home_unit_id, ${column}, host_unit_id, state, proposed_by, statement, proposed_at, decided_at,
      proposed_until, valid)
    values (gen_random_uuid(), '${type}', ${rules}, :${person}, ${postId}, ${home}, :${object}, :${host}, 'AGREED', '${by}', '说明',
      '2026-11-21', '2026-11-21', ${time.until ?? 'null'}, ${time.valid ?? SINCE})`;
  };

  test('what fits is let through', async () => {
    const { host } = actors;
    await as('writer', host, agreed({ type: 'grid-head', rules: HEAD, object: 'second' }));
    await as('writer', host, agreed({ type: 'grid-officer', rules: OFFICER, object: 'second', post: null }));
  });

  test.each([
    [
      'a second head of a grid',
      agreed({ type: 'grid-head', rules: HEAD, object: 'grid' }),
      'person_relation_of_object_once',
    ],
    [
      'the same twice',
      agreed({ type: 'grid-head', rules: HEAD, object: 'grid', person: 'one', post: 'postone' }),
      'person_relation_once',
    ],
    [
      'reporting in twice',
      agreed({ type: 'reporting-in', rules: REPORTING, object: 'host', person: 'one', post: 'postone' }),
      'person_relation_once',
    ],
    [
      'rules that are not those of its type',
      agreed({ type: 'grid-head', rules: OFFICER, object: 'grid' }),
      'person_relation_rules_of_its_type',
    ],
    [
      'without the post that it takes',
      agreed({ type: 'reporting-in', rules: REPORTING, object: 'host', post: null }),
      'person_relation_takes_post',
    ],
    [
      'by the post of another',
      agreed({ type: 'grid-head', rules: HEAD, object: 'second', post: 'postone' }),
      'person_relation_by_own_post',
    ],
    [
      'without the term that it takes',
      agreed({ type: 'secondment', rules: SECONDED, object: 'host' }),
      'person_relation_takes_term',
    ],
    [
      'beyond its term',
      agreed({ type: 'secondment', rules: SECONDED, object: 'host', until: `'2027-01-01'` }),
      'person_relation_ends_as_proposed',
    ],
    [
      'since before the post',
      agreed({ type: 'team-membership', rules: TEAM, object: 'host', valid: `tstzrange('2001-01-01', null)` }),
      'person_relation_within_post',
    ],
    [
      'before the days of the area',
      agreed({
        type: 'grid-officer',
        rules: OFFICER,
        object: 'second',
        post: null,
        valid: `tstzrange('2025-01-01', null)`,
      }),
      'person_relation_within_object',
    ],
    [
      'beyond the days of the area',
      `update directory.area set valid = daterange('2026-01-01', '2026-11-21') where id = :second; ${agreed({
        ...{ type: 'grid-officer', rules: OFFICER, object: 'second', post: null },
      })}`,
      'person_relation_within_object',
    ],
    [
      'in a place that is closed',
      `update directory.place set status = 'CLOSED', reason = '搬迁', status_since = '2026-11-21T09:00:00+08:00' where id = :room; ${agreed(
        {
          ...{ type: 'room-keeper', rules: KEEPER, object: 'room', post: null },
        },
      )}`,
      'person_relation_within_object',
    ],
    [
      'to a unit that is dissolved',
      `update directory.unit set dissolved_at = '2026-11-21', dissolution_reason = '解散' where id = :host; ${agreed({
        ...{ type: 'grid-head', rules: HEAD, object: 'second' },
      })}`,
      'unit_is_dissolved',
    ],
    [
      'since ever',
      agreed({ type: 'team-membership', rules: TEAM, object: 'host', post: null, valid: 'tstzrange(null, null)' }),
      'person_relation_has_a_start',
    ],
    [
      'made longer',
      `update directory.person_relation set valid = tstzrange('2020-01-01', null) where id = :head`,
      'person_relation_only_shortened',
    ],
    [
      'begun again',
      `update directory.person_relation set state = 'AGREED', valid = ${SINCE} where id = :over`,
      'person_relation_only_shortened',
    ],
    [
      'ended and open again',
      `update directory.person_relation set state = 'PROPOSED', valid = null where id = :head`,
      'person_relation_only_shortened',
    ],
    [
      'declined for no reason',
      `update directory.person_relation set state = 'DECLINED', decided_at = '2026-11-21' where id = :open`,
      'person_relation_ended_for_a_reason',
    ],
  ])('%s is refused', async (_, statement, constraint) => {
    await expect(as('writer', actors.host, statement)).rejects.toMatchObject({ constraint });
  });

  test.each(['person_id', 'host_unit_id', 'home_unit_id', 'type_code', 'proposed_by', 'proposed_until', 'statement'])(
    'its %s is not for the writer to change',
    async (column) => {
      const statement = `update directory.person_relation set ${column} = ${column}`;
      await expect(as('writer', actors.host, statement)).rejects.toThrow(/permission denied/);
    },
  );

  describe('row-level security', () => {
    const reporting = (by: 'PERSON' | 'UNIT', host: string): string =>
      agreed({ type: 'reporting-in', rules: REPORTING, object: host, host, by });

    test('nobody proposes in the name of another person or unit, nor changes what does not concern them', async () => {
      for (const who of [actors.one, actors.other]) {
        for (const by of ['PERSON', 'UNIT'] as const) {
          await expect(as('writer', who, reporting(by, 'host'))).rejects.toThrow(/row-level security/);
        }
      }
      const change = `update directory.person_relation set reason = '无' where id = :open returning id`;
      expect(await as('writer', actors.other, change)).toEqual([]);
      expect(await as('writer', actors.host, change)).toHaveLength(1);
    });

    const SEEN = 'select id from directory.person_relation where not is_public order by id';
    const NAMED = `select id from directory.person where id in (:one, :two)`;

    test.each([
      ['host', 3, 2],
      // What is only asked is not told to the unit that somebody comes from; its people are its own.
      ['home', 2, 2],
      ['two', 3, 2],
      ['other', 0, 0],
    ] as const)('%s sees what concerns it, and by name whom it may', async (name, rows, named) => {
      expect(await as('guarded', actors[name], SEEN)).toHaveLength(rows);
      expect(await as('guarded', actors[name], NAMED)).toHaveLength(named);
    });

    test('nobody sees what is public while it holds and nothing else; the light lane nothing at all', async () => {
      const all = 'select is_public from directory.person_relation';
      expect(await as('guarded', null, all)).toEqual([{ is_public: true }]);
      expect(await as('guarded', null, NAMED)).toEqual([]);
      await expect(as('reader', null, all)).rejects.toThrow(/permission denied/);
    });

    test('what is said of an office is for those concerned, though everybody is told of it', async () => {
      const said = 'select statement from directory.person_relation_said s where s.id = :head';
      for (const who of [actors.host, actors.home, actors.one]) {
        expect(await as('guarded', who, said)).toEqual([{ statement: '说明' }]);
      }
      for (const who of [null, actors.other]) expect(await as('guarded', who, said)).toEqual([]);
      for (const column of ['statement', 'reason', '*']) {
        const whole = `select ${column} from directory.person_relation where id = :head`;
        await expect(as('guarded', actors.host, whole)).rejects.toThrow(/permission denied/);
      }
    });

    test('whoever is erased, it is who acts and nobody else; nobody erases nobody', async () => {
      const erase = 'select directory.erase_person() as erased';
      expect(await as('writer', actors.other, erase)).toEqual([{ erased: true }]);
      expect(await as('writer', null, erase)).toEqual([{ erased: false }]);
      await expect(as('guarded', actors.one, erase)).rejects.toThrow(/permission denied/);
    });

    test('counts are told from five on', async () => {
      const count = `select directory.count_persons('reporting-in', null, now()) as n`;
      expect(await as('reader', null, count)).toEqual([{ n: null }]);
    });
  });
}
