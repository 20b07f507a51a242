/** Classes of units as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { classed } from '../../scenarios/units/classing.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function classificationFence(): void {
  let world: World;
  let team: Actor;
  let id: string;

  beforeAll(async () => {
    world = await createWorld();
    team = await someUnit(world, '队伍', 'TEAM');
    id = parseId('classification', (await classed(team, 'team-kind.repair')).id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const as = (statement: string): Promise<unknown[]> => {
    const unit = there(team.unit);
    const text = statement.replaceAll(':unit', `'${unit}'`).replaceAll(':id', `'${id}'`);
    return asRole(world, 'writer', { subject: { kind: 'PERSON', person: there(team.person) }, unit }, [text]);
  };

  const insert = (scheme: string, cardinality: string, term: string, valid: string, endReason = 'null'): string =>
    `insert into directory.unit_classification (id, unit_id, scheme, cardinality, term_code, valid, reason, end_reason, classified_by_unit)
   values (gen_random_uuid(), :unit, '${scheme}', '${cardinality}', '${term}', '${valid}', 'x', ${endReason}, :unit)`;
  const OPEN = '[2026-11-21T09:00:00+08:00,)';
  const PAST = '[2025-01-01T00:00:00+08:00,2025-02-01T00:00:00+08:00)';

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    ['two classes of a scheme of one', insert('team-kind', 'ONE', 'team-kind.riders', OPEN), /of_a_scheme_once/],
    ['one class twice at a time', insert('team-kind', 'ONE', 'team-kind.repair', OPEN), /_once/],
    [
      'another cardinality than the scheme has',
      insert('team-kind', 'MANY', 'team-kind.riders', OPEN),
      /rules_of_its_scheme/,
    ],
    ['a class of another scheme', insert('team-kind', 'ONE', 'team-function.welfare', PAST, "'x'"), /of_its_scheme/],
    ['a class that nobody has', insert('team-kind', 'ONE', 'team-kind.none', PAST, "'x'"), /term_code/],
    ['a class without a start', insert('team-kind', 'ONE', 'team-kind.riders', '(,2025-01-01)', "'x'"), /has_a_start/],
    ['an end without a reason', insert('team-kind', 'ONE', 'team-kind.riders', PAST), /ended_for_a_reason/],
    [
      'what ended begun again',
      "update directory.unit_classification set valid = '[2020-01-01,)' where id = :id",
      /never prolonged/,
    ],
    [
      'another class of the same row',
      "update directory.unit_classification set term_code = 'x' where id = :id",
      /denied/,
    ],
    ['another reason', "update directory.unit_classification set reason = 'x' where id = :id", /denied/],
    ['a class taken away', 'delete from directory.unit_classification', /denied/],
    ['another scheme', "update directory.classification_scheme set cardinality = 'MANY'", /denied/],
  ];

  describe('the database does not take', () => {
    test.each(refused)('%s', async (_what, statement, rule) => {
      await expect(as(statement)).rejects.toThrow(rule);
    });
  });

  test('a scheme becomes one of many, and of one only where no unit is of two', async () => {
    const cardinality = (of: string) =>
      world.sql("update directory.classification_scheme set cardinality = $1 where code = 'team-function'", [of]);
    await classed(team, 'team-function.welfare');
    await cardinality('ONE');
    await cardinality('MANY');
    await classed(team, 'team-function.harmony');
    await expect(cardinality('ONE')).rejects.toThrow(/of_a_scheme_once/);
  });
}
