/**
 * What can go wrong and is foreseen. A `RefusalError` is an outcome a client acts on and becomes a `UserError` of the
 * payload; a `BadInputError` is a request that no client should have sent and becomes a top-level `BAD_USER_INPUT`.
 * Anything else that is thrown is a bug and is masked at the border.
 */
import type { AppScope } from './access/roles.ts';
import type { Viewer } from './access/viewer.ts';
import type { IdKind } from './kinds.ts';
import type { Bilingual, HatChoice, RefusalDetails, RefusalCode } from './refusals.ts';

export type {
  Bilingual,
  HatChoice,
  DuplicateCandidate,
  EligibilityProblem,
  InputIssue,
  RefusalDetails,
  RefusalCode,
} from './refusals.ts';

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
