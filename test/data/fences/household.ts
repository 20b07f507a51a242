/** Households, links to them and visits, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { EraseHouseholdDocument } from '../../generated/operations.ts';
import {
  linked,
  lookedAfter,
  member,
  offered,
  over,
  registered,
  visited,
} from '../../scenarios/people/household-steps.ts';
import { area } from '../../scenarios/land/land.ts';
import { wished } from '../../scenarios/people/person-steps.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function householdFence(): void {
  let world: World;
  let actors: Readonly<Record<'host' | 'other' | 'one' | 'two', Actor>>;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { community: host, county, grid } = await lookedAfter(world);
    const other = await someUnit(world, '别的单位');
    const [one, two] = [await member(world, host, '甲'), await member(world, host, '乙')];
    actors = { host, other, one: one.actor, two: two.actor };
    const home = await registered(host, grid, '1号');
    const free = await registered(host, grid, '2号');
    const gone = await registered(host, grid, '3号');
    await host.do(EraseHouseholdDocument, { householdId: gone.id, expectedVersion: 1, reason: '迁出' });
    const open = await offered(host, two, home.id);
    const link = await linked(host, one, home.id);
    const asked = await offered(host, two, free.id);
    const first = await linked(host, two, free.id, 'concentric-circle');
    const visit = await visited(one.actor, link, '2026-11-21');
    world.clock.pass({ minutes: 1 });
    const ended = await over(host, first);
    const wish = await wished(
      await member(world, other, '丙').then(({ actor }) => actor),
      'migrant-membership',
      host.unitId,
    );
    for (const [name, { id }] of Object.entries({ home, free, gone })) ids.set(name, parseId('household', id));
    for (const [name, { id }] of Object.entries({ link, open, asked, ended }))
      ids.set(name, parseId('householdlink', id));
    ids.set('visit', parseId('visit', visit.id));
    ids.set('onepost', parseId('personrelation', one.personRelationId));
    ids.set('twopost', parseId('personrelation', two.personRelationId));
    ids.set('wish', parseId('personrelation', wish.id));
    for (const [name, actor] of Object.entries({ host, other })) ids.set(name, there(actor.unit));
    for (const [name, { actor }] of Object.entries({ one, two })) ids.set(name, there(actor.person));
    ids.set('grid', parseId('area', grid));
    ids.set('later', parseId('area', await area(host, county, { code: 'H-9', name: '明年网格', since: '2027-01-01' })));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);

  /** Runs a statement in that role, as somebody or as nobody, `:name` standing for the id of that name, and takes it back. */
  function as(role: 'writer' | 'guarded' | 'reader', who: Actor | null, ...statements: string[]): Promise<unknown[]> {
    const { person = null, unit = null } = who ?? {};
    const subject = person === null ? ({ kind: 'ANONYMOUS' } as const) : ({ kind: 'PERSON', person } as const);
    return asRole(world, role, { subject, unit }, ...statements.map((text) => [named(text)] as const));
  }

  const NOW = `'2026-11-21T01:01:00Z'`;

  type Home = Readonly<Partial<Record<'host' | 'area' | 'door' | 'mobile' | 'basis' | 'erased' | 'reason', string>>>;

  const home = ({
    host = ':host',
    area: where = ':grid',
    door = `'9号'`,
    mobile = 'null',
    basis = 'null',
    ...rest
  }: Home) =>
    `insert into directory.household (id, host_unit_id, area_id, door, contact_mobile, contact_basis, registered_at, changed_at, erased_at, erasure_reason)
     values ('${world.id('household')}', ${host}, ${where}, ${door}, ${mobile}, ${basis}, ${NOW}, ${NOW}, ${rest.erased ?? 'null'}, ${rest.reason ?? 'null'})`;

  type Side = 'type' | 'by' | 'household' | 'host' | 'person' | 'relation';
  type Link = Readonly<Partial<Record<Side | 'state' | 'decided' | 'valid' | 'reason', string>>>;

  const link = ({
    type = 'vanguard-linkage',
    by = 'service-post',
    household = ':free',
    host = ':host',
    ...rest
  }: Link) =>
    `insert into directory.household_link (id, type_code, relation_type, household_id, host_unit_id, area_id, person_relation_id, person_id, state, reason, proposed_at, decided_at, valid)
     values ('${world.id('householdlink')}', '${type}', '${by}', ${household}, ${host}, :grid, ${rest.relation ?? ':onepost'}, ${rest.person ?? ':one'},
       '${rest.state ?? 'PROPOSED'}', ${rest.reason ?? 'null'}, ${NOW}, ${rest.decided ?? 'null'}, ${rest.valid ?? 'null'})`;

  const HOLDS = { state: 'AGREED', decided: NOW, valid: `tstzrange(${NOW}, null)` };

  const visit = (about: Readonly<Record<string, string>>) => {
    const row = {
      ...{
        id: `'${world.id('visit')}'`,
        household_id: ':home',
        host_unit_id: ':host',
        type_code: `'vanguard-linkage'`,
      },
      ...{ link_id: ':link', person_id: ':one', day: `'2026-11-21'`, purpose: `'visit.needs'` },
      ...{ outcome: `'visit-outcome.met'`, needs_follow_up: 'false', state: `'RECORDED'`, recorded_at: NOW, ...about },
    };
    return `insert into directory.visit (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };

  async function refusedBy(statement: string, constraint: string): Promise<void> {
    await expect(world.sql(named(statement))).rejects.toMatchObject({ constraint });
  }

  test.each<readonly [string, Home, string]>([
    ['of which nothing is known', { door: 'null' }, 'household_known_until_erased'],
    ['that is erased, and still known', { erased: NOW, reason: `'迁出'` }, 'household_known_until_erased'],
    ['that is erased for no reason', { erased: NOW, door: 'null' }, 'household_erased_for_a_reason'],
    ['whom to call at without a basis', { mobile: `'+8613800001234'` }, 'household_contact_on_a_basis'],
    ['with a basis for nothing', { basis: `'CONSENT'` }, 'household_contact_on_a_basis'],
    [
      'that is erased, and can be called',
      { erased: NOW, reason: `'迁出'`, door: 'null', mobile: `'+8613800001234'`, basis: `'CONSENT'` },
      'household_erased_whole',
    ],
    ['at a door that is registered', { door: `'1号'` }, 'household_once'],
    ['in an area that is not yet', { area: ':later' }, 'household_area_in_force'],
  ])('no household %s', async (_, about, constraint) => {
    await refusedBy(home(about), constraint);
  });

  test('what was erased stays erased', async () => {
    const again = `update directory.household set door = '3号', erased_at = null, erasure_reason = null where id = :gone`;
    await refusedBy(again, 'household_stays_erased');
  });

  test.each<readonly [string, Link, string]>([
    ['by what the type does not take', { type: 'grid-visiting' }, 'household_link_rules_of_its_type'],
    ['by what another person is', { type: 'concentric-circle', person: ':two' }, 'household_link_by_relation'],
    ['by what somebody is otherwise', { relation: ':wish' }, 'household_link_by_relation'],
    ['to a household of another unit', { host: ':other' }, 'household_link_of_host'],
    ['agreed without a time', { state: 'AGREED', decided: NOW }, 'household_link_valid_when_agreed'],
    ['decided and open', { decided: NOW }, 'household_link_decided'],
    ['declined for no reason', { state: 'DECLINED', decided: NOW }, 'household_link_ended_for_a_reason'],
    ['that always was', { ...HOLDS, valid: `tstzrange(null, ${NOW})` }, 'household_link_within'],
    ['before what it is by', { ...HOLDS, valid: `tstzrange('2026-11-01', null)` }, 'household_link_within'],
    ['to one that is erased', { ...HOLDS, household: ':gone' }, 'household_link_within'],
    [
      'beside another',
      { ...HOLDS, household: ':home', person: ':two', relation: ':twopost' },
      'household_link_of_household_once',
    ],
    ['asked twice', { household: ':home', person: ':two', relation: ':twopost' }, 'household_link_open_proposal'],
  ])('no link %s', async (_, about, constraint) => {
    await refusedBy(link(about), constraint);
  });

  test('no more links than the type allows', async () => {
    await world.sql('begin');
    try {
      await world.sql(`update directory.household_link_type set most = 1 where code = 'vanguard-linkage'`);
      await expect(world.sql(named(link(HOLDS)))).rejects.toMatchObject({ constraint: 'household_link_most' });
    } finally {
      await world.sql('rollback');
    }
  });

  test.each([
    [`set valid = tstzrange(lower(valid), null) where id = :ended`, 'household_link_only_shortened'],
    [`set state = 'AGREED' where id = :ended`, 'household_link_decision_stands'],
    [`set state = 'PROPOSED', valid = null where id = :link`, 'household_link_only_shortened'],
    [`set state = 'ENDED' where id = :link`, 'household_link_ended_for_a_reason'],
  ])('no link is changed so: %s', async (change, constraint) => {
    await refusedBy(`update directory.household_link ${change}`, constraint);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['to come', { day: `'2026-11-22'` }, 'visit_not_to_come'],
    ['before the link', { day: `'2026-11-20'` }, 'visit_while_linked'],
    [
      'by a link that is over',
      { link_id: ':ended', household_id: ':free', type_code: `'concentric-circle'`, person_id: ':two' },
      'visit_while_linked',
    ],
    [
      'by a link that was only asked for',
      { link_id: ':asked', household_id: ':free', person_id: ':two' },
      'visit_while_linked',
    ],
    ['by another than who is linked', { person_id: ':two' }, 'visit_by_link'],
    ['to another household', { household_id: ':free' }, 'visit_by_link'],
    ['by nobody', { person_id: 'null' }, 'visit_by_somebody'],
    ['withdrawn at no time', { state: `'WITHDRAWN'` }, 'visit_withdrawn_at_some_time'],
    ['for what is no purpose', { purpose: `'visit.unknown'` }, 'visit_purpose_fkey'],
  ])('no visit %s', async (_, about, constraint) => {
    await refusedBy(visit(about), constraint);
  });

  test('a visit is changed for a week, and stays withdrawn; what it was is kept', async () => {
    const late = `update directory.visit set outcome = 'visit-outcome.absent', changed_at = '2026-11-28T01:00:00Z' where id = :visit`;
    await refusedBy(late, 'visit_changed_in_time');
    const withdraw = `update directory.visit set state = 'WITHDRAWN', changed_at = ${NOW}, version = 2 where id = :visit`;
    const back = `update directory.visit set state = 'RECORDED', version = 3 where id = :visit`;
    await expect(as('writer', actors.one, withdraw, back)).rejects.toMatchObject({
      constraint: 'visit_stays_withdrawn',
    });
    expect(await as('writer', actors.one, withdraw, 'select state from directory.visit')).toEqual([
      { state: 'WITHDRAWN' },
    ]);
  });

  describe('row-level security', () => {
    const COUNT = `select (select count(*)::integer from directory.household) as households,
      (select count(*)::integer from directory.household_link) as links, (select count(*)::integer from directory.visit) as visits`;

    test.each([
      ['host', 3, 4, 1],
      ['one', 1, 1, 1],
      // Whose only link in force is over sees no household any more.
      ['two', 0, 3, 0],
      ['other', 0, 0, 0],
    ] as const)('%s sees what concerns it', async (name, households, links, visits) => {
      expect(await as('guarded', actors[name], COUNT)).toEqual([{ households, links, visits }]);
    });

    test('nobody sees nothing, and the light lane cannot ask', async () => {
      expect(await as('guarded', null, COUNT)).toEqual([{ households: 0, links: 0, visits: 0 }]);
      for (const table of ['household', 'household_link', 'visit', 'visit_version']) {
        await expect(as('reader', null, `select from directory.${table}`)).rejects.toThrow(/permission denied/);
      }
    });

    test('what a visit was before is for whom it concerns', async () => {
      const correct = `update directory.visit set needs_follow_up = true, changed_at = ${NOW}, version = 2 where id = :visit`;
      await world.sql(named(correct));
      const kept = 'select number from directory.visit_version';
      for (const who of [actors.host, actors.one]) expect(await as('guarded', who, kept)).toEqual([{ number: 1 }]);
      for (const who of [actors.two, actors.other, null]) expect(await as('guarded', who, kept)).toEqual([]);
      await expect(as('writer', actors.one, kept)).rejects.toThrow(/permission denied/);
    });

    test('nobody registers, asks or visits in the name of another', async () => {
      for (const who of [actors.one, actors.other]) {
        await expect(as('writer', who, home({}))).rejects.toThrow(/row-level security/);
        await expect(as('writer', who, link({}))).rejects.toThrow(/row-level security/);
      }
      // Not even the unit says that somebody agreed, or that they visited.
      await expect(as('writer', actors.host, link(HOLDS))).rejects.toThrow(/row-level security/);
      for (const who of [actors.host, actors.two, null]) {
        await expect(as('writer', who, visit({}))).rejects.toThrow(/row-level security/);
      }
      await as('writer', actors.one, visit({}));
    });

    test('nobody changes what does not concern them, and nobody deletes', async () => {
      const moved = `update directory.household set door = '8号' where id = :home returning id`;
      for (const who of [actors.one, actors.other, null]) expect(await as('writer', who, moved)).toEqual([]);
      expect(await as('writer', actors.host, moved)).toHaveLength(1);
      const said = `update directory.visit set needs_follow_up = false, changed_at = ${NOW} where id = :visit returning id`;
      for (const who of [actors.host, actors.two]) expect(await as('writer', who, said)).toEqual([]);
      const ended = `update directory.household_link set reason = '无' where id = :link returning id`;
      expect(await as('writer', actors.two, ended)).toEqual([]);
      for (const table of ['household', 'household_link', 'visit']) {
        await expect(as('writer', actors.host, `delete from directory.${table}`)).rejects.toThrow(/permission denied/);
      }
    });

    test('a link is held by whom it was proposed to, and nobody learns by it what is in the way', async () => {
      const hold = (name: string) => `select way from directory.hold_household_link(:${name}, ${NOW})`;
      expect(await as('writer', actors.two, hold('open'))).toEqual([{ way: 'HOUSEHOLD' }]);
      expect(await as('writer', actors.two, hold('asked'))).toEqual([{ way: null }]);
      for (const who of [actors.one, actors.host, null]) expect(await as('writer', who, hold('open'))).toEqual([]);
      await expect(as('guarded', actors.two, hold('open'))).rejects.toThrow(/permission denied/);
    });

    test('figures are told from five on', async () => {
      const count = `select * from directory.household_figures(:host, '2026-11-21', ${NOW})`;
      expect(await as('reader', null, count)).toEqual([{ linked: null, visited: null, visits: null }]);
    });
  });
}
