/** The front door: one HTTP server for the graph, its console and its health. */
import { randomUUID } from 'node:crypto';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { BadInputError } from '../../domain/errors.ts';
import { inLanguage } from '../../graphql/errors/user-errors.ts';
import { AuthenticationError } from '../../platform/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { localeOf } from './request-viewer.ts';

const LARGEST_BODY = 1_048_576;
const REQUEST_ID = /^[\w.-]{8,64}$/;

export type HttpServer = FastifyInstance;

export function createHttpServer(logger: Logger): HttpServer {
  const server = fastify({
    // The log lines below are ours: one a request.
    logger: false,
    bodyLimit: LARGEST_BODY,
    requestTimeout: 30_000,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    // While the door closes, what came through it is answered: everything behind it is still open.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    logger.info({ requestId: request.id, method, route: routeOptions.url, status: reply.statusCode, ms }, 'request');
    done();
  });
  server.setErrorHandler((error: FastifyError, request, reply) => refuse(error, request, reply, logger));
  server.setNotFoundHandler((request, reply) => {
    const text = {
      zh: '没有这个地址。接口在 /graphql，控制台在 /graphiql。',
      en: 'There is nothing here. The API is at /graphql, the console at /graphiql.',
    };
    return send(request, reply, 404, 'NOT_FOUND', text);
  });
  return server;
}

function refuse(error: FastifyError, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  if (error instanceof AuthenticationError) {
    void reply.header('www-authenticate', 'Bearer');
    const zh = '令牌无效或已过期，请重新获取令牌。';
    return send(request, reply, 401, 'UNAUTHENTICATED', {
      zh,
      en: 'The token is not good or has expired: get a new one.',
    });
  }
  if (error instanceof BadInputError) return send(request, reply, 400, 'BAD_USER_INPUT', error.text);
  const status = error.statusCode ?? 500;
  if (status === 413) {
    const en = 'The body is larger than 1 MB: send files separately, or less at once.';
    return send(request, reply, 413, 'PAYLOAD_TOO_LARGE', { zh: '请求体超过 1 MB，请减少内容或另行上传文件。', en });
  }
  if (status < 500) {
    const en = 'The request cannot be read: a JSON body with "query" is expected.';
    return send(request, reply, status, 'BAD_REQUEST', { zh: '请求无法解析：请以 JSON 发送，并包含 query。', en });
  }
  logger.error({ requestId: request.id, err: error }, 'internal error');
  const en = 'Something went wrong on our side and was logged. Please give the requestId when you report it.';
  return send(request, reply, 500, 'INTERNAL_SERVER_ERROR', {
    zh: '服务器内部错误，已记录。反馈时请附上 requestId。',
    en,
  });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  text: { zh: string; en: string },
): FastifyReply {
  const message = inLanguage(text, localeOf(request.headers['accept-language']));
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
}
