/** What a benefit rule says from a day on: read from an input, and written as its next version. */
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { cutOf, type BenefitKind, type QuotaWindow } from '../../../../domain/exchange/benefit.ts';
import { readCondition, type ConditionGiven } from '../../../../domain/exchange/eligibility-input.ts';
import { partsOf } from '../../../../domain/exchange/eligibility-parts.ts';
import type { Condition } from '../../../../domain/exchange/eligibility.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { plain, sum } from '../../../../domain/quantity.ts';
import { mustNameWhatIs } from '../../eligibility/names.service.ts';
import { BenefitFunder, BenefitVersion, type BenefitRule } from './rule.entity.ts';

export interface TermsGiven {
  readonly from: string;
  readonly until?: string | null;
  readonly eligibility: ConditionGiven;
  readonly exclusion?: ConditionGiven | null;
  readonly kind: BenefitKind;
  readonly amount?: string | null;
  readonly leastPrice: string;
  readonly mostPrice: string;
  readonly quotas?:
    readonly { readonly window: QuotaWindow; readonly isPerPerson: boolean; readonly most: number }[] | null;
  readonly funders?: readonly { readonly unitId: string; readonly percent: string }[] | null;
}

const invalid = (field: string, zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', 'terms', field], zh, `input.terms.${field} ${en}`);

/** Writes the next version of a rule that the caller has locked, or has just made. */
export async function writeVersion(act: Act, rule: BenefitRule, terms: TermsGiven, number: number): Promise<void> {
  const read = async (field: 'eligibility' | 'exclusion', given: ConditionGiven): Promise<Condition> => {
    const path = ['input', 'terms', field];
    const condition = readCondition(given, path);
    await mustNameWhatIs(act, condition, path);
    return condition;
  };
  const eligibility = await read('eligibility', terms.eligibility);
  const exclusion = terms.exclusion == null ? null : await read('exclusion', terms.exclusion);
  mustBeInTime(act, terms, number);
  mustBeBenefit(terms);
  await mustFitFrames(act, rule, terms);
  const { kind, amount = null, leastPrice, mostPrice, from, until = null } = terms;
  act.em.create(BenefitVersion, {
    ...{ ruleId: rule.id, number, fromDay: from, untilDay: until },
    ...{ eligibility: partsOf(eligibility), exclusion: partsOf(exclusion) },
    ...{ kind, amount, leastPrice, mostPrice, ...quotasOf(terms), publishedAt: act.now },
  });
  await act.em.flush();
  const funders = fundersOf(act, terms);
  await mustBeUnits(
    act,
    funders.map(({ unitId }) => unitId),
  );
  for (const [rank, { unitId, percent }] of funders.entries()) {
    const agreedAt = unitId === rule.ownerUnitId ? act.now : null;
    act.em.create(BenefitFunder, { ruleId: rule.id, number, unitId, rank, percent, agreedAt });
  }
  await act.em.flush();
}

function mustBeInTime(act: Act, { from, until }: TermsGiven, number: number): void {
  const today = dayInChina(act.now);
  if (from < today || (number > 1 && from === today)) {
    throw number === 1
      ? invalid('from', '不得早于今日。', 'is past: name today or a day to come.')
      : invalid(
          'from',
          '修订最早自明日起生效；今日仍按现行版本执行。',
          'has to be tomorrow or later: today goes by what was said before.',
        );
  }
  if (until != null && until <= from) throw invalid('until', '须晚于生效日。', 'has to come after terms.from.');
}

function mustBeBenefit({ kind, amount = null, leastPrice, mostPrice }: TermsGiven): void {
  if (Number(leastPrice) > Number(mostPrice)) {
    throw invalid('mostPrice', '不得低于 leastPrice。', 'has to be leastPrice or more.');
  }
  if ((kind === 'FREE') !== (amount === null)) {
    throw kind === 'FREE'
      ? invalid('amount', '免费（FREE）无须填写。', 'is left out of what is FREE.')
      : invalid('amount', `${kind} 须填写。`, `is needed for ${kind}.`);
  }
  if (kind === 'PERCENTAGE' && Number(amount) > 100)
    throw invalid('amount', '不得超过 100%。', 'is at most 100 per cent.');
  if (kind === 'AMOUNT_OFF' && Number(amount) > Number(leastPrice)) {
    throw invalid(
      'amount',
      `不得高于适用最低价 ${leastPrice} 元。`,
      `is more than the least price that it applies to, ${leastPrice} yuan: take less off, or raise terms.leastPrice.`,
    );
  }
}

/** Throws `INVALID_INPUT`, naming the frame, where a cut may lie outside of it. */
async function mustFitFrames(act: Act, { placeId, service }: BenefitRule, terms: TermsGiven): Promise<void> {
  const benefit = { kind: terms.kind, amount: terms.amount ?? null };
  const [least, most] = [cutOf(benefit, terms.leastPrice), cutOf(benefit, terms.mostPrice)];
  const broken = await act.run<{ id: string; least: string; most: string }>(
    `select f.id, f.least, f.most from exchange.benefit_frames_at($1::uuid, $2, $3::date) f
     where $4::numeric < f.least or $5::numeric > f.most order by f.id limit 1`,
    [placeId, service, terms.from, least, most],
  );
  for (const frame of broken) {
    const [from, to, of] = [plain(frame.least), plain(frame.most), globalId('benefitframe', frame.id)];
    const cuts = least === most ? plain(least) : `${plain(least)}–${plain(most)}`;
    throw invalid(
      'amount',
      `优惠 ${cuts} 元，超出所在区划规定的 ${from}–${to} 元（${of}）；请调整幅度或适用价格。`,
      `takes ${cuts} yuan off; in the area of the place it has to be ${from} to ${to} yuan (${of}): change it, or the prices that it applies to.`,
    );
  }
}

const QUOTA_COLUMNS = {
  DAY: ['perDay', 'personPerDay'],
  WEEK: ['perWeek', 'personPerWeek'],
  MONTH: ['perMonth', 'personPerMonth'],
  TOTAL: ['inAll', 'personInAll'],
} as const;

type Quotas = Partial<Record<(typeof QUOTA_COLUMNS)[QuotaWindow][number], number>>;

function quotasOf({ quotas }: TermsGiven): Quotas {
  const found: Quotas = {};
  for (const { window, isPerPerson, most } of quotas ?? []) {
    const column = QUOTA_COLUMNS[window][isPerPerson ? 1 : 0];
    if (found[column] !== undefined) throw invalid('quotas', '同一周期的限额只能填写一次。', 'name a window twice.');
    found[column] = most;
  }
  return found;
}

function fundersOf(act: Act, { funders }: TermsGiven): { readonly unitId: string; readonly percent: string }[] {
  if (funders == null) return [{ unitId: act.unit, percent: '100' }];
  const read = funders.map(({ unitId, percent }) => ({ unitId: parseId('unit', unitId), percent }));
  if (new Set(read.map(({ unitId }) => unitId)).size < read.length) {
    throw invalid('funders', '同一单位只能填写一次。', 'name a unit twice.');
  }
  if (read.some(({ percent }) => !/^\d+(\.\d{1,2})?$/.test(percent))) {
    throw invalid('funders', '比例小数至多 2 位。', 'have shares of at most 2 digits after the point.');
  }
  const whole = sum(read.map(({ percent }) => percent));
  if (whole !== '100')
    throw invalid('funders', `出资比例合计须为 100%，现为 ${whole}%。`, `add up to ${whole}, not to 100.`);
  return read;
}

async function mustBeUnits(act: Act, ids: readonly string[]): Promise<void> {
  const found = await act.run<{ id: string }>(
    'select id from directory.unit where id = any($1::uuid[]) and dissolved_at is null',
    [ids],
  );
  const there = new Set(found.map(({ id }) => id));
  for (const id of ids) if (!there.has(id)) throw RefusalError.notFound('unit', id);
}
