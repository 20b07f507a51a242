/** 公益免费套餐 (row 33): free meals for sanitation workers, couriers and cleaners, 40 a day. */
import { expect, test } from '@jest/globals';
import {
  RedeemBenefitDocument,
  ReverseRedemptionDocument,
  WithdrawBenefitProofDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';
import {
  canteen,
  checked,
  figures,
  freeMeals,
  mobileOf,
  proven,
  published,
  redeem,
  ruleNow,
  sweeper,
  terms,
  LABOURERS,
  TODAY,
} from './benefit-steps.ts';

test('row 33: the 41st free meal of the day is refused, and the first of the next day is given at midnight in Beijing', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where);
  const workers = [];
  for (let i = 0; i < 41; i += 1) workers.push(await sweeper(where, i));
  for (const mobile of workers.slice(0, 40)) {
    expect((await redeem(where, rule.id, { mobile })).benefitRedemption).toMatchObject({
      cut: { amount: '15', currency: 'CNY' },
      charge: { amount: '0' },
      ruleVersion: 1,
      day: TODAY,
    });
  }
  const last = { mobile: there(workers[40]) };
  const { benefitRedemption, userErrors } = await redeem(where, rule.id, last);
  expect(benefitRedemption).toBeNull();
  expect(userErrors).toMatchObject([
    { code: 'QUOTA_EXHAUSTED', window: 'DAY', most: 40, remaining: 0, opensAt: '2026-11-22T00:00:00+08:00' },
  ]);
  expect(there(userErrors[0]).message).toContain('2026-11-22 00:00');
  expect(await checked(where.community, where.placeId, last)).toMatchObject([
    { verdict: 'YES', exhausted: { window: 'DAY', isPerPerson: false } },
  ]);
  expect((await ruleNow(where.community, rule.id)).versions[0]?.quotas).toMatchObject([{ most: 40, remaining: 0 }]);

  world.clock.set('2026-11-21T23:59:59+08:00');
  expect((await redeem(where, rule.id, last)).userErrors).toMatchObject([{ code: 'QUOTA_EXHAUSTED' }]);
  world.clock.set('2026-11-22T00:00:00+08:00');
  expect((await redeem(where, rule.id, last)).benefitRedemption).toMatchObject({ day: '2026-11-22' });
  expect(await figures(where.community, rule.id)).toMatchObject({
    ...{ redemptions: 41, persons: 41, price: { amount: '615' }, cut: { amount: '615' }, charge: { amount: '0' } },
    funding: [{ unit: { shortName: '社区' }, amount: { amount: '615' } }],
  });
  expect(await figures(where.community, rule.id, { from: '2026-11-22' })).toMatchObject({ redemptions: 1, persons: 1 });
  expect(await figures(await someUnit(world, '旁人'), rule.id)).toBeNull();
});

test('a redemption that is reversed gives its place back once', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where, { quotas: [{ window: 'DAY', most: 1 }] });
  const [one, two] = [await sweeper(where, 1), await sweeper(where, 2)];
  const { id } = there((await redeem(where, rule.id, { mobile: one })).benefitRedemption);
  expect((await redeem(where, rule.id, { mobile: two })).userErrors).toMatchObject([{ code: 'QUOTA_EXHAUSTED' }]);
  const undo = { redemptionId: id, expectedVersion: 1, reason: '点错' };
  const { benefitRedemption } = await where.community.do(ReverseRedemptionDocument, undo);
  expect(benefitRedemption).toMatchObject({ state: 'REVERSED', reason: '点错', version: 2 });
  expect(await where.community.refused(ReverseRedemptionDocument, undo)).toMatchObject({ code: 'ALREADY_DONE' });
  expect((await redeem(where, rule.id, { mobile: two })).benefitRedemption).not.toBeNull();
  expect((await redeem(where, rule.id, { mobile: one })).userErrors).toMatchObject([{ code: 'QUOTA_EXHAUSTED' }]);
  expect(await figures(where.community, rule.id)).toMatchObject({ redemptions: 1, persons: 1 });
});

test('one person gets it as often as one person may, by whatever number they are known', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where, { quotas: [{ window: 'WEEK', most: 2, isPerPerson: true }] });
  const identityNumber = '330203198001011234'.slice(0, 17);
  const mobile = await sweeper(where, 1);
  for (let i = 0; i < 2; i += 1) await redeem(where, rule.id, { mobile });
  const { userErrors } = await redeem(where, rule.id, { mobile: `+86${mobile}` });
  // A week ends on Sunday: the 22nd.
  expect(userErrors).toMatchObject([
    { code: 'QUOTA_EXHAUSTED', window: 'WEEK', isPerPerson: true, opensAt: '2026-11-23T00:00:00+08:00' },
  ]);
  expect((await redeem(where, rule.id, { mobile, identityNumber: `${identityNumber}5` })).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'identityNumber'] },
  ]);
  expect((await redeem(where, rule.id, { mobile: await sweeper(where, 2) })).benefitRedemption).not.toBeNull();
});

test('who proved another occupation is told no; who proved nothing, or lets it lapse, is not known to be', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where);
  await proven(where, mobileOf(1), { code: 'occupation.driver' });
  await proven(where, mobileOf(2), { code: 'occupation.cleaner', from: '2026-01-01', until: TODAY });
  const refusal = async (mobile: string, said?: { occupation: string[] }) =>
    there((await redeem(where, rule.id, { mobile, said: said ?? null })).userErrors[0]);
  expect(await refusal(mobileOf(1))).toMatchObject({ code: 'NOT_ELIGIBLE', verdict: 'NO', reasons: [{ part: 1 }] });
  for (const mobile of [mobileOf(2), mobileOf(3)]) {
    expect(await refusal(mobile, { occupation: ['occupation.cleaner'] })).toMatchObject({
      ...{ code: 'NOT_ELIGIBLE', verdict: 'UNKNOWN', reasons: [{ part: 1, verdict: 'UNKNOWN' }] },
      message: expect.stringContaining('cleaner'),
    });
  }
  // Where a rule says so, a word is enough.
  const trusting = await published(
    where,
    terms({ eligibility: { occupation: { ...there(LABOURERS.occupation), needsProof: false } } }),
  );
  expect(
    (await redeem(where, trusting.id, { mobile: mobileOf(3), said: { occupation: ['occupation.cleaner'] } }))
      .benefitRedemption,
  ).not.toBeNull();
  // A proof that was recorded by mistake counts no more.
  const mobile = await sweeper(where, 4);
  const proofId = await proven(where, mobileOf(5), { code: 'occupation.sanitation' });
  expect((await redeem(where, rule.id, { mobile })).benefitRedemption).not.toBeNull();
  await where.community.do(WithdrawBenefitProofDocument, { proofId, expectedVersion: 1, reason: '看错' });
  expect(await refusal(mobileOf(5))).toMatchObject({ verdict: 'UNKNOWN' });
});

test('a key that is used again does nothing again; for somebody else it is refused', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const rule = await freeMeals(where);
  const [one, two] = [await sweeper(where, 1), await sweeper(where, 2)];
  const input = { ruleId: rule.id, price: '15', mobile: one };
  const first = await where.community.do(RedeemBenefitDocument, input, 'meal-1');
  const again = await where.community.do(RedeemBenefitDocument, input, 'meal-1');
  expect(again).toMatchObject({ replayed: true, benefitRedemption: { id: there(first.benefitRedemption).id } });
  expect(await where.community.refused(RedeemBenefitDocument, { ...input, mobile: two }, 'meal-1')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await figures(where.community, rule.id)).toMatchObject({ redemptions: 1 });
});
