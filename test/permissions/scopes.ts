/** What apps have to be let read, by what they look at. */

/** What an app has to be let read to see rows of a type, under the hat of an alliance. */
const SCOPES: Readonly<Record<string, string>> = {
  Resource: 'offers:read',
  Slot: 'offers:read',
  Offer: 'offers:read',
  Enrolment: 'offers:read',
  EnrolmentTurn: 'offers:read',
  Need: 'needs:read',
  Candidate: 'needs:read',
  Beneficiary: 'needs:read',
  Match: 'promises:read',
  WishClaim: 'promises:read',
  Agreement: 'promises:read',
  Commitment: 'promises:read',
  ExchangeEvent: 'promises:read',
  Settlement: 'promises:read',
  Booking: 'promises:read',
  Lending: 'promises:read',
  Account: 'promises:read',
  AccountEntry: 'promises:read',
  Posting: 'promises:read',
  Clearing: 'promises:read',
  ClearingSettlement: 'promises:read',
  Project: 'projects:read',
  ProjectPartner: 'projects:read',
  Contribution: 'projects:read',
};

/** The same of a value of a row that is of a class of its own. */
export function scopeOf(type: string, name: string): string | null {
  if (name.startsWith('protected: contact')) return 'contacts:read';
  return name === 'reliability' ? 'promises:read' : (SCOPES[type] ?? null);
}
