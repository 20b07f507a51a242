import type { Act } from '../../../../data/act.ts';

const END = `
update exchange.benefit_rule set state = 'ENDED', version = version + 1,
  reason = (select u.dissolution_reason from directory.unit u where u.id = $1::uuid)
where owner_unit_id = $1::uuid and state <> 'ENDED' returning id, version`;

/** The rules of a unit that is dissolved end with it, and it knows nobody any more. */
export async function endBenefits(act: Act, unitId: string): Promise<void> {
  for (const row of await act.run<{ id: string; version: number }>(END, [unitId])) {
    act.record('benefit:ended', 'benefitrule', row, { unitIds: [unitId], body: { state: 'ENDED' } });
  }
  await act.run('select exchange.forget_benefit_persons($1::uuid)', [unitId]);
}
