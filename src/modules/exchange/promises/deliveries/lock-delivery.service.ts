/** Deliveries, locked with what they are for, and as they stand then. */
import type { Act } from '../../../../data/act.ts';
import type { DeliveryState } from '../../../../domain/exchange/delivery.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Match } from '../../matching/matches/match.entity.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { lockCommitment } from '../commitments/close-commitment.service.ts';
import { Commitment } from '../commitments/commitment.entity.ts';
import { confirmInTime } from '../commitments/in-time.service.ts';
import { Delivery } from './delivery.entity.ts';

interface SeenDelivery {
  readonly delivery: Delivery;
  readonly commitment: Commitment;
  readonly agreement: Agreement;
}

export interface LockedDelivery extends SeenDelivery {
  /** What it is delivered for: the last delivery may fulfil it. */
  readonly need: Need | null;
  readonly id: string;
  readonly state: DeliveryState;
  /** How much of it counts; less than nothing of what takes one back. */
  readonly counted: string;
  readonly isReferred: boolean;
}

interface Standing {
  readonly state: DeliveryState;
  readonly counted: string;
  readonly isReferred: boolean;
}

const STANDING = `select e.state, e.counted::text as counted,
  exists (select from exchange.event_referral r where r.event_id = e.id) as "isReferred" from exchange.event e where e.id = $1`;

/** The delivery, for whom `mayAct` lets; need, agreement and commitment are locked, and nobody answers it meanwhile. */
export async function lockDelivery(
  act: Act,
  given: string,
  mayAct: (seen: SeenDelivery) => void | Promise<void>,
): Promise<LockedDelivery> {
  const delivery = await act.get(Delivery, 'event', parseId('event', given));
  const { id } = delivery;
  const seen = await act.get(Commitment, 'commitment', delivery.commitmentId);
  const of = await act.get(Agreement, 'agreement', seen.agreementId);
  await mayAct({ delivery, commitment: seen, agreement: of });
  // It locks the need first, too.
  await confirmInTime(act, of.id);
  const needId = of.matchId == null ? null : (await act.get(Match, 'match', of.matchId)).needId;
  const need = needId == null ? null : await act.lock(Need, 'need', needId);
  const { agreement, commitment } = await lockCommitment(act, seen.id);
  const [standing] = await act.run<Standing>(STANDING, [id]);
  if (standing === undefined) throw new Error(`the delivery ${id} is gone`);
  return { delivery, commitment, agreement, need, id, ...standing };
}
