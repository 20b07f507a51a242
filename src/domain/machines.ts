/** Every state machine there is, in the order of the house. */
import { sharingMachine } from './access/sharing.ts';
import { allianceMachine } from './directory/alliance.ts';
import { bodyMachine } from './directory/body.ts';
import { householdLinkMachine, visitMachine } from './directory/household.ts';
import { identifierMachine } from './directory/identifier.ts';
import { invitationMachine } from './directory/invitation.ts';
import { membershipMachine } from './directory/membership.ts';
import { personRelationMachine } from './directory/person-relation.ts';
import { placeMachine } from './directory/place.ts';
import { programmeMachine } from './directory/programme.ts';
import { relationMachine } from './directory/relation.ts';
import { importMachine } from './directory/unit-import.ts';
import { unitMachine } from './directory/unit.ts';
import { agreementMachine } from './exchange/agreement.ts';
import { benefitRuleMachine, redemptionMachine } from './exchange/benefit.ts';
import { proofMachine } from './exchange/proof.ts';
import { bookingMachine } from './exchange/booking.ts';
import { commitmentMachine } from './exchange/commitment.ts';
import { deliveryMachine } from './exchange/delivery.ts';
import { distributionMachine } from './exchange/distribution.ts';
import { applicationMachine, enrolmentMachine } from './exchange/enrolment.ts';
import { clearingMachine, clearingSettlementMachine } from './exchange/clearing.ts';
import { lendingMachine } from './exchange/lending.ts';
import { listingImportMachine } from './exchange/listing-import.ts';
import { needMachine, offerMachine } from './exchange/listing.ts';
import { matchMachine } from './exchange/match.ts';
import { slotMachine } from './exchange/slot.ts';
import { resourceMachine } from './exchange/resource.ts';
import { settlementMachine } from './exchange/settlement.ts';
import { claimMachine } from './exchange/wish.ts';
import type { Machine } from './lifecycle.ts';
import { contributionMachine, projectMachine } from './projects/project.ts';

export const machines: readonly Machine<string>[] = [
  unitMachine,
  identifierMachine,
  importMachine,
  invitationMachine,
  relationMachine,
  personRelationMachine,
  householdLinkMachine,
  visitMachine,
  allianceMachine,
  membershipMachine,
  bodyMachine,
  programmeMachine,
  placeMachine,
  resourceMachine,
  distributionMachine,
  lendingMachine,
  offerMachine,
  needMachine,
  listingImportMachine,
  matchMachine,
  claimMachine,
  agreementMachine,
  commitmentMachine,
  slotMachine,
  bookingMachine,
  deliveryMachine,
  clearingMachine,
  clearingSettlementMachine,
  settlementMachine,
  benefitRuleMachine,
  proofMachine,
  redemptionMachine,
  enrolmentMachine,
  applicationMachine,
  projectMachine,
  contributionMachine,
  sharingMachine,
];
