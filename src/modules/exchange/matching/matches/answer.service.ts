import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { acceptBy, holdingStates, mustBeInTime } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Need } from '../../listings/needs/need.entity.ts';
import type { Offer } from '../../listings/offers/offer.entity.ts';
import { openAgreement } from '../../promises/agreements/open-agreement.service.ts';
import { mustBeToCome } from '../../resources/bookings/place-booking.service.ts';
import { Slot } from '../../resources/slots/slot.entity.ts';
import { mustBeAllowed } from './caps.service.ts';
import { endMatch, tellMatch } from './end-match.service.ts';
import { lockMatch } from './lock-match.service.ts';
import { Match } from './match.entity.ts';
import { giveBackOverdue } from './overdue.service.ts';
import { mustBeLive, mustBeOpen, mustHave } from './supply.service.ts';

interface OfMatch {
  readonly idempotencyKey: string;
  readonly matchId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends OfMatch {
  readonly reason: string;
}

/** What becomes of a match, however it began. */
export class AnswerService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * One side accepts. The first acceptance holds the quantity; the second makes the agreement and its booking. Both units
   * are members of the alliance at that instant, and stay so until it is done.
   */
  accept(viewer: Viewer, input: OfMatch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptMatch', input }, async (act) => {
      const seen = await answerable(act, input);
      const { allianceId, supplierUnitId, demanderUnitId } = seen;
      const other = act.unit === supplierUnitId ? demanderUnitId : supplierUnitId;
      const isTogether = await act.holdMembership(other, allianceId);
      await giveBackOverdue(act, seen.needId ?? null, seen.offerId ?? null);
      const { match, need, offer } = await lockMatch(act, seen.id);
      mustBeInTime(match, 'accept', act.now);
      const holds = holdingStates.includes(match.state);
      acceptBy(match, act.unit === supplierUnitId ? 'SUPPLIER' : 'DEMANDER', act.now);
      act.expectVersion('match', match, input.expectedVersion);
      if (!isTogether) throw RefusalError.of('NOT_A_MEMBER', { unitId: other, allianceId, isOwn: false });
      mustBeLive(act, need, offer);
      mustBeInItsTime(match, act.now);
      if (match.slotId != null) mustBeToCome(act, await act.get(Slot, 'slot', match.slotId));
      if (!holds) await mustStillFit(act, match, need, offer);
      if (match.dispatchId != null) await supersedeOthers(act, match);
      if (match.state === 'AGREED') await openAgreement(act, match, need, offer);
      return tellMatch(act, 'match:accepted', match);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineMatch', input }, async (act) => {
      const { id } = await answerable(act, input);
      const { match } = await lockMatch(act, id);
      mustBeInTime(match, 'decline', act.now);
      endMatch(match, 'DECLINED', input.reason);
      act.expectVersion('match', match, input.expectedVersion);
      return tellMatch(act, 'match:declined', match);
    });
  }

  withdraw(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawMatch', input }, async (act) => {
      const seen = await act.get(Match, 'match', parseId('match', input.matchId));
      await act.inAllianceOf('match', seen);
      act.assertCan('match:withdraw', seen, 'match', seen);
      const { match } = await lockMatch(act, seen.id);
      mustBeInTime(match, 'withdraw', act.now);
      endMatch(match, 'WITHDRAWN', input.reason);
      act.expectVersion('match', match, input.expectedVersion);
      return tellMatch(act, 'match:withdrawn', match);
    });
  }
}

/** The match, for one of its two sides to answer. Not locked yet; who its sides are never changes. */
export async function answerable(act: Act, input: Pick<OfMatch, 'matchId'>): Promise<Match> {
  const match = await act.get(Match, 'match', parseId('match', input.matchId));
  await act.inAllianceOf('match', match);
  act.assertCan('match:answer', match, 'match', match);
  return match;
}

/** Throws `WRONG_STATE` where the time that it is for is over. */
function mustBeInItsTime({ id, state, endsAt }: Match, now: Date): void {
  if (endsAt == null || endsAt > now) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'match', id, state, act: 'accept' },
    is: { zh: '所定时段已过', en: 'is for a time that is over' },
    wayOut: {
      zh: '请另提时段（counterMatch），或婉拒（declineMatch）。',
      en: 'Answer with another time (counterMatch), or decline it (declineMatch).',
    },
  });
}

/** What held nothing yet holds from now on: there has to be as much. */
async function mustStillFit(act: Act, match: Match, need: Need | null, offer: Offer | null): Promise<void> {
  const { quantity: amount, supplierUnitId, demanderUnitId } = match;
  if (need !== null) {
    mustBeOpen(need, amount);
    await mustBeAllowed(act, 'need', need, { unitId: supplierUnitId, amount });
  }
  if (offer !== null) {
    await mustHave(act, offer, amount);
    await mustBeAllowed(act, 'offer', offer, { unitId: demanderUnitId, amount });
  }
}

/** The first of those that a need was sent to has it: the others are told. Their need is locked. */
async function supersedeOthers(act: Act, { id, dispatchId }: Match): Promise<void> {
  const others = await act.em.find(Match, { dispatchId: dispatchId ?? null, state: 'CALLED', id: { $ne: id } });
  for await (const other of act.lockEach(Match, 'match', others)) {
    if (other.state !== 'CALLED') continue;
    endMatch(other, 'SUPERSEDED', '已由另一单位先接单。');
    await tellMatch(act, 'match:superseded', other);
  }
}
