import type { Act } from '../../../../data/act.ts';
import type { Agreement } from './agreement.entity.ts';
import { AgreementSuspension } from './life.entity.ts';

/** The suspension that stands is over; what was due later is by then put off by as long as it was. By that unit's word, or nobody's. */
export async function endSuspension(act: Act, agreement: Agreement, byUnitId: string | null): Promise<void> {
  const suspension = await act.em.findOne(AgreementSuspension, { agreementId: agreement.id, endedAt: null });
  if (suspension === null) throw new Error(`the agreement ${agreement.id} is suspended by nobody`);
  suspension.endedAt = act.now;
  suspension.resumedByUnitId = byUnitId;
  agreement.suspendedAt = null;
  agreement.suspendedUntil = null;
}
