/** Settlement sheets, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
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
    const waiting = await drawnUp(where, { from: '2026-11-21', until: '2026-11-22' });
    ids.set('settled', parseId('settlement', settled.id));
    ids.set('waiting', parseId('settlement', waiting.id));
    ids.set('agreement', parseId('agreement', where.agreementId));
    ids.set('sessions', parseId('commitment', where.sessions));
    ids.set('event', parseId('event', delivery));
    for (const [name, actor] of Object.entries({ mall, power: where.power })) {
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
      ...{ state: `'PENDING'`, drawn_up_by_unit_id: ':mall', drawn_up_at: 'now()', hash: `repeat('a', 64)`, ...about },
    };
    return `insert into exchange.settlement (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };
  const copied = (from: string): readonly string[] => [
    `insert into exchange.settlement_party (settlement_id, unit_id, rank) select ${NEW}, p.unit_id, p.rank from exchange.settlement_party p where p.settlement_id = ${from}`,
    `insert into exchange.settlement_line (settlement_id, commitment_id, rank, from_unit_id, to_unit_id, title, quantity_unit, promised, confirmed_before,
       confirmed_within, confirmed_late, disputed, awaited)
     select ${NEW}, l.commitment_id, l.rank, l.from_unit_id, l.to_unit_id, l.title, l.quantity_unit, l.promised, l.confirmed_before,
       l.confirmed_within, l.confirmed_late, l.disputed, l.awaited from exchange.settlement_line l where l.settlement_id = ${from}`,
    `insert into exchange.settlement_delivery (settlement_id, event_id, commitment_id, entry, quantity, occurred_at)
     select ${NEW}, d.event_id, d.commitment_id, d.entry, d.quantity, d.occurred_at from exchange.settlement_delivery d where d.settlement_id = ${from}`,
  ];

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
    await refusedBy('settlement_as_hashed', ...all, sheet());
    const settled = { state: `'REJECTED'`, settled_at: 'now()' };
    await refusedBy('settlement_starts', ...all, sheet(settled));
    await refusedBy('settlement_party_settlement_id_fkey', parties);
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
    await denied('delete from exchange.settlement');
  });
}
