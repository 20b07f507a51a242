/** Accounts, postings and their entries, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { OpenAccountDocument, ReversePostingDocument } from '../../generated/operations.ts';
import { acceptedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { accountOf, limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function ledgerFence(): void {
  const DENIED = /permission denied/;
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const blue = await world.alliance('蓝', 'harbour', 'pier');
    ids.set('blue', blue.uuid);
    ids.set('pier', there(blue.pier.unit));
    ids.set('street', there(street.unit));
    const clearing = await acceptedBy(blue.harbour, await proposedTo(world, street, blue.id, { value: '5' }));
    ids.set('clearing', parseId('clearing', clearing.id));
    const open = await proposedTo(world, street, blue.id);
    ids.set('open', parseId('clearing', open.id));
    for (const [actor, coordinator] of [
      [mall, street],
      [blue.pier, blue.harbour],
    ] as const) {
      await actor.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
      await limited(coordinator, actor, '10');
    }
    await mall.do(OpenAccountDocument, { dimension: 'MEALS' as const, unit: '份' });
    await paid(mall, blue.pier, '2', { clearingId: clearing.id });
    ids.set('settlement', parseId('clearingsettlement', (await settled(street, clearing.id, '1')).id));
    const posting = await paid(mall, community, '4');
    const wrong = await paid(mall, community, '1');
    const { posting: back } = await community.do(ReversePostingDocument, { postingId: wrong.id, note: '重复' });
    const said = { posting: posting.id, wrong: wrong.id, back: there(back).id };
    for (const [name, id] of Object.entries(said)) ids.set(name, parseId('posting', id));
    const accounts = {
      mine: await accountOf(mall),
      theirs: await accountOf(community),
      far: await accountOf(blue.pier),
    };
    for (const [name, { id }] of Object.entries(accounts)) ids.set(name, parseId('account', id));
    const between = await world.sql<{ id: string; kind: string; alliance_id: string }>(
      'select id, kind, alliance_id from exchange.account where clearing_id = $1',
      [ids.get('clearing')],
    );
    for (const { id, kind, alliance_id: alliance } of between) {
      ids.set(`${kind === 'CLEARING' ? 'out' : 'done'}${alliance === blue.uuid ? 'blue' : 'red'}`, id);
    }
    ids.set('meals', parseId('account', (await accountOf(mall, '份')).id));
    for (const [name, actor] of Object.entries({ mall, community })) ids.set(name, there(actor.unit));
    ids.set('alliance', parseId('alliance', there((await accountOf(mall)).alliance).id));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);

  /** Runs statements, as the writer or the owner, with all that is looked at in the end, and takes them back. */
  async function tried(role: 'writer' | 'owner', ...statements: readonly string[]): Promise<unknown[]> {
    await world.sql('begin');
    try {
      if (role === 'writer') await world.sql('set local role qinlin_writer');
      let rows: unknown[] = [];
      for (const statement of statements) rows = await world.sql(named(statement));
      await world.sql('set constraints all immediate');
      return rows;
    } finally {
      await world.sql('rollback');
    }
  }

  let made = 0;
  const fresh = (): string => {
    made += 1;
    return `'00000000-0000-7000-8000-${String(made).padStart(12, '0')}'`;
  };

  const insert = (table: string, row: Readonly<Record<string, string>>): string =>
    `insert into exchange.${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;

  const ID = `'00000000-0000-7000-8000-00000000aaaa'`;
  const posting = (about: Readonly<Record<string, string>> = {}): string =>
    insert('posting', {
      ...{ id: ID, purpose: `'TRANSFER'`, dimension: `'HOURS'`, basis: `'小时'`, amount: '2', note: `'服务'` },
      ...{
        from_alliance_id: ':alliance',
        from_unit_id: ':mall',
        to_alliance_id: ':alliance',
        to_unit_id: ':community',
      },
      ...{ by_unit_id: ':mall', posted_at: `'2026-11-21T01:01:00Z'`, ...about },
    });
  const entry = (account: string, amount: string, about: Readonly<Record<string, string>> = {}): string =>
    insert('account_entry', {
      ...{ id: fresh(), posting_id: ID, account_id: account, dimension: `'HOURS'`, basis: `'小时'`, amount, ...about },
    });
  const whole = (about: Readonly<Record<string, string>> = {}, amount = '2') => [
    posting({ amount, ...about }),
    entry(':mine', `-${amount}`),
    entry(':theirs', amount),
  ];

  /** From the mall to the pier, through the clearing. */
  const across = (amount = '2', about: Readonly<Record<string, string>> = {}) => [
    posting({
      amount,
      purpose: `'CLEARING'`,
      to_alliance_id: ':blue',
      to_unit_id: ':pier',
      clearing_id: ':clearing',
      ...about,
    }),
    entry(':mine', `-${amount}`),
    entry(':outred', amount),
    entry(':outblue', `-${amount}`),
    entry(':far', amount),
  ];
  /** What was said and not confirmed. */
  const settling = [
    posting({
      ...{ amount: '1', purpose: `'SETTLEMENT'`, from_unit_id: 'null', to_unit_id: 'null', to_alliance_id: ':blue' },
      ...{ clearing_id: ':clearing', settlement_id: ':settlement' },
    }),
    entry(':outred', '-1'),
    entry(':donered', '1'),
    entry(':outblue', '1'),
    entry(':doneblue', '-1'),
  ];
  const confirmed = (unit: string) =>
    `update exchange.clearing_settlement set state = 'CONFIRMED', answered_by_unit_id = ${unit}, answered_at = '2026-11-21T01:01:00Z' where id = :settlement`;

  test('what is whole goes through', async () => {
    await tried('writer', ...whole());
    await tried('writer', ...across());
    await tried('writer', confirmed(':pier'), ...settling);
  });

  describe('what nobody may write', () => {
    test.each([
      'update exchange.account set balance = 99',
      'update exchange.account set entry_count = 0',
      `update exchange.account set basis = '份'`,
      'delete from exchange.account',
      'update exchange.posting set amount = 5',
      'delete from exchange.posting',
      'update exchange.account_entry set amount = 5',
      'delete from exchange.account_entry',
      entry(':mine', '-2', { balance_after: '7' }),
      entry(':mine', '-2', { number: '7' }),
    ])('%s', async (statement) => {
      await expect(tried('writer', statement)).rejects.toThrow(DENIED);
    });

    test.each([
      `update exchange.posting set note = '改'`,
      'delete from exchange.posting',
      'update exchange.account_entry set amount = amount',
      'delete from exchange.account_entry',
    ])('%s, nor the owner', async (statement) => {
      await expect(tried('owner', statement)).rejects.toMatchObject({ constraint: 'posted_for_good' });
    });
  });

  test.each([
    ['posting_as_told', [posting()]],
    ['posting_sums_to_zero', [posting(), entry(':mine', '-2')]],
    ['posting_sums_to_zero', [posting(), entry(':mine', '-2'), entry(':theirs', '3')]],
    // To zero in all, and in neither alliance.
    ['posting_sums_to_zero', [posting(), entry(':mine', '-2'), entry(':far', '2')]],
    ['posting_as_told', [posting(), entry(':mine', '-1'), entry(':theirs', '1')]],
    ['posting_as_told', [posting(), entry(':mine', '2'), entry(':theirs', '-2')]],
    ['entry_counted_as_account', [posting(), entry(':mine', '-2'), entry(':meals', '2')]],
    [
      'entry_counted_as_posting',
      [posting(), entry(':mine', '-2'), entry(':meals', '2', { dimension: `'MEALS'`, basis: `'份'` })],
    ],
    ['entry_once_of_account', [posting(), entry(':mine', '-1'), entry(':mine', '-1')]],
    ['account_within_limits', whole({}, '7')],
    ['posting_between_two', whole({ to_unit_id: ':mall' })],
    ['posting_corrects_another', whole({ purpose: `'CORRECTION'` })],
    ['posting_reverses_whole', whole({ purpose: `'CORRECTION'`, reverses_id: ':posting' })],
    ['posting_reversed_once', whole({ purpose: `'CORRECTION'`, reverses_id: ':wrong' }, '1')],
    ['posting_reversed_for_good', whole({ purpose: `'CORRECTION'`, reverses_id: ':back' }, '1')],
    ['posting_as_told', across().slice(0, 3)],
    ['posting_through_clearing', across('2', { clearing_id: 'null', purpose: `'TRANSFER'` })],
    ['posting_purpose_of_clearing', across('2', { purpose: `'TRANSFER'` })],
    ['posting_sums_to_zero', across().filter((_, i) => i < 1 || i === 1 || i === 4)],
    ['account_within_limits', across('4')],
    ['posting_of_confirmed_settlement', settling],
    ['settlement_confirmed_by_another_unit', [confirmed(':street')]],
    ['posting_settles_once', [confirmed(':pier'), ...settling, (settling[0] ?? '').replace(ID, fresh())]],
    [
      'clearing_agreed_by_two_units',
      [
        `update exchange.clearing set state = 'ACTIVE', answered_by_unit_id = :street, answered_at = '2026-11-21T01:01:00Z' where id = :open`,
      ],
    ],
    ['account_within_limits', ['update exchange.account set credit_limit = 3 where id = :mine']],
    ['account_within_limits', ['update exchange.account set ceiling = 3 where id = :theirs']],
    ['account_limits_not_below_nothing', ['update exchange.account set credit_limit = -1 where id = :theirs']],
    [
      'account_counted_so',
      [
        insert('account', {
          ...{ id: fresh(), alliance_id: ':alliance', unit_id: ':mall', dimension: `'HOURS'`, basis: `'人次'` },
          ...{ opened_at: `'2026-11-21T01:01:00Z'`, version: '1' },
        }),
      ],
    ],
    [
      'account_once',
      [
        insert('account', {
          ...{ id: fresh(), alliance_id: ':alliance', unit_id: ':mall', dimension: `'HOURS'`, basis: `'小时'` },
          ...{ opened_at: `'2026-11-21T01:01:00Z'`, version: '1' },
        }),
      ],
    ],
  ])('%s holds against the writer', async (constraint, statements) => {
    await expect(tried('writer', ...statements)).rejects.toMatchObject({ constraint });
  });

  test('money of account is told to the fen', async () => {
    const cents = insert('account', {
      ...{ id: fresh(), alliance_id: ':alliance', unit_id: ':mall', dimension: `'CNY'`, basis: `'元'` },
      ...{ opened_at: `'2026-11-21T01:01:00Z'`, version: '1' },
    });
    const half = `update exchange.account set credit_limit = 0.005 where dimension = 'CNY'`;
    await expect(tried('writer', cents, half)).rejects.toMatchObject({ constraint: 'account_limits_to_the_fen' });
    const money = { dimension: `'CNY'`, basis: `'元'`, amount: '0.005' };
    await expect(tried('writer', posting(money))).rejects.toMatchObject({ constraint: 'posting_to_the_fen' });
  });

  test('an account stands where its entries bring it, one after the other', async () => {
    const rows = await world.sql(
      `select a.balance = sum(e.amount) and a.entry_count = count(*) and a.balance = (array_agg(e.balance_after order by e.number desc))[1] as holds
       from exchange.account a join exchange.account_entry e on e.account_id = a.id group by a.id`,
    );
    expect(rows).toEqual(Array.from({ length: 5 }, () => ({ holds: true })));
  });
}
