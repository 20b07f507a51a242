/** How reliable a unit is, is counted of what was due of it in the time, however much it promised before and others promise. */
import { expect, test } from '@jest/globals';
import { confirmed } from '../scenarios/promises/delivery-steps.ts';
import { again, due, line, reliabilityOf } from '../scenarios/promises/reliability-steps.ts';
import { there } from '../scenarios/story.ts';
import { createWorld } from '../support/world.ts';

const DUE = '2026-12-01T18:00:00+08:00';
const WITHIN = { from: '2026-12-01T00:00:00+08:00', to: '2026-12-02T00:00:00+08:00' };

const alike = (units: string, dueAt: string, many: number): string => `
insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, fulfilled, due_at, state, rank, series, action)
select gen_random_uuid(), c.agreement_id, ${units}, c.title, c.quantity, c.quantity_unit, c.fulfilled, ${dueAt}, c.state, c.rank + i, c.rank + i, c.action
from (select * from exchange.commitment order by id limit 1) c, generate_series(1, ${many}) i`;

/** What the two promised each other before, and what 400 others promise each other now; each with a delivery. */
const OTHERS = [
  alike('c.from_unit_id, c.to_unit_id', 'c.due_at - make_interval(days => 30, hours => i)', 5_000),
  alike('md5((i % 400)::text)::uuid, md5((i % 400 + 1)::text)::uuid', 'c.due_at', 20_000),
  `insert into exchange.event (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at, state, counted)
   select gen_random_uuid(), c.id, c.from_unit_id, c.quantity, e.occurred_at, e.note, e.recorded_at, e.state, e.counted
   from exchange.commitment c, (select * from exchange.event limit 1) e
   where not exists (select from exchange.event v where v.commitment_id = c.id)`,
];

test.each(['mall', 'community'] as const)(
  'that of the %s goes through no promise but its own of the time',
  async (who) => {
    await using world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall', 'community');
    const { ids, mall, community } = await due(red, ['一', '二', '三', '四', '五', '六'], DUE);
    for (const id of ids.values()) await confirmed(world, mall, community, id, '2');
    await world.sql("set session_replication_role = 'replica'");
    for (const text of OTHERS) await world.sql(text);
    await world.sql("set session_replication_role = 'origin'");
    await world.sql('analyze');
    world.clock.set('2026-12-03T09:00:00+08:00');
    const { [who]: unit } = await again(world, red, red.uuid);
    world.statements.length = 0;
    const told = there(await reliabilityOf(unit, unit, WITHIN));
    expect([line(told.kept), told.answers.answered]).toEqual(who === 'mall' ? ['6/6 1.0000', 0] : ['0/0 - too few', 6]);
    expect(world.statements.map(({ isHeavy }) => isHeavy)).toEqual([true]);
    const { text, values } = there(world.statements[0]);
    const plan = await world.sql<object>(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, [
      ...values,
    ]);
    const lines = plan.map((row) => Object.values(row).join());
    expect(lines.filter((row) => /Seq Scan on (commitment|event) /.test(row))).toEqual([]);
    const rows = lines.map((row) => Number(/actual rows=(\d+)/.exec(row)?.[1] ?? '0'));
    const removed = lines.map((row) => Number(/Rows Removed by (?:Index Recheck|Filter): (\d+)/.exec(row)?.[1] ?? '0'));
    expect(Math.max(...rows, ...removed)).toBeLessThan(50);
  },
);
