/**
 * Benefits that the community and the pier give at their counters, in part at the cost of others. Rules and what they are held
 * to are public; what was redeemed is for the unit and for who pays a share of it; what was proven is for the unit alone.
 */
import { globalId } from '../../../src/domain/ids.ts';
import {
  AgreeToFundBenefitDocument,
  EndBenefitRuleDocument,
  ReverseRedemptionDocument,
  SetBenefitFrameDocument,
  WithdrawBenefitProofDocument,
  type BenefitTermsInput,
} from '../../generated/operations.ts';
import {
  aged,
  identityNumberOf,
  mobileOf,
  off,
  proven,
  published,
  redeem,
  terms,
  type Canteen,
} from '../../scenarios/benefits/benefit-steps.ts';
import { site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Fact, Facts } from './facts.ts';
import { everybody, type Cast, type Who } from './people.ts';

/** The unit itself, whatever hat it wears. */
const MALL = ['mall', 'mallBare'] as const;
const SERVICE = 'staff.volunteer';
const OLD = { identityNumber: identityNumberOf('1940-01-01') };

const seen = (id: string, seenBy: readonly Who[]): Fact => ({ id, seenBy });

export async function benefitFacts(world: World, { red, blue, outsider }: Cast): Promise<Facts> {
  const county = globalId('area', await world.people.county('余姚市', '330281', there(red.community.unit)));
  const [canteen, pier] = [await counterOf(red.community, county), await counterOf(blue.pier, county)];
  const frame = async (days: number): Promise<string> => {
    const from = world.clock.day(days, '09:00').slice(0, 10);
    const input = { areaId: county, service: SERVICE, least: '0', most: '90', from };
    return there((await red.community.do(SetBenefitFrameDocument, input)).benefitFrame).id;
  };
  const frames = [await frame(0), await frame(9)];
  const rules = {
    own: await rule(canteen, off('3', aged(60))),
    together: await paidWith(canteen, red.mall),
    across: await paidWith(pier, outsider),
    // Who is to pay for it did not agree.
    open: await rule(canteen, half(canteen, red.power)),
    ended: await rule(canteen, terms({ eligibility: aged(60) })),
  };
  await red.community.do(EndBenefitRuleDocument, { ruleId: rules.ended, expectedVersion: 1, reason: '结束' });
  const redemptions = {
    own: await redeemed(canteen, rules.own),
    reversed: await redeemed(canteen, rules.together),
    together: await redeemed(canteen, rules.together),
    across: await redeemed(pier, rules.across),
  };
  const undone = { redemptionId: redemptions.reversed, expectedVersion: 1, reason: '点错' };
  await red.community.do(ReverseRedemptionDocument, undone);
  return {
    BenefitFrame: Object.fromEntries(frames.map((id, i) => [`number ${i}`, seen(id, everybody)])),
    BenefitRule: Object.fromEntries(Object.entries(rules).map(([name, id]) => [name, seen(id, everybody)])),
    // Neither for an app that the unit let, nor for who coordinates it.
    BenefitRedemption: {
      own: seen(redemptions.own, ['community']),
      together: seen(redemptions.together, ['community', ...MALL]),
      reversed: seen(redemptions.reversed, ['community', ...MALL]),
      across: seen(redemptions.across, ['pier', 'outsider']),
    },
    BenefitProof: await proofFacts(canteen, pier, { ...canteen, community: red.mall }),
  };
}

/** Neither for an app that the unit let, nor for who coordinates it, nor for whom somebody works for. */
async function proofFacts(canteen: Canteen, pier: Canteen, mall: Canteen): Promise<Facts[string]> {
  const worksFor = { kind: 'WORKS_FOR', code: null, worksForUnitId: mall.community.unitId } as const;
  const proofId = await proven(canteen, mobileOf(1));
  await canteen.community.do(WithdrawBenefitProofDocument, { proofId, expectedVersion: 1, reason: '看错' });
  return {
    community: seen(await proven(canteen, mobileOf(1), worksFor), ['community']),
    withdrawn: seen(proofId, ['community']),
    // Of the same number, of which neither of the two finds out.
    mall: seen(await proven(mall, mobileOf(1)), MALL),
    pier: seen(await proven(pier, mobileOf(2)), ['pier']),
  };
}

async function counterOf(owner: Actor, county: string): Promise<Canteen> {
  return { community: owner, county, placeId: await site(owner, { name: '食堂' }) };
}

const rule = async (where: Canteen, about: BenefitTermsInput): Promise<string> =>
  (await published(where, about, '优惠', SERVICE)).id;

/** Each pays half of it. */
const half = ({ community }: Canteen, payer: Actor): BenefitTermsInput =>
  terms({ eligibility: aged(60), funders: [community, payer].map(({ unitId }) => ({ unitId, percent: '50' })) });

async function paidWith(where: Canteen, payer: Actor): Promise<string> {
  const ruleId = await rule(where, half(where, payer));
  await payer.do(AgreeToFundBenefitDocument, { ruleId, number: 1 });
  return ruleId;
}

const redeemed = async (where: Canteen, ruleId: string): Promise<string> =>
  there((await redeem(where, ruleId, OLD)).benefitRedemption).id;
