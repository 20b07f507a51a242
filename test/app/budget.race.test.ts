/** Many requests of an app at once, to several processes, spend what it has and no point more. */
import { expect, test } from '@jest/globals';
import { Budgets } from '../../src/data/budgets.ts';
import { PayingApp } from '../support/paying-app.ts';
import { scaled } from '../support/scale.ts';
import { createWorld } from '../support/world.ts';
import { there } from '../scenarios/story.ts';

const BUDGET = 20;

test('fifty requests on a budget of twenty: twenty are answered', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street');
  const app = await PayingApp.in(world, alliance, alliance.street.unit, BUDGET);
  const receipts = await Promise.all(Array.from({ length: 50 }, () => app.pay('{ viewer { kind } }')));
  const answered = receipts.filter(({ status }) => status === 200);
  expect(answered.map(({ cost }) => cost?.remaining).sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: BUDGET }, (_, i) => i),
  );
  const refused = receipts.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(50 - BUDGET);
  expect(new Set(refused.map(({ retryAfter }) => retryAfter))).toEqual(new Set(['180']));
});

test('several processes draw on one budget, also on the first request of all', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street');
  const now = world.clock.now();
  for (let round = 0; round < scaled(5, 50); round += 1) {
    const app = await PayingApp.in(world, alliance, alliance.street.unit);
    await using one = new Budgets(world.database, true);
    await using two = new Budgets(world.database, true);
    await using three = new Budgets(world.database, false);
    const spends = Array.from({ length: 60 }, (_, i) =>
      there([one, two, three][i % 3]).spend({ app: app.id, credential: null }, 100, now),
    );
    const allowed = (await Promise.all(spends)).filter((spent) => spent?.isAllowed);
    expect(allowed).toHaveLength(50);
  }
});

test('the first requests of all are answered, however many come at once, where there is enough for them', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street');
  const now = world.clock.now();
  for (let round = 0; round < scaled(60, 400); round += 1) {
    const { app } = await world.people.app(there(alliance.street.unit), alliance.uuid);
    await world.sql('delete from access.app_budget where app_id = $1', [app]);
    const { budgets } = world.exchange;
    await using other = new Budgets(world.database, true);
    const spends = [budgets, other, budgets, other].map((one) =>
      one.spend({ app: there(app), credential: null }, 1, now),
    );
    expect((await Promise.all(spends)).map((spent) => spent?.isAllowed)).toEqual([true, true, true, true]);
  }
});
