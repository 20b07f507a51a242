import type { Act } from '../../../../data/act.ts';
import { together } from '../../../../data/statement.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { idIn, parseId } from '../../../../domain/ids.ts';
import { isShownTo } from '../../listings/listing/standing.service.ts';
import type { Offer } from '../../listings/offers/offer.entity.ts';
import { mustBeForEverybody } from '../orders/fitting.service.ts';
import { tellMatch } from './end-match.service.ts';
import { mustBeAllowed } from './caps.service.ts';
import { Match } from './match.entity.ts';
import { mustLeaveTime } from './overdue.service.ts';
import {
  askedOfNeed,
  lockNeed,
  lockOffer,
  mustBeOpen,
  mustHave,
  mustTakeMatches,
  needIn,
  offerIn,
  ownOfferIn,
  placesIn,
  seeNeed,
  type LockedNeed,
  type SeenNeed,
} from './supply.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface ClaimNeed extends Keyed {
  readonly needId: string;
  readonly amount: string;
  readonly offerId?: string | null;
  readonly slotId?: string | null;
  readonly places: number;
  readonly respondBy?: Date | null;
}
interface ProposeMatch extends ClaimNeed {
  readonly offerId: string;
  readonly inReturn?: {
    readonly title: string;
    readonly quantity: { readonly value: string; readonly unit: string };
  } | null;
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
      mustLeaveTime(act, input.respondBy);
      const need = await lockNeed(act, wanted, offered);
      const offer = await lockOffer(act, offered, need);
      await mustBeForEverybody(act, offer);
      mustBeOpen(need, input.amount);
      await mustHave(act, offer, input.amount);
      await mustBeAllowed(act, 'need', need, { unitId: offer.ownerUnitId, amount: input.amount });
      await mustBeAllowed(act, 'offer', offer, { unitId: need.ownerUnitId, amount: input.amount });
      const places = await placesIn(act, input, offer, need);
      const match = act.add(Match, {
        ...this.#between(act, need, allianceId, input),
        offerId: offer.id,
        ...places,
        supplierUnitId: offer.ownerUnitId,
        origin: 'PROPOSAL',
        state: 'PROPOSED' as const,
        returnTitle: input.inReturn?.title ?? null,
        returnQuantity: input.inReturn?.quantity.value ?? null,
        returnQuantityUnit: input.inReturn?.quantity.unit ?? null,
      });
      return tellMatch(act, 'match:proposed', match);
    });
  }

  /** A supplier claims: its quantity is held from now on, first come, first served. */
  claim(viewer: Viewer, input: ClaimNeed): Promise<Done> {
    const asked = idIn('need', input.needId);
    const ahead = asked === null ? [] : [askedOfNeed(asked)];
    const command = { viewer, mutation: 'claimNeed', input, inHat: true, ahead };
    return this.#work.run(command, async (act) => {
      const allianceId = await act.alliance();
      const wanted = await seeNeed(act, parseId('need', input.needId));
      const { need, offered } = await lockClaimed(act, allianceId, wanted, input);
      mustBeOpen(need, input.amount);
      await mustBeAllowed(act, 'need', need, { unitId: act.unit, amount: input.amount });
      const offer = offered === null ? null : await lockOffer(act, offered, need);
      if (offer !== null) {
        await mustBeForEverybody(act, offer);
        await mustHave(act, offer, input.amount);
        await mustBeAllowed(act, 'offer', offer, { unitId: need.ownerUnitId, amount: input.amount });
      }
      const places = await placesIn(act, input, offer, need);
      const match = act.add(Match, {
        ...this.#between(act, need, allianceId, input),
        offerId: offer?.id ?? null,
        ...places,
        supplierUnitId: act.unit,
        origin: 'CLAIM',
        state: 'ACCEPTED_BY_ONE' as const,
        supplierAcceptedAt: act.now,
      });
      return tellMatch(act, 'need:claimed', match);
    });
  }

  #between(act: Act, need: LockedNeed, allianceId: string, { amount, respondBy }: ClaimNeed) {
    return {
      id: act.newId('match'),
      allianceId,
      needId: need.id,
      demanderUnitId: need.ownerUnitId,
      createdByUnitId: act.unit,
      quantity: amount,
      quantityUnit: need.quantityUnit,
      respondBy: respondBy ?? null,
      createdAt: act.now,
      version: 1,
    };
  }
}

interface Claimed {
  readonly need: LockedNeed;
  readonly offered: Readonly<Offer> | null;
}

/** The need that is claimed, locked, and the offer of one's own that it is claimed with, which is not. */
async function lockClaimed(act: Act, allianceId: string, wanted: SeenNeed, input: ClaimNeed): Promise<Claimed> {
  const judge = async (): Promise<Readonly<Offer> | null> => {
    await mustTakeMatches(act, allianceId, wanted);
    act.assertCan('need:claim', { ownerUnitId: wanted.ownerUnitId, allianceId }, 'need', wanted);
    const { offerId, respondBy } = input;
    const offered = offerId == null ? null : await ownOfferIn(act, allianceId, parseId('offer', offerId));
    mustLeaveTime(act, respondBy);
    return offered;
  };
  if (!isSureOf(act, allianceId, wanted, input)) {
    const offered = await judge();
    return { offered, need: await lockNeed(act, wanted, offered) };
  }
  // What is shown here is locked as soon as the membership of its unit is held.
  act.holdMembershipNow(wanted.ownerUnitId, allianceId);
  const [offered, need] = await together(judge(), lockNeed(act, wanted));
  return { offered, need };
}

/** Whether nothing but the membership of its unit can stand against the claim by now, nor anything be looked up for it. */
function isSureOf(
  { unit, now }: Act,
  allianceId: string,
  wanted: SeenNeed,
  { offerId, respondBy }: ClaimNeed,
): boolean {
  const { kind, state, ownerUnitId } = wanted;
  const isOfOthers = state === 'PUBLISHED' && ownerUnitId !== unit && isShownTo(wanted, allianceId);
  return isOfOthers && kind === 'NEED' && offerId == null && (respondBy == null || respondBy > now);
}
