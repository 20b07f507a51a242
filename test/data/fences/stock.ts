/** Stocks, distributions and lendings, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ClaimNeedDocument, CloseDistributionDocument, RetireResourceDocument } from '../../generated/operations.ts';
import { distributed, handed, lent, mobile, resource, stocked, stockOf } from '../../scenarios/resources/stocking.ts';
import { need, offer, slots, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function stockFence(): void {
  const DENIED = /permission denied/;
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const goods = await stocked(mall, '10');
    const offerId = await offer(mall, { unit: '包', value: '9', resourceId: goods });
    const needId = await need(community, { unit: '包', value: '9' });
    await mall.do(ClaimNeedDocument, { needId, offerId, amount: '9' });
    const packs = await stocked(mall, '10', '件');
    const [open, over] = [await distributed(mall, packs), await distributed(mall, packs)];
    await handed(mall, open.id, mobile(1));
    await mall.do(CloseDistributionDocument, { distributionId: over.id, expectedVersion: 1 });
    const others = await stocked(community, '10', '件');
    const piano = await resource(mall, { kind: 'EQUIPMENT' });
    const lending = await lent(world, mall, community, piano);
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const gone = await slots(mall, [evening], 3);
    await mall.do(RetireResourceDocument, { resourceId: gone.resourceId, expectedVersion: 1, reason: '停用' });
    const said = { goods, packs, others, piano, gone: gone.resourceId };
    for (const [name, id] of Object.entries(said)) ids.set(name, parseId('resource', id));
    for (const [name, of, actor] of [
      ['goods', goods, mall],
      ['packs', packs, mall],
      ['others', others, community],
    ] as const) {
      const stock = await stockOf(actor, of);
      ids.set(`${name}stock`, parseId('stock', stock.id));
      ids.set(`${name}lot`, parseId('lot', there(stock.lots.nodes[0]).id));
    }
    ids.set('offer', parseId('offer', offerId));
    ids.set('open', parseId('distribution', open.id));
    ids.set('over', parseId('distribution', over.id));
    ids.set('lending', parseId('lending', lending.id));
    ids.set('slot', parseId('slot', there(gone.slotIds[0])));
    for (const [name, actor] of Object.entries({ mall, community, power })) ids.set(name, there(actor.unit));
    const [alliance] = await world.sql<{ id: string }>('select id from directory.alliance');
    ids.set('alliance', there(alliance).id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);

  /** Runs statements, as the writer or the owner, with all that is looked at in the end, and takes them back. */
  async function tried(
    role: 'writer' | 'owner' | 'reader' | 'guarded',
    ...statements: readonly string[]
  ): Promise<unknown[]> {
    await world.sql('begin');
    try {
      if (role !== 'owner') await world.sql(`set local role qinlin_${role}`);
      let rows: unknown[] = [];
      for (const statement of statements) rows = await world.sql(named(statement));
      await world.sql('set constraints all immediate');
      return rows;
    } finally {
      await world.sql('rollback');
    }
  }

  const NOW = `'2026-11-21T01:01:00Z'`;

  let made = 0;
  const fresh = (): string => {
    made += 1;
    return `'00000000-0000-7000-8000-${String(made).padStart(12, '0')}'`;
  };

  const movement = (about: Readonly<Record<string, string>>): string => {
    const row = {
      ...{ id: fresh(), stock_id: ':goodsstock', lot_id: ':goodslot', kind: `'ISSUED'` },
      ...{ quantity: '-1', recorded_at: NOW, ...about },
    };
    return `insert into exchange.stock_movement (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };

  const lending = (about: Readonly<Record<string, string>>): string => {
    const row = {
      ...{ id: fresh(), resource_id: ':piano', owner_unit_id: ':mall', kind: `'EQUIPMENT'` },
      ...{ borrower_unit_id: ':power', alliance_id: ':alliance', purpose: `'用'`, state: `'HANDED_OVER'` },
      ...{ condition_out: `'condition.good'`, handed_over_at: NOW, due_at: `'2026-12-21T01:01:00Z'`, ...about },
    };
    return `insert into exchange.lending (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };

  const handOut = (about: Readonly<Record<string, string>>): string => {
    const row = {
      ...{ distribution_id: ':open', person_mark: `decode(repeat('01', 32), 'hex')`, period_start: `'2000-01-01'` },
      ...{ ordinal: '1', handed_at: NOW, ...about },
    };
    return `insert into exchange.hand_out (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };

  describe('what nobody may write', () => {
    test.each([
      'update exchange.stock set on_hand = 99',
      'update exchange.stock set reserved = 0',
      'update exchange.stock_lot set on_hand = 99',
      'update exchange.stock_movement set quantity = 5',
      'delete from exchange.stock_movement',
      'update exchange.offer set issued = 9',
      'update exchange.distribution set persons = 9',
      'update exchange.distribution set handed_out = 9',
      'delete from exchange.distribution_key',
      'update exchange.hand_out set ordinal = 2',
      'update exchange.resource_condition set term = term',
      'update exchange.resource set kind = kind',
      `update exchange.lending set due_at = due_at`,
    ])('%s', async (statement) => {
      await expect(tried('writer', statement)).rejects.toThrow(DENIED);
    });

    test.each(['reader', 'guarded'] as const)('nor does a %s read whom something was handed to', async (role) => {
      await expect(tried(role, 'select from exchange.hand_out')).rejects.toThrow(DENIED);
      await expect(tried(role, 'select from exchange.distribution_key')).rejects.toThrow(DENIED);
    });
  });

  test.each([
    ['stock_keeps_promises', movement({ quantity: '-2' })],
    ['lot_not_below_nothing', movement({ quantity: '-11' })],
    ['movement_one_way', movement({ quantity: '2' })],
    ['movement_one_way', movement({ kind: `'RECEIVED'`, quantity: '-1' })],
    ['movement_for_a_reason', movement({ kind: `'WRITTEN_OFF'` })],
    ['movement_of_lot', movement({ lot_id: ':packslot' })],
    ['movement_of_transfer', movement({ transfer_id: ':goodslot' })],
    ['movement_for_an_offer', movement({ kind: `'ADJUSTED'`, reason: `'盘点'`, offer_id: ':offer' })],
    ['movement_for_its_offer', movement({ stock_id: ':packsstock', lot_id: ':packslot', offer_id: ':offer' })],
    ['transfer_whole', movement({ kind: `'TRANSFERRED'`, transfer_id: ':goodslot' })],
    ['handed_out_whole', movement({ stock_id: ':packsstock', lot_id: ':packslot', distribution_id: ':open' })],
    ['handed_out_whole', handOut({})],
    ['hand_out_by_rule', handOut({ ordinal: '2' })],
    ['hand_out_while_open', handOut({ distribution_id: ':over' })],
    ['lent_to_one_at_a_time', lending({})],
    ['lending_of_lent_kind', lending({ kind: `'GOODS'` })],
    ['lending_of_resource', lending({ resource_id: ':packs' })],
    ['lending_between_two', lending({ borrower_unit_id: ':mall' })],
    ['lending_as_stated', lending({ state: `'LENT'` })],
    [
      'stock_of_counted_kind',
      `insert into exchange.stock (id, resource_id, owner_unit_id, kind, unit, is_shared, opened_at) values (${fresh()}, :piano, :mall, 'EQUIPMENT', '台', false, ${NOW})`,
    ],
    [
      'offer_counted_as_stock',
      `insert into exchange.offer (id, owner_unit_id, resource_id, category, title, description, quantity, quantity_unit, visibility, state, published_at, shown_to)
       values (${fresh()}, :mall, :goods, 'space.hall', '供', '说', 1, '箱', 'UNIT', 'PUBLISHED', ${NOW}, '{}')`,
    ],
    [
      'offer_of_available_resource',
      `insert into exchange.offer (id, owner_unit_id, resource_id, category, title, description, quantity, quantity_unit, visibility, state, published_at, shown_to)
       values (${fresh()}, :mall, :gone, 'space.hall', '供', '说', 1, '场', 'UNIT', 'PUBLISHED', ${NOW}, '{}')`,
    ],
    [
      'booking_of_available_resource',
      `insert into exchange.booking (id, slot_id, resource_id, unit_id, alliance_id, count, purpose, state, confirmed_at, created_at)
       select ${fresh()}, s.id, s.resource_id, :power, :alliance, 1, '会', 'CONFIRMED', ${NOW}, ${NOW} from exchange.slot s where s.id = :slot`,
    ],
    ['resource_stays_retired', `update exchange.resource set name = '又来' where id = :gone`],
    ['distribution_stays_closed', `update exchange.distribution set state = 'OPEN', closed_at = null where id = :over`],
  ])('%s holds against the writer', async (constraint, statement) => {
    await expect(tried('writer', statement)).rejects.toMatchObject({ constraint });
  });

  test('offers hold no more than is there, whoever writes it', async () => {
    const more = `update exchange.offer set quantity = 99, taken = 11 where id = :offer`;
    await expect(tried('owner', more)).rejects.toMatchObject({ constraint: 'stock_not_oversold' });
  });

  test('an offer that is paused is counted as the stock of its resource, and one that is not holds no more of it', async () => {
    const gone = `delete from exchange.stock_movement where stock_id = :packsstock`;
    const unserved = [
      `set session_replication_role = 'replica'`,
      gone,
      `delete from exchange.stock_lot where stock_id = :packsstock`,
    ];
    const without = [...unserved, `delete from exchange.stock where id = :packsstock`];
    const paused = `update exchange.offer set resource_id = :packs, taken = 0, issued = 0, state = 'PAUSED', paused_for = '{}' where id = :offer`;
    const opened = `insert into exchange.stock (id, resource_id, owner_unit_id, kind, unit, is_shared, opened_at)
      values (${fresh()}, :packs, :mall, 'GOODS', '箱', false, ${NOW})`;
    await expect(
      tried('owner', ...without, paused, `set session_replication_role = 'origin'`, opened),
    ).rejects.toMatchObject({ constraint: 'stock_counted_as_offers' });
    const boxes = [
      `set session_replication_role = 'replica'`,
      `update exchange.stock set unit = '箱' where id = :goodsstock`,
    ];
    const more = [
      `set session_replication_role = 'origin'`,
      `update exchange.offer set quantity = 99, taken = 10 where id = :offer`,
    ];
    await expect(tried('owner', ...boxes, ...more)).rejects.toMatchObject({ constraint: 'offer_counted_as_stock' });
  });

  test('what goes from one unit to another is no transfer', async () => {
    const into = { stock_id: ':othersstock', lot_id: ':otherslot', kind: `'TRANSFERRED'`, transfer_id: ':goodslot' };
    const out = { ...into, stock_id: ':packsstock', lot_id: ':packslot' };
    await expect(tried('writer', movement(out), movement({ ...into, quantity: '1' }))).rejects.toMatchObject({
      constraint: 'transfer_whole',
    });
  });

  test('the sums are those of the movements, and what is promised is what offers hold and have not handed over', async () => {
    const rows = await world.sql(
      `select k.on_hand = (select coalesce(sum(m.quantity), 0) from exchange.stock_movement m where m.stock_id = k.id)
         and k.on_hand = (select coalesce(sum(l.on_hand), 0) from exchange.stock_lot l where l.stock_id = k.id)
         and k.reserved = (select coalesce(sum(greatest(o.taken - o.issued, 0)), 0) from exchange.offer o where o.resource_id = k.resource_id) as holds
       from exchange.stock k`,
    );
    expect(rows).toEqual([{ holds: true }, { holds: true }, { holds: true }]);
  });
}
