import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { ListingState, Visibility } from '../../../../domain/exchange/listing.ts';
import type { IdKind } from '../../../../domain/kinds.ts';

interface Listed {
  readonly ownerUnitId: string;
  readonly visibility: Visibility;
  /** Its audience: ids of alliances. */
  readonly shownTo: readonly string[];
  /** Of what can be withdrawn. */
  readonly state?: ListingState;
}

/** What is asked for. */
interface Asked {
  readonly kind: IdKind;
  readonly id: string;
}

/** Whether it is seen in the alliance, where its owner is a member. */
export const isShownTo = (
  { visibility, shownTo }: Pick<Listed, 'visibility' | 'shownTo'>,
  allianceId: string,
): boolean => visibility === 'PUBLIC' || (visibility === 'ALLIANCE' && shownTo.includes(allianceId));

/**
 * Something listed can be dealt with in the alliance: it is public or shown to it, and its owner is a member and stays one
 * until the act is done. Throws `NOT_FOUND` where it is not seen there, as the view would have it: what is shown to an
 * alliance is seen while its owner is a member; `FORBIDDEN` where it is read by an agreement on sharing all the same.
 * Throws `NOT_A_MEMBER` where it is public and its owner is elsewhere.
 */
export async function mustStandIn(
  act: Act,
  allianceId: string,
  { kind, id }: Asked,
  { ownerUnitId, visibility, shownTo, state = 'PUBLISHED' }: Listed,
): Promise<void> {
  const isMember = await act.holdMembership(ownerUnitId, allianceId);
  if (visibility === 'UNIT') throw RefusalError.notFound(kind, id);
  const isShownHere = visibility === 'PUBLIC' || (shownTo.includes(allianceId) && isMember);
  // To who does not see it either it is not there: a refusal about a thing is told as far as that is seen.
  act.assertCan('listing:deal', { isShownHere }, kind, { id });
  // Once public and of a unit elsewhere: nobody here sees it any more, nor is told whose it was.
  if (!isMember && state !== 'PUBLISHED') throw RefusalError.notFound(kind, id);
  if (!isMember) throw RefusalError.of('NOT_A_MEMBER', { unitId: ownerUnitId, allianceId, isOwn: false });
}
