import type { Act } from '../../../data/act.ts';
import { globalId } from '../../../domain/ids.ts';
import type { Agreement } from '../promises/agreements/agreement.entity.ts';
import type { Settlement } from './settlement.entity.ts';

/** Writes what became of a sheet, and records it. */
export async function told(
  act: Act,
  action: string,
  settlement: Settlement,
  { id, allianceId }: Agreement,
  unitIds: readonly string[],
): Promise<{ settlement: string }> {
  await act.em.flush();
  const body = { agreement: globalId('agreement', id), state: settlement.state };
  act.record(action, 'settlement', settlement, { allianceId, unitIds, body });
  return { settlement: settlement.id };
}
