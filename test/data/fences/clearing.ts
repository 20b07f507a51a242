/** Clearings between alliances and what is settled of them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { DeclineClearingDocument, OpenAccountDocument } from '../../generated/operations.ts';
import { acceptedBy, confirmedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { accountOf, limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { agreed, need, offer, proposal, signed, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function clearingFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
    const blue = await world.alliance('蓝', 'harbour', 'pier');
    const green = await world.alliance('绿', 'farm');
    const open = await proposedTo(world, street, blue.id);
    const off = await proposedTo(world, street, blue.id);
    await blue.harbour.do(DeclineClearingDocument, { clearingId: off.id, expectedVersion: 1 });
    const clearing = await acceptedBy(blue.harbour, await proposedTo(world, street, blue.id, { value: '9' }));
    await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
    await limited(street, mall, '10');
    await paid(mall, blue.pier, '2', { clearingId: clearing.id });
    const said = await settled(street, clearing.id, '1');
    const done = await settled(street, clearing.id, '1');
    await confirmedBy(blue.harbour, done);
    const match = await proposal(street, { needId: await need(community), offerId: await offer(mall) });
    const active = await agreed(mall, community, match);
    await signed(mall, community, active);
    const promise = there(active.agreement?.commitments.nodes[0]).id;
    for (const [name, { id }] of Object.entries({ open, off, clearing })) ids.set(name, parseId('clearing', id));
    for (const [name, { id }] of Object.entries({ said, done })) ids.set(name, parseId('clearingsettlement', id));
    ids.set('promise', parseId('commitment', promise));
    ids.set('mine', parseId('account', (await accountOf(mall)).id));
    ids.set('far', parseId('account', (await accountOf(blue.pier)).id));
    for (const [name, actor] of Object.entries({ street, mall, community, pier: blue.pier })) {
      ids.set(name, there(actor.unit));
    }
    for (const [name, id] of Object.entries({ red: uuid, blue: blue.uuid, green: green.uuid })) ids.set(name, id);
    const between = await world.sql<{ id: string; kind: string; alliance_id: string }>(
      'select id, kind, alliance_id from exchange.account where clearing_id = $1',
      [ids.get('clearing')],
    );
    for (const { id, kind, alliance_id: alliance } of between) {
      ids.set(`${kind === 'CLEARING' ? 'out' : 'done'}${alliance === blue.uuid ? 'blue' : 'red'}`, id);
    }
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs statements as the writer, with all that is looked at in the end, and takes them back. */
  async function tried(...statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      for (const statement of statements) {
        await world.sql(statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`));
      }
      await world.sql('set constraints all immediate');
    } finally {
      await world.sql('rollback');
    }
  }

  let made = 0;
  const fresh = (): string => {
    made += 1;
    return `'00000000-0000-7000-8000-${String(made).padStart(12, '0')}'`;
  };
  const ID = `'00000000-0000-7000-8000-00000000aaaa'`;
  const SAID = `'00000000-0000-7000-8000-00000000bbbb'`;
  const AT = `'2026-11-21T01:01:00Z'`;

  const insert = (table: string, row: Readonly<Record<string, string>>): string =>
    `insert into exchange.${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;

  const answered = (table: string, name: string, state: string): string =>
    `update exchange.${table} set state = '${state}', answered_by_unit_id = :pier, answered_at = ${AT} where id = :${name}`;

  const settling = (amount: string, about: Readonly<Record<string, string>> = {}): string =>
    insert('clearing_settlement', {
      ...{ id: SAID, clearing_id: ':clearing', alliance_id: ':red', answering_alliance_id: ':blue', amount },
      ...{ owing_alliance_id: ':red', note: `'说'`, state: `'PROPOSED'`, proposed_by_unit_id: ':street' },
      ...{ proposed_at: AT, version: '1', ...about },
    });
  const confirm = (id: string): string =>
    `update exchange.clearing_settlement set state = 'CONFIRMED', answered_by_unit_id = :pier, answered_at = ${AT} where id = ${id}`;

  const posting = (about: Readonly<Record<string, string>>): string =>
    insert('posting', {
      ...{ id: ID, dimension: `'HOURS'`, basis: `'小时'`, note: `'服务'`, clearing_id: ':clearing' },
      ...{ from_alliance_id: ':red', to_alliance_id: ':blue', by_unit_id: ':mall', posted_at: AT, ...about },
    });
  const entries = (of: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(of).map(([account, amount]) =>
      insert('account_entry', {
        ...{ id: fresh(), posting_id: ID, account_id: `:${account}`, dimension: `'HOURS'`, basis: `'小时'`, amount },
      }),
    );
  const cleared = (amount: string, of: string): readonly string[] => [
    posting({ purpose: `'SETTLEMENT'`, amount, settlement_id: of, from_unit_id: 'null', to_unit_id: 'null' }),
    ...entries({ outred: `-${amount}`, donered: amount, outblue: amount, doneblue: `-${amount}` }),
  ];
  const paidAcross = (about: Readonly<Record<string, string>> = {}): readonly string[] => [
    posting({ purpose: `'CLEARING'`, amount: '2', from_unit_id: ':mall', to_unit_id: ':pier', ...about }),
    ...entries({ mine: '-2', outred: '2', outblue: '-2', far: '2' }),
  ];

  const account = (about: Readonly<Record<string, string>> = {}): string =>
    insert('account', {
      ...{ id: fresh(), alliance_id: ':red', kind: `'CLEARING'`, clearing_id: ':open', dimension: `'HOURS'` },
      ...{ basis: `'小时'`, credit_limit: '20', ceiling: '20', opened_at: AT, version: '1', ...about },
    });
  const opened = (about: Readonly<Record<string, string>> = {}): readonly string[] => [
    answered('clearing', 'open', 'ACTIVE'),
    account(about),
  ];

  test('what is whole goes through', async () => {
    await tried(settling('1'), confirm(SAID), ...cleared('1', SAID));
    await tried(confirm(':said'), ...cleared('1', ':said'));
    await tried(...paidAcross());
    await tried(...opened(), account({ kind: `'SETTLED'`, credit_limit: '0', ceiling: 'null' }));
  });

  test.each([
    ['cleared_between_two', 'by a third alliance', [settling('1', { alliance_id: ':green' })]],
    ['cleared_between_two', 'answered by a third alliance', [settling('1', { answering_alliance_id: ':green' })]],
    ['cleared_between_two', 'answered by who said it', [settling('1', { answering_alliance_id: ':red' })]],
    ['cleared_between_two', 'owed by a third alliance', [settling('1', { owing_alliance_id: ':green' })]],
  ])('%s holds against the writer: %s', async (constraint, _what, statements) => {
    await expect(tried(...statements)).rejects.toMatchObject({ constraint });
  });

  describe('what nobody takes back', () => {
    test.each([
      ['clearing_moves', answered('clearing', 'off', 'ACTIVE')],
      ['clearing_moves', answered('clearing', 'clearing', 'DECLINED')],
      ['clearing_moves', `update exchange.clearing set answered_by_unit_id = :mall where id = :clearing`],
      [
        'clearing_moves',
        `update exchange.clearing set state = 'PROPOSED', answered_by_unit_id = null, answered_at = null where id = :clearing`,
      ],
      ['cleared_moves', answered('clearing_settlement', 'done', 'DECLINED')],
      [
        'cleared_moves',
        `update exchange.clearing_settlement set answered_at = answered_at + interval '1 day' where id = :done`,
      ],
      ['cleared_moves', settling('1', { state: `'CONFIRMED'`, answered_by_unit_id: ':pier', answered_at: AT })],
    ])('%s: %s', async (constraint, statement) => {
      await expect(tried(statement)).rejects.toMatchObject({ constraint });
    });
  });

  test.each([
    ['cleared_when_posted', 'nothing is posted', [confirm(':said')]],
    ['cleared_as_owed', 'more than is owed', [settling('2'), confirm(SAID), ...cleared('2', SAID)]],
    ['account_as_cleared', 'before it is agreed', [account()]],
    ['account_as_cleared', 'in a third alliance', opened({ alliance_id: ':green' })],
    ['account_as_cleared', 'further than was agreed', opened({ credit_limit: '21' })],
    ['account_as_cleared', 'without end', opened({ ceiling: 'null' })],
    ['account_as_cleared', 'with credit', opened({ kind: `'SETTLED'`, credit_limit: '1', ceiling: 'null' })],
    ['account_as_cleared', 'further afterwards', ['update exchange.account set credit_limit = 99 where id = :outred']],
    [
      'account_as_cleared',
      'without end afterwards',
      ['update exchange.account set ceiling = null where id = :outblue'],
    ],
    ['posting_between_promised', 'a promise to another unit', paidAcross({ commitment_id: ':promise' })],
  ])('%s holds against the writer too: %s', async (constraint, _what, statements) => {
    await expect(tried(...statements)).rejects.toMatchObject({ constraint });
  });
}
