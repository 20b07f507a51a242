/** Acts read what they are about: slots of other days, and lots of which nothing is left, are not read, however many there are. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Act } from '../../src/data/act.ts';
import { UnitOfWork, type Done } from '../../src/data/unit-of-work.ts';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { parseId } from '../../src/domain/ids.ts';
import { BookingService } from '../../src/modules/exchange/resources/bookings/booking.service.ts';
import { SlotService } from '../../src/modules/exchange/resources/slots/slot.service.ts';
import { MovementService } from '../../src/modules/exchange/resources/stock/movement.service.ts';
import { DAILY, published, slotsOn, told } from '../scenarios/resources/booking-steps.ts';
import { received, stocked, stockOf } from '../scenarios/resources/stocking.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';

const MANY = 4000;
/** What an act that reads what it is about reads, at most. */
const FEW = 60;

/** Says how many rows of a table the last act read. */
class Measured extends UnitOfWork {
  rows = 0;

  constructor(
    orm: ConstructorParameters<typeof UnitOfWork>[0],
    readonly table: string,
  ) {
    super(orm);
  }

  override run(command: Parameters<UnitOfWork['run']>[0], work: Parameters<UnitOfWork['run']>[1]): Promise<Done> {
    return super.run(command, async (act: Act) => {
      const before = await this.#readSoFar(act);
      const done = await work(act);
      await act.em.flush();
      this.rows = (await this.#readSoFar(act)) - before;
      return done;
    });
  }

  /** By this act, and by those that its connection did a moment ago. */
  async #readSoFar(act: Act): Promise<number> {
    const [row] = await act.run<{ n: number }>(
      'select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as n from pg_stat_xact_user_tables where relid = $1::regclass',
      [this.table],
    );
    return there(row).n;
  }
}

let world: World;
let mall: Actor;
let ground: string;
let store: string;

beforeAll(async () => {
  world = await createWorld();
  ({ mall } = await world.alliance('五色', 'street', 'mall'));
  ground = await published(mall, '球场');
  await told(mall, ground, { windows: [{ rrule: DAILY, opens: '18:00', closes: '19:00' }], capacity: 5, perDay: 5 });
  store = await stocked(mall, null);
  await received(mall, store, '5', { code: '甲' });
  // Slots of a year that is over, and lots that were used up.
  await world.sql(
    `insert into exchange.slot (id, resource_id, starts_at, ends_at, capacity)
     select gen_random_uuid(), $1, t, t + interval '1 hour', 5 from (select timestamptz '2025-01-01' + i * interval '2 hours' as t
       from generate_series(1, $2::integer) i) s`,
    [parseId('resource', ground), MANY],
  );
  await world.sql(
    `insert into exchange.stock_lot (id, stock_id, code, received_at)
     select gen_random_uuid(), $1, i::text, '2025-01-01' from generate_series(1, $2::integer) i`,
    [parseId('stock', (await stockOf(mall, store)).id), MANY],
  );
  await world.sql('analyze');
});

afterAll(() => world[Symbol.asyncDispose]());

const viewer = (): Viewer => ({
  subject: { kind: 'PERSON', person: there(mall.person) },
  ...{ credential: null, actingUnit: null, actingAlliance: null },
  now: world.clock.now(),
  locale: 'en',
  requestId: 'test',
});

const measured = (table: string): Measured => new Measured(world.exchange.orm, table);

test('of a day whose places are counted together, booking reads the slots of that day', async () => {
  const work = measured('exchange.slot');
  const [slot] = await world.sql<{ id: string }>(
    "select 'slot_' || replace(id::text, '-', '') as id from exchange.slot where resource_id = $1 and starts_at > $2 order by starts_at limit 1",
    [parseId('resource', ground), world.clock.now()],
  );
  const input = { idempotencyKey: world.key(), slotId: there(slot).id, count: 1, purpose: '活动' };
  await new BookingService(work).book(viewer(), input);
  expect(work.rows).toBeGreaterThan(0);
  expect(work.rows).toBeLessThan(FEW);
});

test('opening slots reads those at that time', async () => {
  const work = measured('exchange.slot');
  const period = { start: new Date('2026-12-01T09:00:00+08:00'), end: new Date('2026-12-01T10:00:00+08:00') };
  const input = { idempotencyKey: world.key(), resourceId: ground, slots: [{ period, capacity: 1 }] };
  await new SlotService(work).open(viewer(), input);
  expect(work.rows).toBeLessThan(FEW);
  expect(await slotsOn(mall, ground, '2026-12-01')).toEqual(['09:00–10:00 0/1', '18:00–19:00 0/5']);
});

test.each([
  ['ISSUED', {}],
  ['WRITTEN_OFF', { reason: '破损' }],
  ['RECEIVED', { lot: { code: '17' } }],
  ['RECEIVED', { lot: { code: '新' } }],
] as const)('a movement reads lots of which something is left, and the one it names: %s %j', async (kind, about) => {
  const work = measured('exchange.stock_lot');
  const input = { idempotencyKey: world.key(), resourceId: store, kind, amount: '1', ...about };
  await new MovementService(work).move(viewer(), input);
  expect(work.rows).toBeGreaterThan(0);
  expect(work.rows).toBeLessThan(FEW);
});
