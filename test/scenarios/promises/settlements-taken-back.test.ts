/** What was taken back is settled by when it was delivered, whenever it was said. */
import { expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import type { SettlementNowFragment } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import {
  confirmed,
  drawnUp,
  figuresOf,
  later,
  rehashed,
  settledBy,
  spaceForSessions,
  takenBack,
} from './settlement-steps.ts';

const DAY = { from: '2026-11-21', until: '2026-11-22' };
const deliveriesOf = ({ deliveries }: SettlementNowFragment): string[] =>
  deliveries.nodes.map(({ entry, quantity: { value }, delivery }) => `${entry} ${value} ${delivery?.id}`);

test('a period is settled late: what was taken back meanwhile and recorded anew counts once', async () => {
  await using world = await createWorld();
  let where = await spaceForSessions(world);
  const first = await confirmed(where, '20');
  const wrong = await confirmed(where, '40');
  where = await later(world, where, 20);
  await takenBack(where, wrong);
  const anew = await confirmed(where, '40', { occurredAt: '2026-11-21T15:00:00+08:00' });
  const sheet = await drawnUp(where, DAY);
  expect(figuresOf(sheet)[0]).toBe('技能培训 60/60场 = 0+60+0, 0/0/0');
  expect(deliveriesOf(sheet)).toEqual([`WITHIN 20 ${first}`, `WITHIN 40 ${anew}`]);
  await settledBy(where, sheet);

  // What is taken back now was settled then: it is added late, by less than nothing, and once.
  where = await later(world, where, 20);
  await takenBack(where, anew);
  const next = await drawnUp(where, { from: DAY.until, until: world.clock.day(1, '00:00').slice(0, 10) });
  expect(figuresOf(next)[0]).toBe('技能培训 20/60场 = 60+0+-40, 0/0/40');
  expect(deliveriesOf(next)).toEqual([`LATE -40 ${anew}`]);
  expect(rehashed(next)).toBe('一致');
  await settledBy(where, next);
  where = await later(world, where, 1);
  const last = await drawnUp(where, { from: next.until, until: world.clock.day(1, '00:00').slice(0, 10) });
  expect(figuresOf(last)[0]).toBe('技能培训 20/60场 = 20+0+0, 0/0/40');
  expect(last.deliveries.totalCount).toBe(0);
});

test('sheets that were confirmed with what takes a delivery back beside it are not told of it again', async () => {
  await using world = await createWorld();
  let where = await spaceForSessions(world);
  const wrong = await confirmed(where, '40');
  const sheet = await drawnUp(where, DAY);
  await settledBy(where, sheet);
  where = await later(world, where, 1);
  await takenBack(where, wrong);
  const second = await drawnUp(where, { from: DAY.until, until: '2026-11-23' });
  await settledBy(where, second);
  // As such sheets were once drawn up: of the event that takes it back, in the period in which that was said.
  await world.sql('begin');
  await world.sql('set local session_replication_role = replica');
  const [, settlement] = [sheet.id, second.id].map((id) => parseId('settlement', id));
  const event = parseId('event', wrong);
  await world.sql(
    `update exchange.settlement_delivery d set event_id = e.id, entry = 'WITHIN', occurred_at = e.occurred_at
     from exchange.event e where d.settlement_id = $1 and d.event_id = $2 and e.reverses_id = $2`,
    [settlement, event],
  );
  await world.sql(
    `update exchange.settlement_line set confirmed_within = -40, confirmed_late = 0 where settlement_id = $1 and confirmed_late = -40`,
    [settlement],
  );
  await world.sql('commit');
  where = await later(world, where, 1);
  const next = await drawnUp(where, { from: '2026-11-23', until: '2026-11-24' });
  expect(figuresOf(next)[0]).toBe('技能培训 0/60场 = 0+0+0, 0/0/60');
  expect(next.deliveries.totalCount).toBe(0);
});
