/** Memberships as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';

export function membershipFence(): void {
  let world: World;
  let mall: Actor;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall', 'community');
    mall = red.mall;
    const street = there(red.street.unit);
    const left = await world.people.join(await world.people.unit('走了'), red.uuid);
    await world.sql(
      "update directory.membership set state = 'LEFT', valid = tstzrange(lower(valid), $2) where id = $1",
      [left, world.clock.now().toISOString()],
    );
    const gone = await world.people.found('散了', await world.people.unit('发起'));
    await world.sql(
      "update directory.alliance set state = 'DISSOLVED', dissolved_at = '2026-11-21', dissolved_reason = 'x' where id = $1",
      [gone],
    );
    ids = { gone, person: there(mall.person), alliance: red.uuid, mall: there(mall.unit), street, left };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const as = (statement: string): Promise<unknown[]> =>
    asRole(world, 'writer', { subject: { kind: 'PERSON', person: there(mall.person) }, unit: mall.unit }, [
      statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`),
    ]);

  const AT = "'2026-11-21T09:00:00+08:00'";
  const SUSPENDED = `state = 'SUSPENDED', suspended = tstzmultirange(tstzrange(${AT}, null)), reason = 'x'`;
  const inserted = (state: string, rest = "'MEMBER', null") =>
    `insert into directory.membership (id, alliance_id, unit_id, role, valid, state, statement, applied_at)
   select gen_random_uuid(), :alliance, id, ${rest}, '${state}', 'x', ${AT} from directory.unit limit 1`;

  const intoGone = (state: string, valid = 'null') =>
    `insert into directory.membership (id, alliance_id, unit_id, role, valid, state, statement, applied_at)
   values (gen_random_uuid(), :gone, :mall, 'MEMBER', ${valid}, '${state}', 'x', ${AT})`;

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    [
      'one that ended, prolonged',
      'update directory.membership set valid = tstzrange(lower(valid), null) where id = :left',
      /only_shortened/,
    ],
    [
      'one that ended, without its time',
      'update directory.membership set valid = null where id = :left',
      /only_shortened/,
    ],
    [
      'one that ended, in force again',
      "update directory.membership set state = 'ACTIVE' where id = :left",
      /ended_stays_ended/,
    ],
    [
      'another unit in the place of the member',
      'update directory.membership set unit_id = :street',
      /permission denied/,
    ],
    [
      'suspended without a time',
      "update directory.membership set state = 'SUSPENDED', reason = 'x' where unit_id = :mall",
      /membership_suspended_as_stated/,
    ],
    [
      'a time of suspension for one that is active',
      `update directory.membership set suspended = tstzmultirange(tstzrange(${AT}, null)) where unit_id = :mall`,
      /membership_suspended_as_stated/,
    ],
    ...['APPLIED', 'INVITED'].map(
      (state) => [`${state} in an alliance that is dissolved`, intoGone(state), /is dissolved/] as const,
    ),
    ['in force in an alliance that is dissolved', intoGone('ACTIVE', `tstzrange(${AT}, null)`), /is dissolved/],
    [
      'a post that coordinates the alliance for a unit that does not lead it',
      `insert into directory.post (id, person_id, unit_id, title, role, alliance_id, valid)
     values (gen_random_uuid(), :person, :mall, 'x', 'COORDINATOR', :alliance, tstzrange(${AT}, null))`,
      /belongs to the unit that leads it/,
    ],
    [
      'suspended before it began',
      "update directory.membership set suspended = '{[2020-01-01,2020-02-01)}' where unit_id = :mall",
      /membership_suspended_while_it_lasts/,
    ],
    [
      'suspended for no reason',
      `update directory.membership set ${SUSPENDED.replace("'x'", 'null')} where unit_id = :mall`,
      /membership_ended_for_a_reason/,
    ],
    [
      'a second one that leads',
      "update directory.membership set role = 'LEAD' where unit_id = :mall",
      /membership_lead/,
    ],
    ['an invitation that is in force', inserted('INVITED', `'MEMBER', tstzrange(${AT}, null)`), /membership_lasted/],
    [
      'an invitation beside an application',
      `with first as (select 1) insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at)
     select gen_random_uuid(), :alliance, :mall, 'MEMBER', s, 'x', ${AT} from unnest(array['APPLIED', 'INVITED']) s`,
      /membership_undecided/,
    ],
    ['a time in which it is in force', 'delete from directory.membership_stretch', /permission denied/],
  ];

  describe('the writer is refused', () => {
    test.each(refused)('%s', async (_, statement, rule) => {
      const error = await as(statement).catch((caught: unknown) => caught as { message: string; constraint?: string });
      expect(`${(error as Error).message} ${String((error as { constraint?: string }).constraint)}`).toMatch(rule);
    });
  });

  test('what acts do passes the same fence, and the times in force follow', async () => {
    const rows = await as(
      `with moved as (update directory.membership set ${SUSPENDED} where unit_id = :mall returning id) select id from moved`,
    );
    expect(rows).toHaveLength(1);
    const person = { subject: { kind: 'PERSON', person: there(mall.person) }, unit: mall.unit } as const;
    const stretches = await asRole(
      world,
      'writer',
      person,
      [`update directory.membership set ${SUSPENDED} where unit_id = $1`, [mall.unit]],
      [
        `update directory.membership set state = 'ACTIVE', suspended = tstzmultirange(tstzrange(${AT}, '2026-11-22T09:00:00+08:00')) where unit_id = $1`,
        [mall.unit],
      ],
      [
        'select number, upper(valid) is null as open from directory.membership_stretch where unit_id = $1 order by 1',
        [mall.unit],
      ],
    );
    expect(stretches).toEqual([
      { number: 1, open: false },
      { number: 2, open: true },
    ]);
  });
}
