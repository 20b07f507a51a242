import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { need, offer } from '../scenarios/story.ts';

let world: World;
let mall: Actor;
let ids: { offer: string; need: string; unit: string; hidden: string };

beforeAll(async () => {
  world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  mall = alliance.mall;
  ids = {
    offer: await offer(mall, { title: '供给' }),
    need: await need(alliance.community, { title: '需求' }),
    unit: mall.unitId,
    hidden: await offer(alliance.community, { title: '别人自用', visibility: 'UNIT' }),
  };
});

afterAll(() => world[Symbol.asyncDispose]());

async function ask(query: string, variables: object = {}): Promise<unknown> {
  const { data, errors } = await mall.try(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

test('aliases, also of the same field with other arguments, and names as odd as GraphQL allows', async () => {
  const data = await ask(
    `query ($id: ID!) {
      x: offer(id: $id) { __proto__: title constructor: state a: unit { n: shortName } b: unit { offers(first: 0) { totalCount } } }
      offer(id: "offer_00000000000070008000000000000000") { id }
    }`,
    { id: ids.offer },
  );
  expect(JSON.stringify(data)).toBe(
    '{"x":{"__proto__":"供给","constructor":"PUBLISHED","a":{"n":"mall"},"b":{"offers":{"totalCount":1}}},"offer":null}',
  );
});

test('more than fifty fields of one object', async () => {
  const fields = Array.from({ length: 100 }, (_, i) => `k${i}: title`).join(' ');
  const data = (await ask(`query ($id: ID!) { offer(id: $id) { ${fields} } }`, { id: ids.offer })) as { offer: object };
  expect(Object.keys(data.offer)).toHaveLength(100);
  expect(new Set(Object.values(data.offer))).toEqual(new Set(['供给']));
});

test('fragments on interfaces and types, nested, merged and skipped', async () => {
  const data = await ask(
    `query ($ids: [ID!]!, $yes: Boolean!, $no: Boolean!) {
      nodes(ids: $ids) {
        __typename
        ...Any
        ... on Offer @include(if: $yes) { title unit { shortName } }
        ... on Need @skip(if: $yes) { title }
        ... @include(if: $no) { id }
      }
    }
    fragment Any on Node { ... on Offer { unit { kind } } ... on Unit { kind } }`,
    {
      ids: [ids.need, ids.offer, ids.unit, ids.hidden, 'person_00000000000070008000000000000000'],
      yes: true,
      no: false,
    },
  );
  expect(data).toEqual({
    nodes: [
      { __typename: 'Need' },
      { __typename: 'Offer', unit: { kind: 'COMMUNITY', shortName: 'mall' }, title: '供给' },
      { __typename: 'Unit', kind: 'COMMUNITY' },
      null,
      null,
    ],
  });
});

test('a node that is not there, or not visible, or no id at all', async () => {
  expect(await ask('query ($id: ID!) { node(id: $id) { id } }', { id: ids.hidden })).toEqual({ node: null });
  const { errors } = await mall.try('{ node(id: "nothing_1") { id } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const many = await mall.try('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array.from({ length: 101 }, () => ids.unit),
  });
  expect(many.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [] })).toEqual({ nodes: [] });
});

test('a directive on a root field, and a root field that is left out, sends nothing', async () => {
  world.statements.length = 0;
  expect(
    await ask('query ($no: Boolean!) { units @include(if: $no) { totalCount } __typename }', { no: false }),
  ).toEqual({ __typename: 'Query' });
  expect(world.statements).toHaveLength(0);
});

test('what nobody foresaw is masked: no SQL, no stack, no path, but a request id that the log knows', async () => {
  const response = await world.post({ query: '{ units { totalCount } }' }, { 'x-request-id': 'my-request-1' });
  expect(response.headers['x-request-id']).toBe('my-request-1');
  await world.sql('alter table directory.unit rename to unit_gone');
  const broken = await world.post(
    { query: '{ units { totalCount } }' },
    { 'x-request-id': 'my-request-2', 'accept-language': 'en' },
  );
  await world.sql('alter table directory.unit_gone rename to unit');
  const { errors } = broken.json<{ errors: { message: string; extensions: object }[] }>();
  expect(errors).toEqual([
    {
      message: 'Something went wrong on our side and was logged. Please give the requestId when you report it.',
      locations: [{ line: 1, column: 3 }],
      path: ['units'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'my-request-2' },
    },
  ]);
});

test('what a directive adds to a field that is there already is answered, whichever request comes first', async () => {
  const query = `query ($id: ID!, $more: Boolean!) {
    offer(id: $id) { title }
    offer(id: $id) @include(if: $more) { state unit { shortName } }
  }`;
  const less = { offer: { title: '供给' } };
  const more = { offer: { title: '供给', state: 'PUBLISHED', unit: { shortName: 'mall' } } };
  for (const [wanted, expected] of [
    [false, less],
    [true, more],
    [false, less],
  ] as const) {
    expect(await ask(query, { id: ids.offer, more: wanted })).toEqual(expected);
  }
});

