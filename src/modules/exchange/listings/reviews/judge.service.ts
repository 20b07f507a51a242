/** Whose it is to judge words that are held up, and who is told of a listing that others do not see. */
import type { Act } from '../../../../data/act.ts';
import { coordinates } from '../../../../domain/access/actor.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { isHeld, type ListedKind } from '../../../../domain/exchange/listing.ts';
import type { Listed } from '../listing/listed.service.ts';

type Shown = Readonly<Pick<Listed, 'ownerUnitId' | 'visibility' | 'shownTo'>>;
type Told = Shown & Readonly<Pick<Listed, 'id' | 'state' | 'pausedFor'>>;

/**
 * Whether the coordinators of the alliance judge it: it is shown to that alliance, or to everybody and to none in
 * particular; and its unit is a member, and stays one until the act is done.
 */
export async function isJudgedIn(act: Act, listed: Shown, allianceId: string): Promise<boolean> {
  const isForThem = listed.shownTo.length === 0 ? listed.visibility === 'PUBLIC' : listed.shownTo.includes(allianceId);
  return isForThem && (await act.holdMembership(listed.ownerUnitId, allianceId));
}

/**
 * Throws `NOT_FOUND` where it is a draft of another unit, or withdrawn by one; and where it is held up or paused and neither of the unit acted for,
 * nor of one that had a match of it, nor for this person to judge.
 */
export async function mustBeTold(act: Act, kind: ListedKind, listed: Told, allianceId: string): Promise<void> {
  const { id, state, ownerUnitId, pausedFor } = listed;
  if (ownerUnitId !== act.unit && state === 'WITHDRAWN') throw RefusalError.notFound(kind, id);
  if (ownerUnitId === act.unit || !(isHeld(state) || state === 'DRAFT' || pausedFor != null)) return;
  if (pausedFor?.includes(act.unit) === true) return;
  const mayJudge = state !== 'DRAFT' && coordinates(act.actor, allianceId);
  if (!(mayJudge && (await isJudgedIn(act, listed, allianceId)))) throw RefusalError.notFound(kind, id);
}
