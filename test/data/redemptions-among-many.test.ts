/** A unit's redemptions are read in their order from its own, however many there are of others. */
import { expect, test } from '@jest/globals';
import { aged, canteen, identityNumberOf, published, redeem, terms } from '../scenarios/benefits/benefit-steps.ts';
import { someUnit } from '../scenarios/people/relation-steps.ts';
import { there } from '../scenarios/story.ts';
import { AgreeToFundBenefitDocument } from '../generated/operations.ts';
import { createWorld } from '../support/world.ts';

const MANY = 20_000;
const PAGE = 'query { benefitRedemptions(first: 10) { totalCount nodes { id } } }';

/** Of 400 others, with those who paid; as acts would have written them. */
const OTHERS = [
  `insert into exchange.benefit_redemption (id, rule_id, number, owner_unit_id, person_id, price, cut, charge, day, redeemed_at, state)
   select gen_random_uuid(), r.rule_id, r.number, md5((i % 400)::text)::uuid, r.person_id, r.price, r.cut, r.charge, r.day, r.redeemed_at, r.state
   from (select * from exchange.benefit_redemption limit 1) r, generate_series(1, ${MANY}) i`,
  `insert into exchange.benefit_share (redemption_id, unit_id, amount)
   select r.id, r.owner_unit_id, r.cut from exchange.benefit_redemption r on conflict do nothing`,
  `insert into exchange.benefit_redemption_party (redemption_id, unit_id)
   select r.id, r.owner_unit_id from exchange.benefit_redemption r on conflict do nothing`,
];

test.each([
  ['gives', true],
  ['pays', false],
])('a page of who %s is read without those of others', async (_, isOwner) => {
  await using world = await createWorld();
  const where = await canteen(world);
  const fund = await someUnit(world, '慈善总会');
  const funders = [where.community, fund].map(({ unitId }) => ({ unitId, percent: '50' }));
  const rule = await published(where, terms({ eligibility: aged(60), funders }));
  await fund.do(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 1 });
  for (let i = 0; i < 3; i += 1) await redeem(where, rule.id, { identityNumber: identityNumberOf('1950-03-04') });
  await world.sql("set session_replication_role = 'replica'");
  for (const text of OTHERS) await world.sql(text);
  await world.sql("set session_replication_role = 'origin'");
  await world.sql('analyze');
  world.statements.length = 0;
  const { data } = await (isOwner ? where.community : fund).try(PAGE, {});
  expect(data).toMatchObject({ benefitRedemptions: { totalCount: 3 } });
  const { text, values } = there(world.statements[0]);
  const plan = await world.sql<object>(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, [
    ...values,
  ]);
  const lines = plan.map((line) => Object.values(line).join());
  expect(lines.filter((line) => /Seq Scan on benefit_(redemption|share)/.test(line))).toEqual([]);
  const rows = lines.map((line) => Number(/actual rows=(\d+)/.exec(line)?.[1] ?? '0'));
  const removed = lines.map((line) => Number(/Rows Removed by (?:Index Recheck|Filter): (\d+)/.exec(line)?.[1] ?? '0'));
  expect(Math.max(...rows, ...removed)).toBeLessThan(50);
});

test('figures of rules do not hold up what is light', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  await published(where, terms());
  world.statements.length = 0;
  await where.community.try('query { benefitRules(first: 5) { nodes { statistics { redemptions } } } }', {});
  expect(world.statements.map(({ isHeavy }) => isHeavy)).toEqual([true]);
});
