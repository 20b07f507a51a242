import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { BenefitVersion } from '../rules/rule.entity.ts';

/** Of each rule the version that is in force today, where one is; in the order of the rules. */
export async function versionsInForce(act: Act, ruleIds: readonly string[]): Promise<BenefitVersion[]> {
  const rows = await act.run<{ ruleId: string; number: number }>(
    `select r.id as "ruleId", v.number from unnest($1::uuid[]) r(id), exchange.benefit_version_in_force(r.id, $2::date) v(number)
     where v.number is not null`,
    [ruleIds, dayInChina(act.now)],
  );
  return rows.length === 0 ? [] : act.em.find(BenefitVersion, { $or: rows }, { orderBy: { ruleId: 'asc' } });
}
