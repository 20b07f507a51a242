/**
 * What filters, orders, facets and measures read of a row: the selection of it by which somebody could have found out
 * the same. None may read what its row does not show. A new one is a line.
 */

/** By input and field. What is asked for has to stand in what is selected. */
export const FILTERS: Readonly<Record<string, string>> = {
  'AgreementFilter.state': 'state',
  'AllianceFilter.search': 'name',
  'AllianceFilter.kind': 'kind { code }',
  'AllianceFilter.state': 'state',
  'AppFilter.ownerUnitId': 'owner { id }',
  'AppFilter.search': 'name vendor',
  'AppInstallationFilter.allianceId': 'alliance { id }',
  'AppInstallationFilter.appId': 'app { id }',
  'AppInstallationFilter.unitId': 'unit { id }',
  'AuditEntryFilter.action': 'action',
  'AuditEntryFilter.subjectId': 'subjectId',
  'BookingFilter.state': 'state',
  'ContributionFilter.state': 'state',
  'ContributionFilter.unitId': 'unit { id }',
  'DisclosureRecordFilter.ofUnitId': 'ofUnit { id }',
  'DisclosureRecordFilter.subjectId': 'subjectId',
  'DisclosureRecordFilter.unitId': 'unit { id }',
  'InvitationFilter.role': 'role',
  'InvitationFilter.state': 'state',
  'MatchFilter.needId': 'need { id }',
  'MatchFilter.offerId': 'offer { id }',
  'MatchFilter.state': 'state',
  'MembershipFilter.role': 'role',
  'MembershipFilter.state': 'state',
  'NeedFilter.allianceId': 'audience { alliance { id } }',
  'NeedFilter.category': 'category { code }',
  'NeedFilter.search': 'title description',
  'NeedFilter.state': 'state',
  'NeedFilter.unitId': 'unit { id }',
  'OfferFilter.allianceId': 'audience { alliance { id } }',
  'OfferFilter.category': 'category { code }',
  'OfferFilter.search': 'title description',
  'OfferFilter.state': 'state',
  'OfferFilter.unitId': 'unit { id }',
  'PostFilter.role': 'role',
  'PostFilter.state': 'state',
  'ProjectFilter.allianceId': 'alliance { id }',
  'ProjectFilter.partnerUnitId': 'partners(first: 60) { nodes { unit { id } } }',
  'ProjectFilter.search': 'title goal',
  'ProjectFilter.state': 'state',
  'ResourceFilter.allianceId': 'audience { alliance { id } }',
  'ResourceFilter.kind': 'kind',
  'ResourceFilter.search': 'name description',
  'ResourceFilter.unitId': 'unit { id }',
  'SharingAgreementFilter.kind': 'kind',
  'SharingAgreementFilter.state': 'state',
  'SharingAgreementFilter.unitId': 'provider { id } consumer { id }',
  'TermFilter.code': 'code',
  'TermFilter.scheme': 'scheme',
  'UnitFilter.allianceId': 'memberships(first: 60) { nodes { alliance { id } } }',
  'UnitFilter.kind': 'kind',
  'UnitFilter.search': 'name shortName formerNames',
};

/** Those that compare amounts and instants, by the fields they read. */
export const COMPARISONS: Readonly<Record<string, string>> = {
  'AppInstallationFilter.isInForce': 'AppInstallation.isInForce',
  'CharterFilter.inForceOn': 'Charter.adoptedOn',
  'TrackFilter.isRetired': 'Track.retiredAt',
  'MembershipFilter.inForceAt': 'Membership.stretches',
  'NeedFilter.open': 'Need.covered Need.quantity Need.period',
  'OfferFilter.at': 'Offer.period',
  'OfferFilter.available': 'Offer.remaining Offer.period',
  'SharingAgreementFilter.inForce': 'SharingAgreement.isInForce',
  'SharingAgreementFilter.side': 'SharingAgreement.provider SharingAgreement.consumer',
  'SlotFilter.from': 'Slot.period',
  'SlotFilter.minRemaining': 'Slot.remaining',
  'SlotFilter.to': 'Slot.period',
};

/** Orders, facets and measures by enum and value, with the fields they read; `NEWEST` and `OLDEST` are by id. */
export const OTHERS: Readonly<Record<string, string>> = {
  'AllianceOrder.NAME': 'Alliance.name',
  'CandidateOrder.BEST': 'Candidate.score',
  'CandidateOrder.NEAREST': 'Candidate.distanceMetres',
  'CommitmentOrder.RANK': 'Commitment.id',
  'ContributionFacet.STATE': 'Contribution.state',
  'ContributionFacet.UNIT': 'Contribution.unit',
  'ContributionMeasure.HOURS': 'Contribution.hours',
  'NeedFacet.CATEGORY': 'Need.category',
  'NeedFacet.STATE': 'Need.state',
  'NeedFacet.UNIT': 'Need.unit',
  'NeedFacet.VISIBILITY': 'Need.visibility',
  'NeedMeasure.COVERED': 'Need.covered',
  'NeedMeasure.QUANTITY': 'Need.quantity',
  'NeedMeasure.REMAINING': 'Need.remaining',
  'NeedOrder.SOONEST': 'Need.period',
  'OfferFacet.CATEGORY': 'Offer.category',
  'OfferFacet.STATE': 'Offer.state',
  'OfferFacet.UNIT': 'Offer.unit',
  'OfferFacet.VISIBILITY': 'Offer.visibility',
  'OfferMeasure.QUANTITY': 'Offer.quantity',
  'OfferMeasure.REMAINING': 'Offer.remaining',
  'OfferOrder.SOONEST': 'Offer.period',
  'ProjectOrder.ENDING': 'Project.endsOn',
  'ResourceOrder.NAME': 'Resource.name',
  'SlotOrder.SOONEST': 'Slot.period',
  'TrackOrder.RANK': 'Track.rank',
  'TermOrder.RANK': 'Term.id',
  'UnitOrder.NAME': 'Unit.shortName',
};

/**
 * Known, and to be shortened: a party keeps its match when it may not see the need or the offer any more, or not under
 * this hat; whoever still has the id of that may find the match by it.
 */
export const TELLING: readonly string[] = ['MatchFilter.needId', 'MatchFilter.offerId'];
