/** Settlement sheets, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { RejectSettlementDocument } from '../../generated/operations.ts';
import { confirmed, drawnUp, settledBy, spaceForSessions } from '../../scenarios/promises/settlement-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function settlementFence(): void {
  let world: World;
  let mall: Actor;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const where = await spaceForSessions(world);
    ({ mall } = where);
    const delivery = await confirmed(where, '5');
    const settled = await drawnUp(where, { from: '2026-11-01', until: '2026-11-21' });
    await settledBy(where, settled);
    const days = { from: '2026-11-21', until: '2026-11-22' };
    const rejected = await drawnUp(where, days);
    await where.community.do(RejectSettlementDocument, { settlementId: rejected.id, reason: '漏记' });
    const waiting = await drawnUp(where, days);
    ids.set('rejected', parseId('settlement', rejected.id));
    ids.set('settled', parseId('settlement', settled.id));
    ids.set('waiting', parseId('settlement', waiting.id));
    ids.set('agreement', parseId('agreement', where.agreementId));
    ids.set('sessions', parseId('commitment', where.sessions));
    ids.set('hall', parseId('commitment', where.hall));
    ids.set('event', parseId('event', delivery));
    for (const [name, actor] of Object.entries({ mall, community: where.community, power: where.power })) {
      ids.set(name, there(actor.unit));
    }
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replaceAll(/(?<![:\w]):(\w+)/g, (whole, name: string) => {
      const id = ids.get(name);
      return id === undefined ? whole : `'${id}'`;
    });

  /** As the owner, in a transaction that ends here. */
  async function refusedBy(constraint: string, ...statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      const all = async (): Promise<void> => {
        for (const statement of statements) await world.sql(named(statement));
        await world.sql('set constraints all immediate');
      };
      await expect(all()).rejects.toMatchObject({ constraint });
    } finally {
      await world.sql('rollback');
    }
  }

  const NEW = "'01990000-0000-7000-8000-000000000001'";
  const sheet = (about: Readonly<Record<string, string>> = {}): string => {
    const row = {
      ...{ id: NEW, agreement_id: ':agreement', number: '9', from_day: `'2026-11-21'`, until_day: `'2026-11-22'` },
      ...{
        state: `'PENDING'`,
        drawn_up_by_unit_id: ':community',
        drawn_up_at: 'now()',
        hash: `repeat('a', 64)`,
        ...about,
      },
    };
    return `insert into exchange.settlement (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };
  /** The rows of another sheet; `about` says which columns of theirs are otherwise. */
  const copied = (from: string, about: Readonly<Record<string, string>> = {}): readonly string[] =>
    Object.entries({
      party: ['unit_id', 'rank'],
      line: [
        ...[
          'commitment_id',
          'rank',
          'from_unit_id',
          'to_unit_id',
          'title',
          'quantity_unit',
          'promised',
          'confirmed_before',
        ],
        ...['confirmed_within', 'confirmed_late', 'disputed', 'awaited'],
      ],
      delivery: ['event_id', 'commitment_id', 'entry', 'quantity', 'occurred_at'],
    }).map(([table, columns]) => {
      const values = columns.map((column) => about[`${table}.${column}`] ?? `t.${column}`);
      return `insert into exchange.settlement_${table} (settlement_id, ${columns.join(', ')})
        select ${NEW}, ${values.join(', ')} from exchange.settlement_${table} t where t.settlement_id = ${from}`;
    });
  const follows = { follows_id: ':settled' };

  test.each([
    ['a figure', 'update exchange.settlement_line set confirmed_within = 60 where settlement_id = :settled'],
    ['a title', `update exchange.settlement_line set title = '别的' where settlement_id = :waiting`],
    ['a delivery', `update exchange.settlement_delivery set entry = 'LATE' where settlement_id = :waiting`],
    ['a delivery that is taken out', 'delete from exchange.settlement_delivery where settlement_id = :waiting'],
    ['a line that is taken out', 'delete from exchange.settlement_line where settlement_id = :settled'],
    [
      'a delivery that is put in',
      `insert into exchange.settlement_delivery (settlement_id, event_id, commitment_id, entry, quantity, occurred_at)
       values (:settled, :event, :sessions, 'WITHIN', 1, now())`,
    ],
    [
      'a party',
      'update exchange.settlement_party set unit_id = :power where settlement_id = :waiting and unit_id = :mall',
    ],
    [
      'an answer',
      `update exchange.settlement_party set answer = 'REJECTED', reason = '不' where settlement_id = :settled`,
    ],
    ['a party that is taken out', 'delete from exchange.settlement_party where settlement_id = :waiting'],
    ['the period', `update exchange.settlement set until_day = '2026-12-31' where id = :waiting`],
    ['the hash', `update exchange.settlement set hash = repeat('b', 64) where id = :waiting`],
    ['the state of one that is settled', `update exchange.settlement set state = 'REJECTED' where id = :settled`],
    ['the sheet itself', 'delete from exchange.settlement where id = :settled'],
  ])('of a sheet nothing is changed: %s', async (_what, statement) => {
    await refusedBy('settlement_is_frozen', statement);
  });

  test('a sheet is of what stands on it, in full', async () => {
    const [parties = '', lines = '', deliveries = ''] = copied(':waiting');
    await refusedBy('settlement_of_parties', sheet());
    await refusedBy('settlement_of_commitments', parties, sheet());
    await refusedBy('settlement_adds_up', parties, lines, sheet());
    const all = [parties, lines, deliveries];
    await refusedBy('settlement_follows_the_last', ...all, sheet());
    await refusedBy('settlement_follows_the_last', ...all, sheet({ follows_id: ':rejected' }));
    await refusedBy('settlement_as_hashed', ...all, sheet(follows));
    const settled = { state: `'REJECTED'`, settled_at: 'now()' };
    await refusedBy('settlement_starts', ...all, sheet(settled));
    await refusedBy('settlement_party_settlement_id_fkey', parties);
  });

  test('what stands on a sheet is what is promised, what counts now, and what confirmed sheets counted', async () => {
    const ofPromises = [{ 'line.promised': 't.promised + 1' }, { 'line.confirmed_before': 't.confirmed_before + 1' }];
    for (const about of ofPromises) {
      await refusedBy('settlement_of_promises', ...copied(':waiting', about), sheet(follows));
    }
    const half = { 'line.confirmed_within': 't.confirmed_within / 2', 'delivery.quantity': 't.quantity / 2' };
    const late = {
      ...{ 'line.confirmed_within': '0', 'line.confirmed_late': 't.confirmed_within', 'delivery.entry': `'LATE'` },
    };
    const sooner = { 'delivery.occurred_at': `t.occurred_at - interval '1 minute'` };
    for (const about of [half, late, sooner]) {
      await refusedBy('settlement_counts_what_counts', ...copied(':waiting', about), sheet(follows));
    }
    const [parties = '', lines = ''] = copied(':waiting', { 'line.confirmed_within': '0' });
    await refusedBy('settlement_counts_what_counts', parties, lines, sheet(follows));
    await refusedBy('settlement_delivery_of_commitment', ...copied(':waiting', { 'delivery.commitment_id': ':hall' }));
  });

  test('a sheet is for units that last', async () => {
    await refusedBy(
      'unit_is_dissolved',
      `update directory.unit set dissolved_at = now(), dissolution_reason = '撤并' where id = :community`,
      ...copied(':waiting'),
    );
  });

  test('one sheet waits of each unit', async () => {
    await refusedBy('settlement_waits_once_of_each', ...copied(':waiting'), sheet({ drawn_up_by_unit_id: ':mall' }));
  });

  test('who is asked by a sheet that is settled is waited for no more', async () => {
    const asked = (which: string) =>
      world.sql(
        named(`select unit_id from exchange.settlement_party p where p.settlement_id = ${which} and p.is_awaited`),
      );
    expect(await asked(':rejected')).toEqual([]);
    expect(await asked(':waiting')).toHaveLength(2);
  });

  test('a sheet that came to nothing is answered by nobody', async () => {
    await refusedBy(
      'settlement_answered_while_it_waits',
      `update exchange.settlement_party set answer = 'CONFIRMED', answered_at = now() where settlement_id = :rejected and unit_id = :mall`,
    );
  });

  test('a sheet is settled as its parties said, one after the other', async () => {
    const to = (state: string): string =>
      `update exchange.settlement set state = '${state}', settled_at = now(), version = 2 where id = :waiting`;
    await refusedBy('settlement_settled_as_said', to('CONFIRMED'));
    await refusedBy('settlement_settled_as_said', to('REJECTED'));
    await refusedBy('settlement_settled_as_said', to('OVERTAKEN'));
  });

  test('periods of confirmed sheets do not overlap, nor do two follow the same one', async () => {
    // As if the triggers were forgotten.
    const replica = 'set local session_replication_role = replica';
    const second = (days: string, about: Readonly<Record<string, string>> = {}): string => {
      const [from_day = '', until_day = ''] = days.split(' ').map((day) => `'${day}'`);
      return sheet({ from_day, until_day, state: `'CONFIRMED'`, settled_at: 'now()', ...about });
    };
    await refusedBy('settlement_periods_apart', replica, second('2026-11-20 2026-11-22', { follows_id: ':settled' }));
    await refusedBy('settlement_one_after_another', replica, second('2026-11-21 2026-11-22'));
  });

  test('the writer answers and settles, and nothing else', async () => {
    const denied = async (statement: string): Promise<void> => {
      const who = { subject: { kind: 'PERSON', person: there(mall.person) }, unit: mall.unit } as const;
      await expect(asRole(world, 'writer', who, [named(statement)])).rejects.toThrow('permission denied');
    };
    await denied(`update exchange.settlement set hash = repeat('b', 64)`);
    await denied('update exchange.settlement_line set promised = 1');
    await denied('update exchange.settlement_delivery set quantity = 1');
    await denied('update exchange.settlement_party set unit_id = :mall');
    await denied('update exchange.settlement_party set is_awaited = false');
    await denied('delete from exchange.settlement');
  });
}
