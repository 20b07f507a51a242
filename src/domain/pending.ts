/** What can wait for somebody (待办), by kind, what is to be done about it, and in what capacity. Never stored: it follows from states. */
import type { IdKind } from './kinds.ts';
import type { Machine } from './lifecycle.ts';

/** The ways in which something waits, and of which kind the things are that do. */
export const pendingSubjects = {
  MEMBERSHIP_APPLICATION: 'membership',
  MEMBERSHIP_INVITATION: 'membership',
  ALLIANCE_LEAD: 'alliance',
  RELATION: 'relation',
  PERSON_RELATION: 'personrelation',
  HOUSEHOLD_LINK: 'householdlink',
  UNIT_IDENTIFIER: 'identifier',
  UNIT_IMPORT: 'import',
  LISTING_IMPORT: 'listingimport',
  NEED_REVIEW: 'need',
  NEED_REVISION: 'need',
  OFFER_REVIEW: 'offer',
  OFFER_REVISION: 'offer',
  MATCH: 'match',
  WISH_CLAIM: 'claim',
  BOOKING: 'booking',
  LENDING: 'lending',
  LENDING_BACK: 'lending',
  LENDING_RETURN: 'lending',
  BENEFIT_FUNDING: 'benefitrule',
  ENROLMENT_PLACE: 'application',
  ENROLMENT_DRAW: 'enrolment',
  AGREEMENT: 'agreement',
  COMMITMENT: 'commitment',
  DELIVERY: 'event',
  DELIVERY_REVERSAL: 'event',
  DISPUTE: 'event',
  SETTLEMENT: 'settlement',
  CLEARING: 'clearing',
  CLEARING_SETTLEMENT: 'clearingsettlement',
  CLEARING_BALANCE: 'clearing',
  CONTRIBUTION: 'contribution',
  SHARING: 'sharing',
} as const satisfies Record<string, IdKind>;

export type PendingKind = keyof typeof pendingSubjects;

export type PendingVerb =
  'ANSWER' | 'CONFIRM' | 'DECIDE' | 'DELIVER' | 'DRAW' | 'REVIEW' | 'REVISE' | 'SIGN' | 'VERIFY';

/** Whoever is waited for: the person themselves, whoever acts for the unit, or a coordinator of the alliance. */
export type PendingFor = 'PERSON' | 'UNIT' | 'COORDINATOR';

/** From so many days before it is due on, a promise is something to be done. */
export const DUE_SOON_DAYS = 7;

/** The states of a machine in which things wait. */
export interface WaitingStates {
  readonly machine: Machine<string>;
  readonly states: readonly string[];
}

/** Things wait while they are in these states. */
export const whileIn = <S extends string>(machine: Machine<S>, ...states: readonly S[]): WaitingStates => ({
  machine,
  states,
});
