/**
 * Who may not see a row never sees it: not by its id, in no list, count or sum, not by its place in an order, and not
 * through a cursor that points at it. Told by facts written down by hand; the naive executor has no say here. The types
 * and the ways to them are taken from the views, so that a new one without facts fails.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { buildRegistry, SCHEMA_FOLDER } from '../../src/app/graph.ts';
import { createWorld, type World } from '../support/world.ts';
import { compared } from './leak/aggregates.ts';
import { factsOf, type Fact, type Facts } from './leak/facts.ts';
import { CLOSED, type Page, type Paging, idOf, idsOf, look, lookThrough, walk } from './leak/looking.ts';
import { askersOf, castOf, everybody, type Cast, type Who } from './leak/people.ts';
import { listsOf, referencesTo, rootOf, type List } from './leak/ways.ts';

const schema = buildSchema(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8'), { assumeValidSDL: true });
const registry = buildRegistry();

/** Without an id of their own: each has a test in leak-values, leak-dealings or leak-sheets. */
const OTHERS = [
  'Audience',
  'AvailabilityShare',
  'CatalogueItem',
  'FormerKind',
  'FormerName',
  'Hat',
  'ImportedListing',
  'EnrolmentTurn',
  'ImportedUnit',
  'ListingInReview',
  'MatchTerms',
  'MembershipStretch',
  'NeedFinding',
  'NeedReview',
  'OfferFinding',
  'OfferReview',
  'PendingItem',
  'RequiredRole',
  'SettlementDelivery',
  'Signature',
  'Viewer',
];
const types = registry.types.filter((type) => !OTHERS.includes(type)).sort();
const withId = types.filter((type) => type !== 'Candidate');

let world: World;
let cast: Cast;
let facts: Facts;
let askers: Awaited<ReturnType<typeof askersOf>>;

beforeAll(async () => {
  world = await createWorld({ isPlannedLightly: true });
  cast = await castOf(world);
  askers = await askersOf(world, cast);
  facts = await factsOf(world, cast);
});

afterAll(() => world[Symbol.asyncDispose]());

const factsAbout = (type: string): Fact[] => Object.values(facts[type] ?? {});

const seenBy = (type: string, who: Who): string[] =>
  factsAbout(type)
    .filter((fact) => fact.seenBy.includes(who))
    .map(({ id }) => id);

/** The ids among these that are known to be hidden. */
const hidden = (type: string, who: Who, ids: readonly string[]): string[] =>
  factsAbout(type)
    .filter((fact) => ids.includes(fact.id) && !fact.seenBy.includes(who))
    .map(({ id }) => id);

const parentsOf = ({ parent }: List): (string | null)[] =>
  parent === null ? [null] : factsAbout(parent).map(({ id }) => id);

test('there are facts about every type', () => {
  expect(Object.keys(facts).sort()).toEqual(types);
});

/** The same for each of them, told together. */
async function byEach<T>(tell: (who: Who) => Promise<T>): Promise<Record<string, T>> {
  const told = await Promise.all(everybody.map(async (who) => [who, await tell(who)] as const));
  return Object.fromEntries(told);
}

const bySeen = (type: string): Promise<Record<string, string[]>> =>
  byEach((who) => Promise.resolve(seenBy(type, who).sort()));

