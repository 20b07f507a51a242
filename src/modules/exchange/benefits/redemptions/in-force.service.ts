import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { BenefitVersion } from '../rules/rule.entity.ts';

/** The version of a rule that is in force today; null where none is. */
export async function versionInForce(act: Act, ruleId: string): Promise<BenefitVersion | null> {
  const today = dayInChina(act.now);
  const [row] = await act.run<{ number: number | null }>(
    'select exchange.benefit_version_on($1::uuid, $2::date) as number',
    [ruleId, today],
  );
  if (row?.number == null) return null;
  const version = await act.em.findOne(BenefitVersion, { ruleId, number: row.number });
  return version === null || (version.untilDay != null && version.untilDay <= today) ? null : version;
}
