/** What a unit let apps read of an alliance ends with its membership, in the act of leaving: it does not hold again later. */
import type { Act } from '../../../data/act.ts';
import type { Fact } from '../../../data/act-records.ts';
import type { Hears } from '../../../data/unit-of-work.ts';

export const departures: Hears = {
  'membership:left': uninstall,
  'membership:removed': uninstall,
  'membership:ended': uninstall,
};

async function uninstall(act: Act, { allianceId, unitIds: [unitId] }: Fact): Promise<void> {
  if (allianceId === null || unitId === undefined) return;
  const ended = await act.run<{ id: string; version: number }>(
    `update access.installation set valid = valid * tstzrange(null, $3::timestamptz), version = version + 1
       where unit_id = $1 and alliance_id = $2 and valid @> $3::timestamptz
       returning id, version`,
    [unitId, allianceId, act.now.toISOString()],
  );
  for (const installation of ended) {
    act.record('app:uninstalled', 'installation', installation, { allianceId, unitIds: [unitId] });
  }
}