describe.each(withId)('%s', (type) => {
  test('is read by its id by those who may see it and by nobody else, alone and among others', async () => {
    const ids = factsAbout(type).map(({ id }) => id);
    const root = rootOf(schema, registry, type);
    const among = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(await byEach((who) => idsIn(who, among, { ids }))).toEqual(await bySeen(type));
    for (const [one, id] of ids.entries()) {
      const alone = `query ($id: ID!) { node(id: $id) { id } ${root === undefined ? '' : `${root}(id: $id) { id }`} }`;
      const found = await byEach((who) => idsIn(who, alone, { id }));
      const expected = await byEach((who) => Promise.resolve(seenBy(type, who).filter((seen) => seen === id)));
      expect({ one, found }).toEqual({ one, found: expected });
    }
  });

  test('is not named by what else is seen', async () => {
    for (const { parent, field } of referencesTo(schema, registry, type)) {
      const ids = factsAbout(parent).map(({ id }) => id);
      if (OTHERS.includes(parent) || parent === 'Candidate' || ids.length === 0) continue;
      const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${parent} { one: ${field} { id } } } }`;
      const found = await byEach(async (who) => hidden(type, who, await idsIn(who, query, { ids })));
      expect({ parent, field, found }).toEqual({ parent, field, found: await byEach(() => Promise.resolve([])) });
    }
  });
});

/** Every id in what they are answered, once and sorted. */
async function idsIn(who: Who, query: string, variables: object): Promise<string[]> {
  const { data, errors } = await askers[who](query, variables);
  for (const { extensions } of errors ?? []) expect(extensions.code).toMatch(CLOSED);
  const found = JSON.stringify(data).matchAll(/"id":"([^"]+)"/g);
  return [...new Set([...found].map(([, id = '']) => id))].sort();
}

const lists = types.flatMap((type) => listsOf(schema, registry, type));
const named = lists.map((list): [string, List] => [`${list.parent ?? 'Query'}.${list.field}`, list]);

describe.each(named)('the list %s', (_name, list) => {
  test('holds, counts and orders what may be seen, whole and one at a time from either end', async () => {
    const found: number[] = [];
    // One parent at a time: more heavy statements at once than may wait are turned away.
    for (const parent of parentsOf(list)) {
      found.push(...(await Promise.all(everybody.map((who) => expectHonest(list, parent, who)))));
    }
    // Somebody saw something in it, or nothing was tested here.
    expect(Math.max(...found)).toBeGreaterThan(0);
  });

  test('comes to what may be seen of it, counted by value and added up', async () => {
    for (const parent of parentsOf(list)) {
      const told = await byEach((who) => compared(askers[who], registry, list, parent));
      for (const [who, both] of Object.entries(told))
        expect({ who, ...both }).toEqual({ who, ...both, said: both?.seen });
    }
  });

  test('tells nothing to who holds the cursor of a hidden row', async () => {
    for (const parent of parentsOf(list)) {
      for (const order of list.orders) {
        const whole = await byEach((who) => lookThrough(askers[who], list, order, {}, parent));
        const cursors = new Map(
          Object.values(whole).flatMap((page) => page?.edges.map((edge) => [idOf(edge), edge.cursor] as const) ?? []),
        );
        await byEach((who) => expectSilent(list, parent, who, order, whole[who] ?? null, cursors));
      }
    }
  });
});

/** How many there are in the list for them. */
async function expectHonest(list: List, parent: string | null, who: Who): Promise<number> {
  const { type, orders } = list;
  const turn = (order: string, paging: Paging) => look(askers[who], list, order, paging, parent);
  for (const order of orders) {
    const whole = await lookThrough(askers[who], list, order, {}, parent);
    if (whole === null) return 0;
    const ids = idsOf(whole);
    const seen = { who, order, hidden: hidden(type, who, ids), count: whole.totalCount };
    expect(seen).toEqual({ who, order, hidden: [], count: ids.length });
    if (parent === null) expect(ids).toEqual(expect.arrayContaining(seenBy(type, who)));
    if (ids.length === 0) return 0;
    const forwards = await walk((paging) => turn(order, paging), false);
    const backwards = await walk((paging) => turn(order, paging), true);
    expect({ who, order, forwards, backwards }).toEqual({ who, order, forwards: ids, backwards: ids });
  }
  return 1;
}

/** Beyond a cursor that points at what they may not see there is what there is anyway, and nothing at it. */
async function expectSilent(
  list: List,
  parent: string | null,
  who: Who,
  order: string,
  whole: Page | null,
  cursors: ReadonlyMap<string, string>,
): Promise<void> {
  if (whole === null) return;
  for (const id of hidden(list.type, who, [...cursors.keys()])) {
    const cursor = cursors.get(id);
    const after = await lookThrough(askers[who], list, order, { after: cursor }, parent);
    const before = await lookThrough(askers[who], list, order, { before: cursor }, parent);
    if (after === null || before === null) throw new Error(`${who} may look, but not with a cursor`);
    const [earlier, later] = [idsOf(before), idsOf(after)];
    expect([...earlier, ...later]).toEqual(idsOf(whole));
    const count = whole.totalCount;
    expect(after).toMatchObject({ totalCount: count, pageInfo: { hasPreviousPage: earlier.length > 0 } });
    expect(before).toMatchObject({ totalCount: count, pageInfo: { hasNextPage: later.length > 0 } });
  }
}
