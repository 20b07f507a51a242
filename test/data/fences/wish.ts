/** Claims of micro-wishes, as the writer meets them behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { claimedBy, confirmed, wish } from '../../scenarios/matching/wish-steps.ts';
import { need, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function wishFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, community, power, uuid } = await world.alliance('邻聚力', 'street', 'community', 'power');
    const needs = {
      full: await wish(community, 1),
      open: await wish(community),
      done: await wish(community),
      other: await need(community),
    };
    ids.set('claim', parseId('claim', (await claimedBy(power, needs.full)).id));
    ids.set('settled', parseId('claim', (await claimedBy(power, needs.done)).id));
    await claimedBy(power, needs.open);
    await confirmed(community, needs.done);
    for (const [name, id] of Object.entries(needs)) ids.set(name, parseId('need', id));
    for (const [name, actor] of Object.entries({ street, community, power })) {
      ids.set(name, there(actor.unit));
      ids.set(`${name}person`, there(actor.person));
    }
    ids.set('red', uuid);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer, `:name` standing for the id of that name, and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(text);
    } finally {
      await world.sql('rollback');
    }
  }

  const DENIED = /permission denied/;
  const claim = (wished: string, unit = 'street', state = 'CLAIMED'): string =>
    `insert into exchange.wish_claim (id, need_id, alliance_id, supplier_unit_id, demander_unit_id, person_id, state, claimed_at)
    values (gen_random_uuid(), :${wished}, :red, :${unit}, :community, :${unit}person, '${state}', '2026-11-21')`;

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    ['a claim too many', claim('full'), /need_not_overclaimed/],
    ['a second claim of a person', claim('open', 'power'), /wish_claim_once/],
    ['a claim of what is no wish', claim('other'), /published and not done/],
    ['a claim of what is done', claim('done'), /published and not done/],
    ['a claim by the unit that entered it', claim('open', 'community'), /wish_claim_of_another_unit/],
    ['a claim that is done from the beginning', claim('open', 'street', 'DONE'), /published and not done/],
    [
      'a claim that is done and not settled',
      `update exchange.wish_claim set state = 'DONE' where id = :claim`,
      /wish_claim_settled/,
    ],
    [
      'a claim taken back for no reason',
      `update exchange.wish_claim set state = 'WITHDRAWN', settled_at = claimed_at where id = :claim`,
      /for_a_reason/,
    ],
    [
      'a claim that is taken back when it is done',
      `update exchange.wish_claim set state = 'WITHDRAWN', reason = 'x' where id = :settled`,
      /what became of a claim stands/,
    ],
    ['a claim of another person', `update exchange.wish_claim set person_id = :streetperson`, DENIED],
    ['a claim struck out', `delete from exchange.wish_claim`, DENIED],
    ['more places', `update exchange.need set max_claims = 9`, /settled when it is published/],
    ['a wish that is a need', `update exchange.need set kind = 'NEED'`, /settled when it is published/],
    [
      'a need that is confirmed',
      `update exchange.need set completed_at = published_at, state = 'FULFILLED', closed_at = published_at where id = :other`,
      /completed_is_wish/,
    ],
    [
      'a wish that is confirmed and not fulfilled',
      `update exchange.need set completed_at = published_at where id = :full`,
      /completed_is_fulfilled/,
    ],
    [
      'a match of a wish',
      `insert into exchange.match (id, alliance_id, need_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin,
        quantity, quantity_unit, state, supplier_accepted_at, created_at)
      values (gen_random_uuid(), :red, :open, :power, :community, :power, 'CLAIM', 1, '件', 'ACCEPTED_BY_ONE', '2026-11-21', '2026-11-21')`,
      /only a published need is matched/,
    ],
  ];

  test.each(refused)('the database refuses %s', async (_what, statement, rule) => {
    await expect(asWriter(statement)).rejects.toThrow(rule);
  });

  test('the database lets through what the services do', async () => {
    expect(await asWriter(`${claim('open')} returning 1`)).toHaveLength(1);
    const back = `update exchange.wish_claim set state = 'WITHDRAWN', reason = 'x', settled_at = claimed_at where id = :claim returning 1`;
    expect(await asWriter(back)).toHaveLength(1);
  });
}
