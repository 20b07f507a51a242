/** The two ends of a match and the slot between them: seen in an alliance, locked, and fit for each other. */
import type { Act } from '../../../../data/act.ts';
import { together, type Question } from '../../../../data/statement.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { asOf, needMachine, offerMachine } from '../../../../domain/exchange/listing.ts';
import { mustSuit } from '../../../../domain/exchange/suits.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustFit } from '../../../../domain/quantity.ts';
import { overlaps, within, type Period } from '../../../../domain/period.ts';
import { mustHavePlaces, seenSlot } from '../../resources/bookings/place-booking.service.ts';
import { mustStandIn } from '../../listings/listing/standing.service.ts';
import { mustBeTold } from '../../listings/reviews/judge.service.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { mustBeInStock } from '../../resources/stock/serve.service.ts';
import { giveBackOverdue } from './overdue.service.ts';

/** Throws `NOT_ENOUGH_LEFT` unless the need is open for so much. */
export function mustBeOpen({ id, quantity, covered, quantityUnit }: LockedNeed, amount: string): void {
  mustFit({ kind: 'need', id, quantity, taken: covered, unit: quantityUnit }, amount);
}

/** Throws `NOT_ENOUGH_LEFT` unless the offer has so much left, and the stock that it is served from, which is locked, as much. */
export async function mustHave(act: Act, offer: Offer, amount: string): Promise<void> {
  const { id, quantity, taken, quantityUnit } = offer;
  mustFit({ kind: 'offer', id, quantity, taken, unit: quantityUnit }, amount);
  await mustBeInStock(act, offer, amount);
}

/** A need before it is locked: what says who may deal with it. */
export type SeenNeed = Readonly<
  Pick<Need, 'id' | 'kind' | 'state' | 'ownerUnitId' | 'visibility' | 'shownTo' | 'pausedFor'>
>;

const SEE_NEED = `
select n.id, n.kind, n.state, n.owner_unit_id as "ownerUnitId", n.visibility, to_json(n.shown_to) as "shownTo",
  to_json(n.paused_for) as "pausedFor"
from exchange.need n where n.id = $1::uuid`;

/** What an act asks that sees the need, to be sent ahead. */
export const askedOfNeed = (id: string): Question => ({ text: SEE_NEED, values: [id] });

/** The need, whoever may see it. Throws `NOT_FOUND`. */
export async function seeNeed(act: Act, id: string): Promise<SeenNeed> {
  const [need] = await act.run<SeenNeed>(SEE_NEED, [id]);
  if (need === undefined) throw RefusalError.notFound('need', id);
  return need;
}

/** The need as it is seen in the alliance. Its unit is a member, and stays one until the act is done; it is not locked yet. */
export async function needIn(act: Act, allianceId: string, id: string): Promise<SeenNeed> {
  const need = await seeNeed(act, id);
  await mustTakeMatches(act, allianceId, need);
  return need;
}

/** Throws unless it is seen in the alliance, of which its unit is a member, and is matched at all. */
export async function mustTakeMatches(act: Act, allianceId: string, need: SeenNeed): Promise<void> {
  const { id } = need;
  await mustBeTold(act, 'need', need, allianceId);
  await mustStandIn(act, allianceId, { kind: 'need', id }, need);
  if (need.kind === 'NEED') return;
  throw RefusalError.invalid(
    ['input', 'needId'],
    '微心愿由个人认领（claimWish），不经撮合。',
    'A micro-wish is claimed by persons (claimWish), not matched.',
  );
}

/** The offer, on the same terms. */
export async function offerIn(act: Act, allianceId: string, id: string): Promise<Readonly<Offer>> {
  const offer = await act.see(Offer, 'offer', id);
  await mustBeTold(act, 'offer', offer, allianceId);
  await mustStandIn(act, allianceId, { kind: 'offer', id }, offer);
  return offer;
}

/** The offer of one's own that a claim is served from: shown to the alliance, of which the unit acted for is a member. */
export async function ownOfferIn(act: Act, allianceId: string, id: string): Promise<Readonly<Offer>> {
  const offer = await act.see(Offer, 'offer', id);
  act.assertCan('need:claim-with', offer, 'offer', offer);
  if (offer.visibility === 'PUBLIC' || offer.shownTo.includes(allianceId)) return offer;
  throw RefusalError.invalid(
    ['input', 'offerId'],
    '本单位的这项供给未面向该联盟；请改选面向该联盟的供给，或不填 offerId。',
    'This offer of your unit is not shown to the alliance: name one that is, or none.',
  );
}

