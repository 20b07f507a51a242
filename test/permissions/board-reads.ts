/** What filters by a cell of the board read, and the lists that its figures lead to: as `reads.ts` has it of everything else. */

const LISTED = ['audience', 'category', 'matches', 'publishedAt', 'quantity', 'state', 'track', 'unit'];
const ofListing = (type: string): string => LISTED.map((field) => `${type}.${field}`).join(' ');

const comparisons = {
  'AgreementFilter.board': 'Agreement.activatedAt Agreement.alliance Agreement.match Agreement.state',
  'CommitmentFilter.board': 'Commitment.agreement Commitment.dueAt Commitment.state',
  'ExchangeEventFilter.board':
    'ExchangeEvent.commitment ExchangeEvent.counted ExchangeEvent.occurredAt ExchangeEvent.reverses ExchangeEvent.state',
  'MatchFilter.board': 'Match.alliance Match.createdAt Match.need Match.offer Match.state',
  'NeedFilter.board': `${ofListing('Need')} Need.claims Need.covered Need.kind Need.maxClaims`,
  'OfferFilter.board': `${ofListing('Offer')} Offer.remaining`,
  'WishClaimFilter.board': 'WishClaim.alliance WishClaim.claimedAt WishClaim.need WishClaim.settledAt WishClaim.state',
} as const;

export const boardReads = {
  filters: {
    'CommitmentFilter.state': 'state',
    'ExchangeEventFilter.action': 'action',
    'ExchangeEventFilter.state': 'state',
  },
  comparisons,
  others: {
    'CommitmentOrder.RANK': 'Commitment.id',
    'ExchangeEventMeasure.COUNTED': 'ExchangeEvent.counted',
    'ExchangeEventMeasure.QUANTITY': 'ExchangeEvent.quantity',
  },
} as const;
