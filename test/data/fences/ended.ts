/** Rights that end, as the database guards them behind the back of every service: nothing that ended begins again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { addKey, addLogin } from '../../support/bearers.ts';
import { createWorld, type World } from '../../support/world.ts';

export function whatEndedFence(): void {
  let world: World;
  let mall: Actor;
  let street: Actor;

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    ({ mall, street } = red);
    const { app } = await world.people.app(there(street.unit), red.uuid);
    await addKey(world.sql, there(app));
    await addLogin(world.sql, there(mall.person), 'https://issuer', 'holder');
    for (const table of ['access.installation', 'access.login', 'directory.post'])
      await world.sql(`update ${table} set valid = tstzrange(lower(valid), $1)`, [world.clock.now()]);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test.each(['directory.post', 'access.login', 'access.app_key', 'access.installation'])(
    'what ended of %s does not begin again, whoever writes it',
    async (table) => {
      const ended = 'where not upper_inf(valid)';
      const [row] = await world.sql<{ count: number }>(`select count(*)::integer as count from ${table} ${ended}`);
      expect(there(row).count).toBeGreaterThan(0);
      const begun = world.sql(`update ${table} set valid = tstzrange(lower(valid), null) ${ended}`);
      await expect(begun).rejects.toMatchObject({ constraint: `${table.split('.')[1] ?? ''}_only_shortened` });
    },
  );

  test('nobody discloses but to themselves, for the unit they act for, for ten minutes', async () => {
    const { people, clock } = world;
    const person = await people.post(there(mall.unit));
    const now = clock.now().toISOString();
    const insert = (to: string, unit: string, minutes: number): Promise<unknown[]> =>
      asRole(world, 'writer', { subject: { kind: 'PERSON', person } }, [
        `insert into access.disclosure (id, subject_type, subject_id, of_unit_id, person_id, unit_id, purpose, reason, valid)
       values ($1, 'unit', $2, $2, $3, $4, 'care.visit', 'x', tstzrange($5, $5::timestamptz + make_interval(mins => $6)))
       returning id`,
        [world.id('disclosure'), street.unit, to, unit, now, minutes],
      ]);
    expect(await insert(person, there(mall.unit), 10)).toHaveLength(1);
    for (const [to, unit, minutes] of [
      [there(street.person), there(mall.unit), 10],
      [person, there(street.unit), 10],
      [person, there(mall.unit), 11],
    ] as const)
      await expect(insert(to, unit, minutes)).rejects.toThrow(/row-level security/);
  });
}
