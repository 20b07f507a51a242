/**
 * 供需: supply and demand. Nine parts, a folder each: resources (what units have), listings (what they offer and need),
 * matching (how it comes together), promises (what is agreed and delivered), settlements (what of it is settled), benefits (what is cheaper for whom), enrolments (places that persons apply for), ledger (what was given and had), sheets (what comes from
 * files and goes into them); what departures of units do to it all; and the board, on which it is counted.
 */
import { joined, type Module } from '../../graphql/module.ts';
import { many, manyWhere } from '../../read/words.ts';
import { benefits } from './benefits/benefits.part.ts';
import { supplyDemandBoard } from './board/board.view.ts';
import { departures } from './departures/departure.events.ts';
import { dissolutions } from './departures/dissolution.events.ts';
import { enrolments } from './enrolments/enrolments.part.ts';
import { ledger } from './ledger/ledger.part.ts';
import { isShownTo } from './listings/listing/listing.view.ts';
import { listings } from './listings/listings.part.ts';
import { matching } from './matching/matching.part.ts';
import { runningCommitments } from './promises/commitments/commitment.view.ts';
import { needStats } from './matching/wishes/stats.view.ts';
import { promises } from './promises/promises.part.ts';
import { MembershipReference } from './references.types.ts';
import { resources } from './resources/resources.part.ts';
import { settlements } from './settlements/settlements.part.ts';
import { sheets } from './sheets/sheets.part.ts';

const shownToAlliance = (type: 'Offer' | 'Need', kind: 'offer' | 'need') =>
  manyWhere(type, (listing, alliance, scope) => isShownTo(kind, listing, alliance.col('id'), scope));

const parts = joined('exchange', [
  resources,
  listings,
  matching,
  promises,
  settlements,
  ledger,
  benefits,
  enrolments,
  sheets,
]);

export const exchange: Module = {
  ...parts,
  references: [MembershipReference],
  read: {
    ...parts.read,
    extensions: {
      Unit: {
        resources: many('Resource', 'owner_unit_id'),
        offers: many('Offer', 'owner_unit_id'),
        needs: many('Need', 'owner_unit_id'),
        accounts: many('Account', 'unit_id'),
      },
      Alliance: {
        offers: shownToAlliance('Offer', 'offer'),
        needs: shownToAlliance('Need', 'need'),
        needStats,
        supplyDemandBoard,
      },
      Membership: { running: runningCommitments },
    },
  },
  hears: { ...departures, ...dissolutions },
};

export { renewAvailable } from './resources/availability/schedule.service.ts';
export { tidyHolds } from './resources/bookings/tidy.service.ts';
export { settleEnrolments } from './enrolments/applications/settle.service.ts';
export { differenceLine, ledgerDifferences, ledgerMustAddUp } from './ledger/postings/differences.service.ts';
export { confirmDeliveries } from './promises/commitments/in-time.service.ts';
export { expireListings } from './listings/life/expiry.service.ts';
export { endOverdueMatches } from './matching/matches/overdue.service.ts';
export { Need } from './listings/needs/need.entity.ts';
export { Offer } from './listings/offers/offer.entity.ts';
export { Resource, type ResourceKind } from './resources/resources/resource.entity.ts';
export { Slot } from './resources/slots/slot.entity.ts';
export { ListingSheetService } from './sheets/export.service.ts';
export { listingImports } from './sheets/listing-imports.ts';
