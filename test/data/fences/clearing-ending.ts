/** Clearings that end before their time, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { cleared } from '../../scenarios/ledger/clearing-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function clearingEndingFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { red, blue, clearingId } = await cleared(world);
    const third = await world.alliance('第三', 'village');
    ids
      .set('clearing', parseId('clearing', clearingId))
      .set('third', third.uuid)
      .set('village', there(third.village.unit));
    ids.set('red', red.uuid).set('blue', blue.uuid);
    ids.set('street', there(red.street.unit)).set('harbour', there(blue.harbour.unit));
    ids.set('mall', there(red.mall.unit)).set('pier', there(blue.pier.unit));
    ids.set('now', world.clock.now().toISOString());
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);

  /** Runs statements as the writer, and takes them back. */
  async function tried(statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      for (const statement of statements) await world.sql(named(statement));
    } finally {
      await world.sql('rollback');
    }
  }

  const word = (alliance: string, unit: string): string =>
    `insert into exchange.clearing_ending (clearing_id, alliance_id, unit_id, reason, said_at) values (:clearing, ${alliance}, ${unit}, 'x', :now)`;
  const endsIn = (days: number): string =>
    `update exchange.clearing set ends_at = :now::timestamptz + interval '${days} days' where id = :clearing`;
  const [one, other] = [word(':red', ':street'), word(':blue', ':harbour')];
  const paying = `insert into exchange.posting (id, purpose, dimension, basis, amount, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id,
      by_unit_id, clearing_id, note, posted_at)
    values (gen_random_uuid(), 'CLEARING', 'HOURS', '小时', 1, :red, :mall, :blue, :pier, :mall, :clearing, 'x', :now)`;

  test('with notice where one says so, at once where both do', async () => {
    await tried([one, endsIn(7), paying]);
    await tried([one, other, endsIn(0)]);
  });

  test.each([
    ['clearing_ends_as_said', [endsIn(8)]],
    ['clearing_ends_as_said', [one, endsIn(6)]],
    ['clearing_ends_as_said', [one, other, endsIn(300)]],
    ['clearing_ended_while_in_force', [word(':third', ':village')]],
    ['clearing_ended_while_in_force', [one, other, endsIn(0), word(':third', ':village')]],
    ['clearing_ended_by_two_units', [one, word(':blue', ':street')]],
    ['clearing_ending_pkey', [one, word(':red', ':mall')]],
    ['posting_while_clearing_in_force', [one, other, endsIn(0), paying]],
  ])('%s holds against the writer', async (constraint, statements) => {
    await expect(tried(statements)).rejects.toMatchObject({ constraint });
  });
}
