/** Who may see what is listed, and what was promised of it. */
import type { Exchanged } from './exchange.ts';
import type { Fact, Facts } from './facts.ts';
import { everybody, inBlue, inRed, type Who } from './people.ts';
import type { SharedThings } from './sharing.ts';

const seen = (id: string, seenBy: readonly Who[]): Fact => ({ id, seenBy });

/** The unit itself, whatever hat it wears. */
const MALL = ['mall', 'mallBare'] as const;
/** The two sides of what was agreed in red, and the coordinator under the hat. */
const SIDES = ['mall', 'mallBare', 'community', 'street'] as const;

/** What else there is of them, by name. */
interface More {
  readonly resources: Readonly<Record<string, Fact>>;
  readonly needs: Readonly<Record<string, Fact>>;
}

/** What is shared is seen by the other unit, under its hat and under none, beside those it is shown to. */
export function listingFacts(things: Exchanged, shared: SharedThings, more: More): Facts {
  const { resources, slots, offers, needs, searches } = things;
  const resourceFacts = (of: Exchanged['resources'], sharedOne: string): Record<string, Fact> => ({
    shared: seen(sharedOne, [...inRed, 'outsider']),
    alliance: seen(of.alliance, [...inRed, 'mallBare']),
    open: seen(of.open, everybody),
    private: seen(of.private, MALL),
    blue: seen(of.blue, inBlue),
  });
  return {
    Resource: { ...resourceFacts(resources, shared.resource), ...more.resources },
    Slot: resourceFacts(slots, shared.slot),
    Offer: {
      shared: seen(shared.offer, [...inRed, 'outsider']),
      alliance: seen(offers.alliance, [...inRed, 'mallBare']),
      open: seen(offers.open, everybody),
      private: seen(offers.private, MALL),
      withdrawn: seen(offers.withdrawn, MALL),
      blue: seen(offers.blue, inBlue),
      forSome: seen(offers.forSome, [...inRed, 'mallBare']),
      both: seen(offers.both, [...inRed, ...inBlue]),
      draft: seen(offers.draft, MALL),
      // Held up or paused, also for who judges it: the coordinator under the hat.
      paused: seen(offers.paused, [...MALL, 'street']),
      held: seen(offers.held, [...MALL, 'street']),
    },
    Need: {
      shared: seen(shared.need, [...inRed, 'mallBare', 'pier']),
      sharedWithApps: seen(shared.appNeed, [...inBlue, 'community', 'app']),
      alliance: seen(needs.alliance, inRed),
      open: seen(needs.open, everybody),
      private: seen(needs.private, ['community']),
      withdrawn: seen(needs.withdrawn, ['community']),
      // Also for who may judge it: the coordinator under the hat.
      inReview: seen(needs.inReview, ['community', 'street']),
      inReviewOpen: seen(needs.inReviewOpen, ['community', 'street']),
      returned: seen(needs.returned, ['community', 'street']),
      blue: seen(needs.blue, inBlue),
      ...more.needs,
    },
    SavedSearch: {
      needs: seen(searches.needs, MALL),
      offers: seen(searches.offers, MALL),
      bare: seen(searches.bare, ['mallBare']),
    },
    // By their offers: for the unit in need and for the coordinator of an alliance it is shown to.
    Candidate: {
      alliance: seen(offers.alliance, ['community', 'street']),
      open: seen(offers.open, ['community', 'street']),
      private: seen(offers.private, []),
      withdrawn: seen(offers.withdrawn, []),
      // What is for some persons alone is matched with no need.
      forSome: seen(offers.forSome, []),
      blue: seen(offers.blue, ['harbour']),
      // A candidate for the mall's need, in red: what is only shared is no candidate for anybody.
      shared: seen(shared.offer, ['mall', 'street']),
    },
  };
}

export function promiseFacts({ red, blue, order, bookings }: Exchanged): Facts {
  return {
    Match: { red: seen(red.match, SIDES), order: seen(order, SIDES), blue: seen(blue.match, inBlue) },
    Agreement: {
      red: seen(red.agreement, SIDES),
      redNext: seen(red.renewal, SIDES),
      blue: seen(blue.agreement, inBlue),
      blueNext: seen(blue.renewal, inBlue),
    },
    Commitment: { red: seen(red.commitment, SIDES), blue: seen(blue.commitment, inBlue) },
    ExchangeEvent: { red: seen(red.delivery, SIDES), blue: seen(blue.delivery, inBlue) },
    Settlement: { red: seen(red.settlement, SIDES), blue: seen(blue.settlement, inBlue) },
    // Also for the unit that owns what is booked.
    Booking: {
      power: seen(bookings.power, ['power', 'mall', 'mallBare', 'street']),
      pier: seen(bookings.pier, inBlue),
      agreed: seen(bookings.agreed, SIDES),
    },
  };
}
