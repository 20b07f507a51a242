/** Where somebody stands on a long waiting list is told without going through it. */
import { expect, test } from '@jest/globals';
import { many, nursery, opened } from '../scenarios/enrolments/enrolment-steps.ts';
import { there } from '../scenarios/story.ts';
import { createWorld } from '../support/world.ts';

const MANY = 5_000;
const LAST = `query ($id: ID!, $number: String) {
  enrolment(id: $id) { turns(first: 1, filter: { number: $number }) { nodes { turn state waitingRank } } }
}`;

/** Behind who waits; every thousandth withdrew. As acts would have written them. */
const WAIT = `
insert into exchange.enrolment_application (id, enrolment_id, offer_unit_id, owner_unit_id, post_id, number, state, turn, applied_at, settled_at,
  takes_consent, consented_at, consent_shown)
select gen_random_uuid(), a.enrolment_id, a.offer_unit_id, a.owner_unit_id, a.post_id, translate(upper(lpad(to_hex(i), 8, '0')), '01', 'YZ'),
  case when i % 1000 = 0 then 'WITHDRAWN' else 'WAITING' end, a.turn + i, a.applied_at, case when i % 1000 = 0 then a.applied_at end,
  a.takes_consent, a.consented_at, a.consent_shown
from (select * from exchange.enrolment_application where state = 'WAITING') a, generate_series(1, ${MANY + 1}) i`;

test('the place of the last of five thousand costs as little as that of the first', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { id } = await opened(where, { places: 1 });
  await many(where.community, id, 2);
  await world.sql("set session_replication_role = 'replica'");
  await world.sql(WAIT);
  await world.sql("set session_replication_role = 'origin'");
  await world.sql('analyze');
  world.statements.length = 0;
  const number = (MANY + 1).toString(16).toUpperCase().padStart(8, '0').replaceAll('0', 'Y').replaceAll('1', 'Z');
  const { data } = await where.street.try(LAST, { id, number });
  // The second and five thousand and one behind them, of whom five withdrew.
  const turn = { turn: MANY + 3, state: 'WAITING', waitingRank: MANY + 2 - 5 };
  expect(data).toEqual({ enrolment: { turns: { nodes: [turn] } } });
  const { text, values } = there(world.statements[0]);
  const plan = await world.sql<object>(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, [
    ...values,
  ]);
  const lines = plan.map((line) => Object.values(line).join());
  const rows = lines.map((line) => Number(/actual rows=(\d+)/.exec(line)?.[1] ?? '0'));
  const removed = lines.map((line) => Number(/Rows Removed by (?:Index Recheck|Filter): (\d+)/.exec(line)?.[1] ?? '0'));
  expect(Math.max(...rows, ...removed)).toBeLessThan(50);
});
