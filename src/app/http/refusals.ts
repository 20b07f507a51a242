/** What the door itself refuses: a status, a closed code, a sentence in the language of the caller, and the request id. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { BadInputError, type Bilingual } from '../../domain/errors.ts';
import { inLanguage } from '../../graphql/errors/user-errors.ts';
import { DatabaseAwayError, StatementTimeoutError } from '../../data/failures.ts';
import { away } from '../../graphql/errors/format.ts';
import { AuthenticationError, IssuerAwayError } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { localeOf } from './request-viewer.ts';

/** The codes of the door. Those of the graph are in `src/graphql/errors/format.ts`; `docs/api.md` explains both. */
export type DoorCode =
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'HEADERS_TOO_LARGE'
  | 'INTERNAL_SERVER_ERROR'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'REQUEST_TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'UNSUPPORTED_MEDIA_TYPE';

export interface Refusal {
  readonly status: number;
  readonly code: DoorCode;
  readonly text: Bilingual;
}

export const starting: Refusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  text: { zh: '服务正在启动，请稍候。', en: 'The service is starting, please wait.' },
};

export const nothingHere: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  text: {
    zh: '没有这个地址。接口在 /graphql，控制台在 /graphiql。',
    en: 'There is nothing here. The API is at /graphql, the console at /graphiql.',
  },
};

export const badAddress: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  text: {
    zh: '地址无法解析：百分号编码有误。接口在 /graphql。',
    en: 'The address cannot be read: its percent-encoding is wrong. The API is at /graphql.',
  },
};

export const otherMethod: Refusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  text: { zh: '/graphql 只接受 GET 与 POST。', en: '/graphql takes GET and POST only.' },
};

const badToken: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  text: {
    zh: '令牌或应用密钥无效或已过期，请重新获取。',
    en: 'The token or app key is not good or has expired: get a new one.',
  },
};

const issuerAway: Refusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  text: {
    zh: '暂时无法向令牌签发方核验令牌，请稍后用同一令牌重试。',
    en: 'The issuer of the token cannot be reached to check it: try again shortly with the same token.',
  },
};

const databaseAway: Refusal = { status: 503, code: 'SERVICE_UNAVAILABLE', text: away };

const tooLarge: Refusal = {
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  text: {
    zh: '请求体超过 1 MB，请减少内容或另行上传文件。',
    en: 'The body is larger than 1 MB: send files separately, or less at once.',
  },
};

export const fileTooLarge: Refusal = {
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  text: {
    zh: '文件超过 20 MB，请压缩或拆分后再上传。',
    en: 'The file is larger than 20 MB: make it smaller, or send it in parts.',
  },
};

export const badFile: Refusal = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  text: {
    zh: '不接受这种文件：只接受 XLSX、CSV、文本、PDF、PNG、JPEG 与 WebP，按内容判断。加密的或旧版 .xls 表格请另存为未加密的 .xlsx。',
    en: 'Files of this kind are not taken: XLSX, CSV, text, PDF, PNG, JPEG and WebP are, as their bytes say. Save an encrypted sheet, or an old .xls, as .xlsx without a password.',
  },
};

export const noSuchFile: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  text: {
    zh: '没有这个文件：它不存在、已过期，或者以当前身份不可见。请核对 id 与所选身份。',
    en: 'There is no such file: it never was, its day is past, or it is not visible under this hat. Check the id and the hat.',
  },
};

export const noSuchDocument: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  text: {
    zh: '没有这份文书：其内容不存在，或者以当前身份不可见。请核对 id 与所选身份。',
    en: 'There is no such document: what it is of is not there, or is not visible under this hat. Check the id and the hat.',
  },
};

export const notForApps: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  text: {
    zh: '文书仅供人员下载；应用请通过 /graphql 读取同样的内容。',
    en: 'Documents are for persons: an app reads the same at /graphql.',
  },
};

const unreadable = (status: number): Refusal => ({
  status,
  code: 'BAD_REQUEST',
  text: {
    zh: '请求无法解析：请以 JSON 发送，并包含 query。',
    en: 'The request cannot be read: a JSON body with "query" is expected.',
  },
});

const ourFault: Refusal = {
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  text: {
    zh: '服务器内部错误，已记录。反馈时请附上 requestId。',
    en: 'Something went wrong on our side and was logged. Please give the requestId when you report it.',
  },
};

/** Sends the refusal, in the language of the caller. */
export function refuse(request: FastifyRequest, reply: FastifyReply, { status, code, text }: Refusal): FastifyReply {
  if (status === 503 || status === 429) void reply.header('retry-after', '1');
  const message = inLanguage(text, localeOf(request.headers['accept-language']));
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
}

/** What was thrown on the way, as a refusal; what is nobody else's fault is logged. */
export function refusalOf(error: FastifyError, requestId: string, logger: Logger): Refusal {
  if (error instanceof AuthenticationError) {
    // Why it is not good is for the operator, who has to set the issuer up.
    logger.debug({ requestId, err: error }, 'not authenticated');
    return badToken;
  }
  // The issuer's failure is in the log already, once for all who ask.
  if (error instanceof IssuerAwayError) return issuerAway;
  if (error instanceof DatabaseAwayError || error instanceof StatementTimeoutError) {
    logger.warn({ requestId, err: error }, 'database away');
    return databaseAway;
  }
  if (error instanceof BadInputError) return { status: 400, code: 'BAD_USER_INPUT', text: error.text };
  const status = error.statusCode ?? 500;
  if (status === 413) return tooLarge;
  if (status < 500) return unreadable(status);
  logger.error({ requestId, err: error }, 'internal error');
  return ourFault;
}
