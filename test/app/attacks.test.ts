/**
 * What is tried on every GraphQL endpoint, tried on ours as production serves it: the checks of graphql-cop, and others of
 * their kind. Each is refused, in our words, before any statement is sent.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { getIntrospectionQuery } from 'graphql';
import { graphqlHandler, mountGraphql } from '../../src/app/http/graphql-route.ts';
import { createHttpServer, type HttpServer } from '../../src/app/http/server.ts';
import { openTokens } from '../../src/app/who-asks.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let server: HttpServer;
const stack = new CloseStack();

beforeAll(async () => {
  world = stack.use(await createWorld());
  const logger = createLogger('silent');
  server = createHttpServer(logger);
  const { graph, budgets } = world.exchange;
  const tokens = openTokens([], world.exchange, logger, stack);
  const parts = { graph, budgets, tokens, clock: world.clock, logger, introspection: false };
  const handler = await graphqlHandler(parts, stack);
  mountGraphql(server, () => handler);
  stack.defer(() => server.close());
});

afterAll(() => stack[Symbol.asyncDispose]());
beforeEach(() => {
  world.statements.length = 0;
});

const JSON_BODY = { 'content-type': 'application/json', 'accept-language': 'en' };

const inject = (request: InjectOptions): Promise<LightMyRequestResponse> =>
  server.inject({ url: '/graphql', ...request });

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> =>
  inject({ method: 'POST', headers: { ...JSON_BODY, ...headers }, payload: JSON.stringify(body) });

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: object;
}

/** Refused: a code, no data, nothing sent, and nothing of the inside shown. */
function expectRefused(response: LightMyRequestResponse, status: number, code: string): readonly string[] {
  const { data = null, errors = [] } = response.json<Answer>();
  expect([response.statusCode, data, errors[0]?.extensions.code]).toEqual([status, null, code]);
  expect(response.body).not.toMatch(/stacktrace|node_modules|\.ts:|\.js:|select |exception/);
  expect(world.statements).toEqual([]);
  return errors.map(({ message }) => message);
}

