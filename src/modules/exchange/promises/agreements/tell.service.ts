/** Writes what became of an agreement and of its commitments, and records it. */
import type { Act } from '../../../../data/act.ts';
import type { Agreement, Commitment } from './agreement.entity.ts';

export async function tellAgreement(act: Act, action: string, agreement: Agreement): Promise<{ agreement: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = agreement;
  const unitIds = [supplierUnitId, demanderUnitId];
  act.record(action, 'agreement', agreement, { allianceId, unitIds, body: { state } });
  return { agreement: agreement.id };
}

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
