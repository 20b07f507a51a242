/** Top-level errors: authentication, malformed requests, hats that do not fit, and bugs, which are masked and logged. */
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { AppScope } from '../../domain/access/roles.ts';
import type { Locale } from '../../domain/access/viewer.ts';
import {
  BadInputError,
  CredentialEndedError,
  HatError,
  RateLimitedError,
  ScopeError,
  type Bilingual,
  type HatProblem,
} from '../../domain/errors.ts';
import { DatabaseAwayError, StatementTimeoutError } from '../../data/failures.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { malformedValue } from './malformed.ts';
import { inLanguage, spelledHat } from './user-errors.ts';

interface Caller {
  readonly locale: Locale;
  readonly requestId: string;
}

const authentication: Bilingual = {
  zh: '未登录，或令牌无效、已过期。请在 Authorization 头中携带有效的 Bearer 令牌。',
  en: 'Not signed in, or the token is not good or has expired. Send a bearer token in the Authorization header.',
};

const scopeWanted = (scope: AppScope): Bilingual => ({
  zh: `该应用在此联盟未获得 ${scope} 授权，不能读取此项；请由安装单位的管理员授予，或去掉该字段。`,
  en: `The app was not let read this in the alliance: it lacks the scope ${scope}. Ask the administrator of the unit that installed it, or leave the field out.`,
});

const internal: Bilingual = {
  zh: '服务器内部错误，已记录。反馈时请附上 requestId。',
  en: 'Something went wrong on our side and was logged. Please give the requestId when you report it.',
};

const timeout: Bilingual = {
  zh: '处理耗时过长，已取消，没有留下任何改动。请缩小查询范围或减少字段；写操作请使用相同的幂等键重试。',
  en: 'This took too long and was cancelled; nothing was changed. Narrow a query or ask for fewer fields; repeat a mutation with the same idempotency key.',
};

/** Said at the door too, where the database was to tell who asks. */
export const away: Bilingual = {
  zh: '服务暂时不可用，请稍后重试；写操作请使用相同的幂等键重试。',
  en: 'The service is not available for the moment. Try again shortly; repeat a mutation with the same idempotency key.',
};

const hats: Readonly<Record<HatProblem, Bilingual>> = {
  UNIT_REQUIRED: {
    zh: '您在多个单位任职，请用 X-Acting-Unit 说明以哪个单位行事。',
    en: 'You hold posts in several units: say in X-Acting-Unit for which one you act.',
  },
  UNIT_NOT_HELD: {
    zh: '您不能以 X-Acting-Unit 所指的单位行事，请从 choices 中选择。',
    en: 'You hold no post in the unit that X-Acting-Unit names: choose one of the choices.',
  },
  ALLIANCE_NOT_HELD: {
    zh: '您所代表的单位不是 X-Acting-Alliance 所指联盟的有效成员，请从 choices 中选择。',
    en: 'The unit you act for is not an active member of the alliance that X-Acting-Alliance names: choose one of the choices.',
  },
};

/** The same told to an app. */
const hatsOfApps: Readonly<Record<HatProblem, Bilingual>> = {
  ...hats,
  UNIT_NOT_HELD: {
    zh: 'X-Acting-Unit 所指的单位没有安装该应用；请从 choices 中选择，或不带该请求头。',
    en: 'The unit that X-Acting-Unit names has not installed the app: choose one of the choices, or send no such header.',
  },
  ALLIANCE_NOT_HELD: {
    zh: '没有单位在 X-Acting-Alliance 所指的联盟中安装该应用（或已卸载、到期、退出联盟）；请从 choices 中选择，或联系安装该应用的单位。',
    en: 'No unit has the app installed in the alliance that X-Acting-Alliance names, or not any more: choose one of the choices, or ask the unit that installed it.',
  },
};

/** What the client is told. Never a stack, SQL or a path; always the request id that the log knows. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { locale, requestId }: Caller,
  logger: Logger,
): GraphQLFormattedError {
  const cause = causeOf(error);
  const say = (text: Bilingual, extensions: Record<string, unknown>): GraphQLFormattedError => ({
    ...formatted,
    message: inLanguage(text, locale),
    extensions: { ...extensions, requestId },
  });
  if (cause instanceof ScopeError) return say(scopeWanted(cause.scope), { code: 'SCOPE_REQUIRED', scope: cause.scope });
  if (cause instanceof AuthenticationError || cause instanceof CredentialEndedError)
    return say(authentication, { code: 'UNAUTHENTICATED' });
  const malformed = cause instanceof BadInputError ? cause.text : malformedValue(cause);
  if (malformed !== null) return say(malformed, { code: 'BAD_USER_INPUT' });
  if (cause instanceof RateLimitedError) {
    return say(cause.text, { code: 'RATE_LIMITED', retryAfter: cause.retryAfter });
  }
  if (cause instanceof HatError) {
    const { problem } = cause;
    return say((cause.isApps ? hatsOfApps : hats)[problem], {
      code: 'HAT_REQUIRED',
      problem,
      choices: cause.choices.map(spelledHat),
    });
  }
  if (cause instanceof DatabaseAwayError) {
    logger.warn({ requestId, err: cause, path: formatted.path }, 'database away');
    return say(away, { code: 'SERVICE_UNAVAILABLE' });
  }
  if (cause instanceof StatementTimeoutError) {
    logger.warn({ requestId, err: cause, path: formatted.path }, 'statement timed out');
    return say(timeout, { code: 'TIMEOUT' });
  }
  const code = formatted.extensions?.['code'];
  const isInternal = code === undefined || code === 'INTERNAL_SERVER_ERROR';
  if (cause instanceof GraphQLError && (!isInternal || isAboutDocument(cause))) {
    return { ...formatted, extensions: { code: isInternal ? 'BAD_USER_INPUT' : code, requestId } };
  }
  logger.error({ requestId, err: cause, path: formatted.path }, 'internal error');
  return say(internal, { code: 'INTERNAL_SERVER_ERROR' });
}

/** What is behind an error of a field, or of a whole request: that one has no place in the document. */
function causeOf(error: unknown): unknown {
  const isOfRequest = error instanceof GraphQLError && error.nodes === undefined && error.path === undefined;
  if (!isOfRequest || error.originalError === undefined || error.originalError instanceof GraphQLError) {
    return unwrapResolverError(error);
  }
  return error.originalError;
}

/** What GraphQL itself finds wrong with a document or its variables points at it; what it finds wrong with an answer does not. */
const isAboutDocument = ({ nodes, originalError }: GraphQLError): boolean =>
  nodes !== undefined && originalError === undefined;
