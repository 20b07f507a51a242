/** Units that are dissolved as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { DissolveUnitDocument } from '../../generated/operations.ts';
import { proposed, someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function unitFence(): void {
  let world: World;
  let other: Actor;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await createWorld();
    const { street, uuid } = await world.alliance('五色', 'street');
    const gone = await someUnit(world, '已注销', 'TEAM');
    other = await someUnit(world, '社区', 'TEAM');
    const { id } = await proposed('pairing', other, gone);
    await gone.do(DissolveUnitDocument, { unitId: gone.unitId, expectedVersion: 1, reason: '解散' });
    ids = {
      ...{ gone: there(gone.unit), other: there(other.unit), street: there(street.unit), alliance: uuid },
      ...{ person: there(other.person), relation: parseId('relation', id) },
    };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** `:name` stands for an id. */
  const spelt = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`);

  const NOW = "'2026-11-21T09:00:00+08:00'";
  const DISSOLVED = /the unit is dissolved/;

  /** As the owner, whom no policy holds. */
  const given: readonly (readonly [what: string, statement: string])[] = [
    [
      'a membership',
      `insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at, valid)
     values (gen_random_uuid(), :alliance, :gone, 'MEMBER', 'ACTIVE', 'x', ${NOW}, '[2026-11-21,)')`,
    ],
    [
      'an application',
      `insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at)
     values (gen_random_uuid(), :alliance, :gone, 'MEMBER', 'APPLIED', 'x', ${NOW})`,
    ],
    [
      'a post',
      `insert into directory.post (id, person_id, unit_id, title, role, valid)
     values (gen_random_uuid(), :person, :gone, 'x', 'OPERATOR', '[2026-11-21,)')`,
    ],
    [
      'an invitation',
      `insert into directory.invitation (id, unit_id, title, role, person_name, hash, state, created_at, expires_at)
     values (gen_random_uuid(), :gone, 'x', 'OPERATOR', 'x', sha256('x'), 'OPEN', ${NOW}, '2026-12-01')`,
    ],
    [
      'a relation to it',
      `insert into directory.relation (id, type_code, subject_unit_id, object_unit_id, cardinality, state, proposed_by_unit_id, statement, proposed_at)
     values (gen_random_uuid(), 'assigned-support', :other, :gone, 'MANY_TO_MANY', 'PROPOSED', :other, 'x', ${NOW})`,
    ],
    [
      'a class',
      `insert into directory.unit_classification (id, unit_id, scheme, cardinality, term_code, valid, reason, classified_by_unit)
     values (gen_random_uuid(), :gone, 'team-kind', 'ONE', 'team-kind.repair', '[2026-11-21,)', 'x', :gone)`,
    ],
    [
      'a number',
      `insert into directory.unit_identifier (id, unit_id, scheme, value, entered, is_personal, state, added_at)
     values (gen_random_uuid(), :gone, 'OTHER', 'A1', 'A1', false, 'UNVERIFIED', ${NOW})`,
    ],
    [
      'a contact',
      "insert into directory.unit_contact (unit_id, name, mobile, is_fictitious) values (:gone, 'x', '+8613800138000', false)",
    ],
    [
      'a place',
      `insert into directory.place (id, owner_unit_id, name, kind, status, status_since, is_public, created_at, changed_at)
     values (gen_random_uuid(), :gone, 'x', 'place.station', 'IN_USE', ${NOW}, true, ${NOW}, ${NOW})`,
    ],
    [
      'a programme',
      `insert into directory.programme (id, unit_id, name, started_on, state, created_at)
     values (gen_random_uuid(), :gone, 'x', '2026-11-21', 'RUNNING', ${NOW})`,
    ],
    [
      'data',
      `insert into access.sharing_agreement (id, provider_unit_id, consumer_unit_id, kind, purpose, precision, may_reshare, statement, state, requested_at, requested_until)
     values (gen_random_uuid(), :other, :gone, 'OFFERS', 'care.meals', 'FULL', false, 'x', 'REQUESTED', ${NOW}, '2026-12-31')`,
    ],
  ];

  describe('to a unit that is dissolved nobody gives', () => {
    test.each(given)('%s', async (_what, statement) => {
      await expect(world.sql(spelt(statement))).rejects.toThrow(DISSOLVED);
      // The same is taken of a unit that lasts.
      await world.sql('begin');
      await world.sql(spelt(statement.replaceAll(':other', ':street').replaceAll(':gone', ':other')));
      await world.sql('rollback');
    });
  });

  test('a unit that is dissolved stays so, and is never called or classed otherwise', async () => {
    const role = { subject: { kind: 'PERSON', person: there(other.person) } as const, unit: there(other.unit) };
    for (const set of ['dissolved_at = null, dissolution_reason = null', "name = 'x'", "kind = 'MALL'"])
      await expect(
        asRole(world, 'writer', role, [spelt(`update directory.unit set ${set} where id = :gone`)]),
      ).rejects.toThrow(/stays so/);
    const [reason, kinds] = ['dissolved_at = now()', "update directory.former_kind set reason = 'x'"];
    await expect(
      asRole(world, 'writer', role, [spelt(`update directory.unit set ${reason} where id = :other`)]),
    ).rejects.toThrow(/dissolved_for_a_reason/);
    await expect(asRole(world, 'writer', role, [kinds])).rejects.toThrow(/permission denied/);
  });

  test('only what has one subject for an object at a time is an incubation', async () => {
    await expect(
      world.sql("update directory.relation_type set is_incubation = true where code = 'pairing'"),
    ).rejects.toThrow(/incubated_by_one/);
  });
}
