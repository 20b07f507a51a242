/** What a request costs: the documented formula, the same on every way that an answer may take. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { PublishOfferDocument } from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { PayingApp, receiptOf, type Receipt } from '../support/paying-app.ts';
import { createWorld, type World } from '../support/world.ts';
import { offer, there } from '../scenarios/story.ts';

let world: World;
let mall: Actor;
let app: PayingApp;
let ids: Record<'offer' | 'alliance' | 'unit', string>;

beforeAll(async () => {
  world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall');
  mall = alliance.mall;
  app = await PayingApp.in(world, alliance, mall.unit, 1_000_000);
  ids = { offer: await offer(mall), alliance: alliance.id, unit: mall.unitId };
});

afterAll(() => world[Symbol.asyncDispose]());

const bench = (name: string): string =>
  readFileSync(new URL(`../../bench/operations/${name}.qinlin.graphql`, import.meta.url), 'utf8');

async function asPerson(query: string, variables: object = {}): Promise<Receipt> {
  const token = await world.token('person', there(mall.person));
  const headers = { authorization: `Bearer ${token}`, 'x-acting-alliance': ids.alliance, 'accept-language': 'en' };
  return receiptOf(await world.post({ query, variables }, headers));
}

const anonymously = async (query: string, variables: object = {}): Promise<Receipt> =>
  receiptOf(await world.post({ query, variables }));

const LIST = 'query ($n: Int) { offers(first: $n) { nodes { id unit { id } } } }';

describe('a query costs a point a root field, one for 50 objects, ten for a search or a count of everything', () => {
  const cases: [what: string, query: () => string, variables: () => object, points: number][] = [
    ['nothing at all', () => '{ __typename }', () => ({}), 1],
    ['one thing by its id', () => bench('q2'), () => ({ offer: ids.offer }), 1],
    ['two root fields', () => '{ a: terms(first: 1) { nodes { code } } viewer { kind } }', () => ({}), 2],
    ['49 objects', () => '{ terms(first: 49) { nodes { code } } }', () => ({}), 1],
    ['50 objects', () => '{ terms(first: 50) { nodes { code } } }', () => ({}), 2],
    ['a page that a variable sets', () => LIST, () => ({ n: 100 }), 5],
    ['the usual page', () => LIST, () => ({}), 1],
    [
      'objects of two root fields together',
      () => '{ a: terms(first: 25) { nodes { code } } b: terms(first: 25) { nodes { code } } }',
      () => ({}),
      3,
    ],
    [
      'things by their ids',
      () => 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Offer { title } } }',
      () => ({ ids: Array.from({ length: 100 }, () => ids.offer) }),
      3,
    ],
    ['a count', () => '{ offers(first: 0) { totalCount } }', () => ({}), 11],
    ['two counts', () => '{ offers(first: 0) { totalCount again: totalCount } }', () => ({}), 21],
    [
      'a count of each row',
      () => '{ units(first: 100) { nodes { offers(first: 0) { totalCount } } } }',
      () => ({}),
      1 + Math.floor((100 + 100 * 10) / 50),
    ],
    ['a search', () => '{ offers(first: 1, filter: { search: "厅" }) { nodes { id } } }', () => ({}), 11],
    [
      'a search that is counted, and paged',
      () => '{ offers(first: 1, filter: { search: "厅" }) { totalCount pageInfo { hasNextPage } nodes { id } } }',
      () => ({}),
      21,
    ],
    ['20 offers with counts', () => bench('q1'), () => ({ category: 'space.hall', alliance: ids.alliance }), 10],
    ['two lists in each other', () => bench('q3'), () => ({ alliance: ids.alliance }), 3],
    ['nine levels', () => bench('deep'), () => ({ alliance: ids.alliance }), 8],
    ['six root fields', () => bench('wide'), () => ({ alliance: ids.alliance, unit: ids.unit }), 7],
    ['search and count', () => bench('search'), () => ({ alliance: ids.alliance, text: '厅' }), 22],
    ['introspection', () => getIntrospectionQuery(), () => ({}), 30],
    ['a type and a list', () => '{ __type(name: "Offer") { name } terms { nodes { code } } }', () => ({}), 31],
    ['what the porch refuses', () => '{ auditEntries(first: 50) { nodes { id } } }', () => ({}), 2],
  ];

  test.each(cases)('%s', async (_what, query, variables, points) => {
    const asked = [query(), variables()] as const;
    const receipts = [
      // The second goes the short way, where there is one.
      ...[await asPerson(...asked), await asPerson(...asked), await app.pay(...asked), await app.pay(...asked)],
      ...[await anonymously(...asked), await anonymously(...asked)],
    ];
    expect(receipts.map(({ status, cost }) => [status, cost?.requested])).toEqual(receipts.map(() => [200, points]));
  });

  test('it is the same by GET', async () => {
    const url = `/graphql?query=${encodeURIComponent('{ offers { totalCount } }')}`;
    const headers = { 'apollo-require-preflight': 'yes' };
    expect(receiptOf(await world.inject({ method: 'GET', url, headers })).cost?.requested).toBe(11);
  });
});

describe('a mutation costs ten points, and what is read back of it', () => {
  const publish = (payload: string): string =>
    `mutation ($input: PublishOfferInput!) { publishOffer(input: $input) { ${payload} userErrors { code } } }`;
  const input = () => ({
    input: {
      ...{ idempotencyKey: world.key(), category: 'space.hall', title: '厅', description: '说明' },
      ...{ quantity: { value: '1', unit: '场' }, visibility: 'ALLIANCE' as const },
    },
  });

  test.each([
    ['nothing', '', 10],
    ['the row', 'offer { id title }', 10],
    ['lists of its own', 'offer { unit { offers(first: 100) { nodes { id unit { id } } } } }', 14],
  ])('%s', async (_what, payload, points) => {
    const done = await asPerson(publish(payload), input());
    expect([done.cost?.requested, done.data]).toEqual([points, { publishOffer: expect.objectContaining({}) }]);
    expect(done.data?.['publishOffer']).toMatchObject({ userErrors: [] });
    // Refused by the porch, or by the act: it was asked all the same.
    const refused = [await anonymously(publish(payload), input()), await app.pay(publish(payload), input())];
    expect(refused.map(({ cost }) => cost?.requested)).toEqual([points, points]);
  });

  test('a payload that asks for too much is refused before the act is done', async () => {
    const far = Array.from({ length: 9 }).reduce<string>(
      (inner) => `unit { offers(first: 1) { nodes { ${inner} } } }`,
      'id',
    );
    const before = await world.sql('select id from exchange.offer');
    const key = world.key();
    const asked = { input: { ...input().input, idempotencyKey: key } };
    const refused = await asPerson(publish(`offer { ${far} }`), asked);
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', cost: { requested: 10 }, data: null });
    expect(refused.message).toMatch(/objects deep/);
    expect(await world.sql('select id from exchange.offer')).toEqual(before);
    // The key is as good as new.
    const { replayed } = await mall.do(PublishOfferDocument, input().input, key);
    expect(replayed).toBe(false);
  });
});

describe('what is wrong', () => {
  test.each([
    ['a page too large', '{ offers(first: 101) { nodes { id } } terms { nodes { code } } }', {}, 2],
    ['an id of another kind', '{ offer(id: "need_00000000000070008000000000000000") { id } }', {}, 1],
    ['a variable of another type', LIST, { n: 'x' }, 1],
  ])('%s costs what was asked for all the same', async (_what, query, variables, points) => {
    for (const ask of [asPerson, anonymously, app.pay.bind(app)]) {
      const { code, cost } = await ask(query, variables);
      expect([code, cost?.requested]).toEqual(['BAD_USER_INPUT', points]);
    }
  });

  test.each([
    ['no document', '{'],
    ['a document that does not fit the schema', '{ nothing }'],
  ])('%s costs nothing', async (_what, query) => {
    const [row] = await world.sql('select * from access.app_budget where app_id = $1', [app.id]);
    for (const ask of [asPerson, anonymously, app.pay.bind(app)]) {
      expect(await ask(query)).toMatchObject({ status: 400, cost: undefined });
    }
    expect(await world.sql('select * from access.app_budget where app_id = $1', [app.id])).toEqual([row]);
  });
});

test('persons and the anonymous are told the cost, and have no limit', async () => {
  const cost = { requested: 1, limit: null, remaining: null, resetAt: null };
  for (const ask of [asPerson, anonymously]) {
    expect(await ask('{ viewer { kind } }')).toMatchObject({ status: 200, cost });
  }
});
