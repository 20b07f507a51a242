import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { benefitRuleMachine, chargeOf, cutOf, redemptionMachine, shared } from '../../../../domain/exchange/benefit.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForParties } from '../../../../domain/privacy/reason.ts';
import { plain } from '../../../../domain/quantity.ts';
import { holdRuleParties, mustBeAPlaceThatGives } from '../held.service.ts';
import { knownFacts, knownPerson, type SaidGiven } from '../../eligibility/known.service.ts';
import { numbersOf, withoutNumbers, type NumbersGiven } from '../../eligibility/numbers.ts';
import { BenefitFunder, BenefitRule, type BenefitVersion } from '../rules/rule.entity.ts';
import { versionsInForce } from './in-force.service.ts';
import { judgedAlone } from '../../eligibility/judge.service.ts';
import { mustHaveQuota } from './quotas.service.ts';
import { BenefitRedemption, BenefitShare } from './redemption.entity.ts';

interface Redeem extends NumbersGiven {
  readonly idempotencyKey: string;
  readonly ruleId: string;
  readonly price: string;
  readonly said?: SaidGiven | null;
}
interface Reverse {
  readonly idempotencyKey: string;
  readonly redemptionId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

export class RedemptionService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Of two who want the last one, one gets it: they wait for the rule, and the counters of the database have the last word. */
  redeem(viewer: Viewer, input: Redeem): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'redeemBenefit', input: withoutNumbers(input) }, async (act) => {
      const ruleId = parseId('benefitrule', input.ruleId);
      const place = await holdRuleParties(act, ruleId);
      const rule = await act.lock(BenefitRule, 'benefitrule', ruleId);
      act.assertCan('benefit:redeem', rule, 'benefitrule', rule);
      mustBe(benefitRuleMachine, rule, 'redeem', 'OPEN');
      if (place !== null) mustBeAPlaceThatGives(place, 'redeem');
      const [version] = await versionsInForce(act, [rule.id]);
      if (version === undefined) throw notInForce(rule);
      mustApplyTo(version, input.price);
      const numbers = numbersOf(input, act.now);
      const { facts } = await knownFacts(act, rule.ownerUnitId, numbers, input.said);
      const { verdict, reasons } = await judgedAlone(act, version, facts);
      if (verdict !== 'YES') {
        throw RefusalError.of('NOT_ELIGIBLE', { kind: 'benefitrule', id: rule.id, verdict, reasons, documents: [] });
      }
      const personId = await knownPerson(act, numbers);
      await mustHaveQuota(act, version, personId);
      const redemption = await write(act, rule, version, personId, input.price);
      return told(act, 'benefit:redeemed', redemption);
    });
  }

  /** Takes one back: what it took of every quota is free again, once. */
  reverse(viewer: Viewer, input: Reverse): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reverseRedemption', input }, async (act) => {
      const redemption = await act.lock(BenefitRedemption, 'redemption', parseId('redemption', input.redemptionId));
      act.assertCan('benefit:reverse', redemption, 'redemption', redemption);
      mustBeForParties('reason', input.reason);
      const state = advance(redemptionMachine, redemption, 'REVERSED', 'reverse');
      act.expectVersion('redemption', redemption, input.expectedVersion);
      act.em.assign(redemption, { state, reversedAt: act.now, reason: input.reason.trim() });
      await act.em.flush();
      return told(act, 'benefit:reversed', redemption);
    });
  }
}

function notInForce(rule: BenefitRule): RefusalError {
  return RefusalError.of('WRONG_STATE', {
    ...{ kind: 'benefitrule', id: rule.id, state: 'NOT_IN_FORCE', act: 'redeem' },
    is: { zh: '今日没有生效的版本', en: 'has no version in force today' },
    wayOut: {
      zh: '请查看各版本的起止日期，以及出资方是否均已同意、有无注销（BenefitRule.versions），必要时修订（reviseBenefitRule）；此前请按原价结算。',
      en: 'See from when its versions are, and whether all who pay have agreed and none is dissolved (BenefitRule.versions); revise it if need be (reviseBenefitRule). Until then charge the full price.',
    },
  });
}

function mustApplyTo({ leastPrice, mostPrice }: BenefitVersion, price: string): void {
  if (Number(price) >= Number(leastPrice) && Number(price) <= Number(mostPrice)) return;
  const [least, most] = [plain(leastPrice), plain(mostPrice)];
  throw RefusalError.invalid(
    ['input', 'price'],
    `该规则只适用于 ${least}–${most} 元的价格；请核对，或按原价结算。`,
    `The rule applies to prices from ${least} to ${most} yuan: compare it, or charge the full price.`,
  );
}

/** With who pays what of it. */
async function write(act: Act, rule: BenefitRule, version: BenefitVersion, personId: string, price: string) {
  const { number } = version;
  const cut = cutOf({ kind: version.kind, amount: version.amount ?? null }, price);
  const redemption = act.em.create(BenefitRedemption, {
    ...{ id: act.newId('redemption'), ruleId: rule.id, number, ownerUnitId: rule.ownerUnitId, personId },
    ...{ price, cut, charge: chargeOf(price, cut), day: dayInChina(act.now), redeemedAt: act.now },
    ...{ state: 'REDEEMED', reversedAt: null, reason: null, version: 1 },
  });
  await act.em.flush();
  const funders = await act.em.find(BenefitFunder, { ruleId: rule.id, number }, { orderBy: { rank: 'asc' } });
  for (const share of shared(cut, funders)) act.em.create(BenefitShare, { redemptionId: redemption.id, ...share });
  await act.em.flush();
  return redemption;
}

/** Told to those who pay. Who redeemed it is told to nobody. */
async function told(act: Act, action: string, redemption: BenefitRedemption): Promise<{ benefitRedemption: string }> {
  const payers = await act.em.find(BenefitShare, { redemptionId: redemption.id });
  const { ruleId, number, price, cut, charge, state, ownerUnitId } = redemption;
  const body = { rule: globalId('benefitrule', ruleId), number, price, cut, charge, state };
  act.record(action, 'redemption', redemption, { unitIds: [ownerUnitId, ...payers.map(({ unitId }) => unitId)], body });
  return { benefitRedemption: redemption.id };
}
