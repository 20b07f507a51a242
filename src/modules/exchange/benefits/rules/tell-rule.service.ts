import type { Act } from '../../../../data/act.ts';
import { globalId } from '../../../../domain/ids.ts';
import type { BenefitRule } from './rule.entity.ts';

/** Told to those who pay for it, too. */
export async function toldOfRule(
  act: Act,
  action: string,
  rule: Pick<BenefitRule, 'id' | 'ownerUnitId' | 'placeId' | 'state' | 'version'>,
  number: number | null,
): Promise<{ benefitRule: string }> {
  const funders = await act.run<{ unit: string }>(
    'select distinct unit_id as unit from exchange.benefit_funder where rule_id = $1::uuid',
    [rule.id],
  );
  const body = { place: globalId('place', rule.placeId), state: rule.state, ...(number === null ? {} : { number }) };
  act.record(action, 'benefitrule', rule, { unitIds: [rule.ownerUnitId, ...funders.map(({ unit }) => unit)], body });
  return { benefitRule: rule.id };
}
