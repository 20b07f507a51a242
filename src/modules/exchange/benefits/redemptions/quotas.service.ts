/** How often a benefit may still be given: to everybody together, and to one person. */
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError, type RefusalDetails } from '../../../../domain/errors.ts';
import { opensAgain, quotaWindows, windowStart, type QuotaWindow } from '../../../../domain/exchange/benefit.ts';
import type { BenefitVersion } from '../rules/rule.entity.ts';

interface Quota {
  readonly window: QuotaWindow;
  readonly isPerPerson: boolean;
  readonly most: number;
}

interface Taken {
  readonly ruleId: string;
  readonly window: QuotaWindow;
  readonly isPerPerson: boolean;
  readonly taken: number;
}

const TAKEN = `
select c.rule_id as "ruleId", c.quota_window as window, false as "isPerPerson", c.taken from exchange.benefit_count c
join unnest($3::text[], $4::date[]) w(quota_window, starts_on) using (quota_window, starts_on) where c.rule_id = any($1::uuid[])
union all
select c.rule_id, c.quota_window, true, c.taken from exchange.benefit_person_count c
join unnest($3::text[], $4::date[]) w(quota_window, starts_on) using (quota_window, starts_on)
where c.rule_id = any($1::uuid[]) and c.person_id = $2::uuid`;

/** What is taken of all quotas of the versions, and of those of the person, in the windows that are now. */
export async function takenOf(act: Act, versions: readonly BenefitVersion[], person: string | null): Promise<Taken[]> {
  const limited = versions.filter((version) => quotasOf(version).length > 0).map(({ ruleId }) => ruleId);
  if (limited.length === 0) return [];
  const day = dayInChina(act.now);
  return act.run<Taken>(TAKEN, [
    ...[limited, person, quotaWindows, quotaWindows.map((window) => windowStart(window, day))],
  ]);
}

/** The quota that is used up, or null; of several the one that stays closed longest. */
export function exhausted(
  act: Act,
  version: BenefitVersion,
  taken: readonly Taken[],
): RefusalDetails['QUOTA_EXHAUSTED'] | null {
  const closed = quotasOf(version).flatMap(({ window, isPerPerson, most }) => {
    const of = taken.find(
      (one) => one.ruleId === version.ruleId && one.window === window && one.isPerPerson === isPerPerson,
    );
    const remaining = Math.max(most - (of?.taken ?? 0), 0);
    const opensAt = opensAgain(window, act.now);
    return remaining > 0 ? [] : [{ id: version.ruleId, window, isPerPerson, most, remaining, opensAt }];
  });
  const when = ({ opensAt }: { readonly opensAt: Date | null }): number => opensAt?.getTime() ?? Infinity;
  return closed.toSorted((a, b) => when(b) - when(a))[0] ?? null;
}

/** Throws `QUOTA_EXHAUSTED`, saying which quota it is and when it opens again. The rule is locked; the database checks anew. */
export async function mustHaveQuota(act: Act, version: BenefitVersion, person: string): Promise<void> {
  const details = exhausted(act, version, await takenOf(act, [version], person));
  if (details !== null) throw RefusalError.of('QUOTA_EXHAUSTED', details);
}

function quotasOf(version: BenefitVersion): Quota[] {
  const { perDay, perWeek, perMonth, inAll, personPerDay, personPerWeek, personPerMonth, personInAll } = version;
  const all = [perDay, perWeek, perMonth, inAll];
  const each = [personPerDay, personPerWeek, personPerMonth, personInAll];
  return quotaWindows.flatMap((window, i) => [...limit(window, false, all[i]), ...limit(window, true, each[i])]);
}

const limit = (window: QuotaWindow, isPerPerson: boolean, most: number | null | undefined): Quota[] =>
  most == null ? [] : [{ window, isPerPerson, most }];
