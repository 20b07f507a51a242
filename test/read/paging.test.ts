import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LARGEST_PAGE } from '../../src/read/arguments.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { need } from '../scenarios/story.ts';

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly title: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $order: NeedOrder, $filter: NeedFilter) {
  needs(first: $first, after: $after, last: $last, before: $before, order: $order, filter: $filter) {
    totalCount
    edges { cursor node { title } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const COUNT = 23;
let world: World;
let street: Actor;

beforeAll(async () => {
  world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall');
  street = alliance.street;
  for (let i = 0; i < COUNT; i += 1) {
    // Some share a start and some have none: ties and nulls are where paging goes wrong.
    const day = 1 + (i % 5);
    const period =
      i % 4 === 0 ? {} : { period: { start: world.clock.day(day, '09:00'), end: world.clock.day(day, '10:00') } };
    await need(i % 2 === 0 ? street : alliance.mall, { title: `需求${String(i).padStart(2, '0')}`, ...period });
    world.clock.pass({ minutes: 1 });
  }
});

afterAll(() => world[Symbol.asyncDispose]());

async function page(variables: object): Promise<Page> {
  const { data, errors } = await street.try<{ needs: Page }, object>(PAGE, variables);
  if (data === undefined || data === null) throw new Error(JSON.stringify(errors));
  return data.needs;
}

const titles = ({ edges }: Page): string[] => edges.map(({ node }) => node.title);

describe.each(['NEWEST', 'SOONEST'])('pages in the order %s', (order) => {
  test.each([1, 4, 7, COUNT])('of %i give the whole list once, forwards and backwards', async (size) => {
    const whole = titles(await page({ first: 100, order }));
    expect(whole).toHaveLength(COUNT);
    const forwards: string[] = [];
    for (let after: string | null = null; ;) {
      const next: Page = await page({ first: size, after, order });
      expect(next.totalCount).toBe(COUNT);
      expect(next.pageInfo.hasPreviousPage).toBe(forwards.length > 0);
      forwards.push(...titles(next));
      expect(next.pageInfo.hasNextPage).toBe(forwards.length < COUNT);
      expect(next.pageInfo.endCursor).toBe(next.edges.at(-1)?.cursor);
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor;
    }
    expect(forwards).toEqual(whole);
    const backwards: string[] = [];
    for (let before: string | null = null; ;) {
      const previous: Page = await page({ last: size, before, order });
      expect(previous.pageInfo.hasNextPage).toBe(backwards.length > 0);
      backwards.unshift(...titles(previous));
      expect(previous.pageInfo.startCursor).toBe(previous.edges[0]?.cursor);
      if (!previous.pageInfo.hasPreviousPage) break;
      before = previous.pageInfo.startCursor;
    }
    expect(backwards).toEqual(whole);
  });

  test('between two cursors hold what lies between', async () => {
    const { edges } = await page({ first: 100, order });
    const [from, to] = [edges[4]?.cursor, edges[9]?.cursor];
    const between = edges.slice(5, 9).map(({ node }) => node.title);
    const forwards = await page({ first: 10, after: from, before: to, order });
    expect([titles(forwards), forwards.pageInfo.hasNextPage, forwards.pageInfo.hasPreviousPage]).toEqual([
      between,
      true,
      true,
    ]);
    const backwards = await page({ last: 2, after: from, before: to, order });
    expect(titles(backwards)).toEqual(between.slice(-2));
    expect([backwards.pageInfo.hasNextPage, backwards.pageInfo.hasPreviousPage]).toEqual([true, true]);
  });
});

describe('a page', () => {
  test('of nothing is empty and knows whether there is more', async () => {
    const none = await page({ first: 0 });
    expect(none).toMatchObject({
      totalCount: COUNT,
      edges: [],
      pageInfo: { hasNextPage: true, startCursor: null, endCursor: null },
    });
    const nowhere = await page({ first: 3, filter: { search: '没有这个' } });
    expect(nowhere).toMatchObject({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
    });
  });

  test('has twenty items unless said, and finds one Chinese character', async () => {
    expect((await page({})).edges).toHaveLength(20);
    expect((await page({ filter: { search: '求' } })).totalCount).toBe(COUNT);
    expect((await page({ filter: { search: '07' } })).totalCount).toBe(1);
    expect((await page({ filter: { search: '%' } })).totalCount).toBe(0);
  });

  test.each([
    [{ first: -1 }, 'first must be from 0 to 100; -1 was given. Read page by page.'],
    [{ last: LARGEST_PAGE + 1 }, 'last must be from 0 to 100; 101 was given. Read page by page.'],
    [{ first: 1, last: 1 }, 'Give either first or last, not both.'],
    [{ after: 'abc' }, 'The cursor is broken: pass on cursors as the previous page gave them.'],
    [
      { after: Buffer.from('["NEWEST","x"]').toString('base64url') },
      'The cursor belongs to another order than NEWEST: start again from the first page.',
    ],
    [
      { after: Buffer.from('["NEWEST","' + '0'.repeat(36) + '"]').toString('base64url') },
      'The cursor belongs to another order than NEWEST: start again from the first page.',
    ],
    [
      {
        order: 'SOONEST',
        after: Buffer.from('["SOONEST","2026-13-45 99:00:00+08","01a1fcf4-51c2-7434-ac35-165d5f2946a2"]').toString(
          'base64url',
        ),
      },
      'The cursor belongs to another order than SOONEST: start again from the first page.',
    ],
    [
      { filter: { unitId: 'offer_01a1fcf451c27434ac35165d5f2946a2' } },
      'An id that starts with unit_ is wanted here; "offer_01a1fcf451c27434ac35165d5f2946a2" starts with offer_.',
    ],
  ])('asked for with %j is refused', async (variables, message) => {
    const { errors } = await street.try(PAGE, variables);
    expect(errors).toMatchObject([{ message, path: ['needs'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('of another order refuses the cursor', async () => {
    const { pageInfo } = await page({ first: 1, order: 'NEWEST' });
    const { errors } = await street.try(PAGE, { after: pageInfo.endCursor, order: 'SOONEST' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('that are not read, since only their number is asked for, refuse a broken cursor all the same', async () => {
    const query = 'query ($after: String, $before: String) { needs(after: $after, before: $before) { totalCount } }';
    const { edges } = await page({ first: 1 });
    const good = { after: edges[0]?.cursor };
    for (const bad of [{ after: 'abc' }, { before: 'abc' }]) {
      expect(await street.try(query, good)).toEqual({
        data: { needs: { totalCount: COUNT } },
        extensions: expect.anything(),
      });
      expect((await street.try(query, { ...good, ...bad })).errors).toMatchObject([
        { path: ['needs'], extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });
});
