/** Benefits that units give at their places: for whom, how often, at whose cost; proofs, and what is redeemed. */
import type { Part } from '../../../graphql/module.ts';
import { unagreedFunding } from './rules/fund.pending.ts';
import { BenefitFrame } from './frames/frame.entity.ts';
import { BenefitFrameResolver } from './frames/frame.resolver.ts';
import { BenefitFrameService } from './frames/frame.service.ts';
import { benefitFrameRoots, benefitFrameView } from './frames/frame.view.ts';
import { BenefitProof } from './proofs/proof.entity.ts';
import { BenefitProofResolver } from './proofs/proof.resolver.ts';
import { BenefitProofService } from './proofs/proof.service.ts';
import { benefitProofRoots, benefitProofView } from './proofs/proof.view.ts';
import { BenefitCheckService } from './redemptions/check.service.ts';
import { BenefitRedemption, BenefitShare } from './redemptions/redemption.entity.ts';
import { RedemptionResolver } from './redemptions/redemption.resolver.ts';
import { RedemptionService } from './redemptions/redemption.service.ts';
import { benefitRedemptionRoots, benefitRedemptionView } from './redemptions/redemption.view.ts';
import { BenefitFunder, BenefitRule, BenefitVersion } from './rules/rule.entity.ts';
import { BenefitRuleResolver } from './rules/rule.resolver.ts';
import { BenefitRuleService } from './rules/rule.service.ts';
import { benefitRuleRoots, benefitRuleView } from './rules/rule.view.ts';

export const benefits: Part = {
  resolvers: [BenefitFrameResolver, BenefitRuleResolver, BenefitProofResolver, RedemptionResolver],
  entities: [BenefitFrame, BenefitRule, BenefitVersion, BenefitFunder, BenefitProof, BenefitRedemption, BenefitShare],
  views: [benefitFrameView, benefitRuleView, benefitProofView, benefitRedemptionView],
  pending: [unagreedFunding],
  roots: { ...benefitFrameRoots, ...benefitRuleRoots, ...benefitProofRoots, ...benefitRedemptionRoots },
  rules: {
    Query: {
      benefitFrames: 'anyone',
      benefitRule: 'anyone',
      benefitRules: 'anyone',
      benefitProofs: 'signedIn',
      benefitRedemptions: 'signedIn',
    },
    Mutation: {
      setBenefitFrame: 'signedIn',
      publishBenefitRule: 'signedIn',
      reviseBenefitRule: 'signedIn',
      pauseBenefitRule: 'signedIn',
      resumeBenefitRule: 'signedIn',
      endBenefitRule: 'signedIn',
      agreeToFundBenefit: 'signedIn',
      recordBenefitProof: 'signedIn',
      withdrawBenefitProof: 'signedIn',
      forgetBenefitPerson: 'signedIn',
      checkBenefit: 'signedIn',
      redeemBenefit: 'signedIn',
      reverseRedemption: 'signedIn',
    },
  },
  instances: (work) => [
    [BenefitFrameResolver, new BenefitFrameResolver(new BenefitFrameService(work))],
    [BenefitRuleResolver, new BenefitRuleResolver(new BenefitRuleService(work))],
    [BenefitProofResolver, new BenefitProofResolver(new BenefitProofService(work))],
    [RedemptionResolver, new RedemptionResolver(new RedemptionService(work), new BenefitCheckService(work))],
  ],
};
