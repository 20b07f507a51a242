/** What is posted for deliveries, behind the back of every service: as much as counts is worth, once, and not taken back by itself. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { confirmed, delivered } from '../../scenarios/promises/delivery-steps.ts';
import { agreedFor, withCredit, worthNow } from '../../scenarios/promises/worth-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function worthFence(): void {
  const POSTING = "'00000000-0000-7000-8000-00000000bbbb'";
  const NOW = "'2026-11-21T01:01:00Z'";
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
    ids.set('payee', parseId('account', await withCredit(street, mall, '10')));
    ids.set('payer', parseId('account', await withCredit(street, community, '10')));
    const { commitments } = await agreedFor({
      ...{ giver: mall, receiver: community, title: '老年助餐', quantity: { value: '9', unit: '份' } },
      ...{ dimension: 'HOURS', perUnit: { value: '2', unit: '小时' } },
    });
    const promise = there(commitments[0]);
    const counts = await confirmed(world, mall, community, promise, '1');
    const [posting] = (await worthNow(mall, promise)).deliveries.nodes.flatMap((one) => one.posting ?? []);
    const awaited = await delivered(world, mall, promise, '1');
    ids.set('promise', parseId('commitment', promise)).set('posting', parseId('posting', there(posting).id));
    ids.set('counts', parseId('event', counts)).set('awaited', parseId('event', awaited));
    ids.set('alliance', uuid).set('mall', there(mall.unit)).set('community', there(community.unit));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);

  /** Runs statements as the writer, with all that is looked at in the end, and takes them back. */
  async function tried(statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      for (const statement of statements) await world.sql(named(statement));
      await world.sql('set constraints all immediate');
    } finally {
      await world.sql('rollback');
    }
  }

  const said = {
    ...{ id: POSTING, purpose: "'DELIVERY'", dimension: "'HOURS'", basis: "'小时'", amount: '2', note: "'老年助餐'" },
    ...{ from_alliance_id: ':alliance', from_unit_id: ':community', to_alliance_id: ':alliance', to_unit_id: ':mall' },
    ...{ by_unit_id: ':community', commitment_id: ':promise', event_id: ':awaited', posted_at: NOW },
  };
  const entry = (account: string, amount: string): string =>
    `insert into exchange.account_entry (id, posting_id, account_id, dimension, basis, amount)
     values (gen_random_uuid(), ${POSTING}, ${account}, 'HOURS', '小时', ${amount})`;
  const posted = (about: Partial<typeof said> & { readonly reverses_id?: string } = {}): string[] => {
    const row = { ...said, ...about };
    const isBack = row.from_unit_id === ':mall';
    return [
      `insert into exchange.posting (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`,
      entry(isBack ? ':payee' : ':payer', `-${row.amount}`),
      entry(isBack ? ':payer' : ':payee', row.amount),
    ];
  };
  const back = { from_unit_id: ':mall', to_unit_id: ':community' };
  const answered = `insert into exchange.event_answer (event_id, unit_id, answer, answered_at)
    values (:awaited, :community, 'CONFIRMED', ${NOW})`;

  test('what counts and is posted goes through, and so does what silence posts', async () => {
    await tried([answered, ...posted()]);
    await tried([answered, ...posted({ by_unit_id: 'null' })]);
  });

  test.each([
    ['delivery_posted_as_counted', [answered]],
    ['delivery_posted_as_counted', posted()],
    ['delivery_posted_as_counted', [answered, ...posted({ amount: '1' })]],
    ['delivery_posted_as_counted', [answered, ...posted(back)]],
    ['posting_once_for_delivery', posted({ event_id: ':counts' })],
    ['posting_for_delivery', posted({ event_id: 'null' })],
    ['posting_for_delivery', posted({ purpose: "'TRANSFER'" })],
    ['posting_for_delivery', posted({ commitment_id: 'null' })],
    ['posting_by_somebody', posted({ purpose: "'TRANSFER'", event_id: 'null', by_unit_id: 'null' })],
    [
      'posting_reversed_for_good',
      posted({ ...back, purpose: "'CORRECTION'", event_id: 'null', reverses_id: ':posting' }),
    ],
  ])('%s holds against the writer', async (constraint, statements) => {
    await expect(tried(statements)).rejects.toMatchObject({ constraint });
  });

  test.each([
    ['commitment_worth_whole', "account_dimension = 'HOURS'"],
    ['commitment_worth_counted_so', "account_dimension = 'HOURS', account_basis = '份', worth = 1"],
    ['commitment_worth_counted_so', "account_dimension = 'CNY', account_basis = '元', worth = 0.005"],
    ['commitment_worth_counted_so', "account_dimension = 'LUCK', account_basis = '次', worth = 1"],
    ['commitment_worth_within_bounds', "account_dimension = 'POINTS', account_basis = '分', worth = 0"],
    ['commitment_worth_within_bounds', 'worth = 900000000'],
  ])('%s holds against the owner: %s', async (constraint, set) => {
    const cleared = 'account_dimension = null, account_basis = null, worth = null';
    await world.sql('begin');
    await world.sql("set local session_replication_role = 'replica'");
    if (set !== 'worth = 900000000') await world.sql(`update exchange.commitment set ${cleared}`);
    await expect(world.sql(`update exchange.commitment set ${set}`)).rejects.toMatchObject({ constraint });
    await world.sql('rollback');
  });
}
