/** Benefits of the small world, which the mall gives: of every kind, redeemed, paused, ended; and those that acts are done to. */
import {
  AgreeToFundBenefitDocument,
  EndBenefitRuleDocument,
  PauseBenefitRuleDocument,
  PublishBenefitRuleDocument,
  RedeemBenefitDocument,
  ReverseRedemptionDocument,
  ReviseBenefitRuleDocument,
  SetBenefitFrameDocument,
  WithdrawBenefitProofDocument,
  type BenefitTermsInput,
} from '../../generated/operations.ts';
import { aged, identityNumberOf, mobileOf, off, proven, terms } from '../../scenarios/benefits/benefit-steps.ts';
import { site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

const OLD = { identityNumber: identityNumberOf('1940-01-01'), price: '12.5' };

export async function benefits(world: World, { red, administrator }: Cast, { grid, county }: Things): Promise<Things> {
  const { mall, hospital } = red;
  const later = () => world.clock.pass({ minutes: 1 });
  const today = world.clock.day(0, '09:00').slice(0, 10);
  const placeId = await site(mall, { name: '食堂', areaId: there(grid) });
  const rule = async (name: string, about: BenefitTermsInput): Promise<string> => {
    later();
    const input = { placeId, name, service: 'staff.volunteer', terms: { ...about, from: today } };
    return there((await mall.do(PublishBenefitRuleDocument, input)).benefitRule).id;
  };
  for (const [service, areaId] of [
    ['staff.volunteer', there(county)],
    ['space.hall', there(grid)],
  ] as const) {
    later();
    await administrator.do(SetBenefitFrameDocument, { areaId, service, least: '0', most: '40', from: today });
  }
  const conditions = {
    all: [
      { any: [aged(60, 120), { household: { codes: ['household.migrant'], needsProof: false } }] },
      { none: [{ occupation: { codes: ['occupation.driver'], needsProof: true } }] },
    ],
  };
  const funders = [
    { unitId: mall.unitId, percent: '66.67' },
    { unitId: hospital.unitId, percent: '33.33' },
  ];
  const windows = (['DAY', 'WEEK', 'MONTH', 'TOTAL'] as const).flatMap((window) =>
    [true, false].map((isPerPerson) => ({ window, isPerPerson, most: 30 })),
  );
  const free = await rule('免费', terms({ eligibility: aged(60), funders, quotas: windows }));
  await hospital.do(AgreeToFundBenefitDocument, { ruleId: free, number: 1 });
  const cut = await rule('立减', off('3', aged(60)));
  const share = await rule(
    '比例',
    terms({
      kind: 'PERCENTAGE',
      amount: '12.5',
      eligibility: { membership: { allianceId: red.id } },
      exclusion: aged(100),
    }),
  );
  await mall.do(ReviseBenefitRuleDocument, {
    ...{
      ruleId: share,
      expectedVersion: 1,
      terms: { ...off('4', conditions), from: world.clock.day(3, '09:00').slice(0, 10) },
    },
  });
  const ended = await rule('曾有', off('3', { homeArea: { areaId: there(grid), needsProof: true } }));
  await mall.do(EndBenefitRuleDocument, { ruleId: ended, expectedVersion: 1, reason: '项目结束' });
  const paused = await rule('暂停', off('3', aged(60)));
  await mall.do(PauseBenefitRuleDocument, { ruleId: paused, expectedVersion: 1, reason: '检修' });
  const full = await rule('已满', off('3', aged(60), { quotas: [{ window: 'DAY', most: 1, isPerPerson: false }] }));
  const where = { community: mall, county: there(county), placeId };
  const proofs: string[] = [];
  for (const about of [
    { kind: 'OCCUPATION', code: 'occupation.courier' },
    { kind: 'HOUSEHOLD', code: 'household.migrant' },
    { kind: 'RELATION', code: 'service-post' },
    { kind: 'WORKS_FOR', code: null, worksForUnitId: hospital.unitId },
    { kind: 'HOME_AREA', code: null, homeAreaId: there(grid), until: world.clock.day(300, '09:00').slice(0, 10) },
    { kind: 'BORN_ON', code: null, bornOn: '1940-01-01' },
  ] as const) {
    later();
    proofs.push(await proven(where, mobileOf(1), about));
  }
  await mall.do(WithdrawBenefitProofDocument, { proofId: there(proofs[0]), expectedVersion: 1, reason: '看错' });
  await proven(where, mobileOf(2), { kind: 'BORN_ON', code: null, bornOn: '1950-01-01' });
  await proven(where, mobileOf(3));
  const redemptions: string[] = [];
  for (const ruleId of [free, cut, free, full, cut]) {
    later();
    redemptions.push(there((await mall.do(RedeemBenefitDocument, { ruleId, ...OLD })).benefitRedemption).id);
  }
  later();
  const undone = { redemptionId: there(redemptions[1]), expectedVersion: 1, reason: '点错' };
  await mall.do(ReverseRedemptionDocument, undone);
  const funded = await rule('待同意', terms({ eligibility: aged(60), funders }));
  return {
    benefitPlace: placeId,
    benefitRule: free,
    benefitProof: there(proofs[1]),
    benefitRedemption: there(redemptions[0]),
    ruleOfCut: cut,
    ruleThatIsFull: full,
    ruleToFund: funded,
    ruleToRevise: await rule('将修订', off('3', aged(60))),
    ruleToPause: await rule('将暂停', off('3', aged(60))),
    ruleToResume: paused,
    ruleToEnd: await rule('将终止', off('3', aged(60))),
    proofToWithdraw: there(proofs[2]),
    redemptionToReverse: there(redemptions[4]),
    benefitToday: today,
    benefitTomorrow: world.clock.day(1, '09:00').slice(0, 10),
    benefitLater: world.clock.day(90, '09:00').slice(0, 10),
    benefitIdentity: OLD.identityNumber,
    benefitYoung: identityNumberOf('1999-01-01'),
    benefitMobile: mobileOf(2),
    forgotten: mobileOf(3),
  };
}
