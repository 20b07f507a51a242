import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { acceptBy, holdingStates, matchMachine, type MatchState } from '../../../domain/exchange/match.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance } from '../../../domain/lifecycle.ts';
import { openAgreement } from '../agreements/open-agreement.service.ts';
import { mustBeToCome } from '../bookings/place-booking.service.ts';
import type { Need } from '../needs/need.entity.ts';
import { Slot } from '../resources/resource.entity.ts';
import { Match } from './match.entity.ts';
import { lockMatch } from './lock-match.service.ts';
import { lockNeed, lockOffer, mustBeOpen, mustBeLive, mustHave, needIn, offerIn, placesIn } from './supply.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface ClaimNeed extends Keyed {
  readonly needId: string;
  readonly amount: string;
  readonly offerId?: string | null;
  readonly slotId?: string | null;
  readonly places: number;
}
interface ProposeMatch extends ClaimNeed {
  readonly offerId: string;
  readonly inReturn?: {
    readonly title: string;
    readonly quantity: { readonly value: string; readonly unit: string };
  } | null;
}
interface OfMatch extends Keyed {
  readonly matchId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends OfMatch {
  readonly reason: string;
}

export class MatchService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The coordinator proposes; nothing is held until a side accepts, but it must fit now. */
  propose(viewer: Viewer, input: ProposeMatch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeMatch', input }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('match:propose', { allianceId });
      const wanted = await needIn(act, allianceId, parseId('need', input.needId));
      const offered = await offerIn(act, allianceId, parseId('offer', input.offerId));
      const need = await lockNeed(act, wanted);
      const offer = await lockOffer(act, offered, need);
      mustBeOpen(need, input.amount);
      mustHave(offer, input.amount);
      const places = await placesIn(act, input, offer, need);
      const match = act.em.create(Match, {
        ...this.#between(act, need, allianceId, input.amount),
        offerId: offer.id,
        ...places,
        supplierUnitId: offer.ownerUnitId,
        origin: 'PROPOSAL',
        state: 'PROPOSED',
        returnTitle: input.inReturn?.title ?? null,
        returnQuantity: input.inReturn?.quantity.value ?? null,
        returnQuantityUnit: input.inReturn?.quantity.unit ?? null,
      });
      return remember(act, 'match:proposed', match);
    });
  }

  /** A supplier claims: its quantity is held from now on, first come, first served. */
  claim(viewer: Viewer, input: ClaimNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'claimNeed', input }, async (act) => {
      const allianceId = await act.alliance();
      const wanted = await needIn(act, allianceId, parseId('need', input.needId));
      act.assertCan('need:claim', { ownerUnitId: wanted.ownerUnitId, allianceId }, 'need', wanted);
      const offered = input.offerId == null ? null : await offerIn(act, allianceId, parseId('offer', input.offerId));
      if (offered !== null) act.assertCan('offer:publish', offered, 'offer', offered);
      const need = await lockNeed(act, wanted);
      mustBeOpen(need, input.amount);
      const offer = offered === null ? null : await lockOffer(act, offered, need);
      if (offer !== null) mustHave(offer, input.amount);
      const places = await placesIn(act, input, offer, need);
      const match = act.em.create(Match, {
        ...this.#between(act, need, allianceId, input.amount),
        offerId: offer?.id ?? null,
        ...places,
        supplierUnitId: act.unit,
        origin: 'CLAIM',
        state: 'ACCEPTED_BY_ONE',
        supplierAcceptedAt: act.now,
      });
      return remember(act, 'need:claimed', match);
    });
  }

  #between(act: Act, need: Need, allianceId: string, amount: string) {
    return {
      id: act.newId('match'),
      allianceId,
      needId: need.id,
      demanderUnitId: need.ownerUnitId,
      createdByUnitId: act.unit,
      quantity: amount,
      quantityUnit: need.quantityUnit,
      createdAt: act.now,
      version: 1,
    };
  }

  /**
   * One side accepts. The first acceptance holds the quantity; the second makes the agreement and its booking. Both units
   * are members of the alliance at that instant, and stay so until it is done.
   */
  accept(viewer: Viewer, input: OfMatch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptMatch', input }, async (act) => {
      const seen = await answerable(act, input);
      const { allianceId, supplierUnitId, demanderUnitId } = seen;
      const others = act.unit === supplierUnitId ? demanderUnitId : supplierUnitId;
      const isTogether = await act.holdMembership(others, allianceId);
      const { match, need, offer } = await lockMatch(act, seen.id);
      act.expectVersion('match', match, input.expectedVersion);
      const holds = holdingStates.includes(match.state);
      acceptBy(match, act.unit === supplierUnitId ? 'SUPPLIER' : 'DEMANDER', act.now);
      if (!isTogether) throw RefusalError.of('NOT_A_MEMBER', { unitId: others, allianceId });
      mustBeLive(act, need, offer);
      if (match.slotId != null) mustBeToCome(act, await act.get(Slot, 'slot', match.slotId));
      if (!holds) {
        mustBeOpen(need, match.quantity);
        if (offer !== null) mustHave(offer, match.quantity);
      }
      if (match.state === 'AGREED') await openAgreement(act, match, need, offer);
      return remember(act, 'match:accepted', match);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineMatch', input }, async (act) => {
      const { id } = await answerable(act, input);
      return end(act, await lockMatch(act, id), input, 'DECLINED');
    });
  }

  withdraw(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawMatch', input }, async (act) => {
      const seen = await act.get(Match, 'match', parseId('match', input.matchId));
      await act.inAllianceOf('match', seen);
      act.assertCan('match:withdraw', seen, 'match', seen);
      return end(act, await lockMatch(act, seen.id), input, 'WITHDRAWN');
    });
  }
}

/** The match, for one of its two sides to answer. Not locked yet; who its sides are never changes. */
async function answerable(act: Act, input: OfMatch): Promise<Match> {
  const match = await act.get(Match, 'match', parseId('match', input.matchId));
  await act.inAllianceOf('match', match);
  act.assertCan('match:answer', match, 'match', match);
  return match;
}

async function end(
  act: Act,
  { match }: { match: Match },
  { expectedVersion, reason }: Reasoned,
  to: MatchState,
): Promise<{ match: string }> {
  act.expectVersion('match', match, expectedVersion);
  match.state = advance(matchMachine, match, to);
  match.reason = reason;
  return remember(act, to === 'DECLINED' ? 'match:declined' : 'match:withdrawn', match);
}

async function remember(act: Act, action: string, match: Match): Promise<{ match: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = match;
  act.record(action, 'match', match, {
    allianceId,
    unitIds: [supplierUnitId, demanderUnitId, act.unit],
    body: { state },
  });
  return { match: match.id };
}
