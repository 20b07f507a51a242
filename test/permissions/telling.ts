/** Filters that answer what the rows they find do not show. */

/**
 * Known, and to be shortened: a party keeps its match when it may not see the need or the offer any more, or not under
 * this hat; whoever still has the id of that may find the match by it. So does a unit its application, when it may not see the enrolment.
 */
export const TELLING: readonly string[] = [
  'EnrolmentApplicationFilter.enrolmentId',
  'MatchFilter.needId',
  'MatchFilter.offerId',
];
