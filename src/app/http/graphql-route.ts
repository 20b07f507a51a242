/** `/graphql`: Apollo Server behind the front door. */
import {
  ApolloServer,
  HeaderMap,
  type ApolloServerPlugin,
  type HTTPGraphQLHead,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { formatError } from '../../graphql/errors/format.ts';
import { stringifyAnswer } from '../../graphql/finished.ts';
import { FrontDoor, type RequestContext } from '../../graphql/front-door.ts';
import { plainRequest } from '../../graphql/known-documents.ts';
import { limits, MOST_ERRORS, MOST_TOKENS } from '../../graphql/limits.ts';
import type { Budgets } from '../../graphql/till.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CloseStack } from '../../platform/close-stack.ts';
import type { Tokens } from '../../platform/identity/tokens.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ReadableGraph } from '../graph.ts';
import { inBothLanguages, unreadByApollo } from './apollo-errors.ts';
import { otherMethod, refuse, starting } from './refusals.ts';
import type { HttpServer } from './server.ts';
import { viewerOf } from './request-viewer.ts';

interface GraphqlParts {
  readonly graph: ReadableGraph;
  readonly budgets: Budgets;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly introspection: boolean;
}

const METHODS = ['GET', 'POST'] as const;
const OTHERS = ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'] as const;

/** Mounts the route, which answers through whatever `ready` gives once it gives something. */
export function mountGraphql(server: HttpServer, ready: () => GraphqlHandler | null): void {
  server.route({
    method: [...METHODS],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const handler = ready();
      if (handler === null) return refuse(request, reply, starting);
      return handler(request, reply);
    },
  });
  const refuseMethod = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    refuse(request, reply.header('allow', METHODS.join(', ')), otherMethod);
  // Before a body is read: whatever it is, it is not wanted.
  server.route({
    method: [...OTHERS],
    url: '/graphql',
    onRequest: async (request, reply) => refuseMethod(request, reply),
    handler: refuseMethod,
  });
}

export type GraphqlHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

export async function graphqlHandler(parts: GraphqlParts, stack: CloseStack): Promise<GraphqlHandler> {
  const { graph, budgets, tokens, clock, logger, introspection } = parts;
  const door = new FrontDoor(graph, budgets, introspection);
  const apollo = new ApolloServer<RequestContext>({
    gateway: door.gateway,
    stringifyResult: stringifyAnswer,
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: MOST_TOKENS },
    validationRules: limits,
    validationOptions: { maxErrors: MOST_ERRORS },
    stopOnTerminationSignals: false,
    // Cache control instruments every field, and nothing here is cached by time.
    // Its landing page loads from elsewhere; ours is /graphiql.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), errorsFor(logger)],
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (said) => logger.warn(...fromApollo(said)),
      error: (said) => logger.error(...fromApollo(said)),
    },
  });
  await apollo.start();
  stack.defer(() => apollo.stop());
  return async (request, reply) => {
    const viewer = await viewerOf(request.headers, request.id, tokens, clock);
    const context = { viewer, reader: graph.reader, instances: graph.instances };
    const asked = isUsual(request) ? plainRequest(request.body) : null;
    const answered = asked === null ? null : await door.answerKnown(asked, context);
    if (answered !== null && answered.errors === undefined) {
      const { data = null, extensions = {} } = answered;
      return reply.header('content-type', JSON_TYPE).send(stringifyAnswer({ data, extensions }));
    }
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headerMap(request),
        search: new URL(request.url, 'http://localhost').search,
        body: request.body,
      },
      context: () => Promise.resolve({ ...context, answered }),
    });
    return respond(reply, unreadByApollo(response, viewer));
  };
}

/** Apollo writes what an error says behind a colon: a value may be in it, so the colon ends the line. */
function fromApollo(said: unknown): [object, string] {
  if (typeof said === 'string') return [{}, said.split(':', 1)[0] ?? ''];
  return [{ err: said }, 'Apollo'];
}

/** Top-level errors in the language of the caller, each with its request id; bugs are masked and logged. */
function errorsFor(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body, http }, errors, contextValue: { viewer } }) => {
          if (body.kind === 'single' && body.singleResult.errors !== undefined) {
            body.singleResult.errors = body.singleResult.errors.map((formatted, i) =>
              inBothLanguages(formatError(formatted, errors?.[i], viewer, logger), viewer.locale),
            );
            headWhat(body.singleResult.errors, http);
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Puts into the head of the answer what its errors are to mean for HTTP. */
function headWhat(errors: readonly GraphQLFormattedError[], http: HTTPGraphQLHead): void {
  for (const { path, extensions } of errors) {
    if (extensions?.['code'] === 'SERVICE_UNAVAILABLE') {
      http.status = 503;
      http.headers.set('retry-after', '1');
    } else if (extensions?.['code'] === 'RATE_LIMITED') {
      http.status = 429;
      http.headers.set('retry-after', String(extensions['retryAfter']));
    } else if (extensions?.['code'] === 'UNAUTHENTICATED' && path === undefined) {
      // The whole request, and not a field that wants a token.
      http.status = 401;
      http.headers.set('www-authenticate', 'Bearer');
    }
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** A JSON body by POST (no other kind of body is an object), to be answered in JSON. */
const isUsual = ({ method, headers: { accept } }: FastifyRequest): boolean =>
  method === 'POST' && (accept === undefined || accept === '*/*' || accept === 'application/json');

function headerMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function respond(reply: FastifyReply, response: HTTPGraphQLResponse): FastifyReply {
  for (const [name, value] of response.headers) void reply.header(name, value);
  // Without @defer and @stream, of which there are none here, an answer is always complete.
  const text = response.body.kind === 'complete' ? response.body.string : '';
  return reply.code(response.status ?? 200).send(text);
}
