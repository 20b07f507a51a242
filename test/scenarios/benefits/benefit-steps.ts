/** Steps of benefits that their scenarios take. */
import {
  BenefitRuleOfDocument,
  BenefitStatisticsOfDocument,
  CheckBenefitDocument,
  PublishBenefitRuleDocument,
  RecordBenefitProofDocument,
  RedeemBenefitDocument,
  type BenefitRuleNowFragment,
  type BenefitStatisticsOfQuery,
  type BenefitTermsInput,
  type CheckBenefitMutation,
  type EligibilityInput,
  type RecordBenefitProofInput,
  type RedeemBenefitInput,
  type RedeemBenefitMutation,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { keeperOf } from '../land/land.ts';
import { site } from '../land/sites.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

export const TODAY = '2026-11-21';

/** The services that benefits are for here. */
export async function serving(world: World): Promise<void> {
  for (const [rank, code] of ['meals.elderly', 'meals.worker'].entries()) {
    await world.sql(
      `insert into directory.term (id, scheme, code, label_zh, label_en, rank) values ($1, 'CATEGORY', $2, $2, $2, $3)`,
      [world.id('term'), code, 100 + rank],
    );
  }
}

export interface Canteen {
  /** Runs the canteen, and looks after the county that it lies in. */
  readonly community: Actor;
  readonly county: string;
  readonly placeId: string;
}

/** A canteen (食堂) of a community, in the county that it looks after. */
export async function canteen(world: World, name = '社区'): Promise<Canteen> {
  await serving(world);
  const community = await someUnit(world, name);
  const county = await keeperOf(world, community, '330203');
  return { community, county, placeId: await site(community, { name: '邻里食堂', areaId: county }) };
}

export const aged = (from: number, below: number | null = null): EligibilityInput => ({ age: { from, below } });

export const LABOURERS: EligibilityInput = {
  occupation: { codes: ['occupation.sanitation', 'occupation.food-rider', 'occupation.cleaner'], needsProof: true },
};

type Terms = Partial<BenefitTermsInput>;

export const terms = (about: Terms = {}): BenefitTermsInput => ({
  ...{ from: TODAY, kind: 'FREE', leastPrice: '10', mostPrice: '30', eligibility: LABOURERS },
  ...about,
});

export const off = (amount: string, eligibility: EligibilityInput, about: Terms = {}): BenefitTermsInput =>
  terms({ kind: 'AMOUNT_OFF', amount, eligibility, ...about });

export async function published(
  { community, placeId }: Canteen,
  about: BenefitTermsInput,
  name = '公益免费套餐',
  service = 'meals.worker',
): Promise<BenefitRuleNowFragment> {
  const input = { placeId, name, service, terms: about };
  return there((await community.do(PublishBenefitRuleDocument, input)).benefitRule);
}

/** Free meals for those who clean, sweep and deliver: 40 a day (row 33). */
export const freeMeals = (where: Canteen, about: Terms = {}): Promise<BenefitRuleNowFragment> =>
  published(where, terms({ quotas: [{ window: 'DAY', most: 40 }], ...about }));

/** A mobile number that nobody else has. */
export const mobileOf = (i: number): string => `139${String(10_000_000 + i)}`;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number of somebody who was born on that day. */
export function identityNumberOf(bornOn: string, sequence = '123'): string {
  const digits = `330203${bornOn.replaceAll('-', '')}${sequence}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return `${digits}${'10X98765432'.charAt(sum % 11)}`;
}

export async function proven(
  { community }: Canteen,
  mobile: string,
  about: Partial<RecordBenefitProofInput> = {},
): Promise<string> {
  const input = { mobile, kind: 'OCCUPATION', code: 'occupation.courier', document: '工作证', ...about } as const;
  return there((await community.do(RecordBenefitProofDocument, input)).benefitProof).id;
}

/** Somebody who sweeps the streets, and showed it. */
export async function sweeper(where: Canteen, i: number): Promise<string> {
  await proven(where, mobileOf(i), { code: 'occupation.sanitation' });
  return mobileOf(i);
}

type Who = Pick<RedeemBenefitInput, 'mobile' | 'identityNumber' | 'said'>;
type Redeemed = RedeemBenefitMutation['redeemBenefit'];

export const redeem = ({ community }: Canteen, ruleId: string, who: Who, price = '15'): Promise<Redeemed> =>
  community.act(RedeemBenefitDocument, { ruleId, price, ...who });

type Answers = NonNullable<NonNullable<CheckBenefitMutation['checkBenefit']>['answers']>;

export async function checked(who: Actor, placeId: string, person: Who, price: string | null = '15'): Promise<Answers> {
  return there((await who.do(CheckBenefitDocument, { placeId, price, ...person })).answers);
}

export async function ruleNow(who: Actor, id: string): Promise<BenefitRuleNowFragment> {
  return there((await who.ask(BenefitRuleOfDocument, { id })).benefitRule);
}

type Statistics = NonNullable<BenefitStatisticsOfQuery['benefitRule']>['statistics'];

export async function figures(
  who: Actor,
  id: string,
  days: { readonly from?: string; readonly until?: string } = {},
): Promise<Statistics> {
  return there((await who.ask(BenefitStatisticsOfDocument, { id, ...days })).benefitRule).statistics;
}
