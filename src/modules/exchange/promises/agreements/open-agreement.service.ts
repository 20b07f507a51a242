/** What an agreed match turns into: an agreement to sign, a commitment or two, and the slot it needs. */
import type { Act } from '../../../../data/act.ts';
import { actionPromised, type FlowAction } from '../../../../domain/exchange/flow.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { lockSlot, placeBooking } from '../../resources/bookings/place-booking.service.ts';
import { tellBooking } from '../../resources/bookings/tell-booking.service.ts';
import type { Match } from '../../matching/matches/match.entity.ts';
import type { Need } from '../../listings/needs/need.entity.ts';
import type { Offer } from '../../listings/offers/offer.entity.ts';
import { Resource } from '../../resources/resources/resource.entity.ts';
import { ruleOf } from '../../resources/rules/rule.service.ts';
import { addCommitments } from '../terms/commit.service.ts';
import { addEdition, addParties } from '../terms/edition.service.ts';
import { termsOfMatch } from '../terms/match-terms.ts';
import { Agreement } from './agreement.entity.ts';
import { tellAgreement } from './tell.service.ts';

/** Draws up the agreement of a match that both sides accepted. Throws `SLOT_FULL` when its slot was taken meanwhile. */
export async function openAgreement(act: Act, match: Match, need: Need | null, offer: Offer | null): Promise<void> {
  const about = need ?? offer;
  if (about === null) throw new Error(`the match ${match.id} is about nothing`);
  const { supplierUnitId, demanderUnitId, allianceId } = match;
  const locked = match.slotId == null ? null : await lockSlot(act, match.slotId);
  if (locked !== null) mustBe(resourceMachine, locked.resource, 'book', 'AVAILABLE');
  const slot = locked?.slot ?? null;
  const agreement = act.em.create(Agreement, {
    id: act.newId('agreement'),
    ...{ allianceId, supplierUnitId, demanderUnitId },
    matchId: match.id,
    title: about.title,
    state: 'PENDING_SIGNATURES',
    edition: 1,
    createdAt: act.now,
    version: 1,
  });
  const dueAt = slot?.endsAt ?? match.endsAt ?? about.endsAt ?? null;
  const action = await actionOf(act, locked?.resource.id ?? offer?.resourceId ?? null, slot !== null);
  const given = { title: offer?.title ?? about.title, action };
  const terms = termsOfMatch(match, { title: about.title, given, dueAt });
  addParties(act, agreement, terms);
  addEdition(act, agreement, 1, terms);
  addCommitments(act, agreement, terms);
  await tellAgreement(act, 'agreement:opened', agreement);
  if (slot === null) return;
  const { edition: ruleEdition } = await ruleOf(act, slot.resourceId);
  const forAgreement = { ruleEdition, agreementId: agreement.id, unitId: demanderUnitId, allianceId };
  const places = { count: match.places ?? 1, purpose: about.title };
  const held = await placeBooking(act, slot, { ...forAgreement, ...places, state: 'HELD' });
  await tellBooking(act, 'booking:held', held);
}

/** What the supplier promises, by the resource that is offered, or that the slot is of. */
async function actionOf(act: Act, resourceId: string | null, hasSlot: boolean): Promise<FlowAction> {
  if (resourceId === null) return actionPromised(null, hasSlot);
  return actionPromised((await act.get(Resource, 'resource', resourceId)).kind, hasSlot);
}
