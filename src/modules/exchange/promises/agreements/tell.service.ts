/** Writes what became of an agreement, and records it. */
import type { Act } from '../../../../data/act.ts';
import { partiesOf } from '../terms/edition.service.ts';
import type { Agreement } from './agreement.entity.ts';

export async function tellAgreement(act: Act, action: string, agreement: Agreement): Promise<{ agreement: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = agreement;
  const unitIds =
    agreement.matchId == null
      ? (await partiesOf(act, agreement)).map(({ unitId }) => unitId)
      : [supplierUnitId, demanderUnitId];
  act.record(action, 'agreement', agreement, { allianceId, unitIds, body: { state } });
  return { agreement: agreement.id };
}
