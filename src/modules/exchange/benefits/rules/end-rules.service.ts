import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { BenefitRule } from './rule.entity.ts';
import { toldOfRule } from './tell-rule.service.ts';

const END = `
update exchange.benefit_rule set state = 'ENDED', version = version + 1,
  reason = (select u.dissolution_reason from directory.unit u where u.id = $1::uuid)
where owner_unit_id = $1::uuid and state <> 'ENDED' returning id, version`;

/** The rules of a unit that is dissolved end with it, and those that it pays for pause; it knows nobody any more. */
export async function endBenefits(act: Act, unitId: string): Promise<void> {
  for (const row of await act.run<{ id: string; version: number }>(END, [unitId])) {
    act.record('benefit:ended', 'benefitrule', row, { unitIds: [unitId], body: { state: 'ENDED' } });
  }
  await pauseFunded(act, unitId);
  await act.run('select exchange.forget_benefit_persons($1::uuid)', [unitId]);
}

/** Whatever names the unit: it may have agreed to it while the rule was waited for. */
const HOLD = `
select r.id from exchange.benefit_rule r
where r.state <> 'ENDED' and r.id in (select f.rule_id from exchange.benefit_funder f where f.unit_id = $1::uuid) order by r.id for update`;
/** By a version that is in force or to come. */
const FUNDED = `
select r.id from exchange.benefit_rule r
where r.id = any($2::uuid[]) and r.state = 'OPEN' and exists (
  select from exchange.benefit_funder f join exchange.benefit_version v on v.rule_id = f.rule_id and v.number = f.number
  where f.rule_id = r.id and f.unit_id = $1::uuid and f.agreed_at is not null and coalesce(v.until_day > $3::date, true)
    and v.number >= coalesce(exchange.benefit_version_on(r.id, $3::date), 0))
order by r.id`;
const REASON = '出资单位已注销。';

/** Nobody is charged who is no more, and whose rule it is has to say who pays instead. */
async function pauseFunded(act: Act, unitId: string): Promise<void> {
  const held = await act.run<{ id: string }>(HOLD, [unitId]);
  const ids = held.map(({ id }) => id);
  const funded = await act.run<{ id: string }>(FUNDED, [unitId, ids, dayInChina(act.now)]);
  const rules = await act.em.find(BenefitRule, { id: { $in: funded.map(({ id }) => id) } }, { orderBy: { id: 'asc' } });
  for (const rule of rules) act.em.assign(rule, { state: 'PAUSED', reason: REASON });
  await act.em.flush();
  for (const rule of rules) await toldOfRule(act, 'benefit:paused', rule, null);
}
