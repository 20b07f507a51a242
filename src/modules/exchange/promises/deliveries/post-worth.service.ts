/** What counts of a delivery is posted, where the terms say what it is worth: in the same transaction, inside the limits of both accounts. */
import type { Act } from '../../../../data/act.ts';
import { worthOf, type Worth } from '../../../../domain/exchange/worth.ts';
import { isNothing } from '../../../../domain/quantity.ts';
import { append, heldLegs } from '../../ledger/postings/post.service.ts';
import type { Commitment } from '../commitments/commitment.entity.ts';
import type { LockedDelivery } from './lock-delivery.service.ts';

/** Who was given pays who gave; for what takes a delivery back, the other way round. Throws `ACCOUNT_LIMIT_REACHED`. */
export async function postWorth(act: Act, locked: LockedDelivery, quantity: string): Promise<void> {
  const { delivery, commitment, agreement } = locked;
  const worth = worthIn(commitment);
  if (worth === null) return;
  const amount = worthOf(worth, quantity);
  if (isNothing(amount)) return;
  const { allianceId } = agreement;
  const { id: commitmentId, title: note } = commitment;
  const [giver, receiver] = [commitment.fromUnitId, commitment.toUnitId].map((unitId) => ({ allianceId, unitId }));
  if (giver === undefined || receiver === undefined) throw new Error('a promise of one');
  const [from, to] = delivery.reversesId == null ? [receiver, giver] : [giver, receiver];
  const counted = { dimension: worth.dimension, basis: worth.perUnit.unit };
  const payment = { from, to, counted, amount, clearingId: null };
  // Who is none of the two decides a dispute.
  const isByCoordinator = act.unit !== giver.unitId && act.unit !== receiver.unitId;
  const told = { purpose: 'DELIVERY', note, commitmentId, eventId: delivery.id, isByCoordinator } as const;
  append(act, await heldLegs(act, payment), { ...payment, ...told });
}

function worthIn({ accountDimension: dimension, accountBasis: unit, worth: value }: Commitment): Worth | null {
  return dimension == null || unit == null || value == null ? null : { dimension, perUnit: { value, unit } };
}
