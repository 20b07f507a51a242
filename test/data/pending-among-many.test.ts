/** What waits is found by what waits: what was answered long ago is not read, however much of it there is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PendingDocument } from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { need, offer, proposal, there } from '../scenarios/story.ts';

/** Of each kind, of the very unit and alliance that ask. */
const OVER = 6000;

let world: World;
let street: Actor;
let mall: Actor;

const SETTLED = [
  `insert into exchange.match (id, alliance_id, need_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin, quantity, quantity_unit,
     state, supplier_accepted_at, demander_accepted_at, created_at)
   select gen_random_uuid(), $1, n.id, $2, $3, $2, 'CLAIM', 1, '场', case when i % 2 = 0 then 'AGREED' else 'DECLINED' end, '2025-06-01', '2025-06-01', '2025-06-01'
   from exchange.need n, generate_series(1, $4::integer) i`,
  `insert into exchange.agreement (id, alliance_id, match_id, edition, title, supplier_unit_id, demander_unit_id, state, activated_at, created_at)
   select gen_random_uuid(), m.alliance_id, m.id, 1, '旧', m.supplier_unit_id, m.demander_unit_id, 'COMPLETED', '2025-06-02', '2025-06-01'
   from exchange.match m where m.state = 'AGREED'`,
  `insert into exchange.agreement_party (agreement_id, unit_id, rank, must_sign, awaits_signature)
   select g.id, u.unit_id, u.rank, true, false from exchange.agreement g, lateral (values (1, g.supplier_unit_id), (2, g.demander_unit_id)) u (rank, unit_id)`,
  `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, fulfilled, due_at, state, rank, series)
   select gen_random_uuid(), g.id, g.supplier_unit_id, g.demander_unit_id, '旧', 1, '场', 1, '2025-07-01', 'FULFILLED', 1, 1 from exchange.agreement g`,
  `insert into exchange.event (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at, state, counted)
   select gen_random_uuid(), c.id, c.from_unit_id, 1, '2025-06-03', '旧', '2025-06-03', 'CONFIRMED', 1 from exchange.commitment c`,
  `insert into exchange.event_answer (event_id, unit_id, answer, answered_at) select e.id, $3, 'CONFIRMED', '2025-06-04' from exchange.event e`,
  `insert into projects.project (id, alliance_id, lead_unit_id, title, goal, target_hours, starts_on, ends_on, visibility, state, created_at)
   values (gen_random_uuid(), $1, $2, '旧', '旧', 100, '2025-01-01', '2026-12-31', 'ALLIANCE', 'OPEN', '2025-01-01')`,
  `insert into projects.contribution (id, project_id, unit_id, hours, served_on, note, recorded_at, is_awaited)
   select gen_random_uuid(), p.id, $3, 1, '2025-06-01', '旧', '2025-06-01', false from projects.project p, generate_series(1, $4::integer) i`,
  `insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at, decided_at)
   select gen_random_uuid(), $1, $3, 'MEMBER', 'REJECTED', '旧', '2025-06-01', '2025-06-02' from generate_series(1, $4::integer) i`,
  `insert into exchange.need (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, state, published_at, shown_to)
   select gen_random_uuid(), $3, 'space.hall', '旧', '旧', 1, '场', 'ALLIANCE', 'PUBLISHED', '2025-06-01', array[$1::uuid] from generate_series(1, $4::integer) i`,
  `insert into directory.relation (id, type_code, subject_unit_id, object_unit_id, cardinality, state, proposed_by_unit_id, statement, reason, proposed_at, decided_at)
   select gen_random_uuid(), t.code, $3, $2, t.cardinality, 'DECLINED', $3, '旧', '旧', '2025-06-01', '2025-06-02'
   from (select * from directory.relation_type where object_kind = 'UNIT' order by rank limit 1) t, generate_series(1, $4::integer) i`,
  `insert into exchange.clearing (id, alliance_id, other_alliance_id, dimension, basis, credit_limit, ends_at, note, state, proposed_by_unit_id,
     answered_by_unit_id, proposed_at, answered_at)
   values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'HOURS', '小时', 100, '2026-12-31', '旧', 'ACTIVE', $2, $3, '2025-06-01', '2025-06-02')`,
  // This much waits, for others.
  `insert into exchange.clearing_settlement (id, clearing_id, alliance_id, answering_alliance_id, owing_alliance_id, amount, note, state,
     proposed_by_unit_id, proposed_at)
   select gen_random_uuid(), c.id, gen_random_uuid(), gen_random_uuid(), c.alliance_id, 1, '旧', 'PROPOSED', $3, '2025-06-01'
   from exchange.clearing c, generate_series(1, $4::integer) i`,
];

const LARGE = [
  'match',
  'agreement',
  'agreement_party',
  'commitment',
  'event',
  'event_answer',
  'contribution',
  'membership',
  'need',
  'relation',
  'clearing_settlement',
];

beforeAll(async () => {
  world = await createWorld();
  const { community, uuid, ...rest } = await world.alliance('五色', 'street', 'mall', 'community');
  ({ street, mall } = rest);
  await proposal(street, { needId: await need(community), offerId: await offer(mall) });
  await world.sql("set session_replication_role = 'replica'");
  for (const text of SETTLED) {
    const values = [uuid, mall.unit, community.unit, OVER];
    const used = values.map((value, i) => [`$${i + 1}`, value] as const).filter(([name]) => text.includes(name));
    const renumbered = used.reduce((now, [name], i) => now.replaceAll(name, `$:${i + 1}`), text).replaceAll('$:', '$');
    await world.sql(
      renumbered,
      used.map(([, value]) => value),
    );
  }
  await world.sql("set session_replication_role = 'origin'");
  await world.sql('analyze');
});

afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ['a unit', () => mall, 1],
  ['a coordinator', () => street, 0],
  ['a unit without the hat of an alliance', () => mall.withoutHat(), 1],
])('%s is told of what waits without what is over being read', async (_who, actor, waits) => {
  world.statements.length = 0;
  const variables = { first: 20, after: null, filter: null, order: null };
  const { pending } = there((await actor().ask(PendingDocument, variables)).viewer);
  expect(pending.totalCount).toBe(waits);
  const [{ text, values } = { text: '', values: [] }] = world.statements;
  const plan = await world.sql<object>(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, [
    ...values,
  ]);
  const lines = plan.map((line) => Object.values(line).join());
  const whole = new RegExp(`Seq Scan on (${LARGE.join('|')}) `);
  expect(lines.filter((line) => whole.test(line) && !line.includes('never executed'))).toEqual([]);
  // Nor is it read by an index and thrown away.
  const removed = lines.map((line) => Number(/Rows Removed by (?:Index Recheck|Filter): (\d+)/.exec(line)?.[1] ?? '0'));
  expect(Math.max(...removed)).toBeLessThan(50);
});
