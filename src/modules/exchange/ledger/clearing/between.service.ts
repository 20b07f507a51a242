import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { clearingMachine } from '../../../../domain/exchange/clearing.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { Clearing } from './clearing.entity.ts';

interface Through {
  readonly clearingId?: string | null;
  readonly dimension: string;
  readonly quantity: { readonly unit: string };
}

/** The clearing that a payment goes through, seen from the alliance of who pays; null where it goes through none. */
export async function clearingBetween(
  act: Act,
  allianceId: string,
  { clearingId, dimension, quantity }: Through,
): Promise<{ readonly id: string; readonly otherAllianceId: string } | null> {
  if (clearingId == null) return null;
  const clearing = await act.see(Clearing, 'clearing', parseId('clearing', clearingId));
  const { id, otherAllianceId, basis } = clearing;
  if (allianceId !== clearing.allianceId && allianceId !== otherAllianceId) throw RefusalError.notFound('clearing', id);
  mustBe(clearingMachine, clearing, 'payThrough', 'ACTIVE');
  mustNotHaveEnded(clearing, 'payThrough', act.now);
  if (clearing.dimension !== dimension || basis !== quantity.unit) throw countedOtherwise(clearing);
  return { id, otherAllianceId: allianceId === otherAllianceId ? clearing.allianceId : otherAllianceId };
}

/** Throws `WRONG_STATE` from its end on, by the clock of the act. */
export function mustNotHaveEnded({ id, endsAt }: Pick<Clearing, 'id' | 'endsAt'>, act: Tried, now: Date): void {
  if (endsAt <= now) throw RefusalError.of('WRONG_STATE', { kind: 'clearing', id, act, ...hasEnded });
}

const hasEnded = {
  state: 'ENDED',
  is: { zh: '已到期', en: 'has ended' },
  wayOut: {
    zh: '余额仍可结清（proposeClearingSettlement）；如需继续，请协调员另行提出（proposeClearing）。',
    en: 'What is owed can be settled still (proposeClearingSettlement); to go on, have a coordinator propose another (proposeClearing).',
  },
} as const;

const countedOtherwise = ({ dimension, basis }: Pick<Clearing, 'dimension' | 'basis'>): RefusalError =>
  RefusalError.invalid(
    ['input', 'quantity', 'unit'],
    `该清算以“${basis}”计（${dimension}），不与其他维度或计量单位相加；请以同一计量单位支付，或另选清算。`,
    `That clearing is of ${dimension}, counted in ${basis}, and never added to anything else: pay in the same unit of measure, or name another clearing.`,
  );
