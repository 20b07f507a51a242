/** What was asked before is answered at once, and as it was before: the whole corpus, byte by byte; and acts. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { KnownDocuments, plainRequest } from '../../src/graphql/known-documents.ts';
import { corpus, type CorpusDocument } from '../read/corpus/document.ts';
import { pagedVariables } from '../read/corpus/pages.ts';
import { createSmallWorld, type SmallWorld } from '../read/small-world/small-world.ts';

let small: SmallWorld;

beforeAll(async () => {
  small = await createSmallWorld();
});

afterAll(async () => {
  await small[Symbol.asyncDispose]();
});

afterEach(() => {
  jest.restoreAllMocks();
});

const queries = corpus()
  .filter(({ operation }) => operation.operation === OperationTypeNode.QUERY)
  .map((document): [string, CorpusDocument] => [document.name, document]);

/** All that a client receives, but for the name and the time of the request. */
async function received(document: CorpusDocument, variables: object, query: string) {
  // The first has cost an app something: the second is to find as much left.
  await small.world.sql('update access.app_budget set spent = 0');
  const { statusCode, headers, body } = await small.cast.callers[document.as].send({ query, variables });
  const { 'x-request-id': requestId, date: _, ...others } = headers;
  return { statusCode, headers: others, body: body.replaceAll(String(requestId), '') };
}

describe('the second answer is the first', () => {
  test.each(queries)('%s', async (name, document) => {
    const variables = await pagedVariables(document, small.cast.callers[document.as], small.things);
    // A text of its own, which nobody has asked yet.
    const query = `# ${name}\n${document.text}`;
    const find = jest.spyOn(KnownDocuments.prototype, 'find');
    const [first, second] = [await received(document, variables, query), await received(document, variables, query)];
    expect(second).toEqual(first);
    const [before, after] = find.mock.results.map(({ value }) => value !== null);
    expect(before).toBe(false);
    // What was answered by the read graph is known; introspection, and what the porch refuses, goes the long way again.
    expect(after).toBe(!/__schema|__type\b/.test(query) && !document.errors.includes('UNAUTHENTICATED'));
  });
});

/** An offer that nobody has published: the text of the mutation is the same for all, the key is not. */
const publishing = (idempotencyKey: string, title: string) => ({
  query: `mutation Publish($input: PublishOfferInput!) {
    publishOffer(input: $input) { replayed offer { title unit { shortName } } userErrors { code path } } }`,
  variables: {
    input: {
      ...{ idempotencyKey, title, description: '可借用', category: 'space.hall', visibility: 'UNIT' },
      quantity: { value: '2', unit: '次' },
    },
  },
});

test('an act that was asked before is done anew for a new key, replayed for the old one, and refused as ever', async () => {
  const { mall, anonymous } = small.cast.callers;
  const find = jest.spyOn(KnownDocuments.prototype, 'find');
  const sent = async (caller: typeof mall, body: object) => {
    const { statusCode, headers, body: text } = await caller.send(body);
    const { 'x-request-id': requestId, date: _date, 'content-length': _length, ...others } = headers;
    const told = JSON.parse(text.replaceAll(String(requestId), '')) as Record<string, object>;
    return { statusCode, headers: others, body: told };
  };
  const published = (title: string, replayed: boolean) => ({
    data: { publishOffer: { replayed, offer: { title, unit: { shortName: 'mall' } }, userErrors: [] } },
  });
  const [one, two] = [publishing(small.world.key(), '礼堂甲'), publishing(small.world.key(), '礼堂乙')];
  const first = await sent(mall, one);
  const second = await sent(mall, two);
  const third = await sent(mall, one);
  expect(find.mock.results.map(({ value }) => value !== null)).toEqual([false, true, true]);
  expect(first.body).toMatchObject(published('礼堂甲', false));
  expect(second).toMatchObject({ ...first, body: published('礼堂乙', false) });
  expect(third).toMatchObject({ ...first, body: published('礼堂甲', true) });
  expect(await small.world.sql("select count(*)::integer as n from exchange.offer where title like '礼堂_'")).toEqual([
    { n: 2 },
  ]);
  const bad = publishing(small.world.key(), '礼堂丙');
  bad.variables.input.category = 'no.such';
  expect((await sent(mall, bad)).body).toMatchObject({
    data: { publishOffer: { offer: null, userErrors: [{ code: 'INVALID_INPUT', path: ['input', 'category'] }] } },
  });
  const { input: _, ...nothing } = two.variables;
  const broken = await sent(mall, { ...two, variables: nothing });
  expect(broken).toMatchObject({ statusCode: 400, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
  // As it is told to who asks it first.
  expect(broken).toEqual(await sent(mall, { query: `${two.query} # another`, variables: nothing }));
  expect(await sent(anonymous, publishing(small.world.key(), '礼堂丁'))).toMatchObject({
    body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
});

test('another viewer is answered as that viewer, and loses what is lost at once', async () => {
  const query = '{ viewer { kind unit { shortName } } offers { totalCount } }';
  const ask = async (as: 'mall' | 'anonymous') => (await small.cast.callers[as].ask(query)).data;
  const mall = await ask('mall');
  expect(mall).toMatchObject({ viewer: { kind: 'PERSON', unit: { shortName: 'mall' } } });
  expect(await ask('anonymous')).toMatchObject({ viewer: { kind: 'ANONYMOUS', unit: null } });
  expect(await ask('mall')).toEqual(mall);
});

test('several operations in one text are told apart by their names', async () => {
  const query = 'query A { viewer { kind } } query B { alliances(first: 1) { nodes { name } } }';
  const named = async (operationName: string | null) =>
    (await small.cast.callers.mall.send({ query, operationName })).json<{ data?: object; errors?: object[] }>();
  for (let i = 0; i < 2; i += 1) {
    expect(Object.keys((await named('A')).data ?? {})).toEqual(['viewer']);
    expect(Object.keys((await named('B')).data ?? {})).toEqual(['alliances']);
    expect((await named(null)).errors).toHaveLength(1);
    expect((await named('C')).errors).toHaveLength(1);
  }
});

test('a text that begins with a name is no named operation', async () => {
  const query = 'query A { viewer { kind } }';
  const { mall } = small.cast.callers;
  expect((await mall.send({ query, operationName: 'A' })).json()).toHaveProperty('data');
  for (const text of [`A\n${query}`, `1:A${query}`, `-${query}`, `A${query}`]) {
    expect((await mall.send({ query: text })).json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
  }
});

test.each([
  ['no object', [{ query: '{ viewer { kind } }' }]],
  ['no text', { query: 1 }],
  ['variables that are none', { query: '{ a }', variables: [] }],
  ['a name that is none', { query: '{ a }', operationName: 1 }],
  ['extensions', { query: '{ a }', extensions: {} }],
])('%s is left to Apollo to judge', (_what, body) => {
  expect(plainRequest(body)).toBeNull();
});

test('no more is known than there is room for', () => {
  const known = new KnownDocuments();
  const operation = {} as Parameters<KnownDocuments['remember']>[1];
  const texts = Array.from({ length: 1_000 }, (_, i) => `query Q${i} { ${'a '.repeat(500)} }`);
  for (const query of texts) known.remember({ query, operationName: undefined }, operation);
  const kept = texts.filter((query) => known.find({ query, operationName: undefined }) !== null);
  expect(kept.length).toBeGreaterThan(400);
  expect(kept.length).toBeLessThan(500);
  expect(kept.at(-1)).toBe(texts.at(-1));
  const long = { query: 'a'.repeat(30_000), operationName: undefined };
  known.remember(long, operation);
  expect(known.find(long)).toBeNull();
});