const times = (count: number, of: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join(' ');

describe('the checks of graphql-cop', () => {
  test('alias overloading', async () => {
    const root = times(101, (i) => `alias${i}: __typename`);
    expectRefused(await post({ query: `query cop { ${root} }` }), 400, 'GRAPHQL_VALIDATION_FAILED');
    const within = await post({ query: `query cop { offers { nodes { ${times(101, (i) => `alias${i}: id`)} } } }` });
    const [message] = expectRefused(within, 400, 'GRAPHQL_VALIDATION_FAILED');
    expect(message).toMatch(/at most 100 aliases/);
    const spread = `query cop { offers { nodes { ...A ...B } } } fragment A on Offer { ${times(51, (i) => `a${i}: id`)} }
      fragment B on Offer { ${times(50, (i) => `b${i}: id`)} }`;
    expectRefused(await post({ query: spread }), 400, 'GRAPHQL_VALIDATION_FAILED');
  });

  test('introspection multiplied by aliases, or by its own depth', async () => {
    // Where the schema may be asked for at all.
    const open = (body: { readonly query: string }) => world.post(body);
    const many = (field: string) => times(10, (i) => `a${i}: ${field}`);
    for (const query of [
      `query cop { __schema { types { ${many('fields { name }')} } } }`,
      `query cop { __schema { types { ...T } } } fragment T on __Type { ${many('fields { type { ...U } }')} }
        fragment U on __Type { fields { name } }`,
      `query cop { ${many('__schema { queryType { name } }')} }`,
      `query cop { __type(name: "Offer") { ${many('fields { name }')} } }`,
    ]) {
      const [message] = expectRefused(await open({ query }), 400, 'GRAPHQL_VALIDATION_FAILED');
      expect(message).toMatch(/Introspection has no aliases/);
    }
    const deep = 'query cop { __schema { types { fields { type { fields { type { fields { name } } } } } } } }';
    expectRefused(await open({ query: deep }), 400, 'GRAPHQL_VALIDATION_FAILED');
    const two = await open({ query: '{ offer: __type(name: "Offer") { name } need: __type(name: "Need") { name } }' });
    expect(two.json()).toMatchObject({ data: { offer: { name: 'Offer' }, need: { name: 'Need' } } });
    const whole = await open({ query: getIntrospectionQuery() });
    expect(whole.statusCode).toBe(200);
  });

  test('batches of queries in an array', async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }));
    expectRefused(await post(batch), 400, 'BAD_REQUEST');
  });

  test.each([
    ['a field', (many: string) => `query cop { __typename ${many} }`],
    ['an operation', (many: string) => `query cop ${many} { __typename }`],
    ['a fragment', (many: string) => `query cop { ... ${many} { __typename } }`],
    ['a variable', (many: string) => `query cop ($a: Int ${many}) { offers(first: $a) { totalCount } }`],
  ])('directive overloading of %s: two directives there are, and each may stand once', async (what, query) => {
    for (const directive of ['@aa', '@include(if: true)']) {
      const messages = expectRefused(
        await post({ query: query(directive.repeat(10)) }),
        ...([400, 'GRAPHQL_VALIDATION_FAILED'] as const),
      );
      // Not an error for each.
      expect(messages.length).toBeLessThanOrEqual(6);
    }
    const both = await post({ query: query('@include(if: true) @skip(if: false)') });
    expect(both.statusCode).toBe(what === 'a field' || what === 'a fragment' ? 200 : 400);
  });

  test('circles in introspection, where it is off and where it is on', async () => {
    const query =
      'query cop { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
    expectRefused(await post({ query }), 400, 'GRAPHQL_VALIDATION_FAILED');
    const { errors } = await world.ask(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('one field five hundred times', async () => {
    expectRefused(
      await post({ query: `query cop { ${'__typename '.repeat(500)} }` }),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    );
  });

  test('suggestions of fields, arguments, values and types', async () => {
    for (const query of [
      'query cop { ofers { totalCount } }',
      'query cop { offers(frist: 1) { totalCount } }',
      'query cop { offers(filter: { categori: "x" }) { totalCount } }',
      'query cop { needs(order: NEWST) { totalCount } }',
      'query cop { node(id: "x") { ... on Ofer { id } } }',
    ]) {
      const messages = expectRefused(await post({ query }), 400, 'GRAPHQL_VALIDATION_FAILED');
      expect(messages.join()).not.toMatch(/did you mean|"(offers|first|category|Offer)"|NEWEST/i);
    }
    const variable = await post({
      query: 'query cop ($filter: OfferFilter) { offers(filter: $filter) { totalCount } }',
      variables: { filter: { categori: 'x' } },
    });
    expect(expectRefused(variable, 400, 'BAD_USER_INPUT').join()).not.toMatch(/did you mean|category/i);
  });

  test('introspection', async () => {
    for (const query of [getIntrospectionQuery(), 'query cop { __type(name: "Offer") { name } }']) {
      expectRefused(await post({ query }), 400, 'GRAPHQL_VALIDATION_FAILED');
    }
  });

  test('queries and mutations by GET', async () => {
    expectRefused(await inject({ method: 'GET', query: { query: 'query cop { __typename }' } }), 400, 'BAD_REQUEST');
    for (const headers of [{}, { 'apollo-require-preflight': 'yes' }]) {
      const response = await inject({ method: 'GET', query: { query: 'mutation cop { __typename }' }, headers });
      expectRefused(response, Object.keys(headers).length === 0 ? 400 : 405, 'BAD_REQUEST');
    }
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'forms of other pages: %s',
    async (type) => {
      const payload = type.startsWith('multipart')
        ? '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{__typename}"}\r\n--x--\r\n'
        : 'query=query+cop+%7B__typename%7D';
      const response = await inject({ method: 'POST', headers: { 'content-type': type }, payload });
      expect([400, 415]).toContain(response.statusCode);
      expectRefused(response, response.statusCode, 'BAD_REQUEST');
    },
  );

  test('traces', async () => {
    const { extensions } = (
      await post({ query: '{ __typename }' }, { 'apollo-federation-include-trace': 'ftv1' })
    ).json<Answer>();
    expect(Object.keys(extensions ?? {})).toEqual(['cost']);
  });

  test('an editor at the endpoint', async () => {
    const response = await inject({ method: 'GET', headers: { accept: 'text/html' } });
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      400,
      expect.stringMatching(/^application\/json/),
    ]);
    expect(response.body).not.toMatch(/<html|playground|graphql-explorer/i);
  });

  test('errors that nobody handled', async () => {
    expectRefused(await post({ query: 'qwerty cop { abc }' }), 400, 'GRAPHQL_PARSE_FAILED');
  });
});

