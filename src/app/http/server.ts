/** The front door: one HTTP server for the graph, its console and its health. */
import { randomUUID } from 'node:crypto';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { answerBroken } from './broken-requests.ts';
import { badAddress, nothingHere, refusalOf, refuse } from './refusals.ts';

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
    // Two ways in which a request never comes to a route.
    frameworkErrors: (_error, request: FastifyRequest, reply: FastifyReply) => {
      void refuse(request, reply.header('x-request-id', request.id), badAddress);
    },
    clientErrorHandler: (error, socket) => {
      answerBroken(error, socket, logger);
    },
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
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof AuthenticationError) void reply.header('www-authenticate', 'Bearer');
    return refuse(request, reply, refusalOf(error, request.id, logger));
  });
  server.setNotFoundHandler((request, reply) => refuse(request, reply, nothingHere));
  return server;
}
