import type { Act } from '../../../../data/act.ts';
import { mustBeTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { benefitRuleMachine, type BenefitRuleState } from '../../../../domain/exchange/benefit.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { holdUnit } from '../held.service.ts';
import { BenefitFunder, BenefitRule, BenefitVersion } from './rule.entity.ts';
import { toldOfRule } from './tell-rule.service.ts';
import { writeVersion, type TermsGiven } from './terms.service.ts';

interface Publish {
  readonly idempotencyKey: string;
  readonly placeId: string;
  readonly name: string;
  readonly service: string;
  readonly terms: TermsGiven;
}
interface Of {
  readonly idempotencyKey: string;
  readonly ruleId: string;
  readonly expectedVersion: number;
}
interface Fund {
  readonly idempotencyKey: string;
  readonly ruleId: string;
  readonly number: number;
}

export class BenefitRuleService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A rule of the unit acted for, at a place of its own. In force once all who pay for it have agreed. */
  publish(viewer: Viewer, input: Publish): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishBenefitRule', input }, async (act) => {
      const placeId = await ownPlace(act, input.placeId);
      mustBeForAll('name', input.name);
      await mustBeTermInUse(act, 'service', 'CATEGORY', input.service);
      const rule = act.em.create(BenefitRule, {
        ...{
          id: act.newId('benefitrule'),
          ownerUnitId: act.unit,
          placeId,
          name: input.name.trim(),
          service: input.service,
        },
        ...{ state: 'OPEN', reason: null, createdAt: act.now, version: 1 },
      });
      await act.em.flush();
      await writeVersion(act, rule, input.terms, 1);
      return toldOfRule(act, 'benefit:published', rule, 1);
    });
  }

  /** What the rule says from a day to come. What is redeemed until then goes by what it said before. */
  revise(viewer: Viewer, input: Of & { readonly terms: TermsGiven }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reviseBenefitRule', input }, async (act) => {
      const rule = await editable(act, input);
      mustBe(benefitRuleMachine, rule, 'revise', 'OPEN', 'PAUSED');
      const [last] = await act.em.find(BenefitVersion, { ruleId: rule.id }, { orderBy: { number: 'desc' }, limit: 1 });
      if (last !== undefined && input.terms.from <= last.fromDay) {
        throw RefusalError.invalid(
          ['input', 'terms', 'from'],
          `须晚于第 ${last.number} 版的生效日 ${last.fromDay}。`,
          `input.terms.from has to come after ${last.fromDay}, when version ${last.number} begins.`,
        );
      }
      const number = (last?.number ?? 0) + 1;
      await writeVersion(act, rule, input.terms, number);
      // A version of it is a change of the rule.
      const [changed] = await act.run<{ version: number }>(
        'update exchange.benefit_rule set version = version + 1 where id = $1::uuid returning version',
        [rule.id],
      );
      const { id, ownerUnitId, placeId, state } = rule;
      return toldOfRule(
        act,
        'benefit:revised',
        { id, ownerUnitId, placeId, state, version: changed?.version ?? 0 },
        number,
      );
    });
  }

  pause(viewer: Viewer, input: Of & { readonly reason: string }): Promise<Done> {
    return this.#move(viewer, 'pauseBenefitRule', input, 'PAUSED', 'pause');
  }

  resume(viewer: Viewer, input: Of): Promise<Done> {
    return this.#move(viewer, 'resumeBenefitRule', { ...input, reason: null }, 'OPEN', 'resume');
  }

  end(viewer: Viewer, input: Of & { readonly reason: string }): Promise<Done> {
    return this.#move(viewer, 'endBenefitRule', input, 'ENDED', 'end');
  }

  /** Another unit says that it pays for a version. It cannot take that back; the rule is ended or revised. */
  fund(viewer: Viewer, input: Fund): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'agreeToFundBenefit', input }, async (act) => {
      await holdUnit(act, 'pay');
      const rule = await act.lock(BenefitRule, 'benefitrule', parseId('benefitrule', input.ruleId));
      const { number } = input;
      const of = { ruleId: rule.id, number, unitId: act.unit };
      const funder = await act.em.findOne(BenefitFunder, of);
      act.assertCan('benefit:fund', { isFunder: funder !== null }, 'benefitrule', rule);
      mustBe(benefitRuleMachine, rule, 'fund', 'OPEN', 'PAUSED');
      if (funder?.agreedAt != null) {
        const what = { zh: '本单位已同意出资。', en: 'Your unit has agreed to pay for this version already.' };
        throw RefusalError.of('ALREADY_DONE', { kind: 'benefitrule', id: rule.id, what });
      }
      await mustBeToCome(act, rule, number);
      await act.em.nativeUpdate(BenefitFunder, of, { agreedAt: act.now });
      return toldOfRule(act, 'benefit:funded', rule, number);
    });
  }

  #move(
    viewer: Viewer,
    mutation: string,
    input: Of & { readonly reason: string | null },
    to: BenefitRuleState,
    tried: Tried,
  ): Promise<Done> {
    return this.#work.run({ viewer, mutation, input }, async (act) => {
      const rule = await owned(act, input.ruleId);
      mustBeForAll('reason', input.reason);
      const state = advance(benefitRuleMachine, rule, to, tried);
      act.expectVersion('benefitrule', rule, input.expectedVersion);
      act.em.assign(rule, { state, reason: input.reason?.trim() ?? null });
      await act.em.flush();
      return toldOfRule(act, `benefit:${to.toLowerCase()}`, rule, null);
    });
  }
}

const OVER = `
select from exchange.benefit_version v where v.rule_id = $1::uuid and v.number = $2
  and (v.until_day <= $3::date or v.number < exchange.benefit_version_on($1::uuid, $3::date))`;

/** Throws `WRONG_STATE` where the version can come into force no more: it would be agreed to for nothing. */
async function mustBeToCome(act: Act, { id }: BenefitRule, number: number): Promise<void> {
  const over = await act.run(OVER, [id, number, dayInChina(act.now)]);
  if (over.length === 0) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'benefitrule', id, state: 'VERSION_OVER', act: 'fund' },
    is: {
      zh: `第 ${number} 版已过期或已被后续版本取代`,
      en: `has a version ${number} that is over, or that others have followed`,
    },
    wayOut: {
      zh: '请查看现行及将生效的版本（BenefitRule.versions）。',
      en: 'See which versions are in force or to come (BenefitRule.versions).',
    },
  });
}

async function owned(act: Act, id: string): Promise<BenefitRule> {
  const rule = await act.lock(BenefitRule, 'benefitrule', parseId('benefitrule', id));
  act.assertCan('benefit:edit', rule, 'benefitrule', rule);
  return rule;
}

async function editable(act: Act, { ruleId, expectedVersion }: Of): Promise<BenefitRule> {
  const rule = await owned(act, ruleId);
  act.expectVersion('benefitrule', rule, expectedVersion);
  return rule;
}

/** The id of a place of the unit acted for, which is not closed, and is not while the act is done. */
async function ownPlace(act: Act, given: string): Promise<string> {
  const id = parseId('place', given);
  const [place] = await act.run<{ unit: string; status: string }>(
    'select owner_unit_id as unit, status from directory.place where id = $1::uuid for share',
    [id],
  );
  if (place === undefined) throw RefusalError.notFound('place', id);
  act.assertCan('benefit:publish', { ownerUnitId: place.unit }, 'place', { id });
  if (place.status !== 'CLOSED') return id;
  throw RefusalError.invalid(['input', 'placeId'], '该阵地已关闭，请另选。', 'The place is closed: choose another.');
}
