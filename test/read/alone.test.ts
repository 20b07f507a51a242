/** The reader by itself, on declarations that no module of ours knows. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { mustFit } from '../../src/read/fit.ts';
import { Registry } from '../../src/read/registry.ts';
import { sql } from '../../src/read/sql.ts';
import { type ReadDeclaration, type View } from '../../src/read/view.ts';
import { computed, optional } from '../../src/read/words.ts';
import { there } from '../scenarios/story.ts';
import { createShelf, OWNER, shelfSdl, shelves, type Shelf } from './alone/shelf.ts';

let shelf: Shelf;

beforeAll(async () => {
  shelf = await createShelf();
});

afterAll(async () => {
  await shelf[Symbol.asyncDispose]();
});

beforeEach(() => {
  shelf.statements.length = 0;
});

const unit = (i: number): string => `unit_00000000000070008000${String(i).padStart(12, '0')}`;
const offer = (i: number): string => `offer_0000000000007000800000000000${String(100 + i).padStart(4, '0')}`;
const titles = (...numbers: readonly number[]) => numbers.map((i) => ({ title: `book ${String(i).padStart(2, '0')}` }));

describe('one root field is one statement', () => {
  test('relations, aliases with arguments of their own, fragments and directives', async () => {
    const query = `query ($few: Int = 2, $with: Boolean!) {
      unit(id: "${unit(1)}") {
        name
        few: offers(first: $few) { ...Titles totalCount }
        last: offers(last: 1) { ...Titles }
        alliance @include(if: $with) { __typename id founded }
      }
    }
    fragment Titles on OfferConnection { nodes { title ... on Offer { sequel { title unit { name } } } } }`;
    const sequelOf = (i: number) => ({ title: `book ${String(i).padStart(2, '0')}`, unit: { name: 'shelf 2' } });
    expect(await shelf.ask(query, { with: true })).toEqual({
      data: {
        unit: {
          name: 'shelf 1',
          few: {
            nodes: [
              { title: 'book 02', sequel: sequelOf(3) },
              { title: 'book 06', sequel: sequelOf(7) },
            ],
            totalCount: 4,
          },
          last: { nodes: [{ title: 'book 10', sequel: null }] },
          alliance: { __typename: 'Alliance', id: 'alliance_000000000000700080000000000000a1', founded: 1999 },
        },
      },
    });
    expect(shelf.statements).toHaveLength(1);
    const { data } = await shelf.ask(query, { with: false });
    expect(data?.['unit']).not.toHaveProperty('alliance');
  });

  test('several root fields are as many; values are never in the text', async () => {
    const query =
      'query ($t: String) { a: offers(filter: { title: $t }) { totalCount } b: offers(filter: { search: "1" }) { totalCount } }';
    expect(await shelf.ask(query, { t: "book '03" })).toEqual({ data: { a: { totalCount: 0 }, b: { totalCount: 2 } } });
    expect(shelf.statements).toHaveLength(2);
    expect(shelf.statements.map(({ text }) => text).join()).not.toContain("book '03");
    expect(shelf.statements.flatMap(({ values }) => values)).toEqual(expect.arrayContaining(["book '03", '1']));
  });
});

describe('what is not visible is not there', () => {
  test.each([
    ['by its id', `{ node(id: "${offer(4)}") { id } }`, { node: null }, { node: { id: offer(4) } }],
    [
      'among others',
      `{ nodes(ids: ["${offer(4)}", "${unit(3)}"]) { id } }`,
      { nodes: [null, { id: unit(3) }] },
      { nodes: [{ id: offer(4) }, { id: unit(3) }] },
    ],
    ['in a count', '{ offers { totalCount } }', { offers: { totalCount: 9 } }, { offers: { totalCount: 10 } }],
    [
      'in a page',
      '{ offers(first: 4) { nodes { title } } }',
      { offers: { nodes: titles(1, 2, 3, 5) } },
      { offers: { nodes: titles(1, 2, 3, 4) } },
    ],
    [
      'in a relation',
      '{ offers(filter: { title: "book 03" }) { nodes { sequel { title } } } }',
      { offers: { nodes: [{ sequel: null }] } },
      { offers: { nodes: [{ sequel: titles(4)[0] }] } },
    ],
  ])('%s', async (_where, query, forOthers, forOwner) => {
    expect(await shelf.ask(query)).toEqual({ data: forOthers });
    expect(await shelf.ask(query, {}, OWNER)).toEqual({ data: forOwner });
  });
});

describe('pages', () => {
  const PAGE = `query ($after: String, $before: String, $first: Int, $last: Int) {
    offers(first: $first, last: $last, after: $after, before: $before) {
      nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  interface Page {
    readonly nodes: readonly { readonly title: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
  }

  const page = async (variables: object): Promise<Page> => (await shelf.ask(PAGE, variables)).data?.['offers'] as Page;

  test('go forward and back over the same rows, and say honestly what lies beyond', async () => {
    const [first, last] = [await page({ first: 3 }), await page({ last: 2 })];
    expect(first.nodes).toEqual(titles(1, 2, 3));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 6, after: first.pageInfo.endCursor });
    expect(second.nodes).toEqual(titles(5, 6, 7, 8, 9, 10));
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await page({ last: 2, before: second.pageInfo.startCursor })).nodes).toEqual(titles(2, 3));
    expect(last.nodes).toEqual(titles(9, 10));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('a cursor names its order and is refused by another', async () => {
    const { data } = await shelf.ask('{ units(first: 1, order: NAME) { pageInfo { endCursor } } }');
    const { endCursor } = (data?.['units'] as Page).pageInfo;
    const { errors } = await shelf.ask(`{ units(first: 1, order: NEWEST, after: "${endCursor}") { totalCount } }`);
    expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
      { message: expect.stringContaining('another order than NEWEST'), path: ['units'] },
    ]);
    expect(shelf.statements).toHaveLength(1);
  });
});

describe('declarations that do not fit the schema are refused, each by its name', () => {
  const changed = (of: string, change: Partial<View>): ReadDeclaration => ({
    ...shelves,
    views: shelves.views.map((view) => (view.type === of ? { ...view, ...change } : view)),
  });
  const fieldsOf = (type: string) => shelves.views.find((view) => view.type === type)?.fields ?? {};

  test('as they are, they fit', () => {
    expect(() => mustFit(new Registry([shelves]), buildSchema(shelfSdl))).not.toThrow();
  });

  test.each<[string, ReadDeclaration, string]>([
    ['a field without an entry', changed('Unit', { fields: {} }), 'Unit.name is in the schema but not in the view'],
    [
      'an entry without a field',
      changed('Unit', { fields: { ...fieldsOf('Unit'), height: computed(() => sql`1`) } }),
      'Unit.height is in the view but not in the schema',
    ],
    [
      'a value promised where there may be none',
      changed('Offer', { fields: { ...fieldsOf('Offer'), title: optional('title') } }),
      'Offer.title promises a value, but its view may answer null',
    ],
    [
      'a row promised that not everybody sees',
      changed('Unit', { visible: () => sql`true` }),
      'Offer.unit promises a value, but its view may answer null',
    ],
    [
      'a view of nothing',
      { ...shelves, views: [...shelves.views, { ...there(shelves.views[0]), type: 'Nobody' }] },
      'Nobody has a view but is no object type',
    ],
    ['a root field that nobody answers', { ...shelves, roots: {} }, 'Query.units has no root in the read graph'],
    [
      'a filter that is not there',
      changed('Offer', { filters: {} }),
      'Query.offers(filter: search) is not in the view',
    ],
    ['an order that is not there', changed('Unit', { orders: { NAME: [] } }), 'NEWEST'],
  ])('%s', (_what, declaration, problem) => {
    expect(() => mustFit(new Registry([declaration]), buildSchema(shelfSdl))).toThrow(problem);
  });
});
