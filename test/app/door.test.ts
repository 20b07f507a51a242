/** What the HTTP door answers before, beside and instead of the graph: always a code, a request id, and the caller's language. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { mountConsole } from '../../src/app/console/console.ts';
import { mountGraphql } from '../../src/app/http/graphql-route.ts';
import { createHttpServer, type HttpServer } from '../../src/app/http/server.ts';
import { DatabaseAwayError, StatementTimeoutError } from '../../src/data/failures.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createWorld, type World } from '../support/world.ts';

const CHINESE = /[一-鿿]/;
const ID = 'a-request-of-mine';

interface Errors {
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, string> }[];
}

/** The only error, checked for what every error has. */
function theError(response: { readonly body: string }): { message: string; code: string; requestId: string } {
  const { errors } = JSON.parse(response.body) as Errors;
  expect(errors).toHaveLength(1);
  const [{ message, extensions } = { message: '', extensions: {} }] = errors;
  const { code = '', requestId = '' } = extensions;
  expect(code).toMatch(/^[A-Z_]+$/);
  expect(requestId).toMatch(/^[\w.-]{8,64}$/);
  return { message, code, requestId };
}

const starting = (): HttpServer => {
  const server = createHttpServer(createLogger('silent'));
  mountGraphql(server, () => null);
  mountConsole(server, () => null);
  return server;
};

describe('while it starts', () => {
  test('the graph and the console say so, and when to come again', async () => {
    await using server = starting();
    for (const url of ['/graphql?query={x}', '/graphiql/setup.json']) {
      for (const [language, pattern] of [
        ['en', /^The service is starting/],
        ['zh', /^服务正在启动/],
      ] as const) {
        const headers = { 'accept-language': language, 'x-request-id': ID };
        const response = await server.inject({ url, headers });
        expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
        const { message, code, requestId } = theError(response);
        expect([message, code, requestId]).toEqual([expect.stringMatching(pattern), 'SERVICE_UNAVAILABLE', ID]);
      }
    }
  });
});

describe('the console', () => {
  test('hands its tokens to names of this machine alone', async () => {
    await using server = createHttpServer(createLogger('silent'));
    mountConsole(server, () => [{ name: 'mall', label: '商场', token: 't' }]);
    const asked = async (host: string): Promise<number> =>
      (await server.inject({ url: '/graphiql/setup.json', headers: { host } })).statusCode;
    for (const host of ['127.0.0.1:4000', 'localhost:4000', 'LOCALHOST', '[::1]:4000']) {
      expect([host, await asked(host)]).toEqual([host, 200]);
    }
    for (const host of ['evil.example:4000', '127.0.0.1.evil.example', 'localhost.evil.example:4000', '192.168.1.2']) {
      expect([host, await asked(host)]).toEqual([host, 403]);
    }
    const refused = await server.inject({ url: '/graphiql/setup.json', headers: { host: 'evil.example' } });
    expect(theError(refused).code).toBe('FORBIDDEN');
    expect(refused.body).not.toContain('token":"t"');
  });
});

