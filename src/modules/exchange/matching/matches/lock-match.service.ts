import type { Act } from '../../../../data/act.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { Match } from './match.entity.ts';

interface LockedMatch {
  readonly match: Match;
  /** None of an order. */
  readonly need: Need | null;
  readonly offer: Offer | null;
}

/**
 * A match and its two ends, locked in the order that holds everywhere, so that nobody waits in a circle: memberships
 * are held first; then needs, offers, matches, agreements, commitments, bookings and slots are locked.
 */
export async function lockMatch(act: Act, id: string): Promise<LockedMatch> {
  const { needId, offerId } = await act.get(Match, 'match', id);
  const need = needId == null ? null : await act.lock(Need, 'need', needId);
  const offer = offerId == null ? null : await act.lock(Offer, 'offer', offerId);
  return { match: await act.lock(Match, 'match', id), need, offer };
}