describe('much for little', () => {
  const cycle =
    'query cop { offers { nodes { ...A } } } fragment A on Offer { ...B } fragment B on Offer { unit { offers { nodes { ...A } } } }';
  const levels = times(
    60,
    (i) => `fragment F${i} on Offer { a${i}: unit { offers { nodes { ...F${i + 1} ...F${i + 1} } } } }`,
  );
  const cases: [what: string, query: string, code: string][] = [
    ['fragments in a circle', cycle, 'GRAPHQL_VALIDATION_FAILED'],
    ['a fragment of itself', 'query cop { ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'guesses as aliased mutations',
      `mutation cop { ${times(21, (i) => `a${i}: withdrawOffer(input: { idempotencyKey: "${i}", offerId: "x", expectedVersion: 1 }) { replayed }`)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'root fields in fragments',
      `query cop { ${times(3, (i) => `...F${i}`)} } ${times(3, (i) => `fragment F${i} on Query { ${times(7, (j) => `a${i}_${j}: __typename`)} }`)}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['more tokens than anybody needs', `query cop { ${'a '.repeat(5_000)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['brackets without end', `query cop ${'{ a '.repeat(2_000)}`, 'GRAPHQL_PARSE_FAILED'],
    ['the parts of a federation', 'query cop { _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'its entities',
      'query cop { _entities(representations: [{ __typename: "Offer", id: "x" }]) { __typename } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ];
  test.each(cases)('%s', async (_what, query, code) => {
    expectRefused(await post({ query }), 400, code);
  });

  const answered: [what: string, query: string, says: RegExp][] = [
    ['a page of a milliard', 'query cop { offers(first: 1000000000) { nodes { id } } }', /from 0 to 100/],
    ['a page below nothing', 'query cop { offers(first: -1) { nodes { id } } }', /from 0 to 100/],
    [
      'lists in lists',
      `query cop { alliances(first: 100) { nodes { memberships(first: 100) { nodes { unit { offers(first: 100) { nodes { id } } } } } } } }`,
      /may come to \d+ rows/,
    ],
    [
      'fragments that double at every level',
      `query cop { offers { nodes { ...F0 } } } ${levels} fragment F60 on Offer { id }`,
      /objects deep|may come to \d+ rows/,
    ],
  ];
  test.each(answered)('%s', async (_what, query, says) => {
    const response = await post({ query });
    const { data, errors } = response.json<Answer>();
    expect([Object.values(data ?? {}), errors?.map(({ extensions }) => extensions.code)]).toEqual([
      [null],
      ['BAD_USER_INPUT'],
    ]);
    expect(errors?.[0]?.message).toMatch(says);
    expect(world.statements).toEqual([]);
  });

  test('a subscription', async () => {
    expectRefused(await post({ query: 'subscription cop { __typename }' }), 200, 'BAD_USER_INPUT');
  });

  test('a body that unpacks to much is not unpacked', async () => {
    const payload = gzipSync(JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(50_000_000) } }));
    expect(payload.length).toBeLessThan(100_000);
    const response = await inject({ method: 'POST', headers: { ...JSON_BODY, 'content-encoding': 'gzip' }, payload });
    expectRefused(response, 400, 'BAD_REQUEST');
  });

  test('variables that nobody declared, and names that mean something to JavaScript, change nothing', async () => {
    const body =
      '{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"a":1}}}}';
    const response = await inject({ method: 'POST', headers: JSON_BODY, payload: body });
    expect([200, 400]).toContain(response.statusCode);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

test('no page of elsewhere is let in', async () => {
  const origin = 'https://evil.example';
  const response = await post({ query: '{ __typename }' }, { origin });
  expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  const preflight = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  expectRefused(await inject({ method: 'OPTIONS', headers: preflight }), 405, 'METHOD_NOT_ALLOWED');
});
