/** Answers to what is no HTTP request that could be routed: the parser gave up, or the client was too slow. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Bilingual } from '../../domain/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { DoorCode } from './refusals.ts';

type Broken = readonly [status: number, code: DoorCode, text: Bilingual];

const tooSlow: Broken = [
  408,
  'REQUEST_TIMEOUT',
  { zh: '请求没有及时发完，请重试。', en: 'The request did not arrive in time: send it again.' },
];
const tooMuchHeader: Broken = [
  431,
  'HEADERS_TOO_LARGE',
  {
    zh: '请求头过大，请减少请求头，或把查询放进 POST 请求体。',
    en: 'The headers are too large: send fewer, or put the query into the body of a POST.',
  },
];
const noHttp: Broken = [
  400,
  'BAD_REQUEST',
  { zh: '请求不符合 HTTP 规范，无法解析。', en: 'This is no HTTP request that can be read.' },
];

const byCode: Readonly<Record<string, Broken>> = {
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
  HPE_HEADER_OVERFLOW: tooMuchHeader,
};

/** Says what is wrong, in both languages since nobody knows which, and hangs up. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Socket, logger: Logger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, { zh, en }] = byCode[error.code ?? ''] ?? noHttp;
  const requestId = randomUUID();
  const body = JSON.stringify({ errors: [{ message: `${zh} ${en}`, extensions: { code, requestId } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  logger.info({ requestId, status, reason: error.code }, 'broken request');
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
