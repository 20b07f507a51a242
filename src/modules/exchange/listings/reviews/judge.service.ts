/** Whose it is to judge the words of a need that is held up. */
import type { Act } from '../../../../data/act.ts';
import { coordinates } from '../../../../domain/access/actor.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { isHeld } from '../../../../domain/exchange/listing.ts';
import type { Need } from '../needs/need.entity.ts';

/**
 * Whether the coordinators of the alliance judge it: it is shown to that alliance, or to everybody and to none in
 * particular; and its unit is a member, and stays one until the act is done.
 */
export async function isJudgedIn(act: Act, need: Need, allianceId: string): Promise<boolean> {
  const isForThem = need.shownTo.length === 0 ? need.visibility === 'PUBLIC' : need.shownTo.includes(allianceId);
  return isForThem && (await act.holdMembership(need.ownerUnitId, allianceId));
}

/** Throws `NOT_FOUND` where the need is held up and neither of the unit acted for nor for this person to judge. */
export async function mustBeTold(act: Act, need: Need, allianceId: string): Promise<void> {
  if (!isHeld(need.state) || need.ownerUnitId === act.unit) return;
  const isTold = coordinates(act.actor, allianceId) && (await isJudgedIn(act, need, allianceId));
  if (!isTold) throw RefusalError.notFound('need', need.id);
}
