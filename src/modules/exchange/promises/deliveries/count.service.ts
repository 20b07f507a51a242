/** What follows when a delivery counts, or counts no more: for the promise, the agreement and the need behind it. */
import type { Act } from '../../../../data/act.ts';
import type { DeliveryState } from '../../../../domain/exchange/delivery.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId } from '../../../../domain/ids.ts';
import { isNothing, mustFit, remaining, sum } from '../../../../domain/quantity.ts';
import { fulfilIfDelivered } from '../../listings/life/fulfil.service.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { endIfOver } from '../agreements/in-time.service.ts';
import type { Commitment } from '../commitments/commitment.entity.ts';
import { closeCommitment, reopenCommitment, taken } from '../commitments/close-commitment.service.ts';
import type { Delivery } from './delivery.entity.ts';
import type { LockedDelivery } from './lock-delivery.service.ts';
import { postWorth } from './post-worth.service.ts';

const LIVE_REVERSAL = `select r.id from exchange.event r
  where r.reverses_id = $1 and (r.state = 'RECORDED' or r.counted <> 0)`;

/** The way of a delivery that is to count for as much: written by `write`, told, and posted where it is worth something. */
export async function count(
  act: Act,
  locked: LockedDelivery,
  { quantity, action, state }: { readonly quantity: string; readonly action: string; readonly state: DeliveryState },
  write: () => void,
): Promise<{ delivery: string }> {
  const { delivery, commitment, agreement, need } = locked;
  const isReversal = delivery.reversesId != null;
  // What is fulfilled is so in full: it is open again before something is taken off.
  if (isReversal && !isNothing(quantity)) await reopenCommitment(act, commitment, agreement);
  write();
  const outcome = await tellDelivery(act, action, delivery, locked, state);
  if (!isReversal) {
    const left = remaining(commitment.quantity, sum([commitment.fulfilled, commitment.released, quantity]));
    if (isNothing(left) && !isNothing(quantity)) await closeCommitment(act, locked, 'FULFILLED', 'confirm');
    if (need !== null) await fulfilIfDelivered(act, need);
  }
  await endIfOver(act, agreement);
  // Accounts are locked last of all.
  await postWorth(act, locked, quantity);
  return outcome;
}

/**
 * For what did not count and is to: throws `NOT_ENOUGH_LEFT` where the promise has no room for it any more, and
 * `ALREADY_DONE` where what it would take back is taken back.
 */
export async function mustCount(act: Act, { delivery, commitment }: LockedDelivery, quantity: string): Promise<void> {
  if (delivery.reversesId != null) return mustNotBeReversed(act, delivery.reversesId);
  const { id, quantityUnit: unit } = commitment;
  mustFit(
    { kind: 'commitment', id, quantity: commitment.quantity, taken: await taken(act, commitment), unit },
    quantity,
  );
}

/** Throws `ALREADY_DONE` where the delivery is taken back already, or a side has said that it is to be. */
export async function mustNotBeReversed(act: Act, id: string): Promise<void> {
  const [reversal] = await act.run<{ id: string }>(LIVE_REVERSAL, [id]);
  if (reversal === undefined) return;
  const by = globalId('event', reversal.id);
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'event', id },
    what: {
      zh: `该履约已提出冲销（${by}），每条履约只冲销一次；请处理该冲销记录。`,
      en: `That delivery is taken back already, or is about to be (${by}), and is so once: deal with that record.`,
    },
  });
}

/** Whom it concerns: the two units of the promise, of however many the agreement is. */
interface Between {
  readonly agreement: Agreement;
  readonly commitment: Commitment;
}

export async function tellDelivery(
  act: Act,
  action: string,
  delivery: Delivery,
  { agreement: { allianceId }, commitment: { fromUnitId, toUnitId } }: Between,
  state: DeliveryState,
): Promise<{ delivery: string }> {
  await act.em.flush();
  act.record(action, 'event', delivery, { allianceId, unitIds: [fromUnitId, toUnitId], body: { state } });
  return { delivery: delivery.id };
}
