/** Benefits that the supplier, and the unit that is in both alliances, give at a counter, in part at the cost of the demander. */
import {
  AgreeToFundBenefitDocument,
  CheckBenefitDocument,
  EndBenefitRuleDocument,
  ForgetBenefitPersonDocument,
  PauseBenefitRuleDocument,
  PublishBenefitRuleDocument,
  ResumeBenefitRuleDocument,
  ReverseRedemptionDocument,
  ReviseBenefitRuleDocument,
  SetBenefitFrameDocument,
  WithdrawBenefitProofDocument,
} from '../../generated/operations.ts';
import {
  aged,
  identityNumberOf,
  mobileOf,
  off,
  proven,
  redeem,
  terms,
  type Canteen,
} from '../../scenarios/benefits/benefit-steps.ts';
import { site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

const SERVICES = ['staff.volunteer', 'space.hall'];

export async function give(world: World, { supplier, demander, both }: Side, first: number): Promise<void> {
  const [area] = await world.sql<{ id: string }>(
    `select 'area_' || replace(id::text, '-', '') as id from directory.area
     where keeper_unit_id = $1 and level = 'COUNTY' order by id limit 1`,
    [supplier.unit],
  );
  const from = world.clock.day(0, '09:00').slice(0, 10);
  for (const service of SERVICES) {
    const frame = { areaId: there(area).id, service, least: '0', most: '90', from };
    await supplier.do(SetBenefitFrameDocument, frame);
  }
  for (const [i, owner] of [supplier, both].entries()) await atCounter(world, owner, demander, first + 10 * i);
}

async function atCounter(world: World, owner: Actor, payer: Actor, first: number): Promise<void> {
  const [today, later] = [0, 9].map((days) => world.clock.day(days, '09:00').slice(0, 10));
  const placeId = await site(owner, { name: '食堂' });
  const where: Canteen = { community: owner, county: '', placeId };
  const publish = async (about: Parameters<typeof terms>[0]): Promise<string> => {
    const input = { placeId, name: '优惠', service: 'staff.volunteer', terms: terms({ ...about, from: there(today) }) };
    return there((await owner.do(PublishBenefitRuleDocument, input)).benefitRule).id;
  };
  const funders = [owner, payer].map(({ unitId }) => ({ unitId, percent: '50' }));
  const quotas = [{ window: 'DAY' as const, most: 9 }];
  const ruleId = await publish({ eligibility: aged(60), exclusion: aged(110), funders, quotas });
  await payer.do(AgreeToFundBenefitDocument, { ruleId, number: 1 });
  await owner.do(ReviseBenefitRuleDocument, {
    ...{ ruleId, expectedVersion: 1, terms: off('3', aged(60), { from: there(later) }) },
  });
  await owner.do(PauseBenefitRuleDocument, { ruleId, expectedVersion: 2, reason: '检修' });
  await owner.do(ResumeBenefitRuleDocument, { ruleId, expectedVersion: 3 });
  const ended = await publish({ eligibility: aged(60) });
  await owner.do(EndBenefitRuleDocument, { ruleId: ended, expectedVersion: 1, reason: '结束' });
  const mobile = mobileOf(first);
  await proven(where, mobile, { kind: 'WORKS_FOR', code: null, worksForUnitId: payer.unitId });
  const proofId = await proven(where, mobile);
  await owner.do(WithdrawBenefitProofDocument, { proofId, expectedVersion: 1, reason: '看错' });
  await proven(where, mobileOf(first + 1));
  await owner.do(ForgetBenefitPersonDocument, { mobile: mobileOf(first + 1), reason: '本人要求' });
  const old = { identityNumber: identityNumberOf('1940-01-01', String(first)), mobile };
  await owner.do(CheckBenefitDocument, { placeId, price: '15', ...old });
  const [one] = [await redeem(where, ruleId, old), await redeem(where, ruleId, old)];
  const undone = { redemptionId: there(one.benefitRedemption).id, expectedVersion: 1, reason: '点错' };
  await owner.do(ReverseRedemptionDocument, undone);
}