/** What of a need a match is judged by. */
const JUDGED = [
  'id',
  'state',
  'ownerUnitId',
  'category',
  'quantity',
  'covered',
  'quantityUnit',
  'maxPerUnit',
  'startsAt',
  'endsAt',
  'closesAt',
] as const;
export type LockedNeed = Readonly<Pick<Need, (typeof JUDGED)[number]>>;

/** Locks the need: it is published and not over. What was not answered in time holds nothing of it, nor of the offer. */
export async function lockNeed(act: Act, { id }: Pick<Need, 'id'>, offer: Offer | null = null): Promise<LockedNeed> {
  const [, need] = await together(giveBackOverdue(act, id, offer?.id ?? null), act.seeLocked(Need, 'need', id, JUDGED));
  mustBeLive(act, need, null);
  return need;
}

/** Locks the offer after its need: it is published, not over, and suits the need. */
export async function lockOffer(act: Act, { id }: Offer, need: LockedNeed): Promise<Readonly<Offer>> {
  const offer = await act.seeLocked(Offer, 'offer', id);
  mustBeLive(act, need, offer);
  mustSuit(need, offer);
  return offer;
}

/** What is not published, or is over, takes no match. */
export function mustBeLive(act: Act, need: LockedNeed | null, offer: Offer | null): void {
  if (need !== null) mustBe(needMachine, asOf(need, act.now), 'match', 'PUBLISHED');
  if (offer !== null) mustBe(offerMachine, asOf(offer, act.now), 'match', 'PUBLISHED');
}

/** Throws `INVALID_INPUT` for a time that is over, or when the offer is not good or the need not there. */
export function mustSuitTime(
  act: Act,
  period: Period | null | undefined,
  need: Pick<Need, 'startsAt' | 'endsAt'> | null,
  offer: Offer | null,
): void {
  const suits =
    period == null ||
    (period.end > act.now &&
      (offer === null || within(period, { start: offer.startsAt, end: offer.endsAt })) &&
      (need === null || overlaps(period, { start: need.startsAt, end: need.endsAt })));
  if (suits) return;
  throw RefusalError.invalid(
    ['input', 'period'],
    'input.period 须在将来，在供给的有效时段之内，并与需求的时段相交；请另定时段。',
    'input.period is to be in the future, within the time of the offer and at that of the need: name another.',
  );
}

interface Places {
  readonly slotId: string | null;
  readonly places: number | null;
}

/**
 * Places of a slot, if one is named: of the offer's resource, still to come, at a time that suits both, and free as things
 * stand. They are held when both sides have accepted.
 */
export async function placesIn(
  act: Act,
  given: { readonly slotId?: string | null; readonly places: number },
  offer: Offer | null,
  need: Pick<Need, 'startsAt' | 'endsAt'> | null,
): Promise<Places> {
  const { places } = given;
  if (given.slotId == null) {
    if (places === 1) return { slotId: null, places: null };
    throw RefusalError.invalid(
      ['input', 'places'],
      '未指定时段时不能给出名额；请同时给出 slotId，或去掉 places。',
      'input.places are places of a slot: name the slot in slotId, or leave them out.',
    );
  }
  const slot = await seenSlot(act, parseId('slot', given.slotId));
  const refuse = (zh: string, en: string): RefusalError => RefusalError.invalid(['input', 'slotId'], zh, en);
  if (offer?.resourceId == null || slot.resourceId !== offer.resourceId) {
    throw refuse(
      '该时段不属于此供给所用的资源，请从该资源的时段中选择。',
      'The slot is not one of the resource that the offer is served from: choose one of its slots.',
    );
  }
  const time = { start: slot.startsAt, end: slot.endsAt };
  if (slot.startsAt <= act.now) {
    throw refuse('该时段已经开始，请另选。', 'The slot has begun already: choose another.');
  }
  if (!within(time, { start: offer.startsAt, end: offer.endsAt })) {
    throw refuse(
      '该时段不在供给的有效时段内，请另选。',
      'The slot is not within the time of the offer: choose another.',
    );
  }
  if (!overlaps(time, { start: need?.startsAt, end: need?.endsAt })) {
    throw refuse('该时段与需求时段不相交，请另选。', 'The slot does not overlap the time of the need: choose another.');
  }
  mustHavePlaces(slot, places);
  return { slotId: slot.id, places };
}
