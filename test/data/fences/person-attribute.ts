/** What persons say of themselves, and their consents, as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Id } from '../../../src/domain/ids.ts';
import { ConsentToUseDocument, SetPersonAttributeDocument } from '../../generated/operations.ts';
import { resident, settled } from '../../scenarios/people/person-steps.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function personAttributeFence(): void {
  let world: World;
  let branch: Actor;
  let other: Actor;
  let one: Actor;

  beforeAll(async () => {
    world = await createWorld();
    [branch, other] = [await someUnit(world, '党支部', 'PARTY_ORGANISATION'), await someUnit(world, '别的支部')];
    for (let i = 0; i < 10; i += 1) {
      const who = await resident(world, `党员${i}`);
      await settled(who, branch, 'migrant-membership', branch.unitId);
      const value = i < 5 ? 'health.chronic' : 'health.well';
      await who.do(SetPersonAttributeDocument, { kind: 'HEALTH' as const, value });
      await who.do(ConsentToUseDocument, { unitId: branch.unitId, purpose: 'care.visit' });
      one = who;
    }
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const NOBODY = { subject: { kind: 'ANONYMOUS' } } as const;
  const as = ({ person, unit }: Actor) => ({ subject: { kind: 'PERSON', person: there(person) } as const, unit });

  const ROWS = 'select person_id from directory.person_attribute';

  test('everybody reads their own and nobody else’s, and no lane but the guarded one reads any', async () => {
    expect(await asRole(world, 'guarded', as(one), [ROWS])).toEqual([{ person_id: one.person }]);
    for (const who of [NOBODY, as(branch), as(other)]) expect(await asRole(world, 'guarded', who, [ROWS])).toEqual([]);
    await expect(asRole(world, 'reader', as(one), [ROWS])).rejects.toThrow(/permission denied/);
  });

  test.each([
    "update directory.person_attribute set term_code = 'health.well'",
    'delete from directory.person_attribute',
    `insert into directory.person_attribute (person_id, kind, term_code, said_at) select id, 'WORK', 'work.free', now() from directory.person`,
  ])('nobody writes them: %s', async (statement) => {
    await expect(asRole(world, 'writer', as(one), [statement])).rejects.toThrow(/permission denied/);
  });

  const say = (kind: string, value: string | null): readonly [string, readonly unknown[]] => [
    'select directory.say_of_oneself($1, $2, now()) as version',
    [kind, value],
  ];

  test('who acts speaks for themselves, of what there is, and takes it back', async () => {
    expect(await asRole(world, 'writer', as(one), say('HEALTH', 'health.chronic'))).toEqual([{ version: 2 }]);
    expect(await asRole(world, 'writer', as(one), say('HEALTH', null), [ROWS])).toEqual([]);
    for (const [kind, value] of [
      ['AGE', '1860-01-01'],
      ['HEALTH', 'health.unknown'],
      ['FAITH', 'work.free'],
      ['HOME_AREA', world.id('area')],
    ] as const) {
      await expect(asRole(world, 'writer', as(one), say(kind, value))).rejects.toThrow(/violates/);
    }
    await expect(asRole(world, 'writer', NOBODY, say('HEALTH', 'health.well'))).rejects.toMatchObject({
      constraint: 'person_attribute_of_oneself',
    });
    await expect(asRole(world, 'guarded', as(one), say('HEALTH', 'health.well'))).rejects.toThrow(/permission denied/);
  });

  const counted = (unit: Id<'unit'> | null, purpose = 'care.visit'): readonly [string, readonly unknown[]] => [
    "select value, persons from directory.person_segments($1::uuid, $2, 'HEALTH', $3::timestamptz)",
    [unit, purpose, world.clock.now().toISOString()],
  ];

  test('a unit counts its own, for what was consented to, and no other unit’s', async () => {
    expect(await asRole(world, 'guarded', as(branch), counted(branch.unit))).toEqual([
      { value: 'health.chronic', persons: 5 },
      { value: 'health.well', persons: 5 },
    ]);
    expect(await asRole(world, 'guarded', as(branch), counted(branch.unit, 'care.health'))).toEqual([]);
    for (const who of [as(other), as(one), NOBODY]) {
      expect(await asRole(world, 'guarded', who, counted(branch.unit))).toEqual([]);
    }
    for (const role of ['reader', 'writer'] as const) {
      await expect(asRole(world, role, as(branch), counted(branch.unit))).rejects.toThrow(/permission denied/);
    }
  });

  const consent = (person: string | null, unit: string | null): readonly [string, readonly unknown[]] => [
    `insert into access.consent (id, subject_type, subject_id, unit_id, purpose, evidence, given_at, valid)
   values ($1, 'person', $2, $3, 'care.visit', '本人', $4::timestamptz, tstzrange($4::timestamptz, null))`,
    [world.id('consent'), person, unit, world.clock.now().toISOString()],
  ];

  test('nobody consents for another person; to one unit once at a time, and to several', async () => {
    await asRole(world, 'writer', as(one), consent(one.person, other.unit));
    for (const who of [branch, other]) {
      await expect(asRole(world, 'writer', as(who), consent(one.person, who.unit))).rejects.toThrow(
        /row-level security/,
      );
    }
    await expect(
      asRole(world, 'writer', as(one), consent(one.person, other.unit), consent(one.person, other.unit)),
    ).rejects.toMatchObject({ constraint: 'consent_once' });
  });
}
