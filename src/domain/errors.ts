/**
 * What can go wrong and is foreseen. A `RefusalError` is an outcome a client acts on and becomes a `UserError` of the
 * payload; a `BadInputError` is a request that no client should have sent and becomes a top-level `BAD_USER_INPUT`.
 * Anything else that is thrown is a bug and is masked at the border.
 */
import type { AppScope } from './access/roles.ts';
import type { Viewer } from './access/viewer.ts';
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

export class RefusalError<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'RefusalError';
  readonly code: C;
  readonly details: RefusalDetails[C];
  /** The viewer under the hats the act resolved, where it got that far. */
  seenAs: Viewer | null = null;

  private constructor(code: C, details: RefusalDetails[C]) {
    super(code);
    this.code = code;
    this.details = details;
  }

  static of<C extends RefusalCode>(code: C, details: RefusalDetails[C]): RefusalError<C> {
    return new RefusalError(code, details);
  }

  is<K extends RefusalCode>(code: K): this is RefusalError<K> {
    const own: RefusalCode = this.code;
    return own === code;
  }

  static notFound(kind: IdKind, id: string): RefusalError<'NOT_FOUND'> {
    return RefusalError.of('NOT_FOUND', { kind, id });
  }

  static invalid(path: readonly string[], zh: string, en: string): RefusalError<'INVALID_INPUT'> {
    return RefusalError.of('INVALID_INPUT', { issues: [{ path, message: { zh, en } }] });
  }

  static forbidden(
    action: string,
    reason: Bilingual,
    subject: RefusalDetails['FORBIDDEN']['subject'] = null,
  ): RefusalError<'FORBIDDEN'> {
    return RefusalError.of('FORBIDDEN', { action, reason, subject });
  }
}

export class BadInputError extends Error {
  override readonly name = 'BadInputError';
  readonly text: Bilingual;

  constructor(zh: string, en: string) {
    super(en);
    this.text = { zh, en };
  }

  static malformedId(text: string): BadInputError {
    const shown = text.slice(0, 60);
    return new BadInputError(
      `“${shown}” 不是有效的 ID。ID 形如 offer_ 加 32 位十六进制数，请原样使用接口返回的 id。`,
      `"${shown}" is not an id. An id looks like offer_ and 32 hexadecimal digits: pass on ids as the API gave them.`,
    );
  }

  static idOfAnotherKind(text: string, wanted: IdKind, got: IdKind): BadInputError {
    return new BadInputError(
      `此处需要 ${wanted}_ 开头的 ID，收到的是 ${got}_ 开头的“${text}”。`,
      `An id that starts with ${wanted}_ is wanted here; "${text}" starts with ${got}_.`,
    );
  }
}

/** An app has spent what it may for now: the same request fits later. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  readonly text: Bilingual;
  /** In whole seconds. */
  readonly retryAfter: number;

  constructor(zh: string, en: string, retryAfter: number) {
    super(en);
    this.text = { zh, en };
    this.retryAfter = retryAfter;
  }
}

/** The caller's hat does not fit: it names a post or a membership the token does not hold, or does not say which of several. */
export class HatError extends Error {
  override readonly name = 'HatError';
  readonly problem: HatProblem;
  readonly choices: readonly HatChoice[];
  readonly isApps: boolean;

  /** `isApps`: an app asks, whose hats are what units installed. */
  constructor(problem: HatProblem, choices: readonly HatChoice[], isApps: boolean) {
    super(problem);
    this.problem = problem;
    this.choices = choices;
    this.isApps = isApps;
  }
}

/** The key or the login that the request came with was revoked or has expired. */
export class CredentialEndedError extends Error {
  override readonly name = 'CredentialEndedError';
}

/** A field is closed to an app that was not let read it in the alliance of its hat. */
export class ScopeError extends Error {
  override readonly name = 'ScopeError';
  readonly scope: AppScope;

  constructor(scope: AppScope) {
    super(`the app lacks the scope ${scope}`);
    this.scope = scope;
  }
}

/** What a statement may find wrong with what it is asked, told in place of an answer. */
export const questionProblems = {
  OPENINGS_UNKNOWN: {
    zh: '该时刻的开放情况尚不可知：只能查询过去一年至今后 90 天，且该年的放假安排须已公布并载入（npm run calendar）。请改查较近的时刻。',
    en: 'Which places are open then is not known: ask of the past year up to 90 days from now, in a year whose statutory holidays are announced and loaded (npm run calendar).',
  },
  RELATION_TYPES_UNKNOWN: {
    zh: '没有这样的对区划的关系类型；可用的类型见 relationTypes（objectKind 为 AREA）。',
    en: 'There is no such type of relations to areas; relationTypes lists those there are (objectKind: AREA).',
  },
  PERSON_RELATION_TYPES_UNKNOWN: {
    zh: '没有这样的对区划的公开人员关系类型；可用的类型见 personRelationTypes（objectKind 为 AREA，isPublic 为 true）。',
    en: 'There is no such public type of relations of persons to areas; personRelationTypes lists those there are (objectKind: AREA, isPublic: true).',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type QuestionProblem = keyof typeof questionProblems;

export const hatProblems = ['UNIT_REQUIRED', 'UNIT_NOT_HELD', 'ALLIANCE_NOT_HELD'] as const;
export type HatProblem = (typeof hatProblems)[number];

/** What the rights contract may find wrong with a viewer: its hats, or that the key or login was revoked or has expired. */
export const rightsProblems = [...hatProblems, 'CREDENTIAL_ENDED'] as const;
export type RightsProblem = (typeof rightsProblems)[number];
