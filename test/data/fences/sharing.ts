/** What no act may do to an agreement on sharing is refused by the database too, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { granted, neighbours, requested } from '../../scenarios/access/sharing-steps.ts';
import type { World } from '../../support/world.ts';

export function sharingFence(): void {
  let world: World;

  beforeAll(async () => {
    const { world: made, community, hospital } = await neighbours();
    world = made;
    await granted(world, hospital, community, { precision: 'MASKED' });
    await requested(world, hospital, community, { kind: 'NEEDS' });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(statement);
    } finally {
      await world.sql('rollback');
    }
  }

  const change = (set: string): string =>
    `update access.sharing_agreement set ${set}, version = version + 1 where kind = 'CONTACT' returning id`;

  test('what an act may change is let through', async () => {
    expect(await asWriter(change("state = 'WITHDRAWN', reason = '结束'"))).toHaveLength(1);
    expect(await asWriter(change('valid = tstzrange(lower(valid), requested_until)'))).toHaveLength(1);
  });

  test.each([
    ['more precisely than was asked for', change("precision = 'FULL'"), 'sharing_only_narrower'],
    ['further than was asked for', change('may_reshare = true'), 'sharing_only_narrower'],
    ['longer than was asked for', change("valid = tstzrange(lower(valid), '2028-01-01')"), 'sharing_as_long_as_asked'],
    ['for ever', change('valid = tstzrange(lower(valid), null)'), 'sharing_as_long_as_asked'],
    ['granted without a time', change('valid = null'), 'sharing_granted_is_valid'],
    ['withdrawn without a reason', change("state = 'WITHDRAWN'"), 'sharing_withdrawn_for_a_reason'],
  ])('%s: refused', async (_what, statement, rule) => {
    await expect(asWriter(statement)).rejects.toMatchObject({ code: '23514', constraint: rule });
  });

  test.each([
    ['the time that was asked for', change("requested_until = '2026-12-31'")],
    ['what it is for', change("purpose = 'care.meals'")],
    ['what is there at all', 'delete from access.sharing_agreement'],
  ])('nobody changes %s', async (_what, statement) => {
    await expect(asWriter(statement)).rejects.toThrow(/permission denied/);
  });

  test('asked for twice, longer than three years, or over already: refused', async () => {
    const copy = (columns: string): string =>
      `insert into access.sharing_agreement (id, provider_unit_id, consumer_unit_id, kind, purpose, precision, may_reshare,
       statement, state, requested_at, requested_until)
     select gen_random_uuid(), provider_unit_id, consumer_unit_id, kind, ${columns}
     from access.sharing_agreement where state = 'REQUESTED'`;
    const rest = "precision, may_reshare, statement, 'REQUESTED', requested_at";
    const asked = [
      [`purpose, ${rest}, requested_until`, 'sharing_open_request'],
      [`'care.meals', ${rest}, requested_at + interval '1097 days'`, 'sharing_within_three_years'],
      [`'care.meals', ${rest}, requested_at`, 'sharing_to_come'],
    ] as const;
    for (const [columns, rule] of asked)
      await expect(asWriter(copy(columns))).rejects.toMatchObject({ constraint: rule });
  });
}
