/** At once: as many as there are get it, and the others are told when it opens again. */
import { expect, test } from '@jest/globals';
import { ReverseRedemptionDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { canteen, figures, freeMeals, mobileOf, redeem, sweeper, terms, published, ruleNow } from './benefit-steps.ts';

test('row 33: of 100 redemptions at once exactly 40 are given', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where);
  const workers: string[] = [];
  for (let i = 0; i < 100; i += 1) workers.push(await sweeper(where, i));
  const answers = await Promise.all(workers.map((mobile) => redeem(where, rule.id, { mobile })));
  expect(answers.filter(({ benefitRedemption }) => benefitRedemption !== null)).toHaveLength(40);
  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusals).toHaveLength(60);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      code: 'QUOTA_EXHAUSTED',
      most: 40,
      remaining: 0,
      opensAt: '2026-11-22T00:00:00+08:00',
    });
  }
  expect(await figures(where.community, rule.id)).toMatchObject({
    redemptions: 40,
    persons: 40,
    cut: { amount: '600' },
  });
  expect((await ruleNow(where.community, rule.id)).versions[0]?.quotas).toMatchObject([{ remaining: 0 }]);
});

test('somebody who is at every till at once gets what one person may', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const said = { occupation: ['occupation.cleaner'] };
  const eligibility = { occupation: { codes: said.occupation, needsProof: false } };
  const rule = await published(where, terms({ eligibility, quotas: [{ window: 'DAY', most: 1, isPerPerson: true }] }));
  // Nobody knows them before.
  const tills = Array.from({ length: 10 }, () => redeem(where, rule.id, { mobile: mobileOf(1), said }));
  const answers = await Promise.all(tills);
  expect(answers.filter(({ benefitRedemption }) => benefitRedemption !== null)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['QUOTA_EXHAUSTED']),
  );
  expect(await figures(where.community, rule.id)).toMatchObject({ redemptions: 1, persons: 1 });
});

test('a redemption that several reverse at once is reversed once, and its place is given once', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where, { quotas: [{ window: 'DAY', most: 1 }] });
  const mobile = await sweeper(where, 1);
  const { id } = there((await redeem(where, rule.id, { mobile })).benefitRedemption);
  const undo = { redemptionId: id, expectedVersion: 1, reason: '点错' };
  const undone = await Promise.all(
    Array.from({ length: 8 }, () => where.community.act(ReverseRedemptionDocument, undo)),
  );
  expect(undone.filter(({ benefitRedemption }) => benefitRedemption !== null)).toHaveLength(1);
  expect(new Set(undone.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['ALREADY_DONE']),
  );
  const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(where, rule.id, { mobile })));
  expect(answers.filter(({ benefitRedemption }) => benefitRedemption !== null)).toHaveLength(1);
});
