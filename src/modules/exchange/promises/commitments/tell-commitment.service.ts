/** Writes what became of a commitment, and records it. */
import type { Act } from '../../../../data/act.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import type { Commitment } from './commitment.entity.ts';

export async function tellCommitment(
  act: Act,
  action: string,
  commitment: Commitment,
  { allianceId }: Agreement,
): Promise<void> {
  await act.em.flush();
  const { fromUnitId, toUnitId, state } = commitment;
  act.record(action, 'commitment', commitment, { allianceId, unitIds: [fromUnitId, toUnitId], body: { state } });
}