test('two operations of one document share a fragment and keep their own selections', async () => {
  const fragment = 'fragment F on Query { alliances(first: 1) { nodes { name } } }';
  const other = 'query B { ...F alliances(first: 1) { totalCount } }';
  for (const [operationName, expected] of [
    ['A', { nodes: [{ name: '五色' }] }],
    ['B', { nodes: [{ name: '五色' }], totalCount: 1 }],
  ] as const) {
    const query = `query A { ...F } ${other} ${fragment}`;
    const answer = (await world.post({ query, operationName })).json<object>();
    expect(answer).toEqual({ data: { alliances: expected }, extensions: expect.anything() });
  }
});

test('fragments within fragments are opened once each, however often they are named', async () => {
  const levels = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Alliance { ...F${i + 1} ...F${i + 1} }`);
  const query = `{ alliances(first: 1) { nodes { ...F0 } } } ${levels.join(' ')} fragment F60 on Alliance { name }`;
  expect(await ask(query)).toEqual({ alliances: { nodes: [{ name: '五色' }] } });
});

test('a variable of any name that is not given is absent', async () => {
  const data = await ask(
    'query ($constructor: Int, $toString: String) { alliances(first: $constructor, after: $toString) { totalCount } }',
  );
  expect(data).toEqual({ alliances: { totalCount: 1 } });
});

describe('a query that asks for too much is refused before anything is done for it', () => {
  const deep = (levels: number): string =>
    levels === 0 ? 'id' : `unit { offers(first: 1) { nodes { ${deep(levels - 1)} } } }`;
  test.each([
    ['levels', `{ offers(first: 1) { nodes { ${deep(9)} } } }`, 'BAD_USER_INPUT', /objects deep/],
    [
      'rows',
      '{ alliances(first: 100) { nodes { memberships(first: 100) { nodes { unit { offers(first: 100) { nodes { id } } } } } } } }',
      'BAD_USER_INPUT',
      /may come to \d+ rows/,
    ],
    [
      'fields',
      `{ offers(first: 1) { nodes { ...A ...B } } } ${['A', 'B']
        .map(
          (f) =>
            `fragment ${f} on Offer { ${Array.from({ length: 35 }, (_, i) => `${f}${i}: unit { ...U }`).join(' ')} }`,
        )
        .join(' ')} fragment U on Unit { ${Array.from({ length: 30 }, (_, i) => `u${i}: shortName`).join(' ')} }`,
      'BAD_USER_INPUT',
      /at most 2000 fields/,
    ],
    [
      'root fields',
      `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: alliances { totalCount }`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
      /at most 20 root fields/,
    ],
    ['tokens', `{ ${'__typename '.repeat(6_000)} }`, 'GRAPHQL_PARSE_FAILED', /token/i],
  ])('%s', async (_what, query, code, message) => {
    world.statements.length = 0;
    const { data, errors } = await mall.try(query);
    expect(Object.values(data ?? {}).filter((answer) => answer !== null)).toEqual([]);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
    expect(world.statements).toEqual([]);
  });
});

describe('null where the schema wants a value is refused, also where a default lets it pass validation', () => {
  test.each([
    ['an argument', 'query ($ids: [ID!] = []) { nodes(ids: $ids) { id } }', { ids: null }],
    [
      'a list inside a filter',
      'query ($s: ListingState = PUBLISHED) { needs(filter: { state: [$s] }) { totalCount } }',
      { s: null },
    ],
    [
      'the argument of a field within',
      'query ($ids: [ID!] = []) { again: nodes(ids: $ids) { id } __schema { description } }',
      { ids: null },
    ],
    ['a subscription', 'subscription { x }', {}],
  ])('%s', async (_what, query, variables) => {
    const { data, errors } = await mall.try<Record<string, unknown>, object>(query, variables);
    // What has no path was refused as a document: there is no data at all.
    const [failed] = errors?.[0]?.path ?? [];
    expect(failed === undefined ? (data ?? null) : data?.[String(failed)]).toBeNull();
    expect(errors).toHaveLength(1);
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors?.[0]?.extensions.code);
  });
});

describe('what is at fault is named, and takes nothing else with it', () => {
  test.each([
    [
      'a page too large',
      '{ units(first: 1) { edges { node { posted: offers(first: 101) { totalCount } } } } terms { totalCount } }',
    ],
    [
      'a cursor',
      '{ units(first: 1) { edges { node { posted: offers(after: "x") { nodes { id } } } } } terms { totalCount } }',
    ],
    [
      'an id in a filter',
      '{ units(first: 1) { edges { node { posted: offers(filter: { allianceId: "x" }) { nodes { id } } } } } terms { totalCount } }',
    ],
  ])('%s', async (_what, query) => {
    const { data, errors } = await mall.try(query);
    expect(errors).toMatchObject([
      { path: ['units', 'edges', 'node', 'posted'], extensions: { code: 'BAD_USER_INPUT' }, locations: [{ line: 1 }] },
    ]);
    expect(data).toEqual({ units: null, terms: { totalCount: expect.any(Number) } });
  });
});
