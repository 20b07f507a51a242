/** 老龄特惠 (row 32): a price cut from 60 on, a larger one from 80 on, each between 3 and 7 yuan. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  BenefitFramesWhereDocument,
  PublishBenefitRuleDocument,
  RecordBenefitProofDocument,
  ReviseBenefitRuleDocument,
  SetBenefitFrameDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';
import {
  aged,
  canteen,
  checked,
  identityNumberOf,
  off,
  published,
  redeem,
  terms,
  TODAY,
  type Canteen,
} from './benefit-steps.ts';

let world: World;
let where: Canteen;
const rules = { sixty: '', eighty: '' };

beforeAll(async () => {
  world = await createWorld();
  where = await canteen(world);
  const frame = { areaId: where.county, service: 'meals.elderly', least: '3', most: '7', from: TODAY };
  await where.community.do(SetBenefitFrameDocument, frame);
  const sixty = await published(where, off('3', aged(60, 80)), '老龄特惠', 'meals.elderly');
  const eighty = await published(where, off('6.5', aged(80)), '高龄特惠', 'meals.elderly');
  Object.assign(rules, { sixty: sixty.id, eighty: eighty.id });
});

afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ['59 years and 364 days', '1966-11-22', null, '12'],
  ['the 60th birthday', '1966-11-21', '3', '9'],
  ['79 years and 364 days', '1946-11-22', '3', '9'],
  ['the 80th birthday', '1946-11-21', '6.5', '5.5'],
])('row 32: at %s the price is as it has to be', async (_, bornOn, cut, charge) => {
  const person = { identityNumber: identityNumberOf(bornOn) };
  const answers = await checked(where.community, where.placeId, person, '12');
  const best = answers.find(({ verdict, exhausted }) => verdict === 'YES' && exhausted === null);
  if (cut === null) {
    expect(best).toBeUndefined();
    expect(answers.map(({ verdict }) => verdict)).toEqual(['NO', 'NO']);
    const { userErrors } = await redeem(where, rules.sixty, person, '12');
    expect(userErrors).toMatchObject([{ code: 'NOT_ELIGIBLE', verdict: 'NO', reasons: [{ part: 1, verdict: 'NO' }] }]);
    return;
  }
  expect(answers[0]).toEqual(best);
  expect(best).toMatchObject({ cut: { amount: cut, currency: 'CNY' }, charge: { amount: charge } });
  const { benefitRedemption } = await redeem(where, there(best).ruleId, person, '12');
  expect(benefitRedemption).toMatchObject({
    price: { amount: '12' },
    cut: { amount: cut },
    charge: { amount: charge },
  });
});

test('row 32: who is born on 29 February is 60 on that day, and not before', async () => {
  const verdictOn = async (day: string): Promise<boolean> => {
    world.clock.set(`${day}T12:00:00+08:00`);
    // Their token of years ago is good no more.
    const { person, unit } = where.community;
    const actor = await world.people.actor(there(person), unit, null);
    const answers = await checked(actor, where.placeId, { identityNumber: identityNumberOf('1968-02-29') });
    return answers.some(({ verdict }) => verdict === 'YES');
  };
  using _clock = world.clock.held();
  expect(await verdictOn('2028-02-28')).toBe(false);
  expect(await verdictOn('2028-02-29')).toBe(true);
});

test('a mobile number tells no age: until a day of birth is proven it is not known', async () => {
  const person = { mobile: '13812345678' };
  const before = await checked(where.community, where.placeId, person);
  expect(before.map(({ verdict }) => verdict)).toEqual(['UNKNOWN', 'UNKNOWN']);
  expect(before[0]?.reasons[0]?.message).toContain('recordBenefitProof');
  const proof = { ...person, kind: 'BORN_ON', bornOn: '1950-05-01', document: '老年证' } as const;
  await where.community.do(RecordBenefitProofDocument, proof);
  const after = await checked(where.community, where.placeId, person);
  expect(after.map(({ verdict }) => verdict)).toEqual(['YES', 'NO']);
});

test.each(['2.99', '7.01'])('row 32: a cut of %s yuan is refused, and named is the frame', async (amount) => {
  const input = { placeId: where.placeId, name: '特惠', service: 'meals.elderly', terms: off(amount, aged(60)) };
  const { nodes } = there((await where.community.ask(BenefitFramesWhereDocument, {})).benefitFrames);
  expect(await where.community.refused(PublishBenefitRuleDocument, input)).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'terms', 'amount'] },
    message: expect.stringContaining(there(nodes[0]).id),
  });
  const revised = { ruleId: rules.sixty, expectedVersion: 1, terms: off(amount, aged(60, 80), { from: '2026-12-01' }) };
  expect(await where.community.refused(ReviseBenefitRuleDocument, revised)).toMatchObject({ code: 'INVALID_INPUT' });
});

test('a percentage is held to the frame at both ends of the prices that it applies to', async () => {
  const share = (amount: string, leastPrice: string, mostPrice: string) => ({
    placeId: where.placeId,
    ...{ name: '特惠', service: 'meals.elderly' },
    terms: terms({ kind: 'PERCENTAGE', amount, leastPrice, mostPrice, eligibility: aged(90) }),
  });
  for (const odd of [share('30', '9.9', '20'), share('30', '10', '23.4')]) {
    expect(await where.community.refused(PublishBenefitRuleDocument, odd)).toMatchObject({ code: 'INVALID_INPUT' });
  }
  const { benefitRule } = await where.community.do(PublishBenefitRuleDocument, share('30', '10', '23.3'));
  const oldest = { identityNumber: identityNumberOf('1930-01-01') };
  // 30 per cent of 11.15 is 3.345: half a fen is a fen.
  expect((await redeem(where, there(benefitRule).id, oldest, '11.15')).benefitRedemption).toMatchObject({
    cut: { amount: '3.35' },
    charge: { amount: '7.8' },
  });
});

test('a frame is set by who looks after the area, and binds no other service', async () => {
  const frame = { areaId: where.county, service: 'meals.worker', least: '0', most: '5', from: TODAY };
  const stranger = await someUnit(world, '别的单位');
  expect(await stranger.refused(SetBenefitFrameDocument, frame)).toMatchObject({ code: 'FORBIDDEN' });
  const again = { ...frame, service: 'meals.elderly' };
  expect(await where.community.refused(SetBenefitFrameDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
  expect((await published(where, off('9', aged(60)))).versions[0]).toMatchObject({ amount: '9' });
});
