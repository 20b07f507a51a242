/** What each refusal says: its code, and what it carries. `errors.ts` has how one is thrown. */
import type { IdKind } from './kinds.ts';
import type { Period } from './period.ts';
import type { Tried } from './tried.ts';

/** A sentence in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A hat the viewer could put on: the unit it acts for and, where the act belongs to one, the alliance. */
export interface HatChoice {
  readonly unitId: string;
  readonly unitName: string;
  readonly allianceId: string | null;
  readonly allianceName: string | null;
}

/** A unit that is called like the one that is to be registered, or nearly so. */
export interface DuplicateCandidate {
  readonly unitId: string;
  readonly name: string;
  readonly likeness: 'SAME_NAME' | 'CLOSE_NAME';
}

/** A part of a condition that is not met, or not known to be; 0 is what is excluded. */
export interface EligibilityProblem {
  readonly part: number;
  readonly verdict: 'NO' | 'UNKNOWN';
  readonly message: Bilingual;
}

export interface InputIssue {
  readonly path: readonly string[];
  readonly message: Bilingual;
}

/** What each refusal carries. Ids are plain UUIDs with their kind beside them. */
export interface RefusalDetails {
  INVALID_INPUT: { readonly issues: readonly InputIssue[] };
  NOT_FOUND: { readonly kind: IdKind; readonly id: string };
  FORBIDDEN: {
    readonly action: string;
    readonly reason: Bilingual;
    /** What it would have been done to: who may not even see that is told it is not there. */
    readonly subject: { readonly kind: IdKind; readonly id: string } | null;
  };
  HAT_REQUIRED: { readonly choices: readonly HatChoice[] };
  NOT_A_MEMBER: {
    readonly unitId: string;
    readonly allianceId: string | null;
    /** Whether it is the unit acted for, which may apply, or another, which the caller passes over. */
    readonly isOwn: boolean;
  };
  WRONG_STATE: {
    readonly kind: IdKind;
    readonly id: string;
    readonly state: string;
    readonly act: Tried;
    readonly is: Bilingual;
    readonly wayOut: Bilingual;
  };
  VERSION_CONFLICT: {
    readonly kind: IdKind;
    readonly id: string;
    readonly expectedVersion: number;
    readonly currentVersion: number;
  };
  /** An agreement says something else by now than what was to be signed. */
  TERMS_CHANGED: {
    readonly id: string;
    readonly expectedHash: string;
    readonly currentHash: string;
    readonly currentEdition: number;
  };
  IDEMPOTENCY_KEY_REUSED: { readonly key: string };
  NOT_ENOUGH_LEFT: {
    readonly kind: IdKind;
    readonly id: string;
    readonly requested: string;
    readonly remaining: string;
    readonly unit: string;
    /** What is said in place of the usual sentence. */
    readonly what?: Bilingual;
  };
  /** An account that would go further than it may: below its credit limit, or above its ceiling. */
  ACCOUNT_LIMIT_REACHED: {
    readonly requested: string;
    /** What would be; null where that is not for who acts to know. */
    readonly possible: string | null;
    readonly unit: string;
    /** How it stands, and the limit that it meets; null likewise. */
    readonly account: { readonly id: string; readonly balance: string; readonly limit: string } | null;
    readonly what: Bilingual;
  };
  SLOT_FULL: {
    readonly id: string;
    readonly requested: number;
    readonly remaining: number;
    /** Whether a match names the slot, so that another takes another match. */
    readonly isMatched: boolean;
    /** Whether there are more places, but not for this alliance, or not on that day. */
    readonly isShare?: boolean;
  };
  /** A resource that somebody has then, or that cannot be had then; when it is free on those days. */
  PERIOD_NOT_FREE: { readonly id: string; readonly free: readonly Period[] };
  /** A benefit was redeemed as often as it may be, for now or for good. */
  QUOTA_EXHAUSTED: {
    readonly id: string;
    readonly window: 'DAY' | 'WEEK' | 'MONTH' | 'TOTAL';
    readonly isPerPerson: boolean;
    readonly most: number;
    /** None, as long as a redemption takes one. */
    readonly remaining: number;
    /** When it opens again; null where it does not. */
    readonly opensAt: Date | null;
  };
  /** Somebody does not fit what a benefit, an offer or an enrolment asks, or is not known to; with what they are to bring. */
  NOT_ELIGIBLE: {
    readonly kind: IdKind;
    readonly id: string;
    readonly verdict: 'NO' | 'UNKNOWN';
    readonly reasons: readonly EligibilityProblem[];
    readonly documents: readonly Bilingual[];
  };
  /** Units that may be the one that is to be registered. */
  DUPLICATE_CANDIDATES: { readonly candidates: readonly DuplicateCandidate[] };
  /** What was done, as a sentence, or the state that the thing is in by now. */
  ALREADY_DONE: { readonly kind: IdKind; readonly id: string } & (
    { readonly what: Bilingual } | { readonly is: Bilingual }
  );
}

export type RefusalCode = keyof RefusalDetails;