describe('the graph', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const json = { 'content-type': 'application/json' };
  type Case = [what: string, request: Parameters<World['inject']>[0], status: number, code: string];
  const cases: Case[] = [
    [
      'a form that another page sent',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, payload: '{}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a GET that another page may have made',
      { method: 'GET', url: '/graphql?query={__typename}' },
      400,
      'BAD_REQUEST',
    ],
    ['an empty object', { method: 'POST', headers: json, payload: '{}' }, 400, 'BAD_REQUEST'],
    ['no body', { method: 'POST', headers: json }, 400, 'BAD_REQUEST'],
    ['no JSON', { method: 'POST', headers: json, payload: '{' }, 400, 'BAD_REQUEST'],
    ['a batch', { method: 'POST', headers: json, payload: '[{"query":"{__typename}"}]' }, 400, 'BAD_REQUEST'],
    [
      'a client that takes no JSON',
      { method: 'POST', headers: { ...json, accept: 'text/csv' }, payload: '{"query":"{__typename}"}' },
      406,
      'BAD_REQUEST',
    ],
    [
      'another kind of body',
      { method: 'POST', headers: { 'content-type': 'application/xml' }, payload: '<x/>' },
      415,
      'BAD_REQUEST',
    ],
    [
      'too large a body',
      { method: 'POST', headers: json, payload: JSON.stringify({ query: 'x'.repeat(1_100_000) }) },
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'a document that is none',
      { method: 'POST', headers: json, payload: '{"query":"{"}' },
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      'a field that is none',
      { method: 'POST', headers: json, payload: '{"query":"{ nothing }"}' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an operation that is none',
      { method: 'POST', headers: json, payload: '{"query":"query A { __typename }","operationName":"B"}' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of another type',
      {
        method: 'POST',
        headers: json,
        payload: '{"query":"query ($n: Int) { units(first: $n) { totalCount } }","variables":{"n":"x"}}',
      },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a token that is none',
      { method: 'POST', headers: { ...json, authorization: 'Bearer x' }, payload: '{"query":"{__typename}"}' },
      401,
      'UNAUTHENTICATED',
    ],
    ['an address that cannot be read', { method: 'GET', url: '/%' }, 400, 'BAD_REQUEST'],
    ['an address with nothing behind it', { method: 'GET', url: '/nothing' }, 404, 'NOT_FOUND'],
    ['PUT', { method: 'PUT', headers: json, payload: '{' }, 405, 'METHOD_NOT_ALLOWED'],
    ['OPTIONS', { method: 'OPTIONS' }, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
  ];

  test.each(cases)('%s is refused in the language of the caller', async (_, request, status, code) => {
    for (const language of ['zh', 'en']) {
      const headers = { ...request.headers, 'accept-language': language, 'x-request-id': ID };
      const response: LightMyRequestResponse = await world.inject({ url: '/graphql', ...request, headers });
      const error = theError(response);
      expect([response.statusCode, error.code]).toEqual([status, code]);
      expect([error.requestId, response.headers['x-request-id']]).toEqual([ID, ID]);
      expect(CHINESE.test(error.message)).toBe(language === 'zh');
      if (status === 405) expect(response.headers.allow).toBe('GET, POST');
    }
  });

  test('a query by GET is answered when a header says that no other page sent it; a mutation never is', async () => {
    const headers = { 'apollo-require-preflight': 'yes' };
    const answered = await world.inject({ method: 'GET', url: '/graphql?query={__typename}', headers });
    expect(answered.json()).toEqual({
      data: { __typename: 'Query' },
      extensions: { cost: { requested: 1, limit: null, remaining: null, resetAt: null } },
    });
    const query = encodeURIComponent('mutation { __typename }');
    const refused = await world.inject({ method: 'GET', url: `/graphql?query=${query}`, headers });
    expect([refused.statusCode, refused.headers.allow]).toEqual([405, 'POST']);
    expect(theError(refused).code).toBe('BAD_REQUEST');
  });

  test('a request id of another form is replaced', async () => {
    for (const given of ['short', 'with blanks in it', 'x'.repeat(65)]) {
      const response = await world.inject({ method: 'GET', url: '/nothing', headers: { 'x-request-id': given } });
      expect(theError(response).requestId).not.toBe(given);
    }
  });
});

test('where the database is to say who asks and is away, that is no fault of the caller', async () => {
  const log: string[] = [];
  await using server = createHttpServer(createLogger('debug', { write: (line) => void log.push(line) }));
  const failures = { away: new DatabaseAwayError('it is away'), slow: new StatementTimeoutError('it is slow') };
  for (const [name, failure] of Object.entries(failures)) server.get(`/${name}`, () => Promise.reject(failure));
  for (const name of Object.keys(failures)) {
    const response = await server.inject({ url: `/${name}`, headers: { 'accept-language': 'en' } });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
    expect(theError(response)).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.stringMatching(/^The service is not available/),
    });
    expect(log.join('')).toContain(`it is ${name}`);
  }
});

test('what is no HTTP, and headers without end, are answered with an error as all others are', async () => {
  await using server = starting();
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  for (const [request, status, code] of [
    ['GET / HTTP/9.9\r\n\r\n', 400, 'BAD_REQUEST'],
    ['nonsense\r\n\r\n', 400, 'BAD_REQUEST'],
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ] as const) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    let answer = '';
    socket.on('data', (text) => (answer += String(text)));
    socket.write(request);
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const error = theError({ body });
    expect([error.code, head]).toEqual([code, expect.stringContaining(`x-request-id: ${error.requestId}`)]);
    expect(error.message).toMatch(/[一-鿿].* [a-z]+ [a-z]+/);
  }
});
