/** By what somebody is known at a counter, and what of it is kept. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  BenefitProofsWhereDocument,
  ForgetBenefitPersonDocument,
  RecordBenefitProofDocument,
  RedeemBenefitDocument,
  ReverseRedemptionDocument,
  WithdrawBenefitProofDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  aged,
  canteen,
  identityNumberOf,
  mobileOf,
  proven,
  published,
  redeem,
  terms,
  type Canteen,
} from './benefit-steps.ts';

let world: World;
let where: Canteen;
let ruleId: string;
const said = { occupation: ['occupation.cleaner'] };

beforeAll(async () => {
  world = await createWorld();
  where = await canteen(world);
  const eligibility = { any: [aged(60), { occupation: { codes: said.occupation, needsProof: false } }] };
  ruleId = (await published(where, terms({ eligibility }))).id;
});

afterAll(() => world[Symbol.asyncDispose]());

test('the number of nobody is found by what is kept of attempts: of hundreds tried, each sixteenth fits', async () => {
  for (let i = 0; i < 60; i += 1) await redeem(where, ruleId, { mobile: mobileOf(i), said });
  const hashes = 'select distinct input_hash from data.idempotency where mutation = $1';
  expect((await world.sql(hashes, ['redeemBenefit'])).length).toBeLessThanOrEqual(16);
  // Nor does what they say of themselves tell them apart.
  const more = { occupation: ['occupation.cleaner', 'occupation.courier'] };
  for (let i = 0; i < 20; i += 1) await redeem(where, ruleId, { mobile: mobileOf(i), said: more });
  expect((await world.sql(hashes, ['redeemBenefit'])).length).toBeLessThanOrEqual(16);
});

test('an attempt is the same whichever way its number is written', async () => {
  const input = { ruleId, price: '15', said };
  const first = await where.community.do(RedeemBenefitDocument, { ...input, mobile: mobileOf(100) }, 'meal-2');
  const again = await where.community.do(RedeemBenefitDocument, { ...input, mobile: `+86${mobileOf(100)}` }, 'meal-2');
  expect(again).toMatchObject({ replayed: true, benefitRedemption: { id: there(first.benefitRedemption).id } });
});

test('two numbers that are of two persons forget neither', async () => {
  const both = { mobile: mobileOf(200), identityNumber: identityNumberOf('1950-03-04') };
  await proven(where, both.mobile);
  const { identityNumber } = both;
  const old = { identityNumber, kind: 'BORN_ON', bornOn: '1950-03-04', document: '身份证' } as const;
  await where.community.do(RecordBenefitProofDocument, old);
  const forget = { ...both, reason: '本人要求' };
  expect(await where.community.refused(ForgetBenefitPersonDocument, forget)).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'mobile'], message: expect.stringContaining('two persons') },
  });
  expect(there((await where.community.ask(BenefitProofsWhereDocument, {})).benefitProofs).totalCount).toBe(2);
  const { deletedProofs } = await where.community.do(ForgetBenefitPersonDocument, { ...forget, mobile: null });
  expect(deletedProofs).toBe(1);
});

test('nobody is known by the number of somebody who is not born yet', async () => {
  const who = { identityNumber: identityNumberOf('2026-11-22'), said };
  expect((await redeem(where, ruleId, who)).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'identityNumber'] },
  ]);
  expect((await redeem(where, ruleId, { ...who, identityNumber: identityNumberOf('2026-11-21') })).userErrors).toEqual(
    [],
  );
});

test('why something is taken back names nobody: it is said who reads it', async () => {
  const reason = '张三的电话是13800138000';
  const { benefitRedemption } = await redeem(where, ruleId, { mobile: mobileOf(300), said });
  const proofId = await proven(where, mobileOf(300));
  const refusals = [
    await where.community.refused(ReverseRedemptionDocument, {
      ...{ redemptionId: there(benefitRedemption).id, expectedVersion: 1, reason },
    }),
    await where.community.refused(WithdrawBenefitProofDocument, { proofId, expectedVersion: 1, reason }),
  ];
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('other units may read') });
  }
});

test('what somebody is to somebody is proven, whatever a rule says', async () => {
  const [type] = await world.sql<{ code: string }>(
    'select code from directory.person_relation_type order by rank limit 1',
  );
  const eligibility = { relation: { codes: [there(type).code], needsProof: false } };
  const rule = await published(where, terms({ eligibility }));
  expect(rule.versions[0]?.eligibility).toMatchObject([{ kind: 'RELATION', needsProof: true }]);
});
