/** Benefits at two counters: three yuan off for older people, shared by the street, and drinks for riders, for which the mall is asked to pay. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  DailyAgreeToFundBenefitDocument,
  DailyPublishBenefitRuleDocument,
  DailyRecordBenefitProofDocument,
  DailyRedeemBenefitDocument,
  DailyReviseBenefitRuleDocument,
  DailySetBenefitFrameDocument,
  type BenefitTermsInput,
} from '../../../generated/operations.ts';
import { namedId } from '../../named-id.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { idOf, type Land } from '../land.ts';
import { nobodysNumber } from './numbers.ts';

const FRESH = 1;

const unitId = (key: string): string => globalId('unit', namedId('unit', key));

/** Whoever had lunch: born when, how many days ago, and what it cost. */
const lunches = [
  { bornOn: '1951-03-08', daysAgo: 3, price: '12' },
  { bornOn: '1947-09-30', daysAgo: 3, price: '15' },
  { bornOn: '1951-03-08', daysAgo: 2, price: '12' },
  { bornOn: '1958-12-01', daysAgo: 1, price: '10' },
] as const;

const riders = [
  { bornOn: '1996-04-18', code: 'occupation.food-rider' },
  { bornOn: '2000-10-06', code: 'occupation.courier' },
] as const;

export async function tellCounters(cast: Cast, land: Land, now: Date): Promise<void> {
  await tellLunches(cast, land, now);
  await tellDrinks(cast, land, now);
}

async function tellLunches(cast: Cast, { areas, places }: Land, now: Date): Promise<void> {
  const street = cast('hushan', null, atTime(now, -100, '09:00'));
  await street.act('lunch-frame', DailySetBenefitFrameDocument, {
    ...{ areaId: idOf(areas, 'hushan'), service: 'meals.elderly', least: '1', most: '5' },
    from: dayInChina(daysFrom(now, -100)),
  });
  const step = 'lunch-rule';
  const canteen = (days: number, time: string) => cast('mingzhu', null, atTime(now, days, time));
  const published = await canteen(-40, '09:00').act(step, DailyPublishBenefitRuleDocument, {
    ...{ placeId: idOf(places, 'place.canteen'), name: '银龄午餐立减', service: 'meals.elderly' },
    terms: {
      from: dayInChina(daysFrom(now, -40)),
      eligibility: { age: { from: 60 } },
      ...{ kind: 'AMOUNT_OFF', amount: '3', leastPrice: '6', mostPrice: '30' },
      quotas: [
        { window: 'DAY', most: 60 },
        { window: 'DAY', most: 1, isPerPerson: true },
      ],
      funders: [
        { unitId: unitId('mingzhu'), percent: '50' },
        { unitId: unitId('hushan'), percent: '50' },
      ],
    } satisfies BenefitTermsInput,
  });
  const ruleId = made(step, published.benefitRule).id;
  const agreeing = cast('hushan', null, atTime(now, -39, '14:00'));
  await agreeing.act('lunch-funded', DailyAgreeToFundBenefitDocument, { ruleId, number: FRESH });
  for (const [i, { bornOn, daysAgo, price }] of lunches.entries()) {
    const lunch = { ruleId, price, identityNumber: nobodysNumber(bornOn, 21) };
    await canteen(-daysAgo, `11:${String(20 + i)}`).act(`lunch-${i + 1}`, DailyRedeemBenefitDocument, lunch);
  }
}

async function tellDrinks(cast: Cast, { places }: Land, now: Date): Promise<void> {
  const station = (days: number, time: string) => cast('riders', null, atTime(now, days, time));
  const terms = (from: number): BenefitTermsInput => ({
    from: dayInChina(daysFrom(now, from)),
    eligibility: { occupation: { codes: riders.map(({ code }) => code), needsProof: true } },
    ...{ kind: 'FREE', leastPrice: '2', mostPrice: '15' },
    quotas: [
      { window: 'DAY', most: 40 },
      { window: 'DAY', most: 1, isPerPerson: true },
    ],
  });
  const about = { placeId: idOf(places, 'place.rider-home'), name: '骑手爱心热饮', service: 'meals.worker' };
  const step = 'drinks-rule';
  const rule = { ...about, terms: terms(-30) };
  const published = await station(-30, '15:00').act(step, DailyPublishBenefitRuleDocument, rule);
  const ruleId = made(step, published.benefitRule).id;
  // From next week on together with the mall, which has yet to agree.
  const together = [
    { unitId: unitId('riders'), percent: '40' },
    { unitId: unitId('wuyue'), percent: '60' },
  ];
  const revision = { ruleId, expectedVersion: FRESH, terms: { ...terms(7), funders: together } };
  await station(-3, '15:00').act('drinks-revised', DailyReviseBenefitRuleDocument, revision);
  for (const [i, { bornOn, code }] of riders.entries()) {
    const identityNumber = nobodysNumber(bornOn, 31 + i);
    const proof = { kind: 'OCCUPATION' as const, code, document: '平台工作证', identityNumber };
    await station(-2, `12:${String(10 + i)}`).act(`drinks-proof-${i + 1}`, DailyRecordBenefitProofDocument, proof);
    const drink = { ruleId, price: '6', identityNumber };
    await station(-2, `12:${String(20 + i)}`).act(`drinks-${i + 1}`, DailyRedeemBenefitDocument, drink);
  }
}
