/** The list of what waits (待办) as lists are: in order, page by page, filtered, counted; one statement each time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PendingDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { agreed, need, offer, proposal, there } from '../story.ts';
import { pendingOf, waitingFor } from './pending-steps.ts';

let world: World;
let mall: Actor;
/** Titles of needs, the most pressing first. */
const byDue = ['A', 'B', 'C', 'D', 'E', 'G', 'F'];

beforeAll(async () => {
  world = await createWorld();
  const { street, community, ...rest } = await world.alliance('五色', 'street', 'mall', 'community');
  ({ mall } = rest);
  const due = (days: number) => ({ start: world.clock.day(0, '23:00'), end: world.clock.day(days, '18:00') });
  // Those without a day come last, the oldest of them first; two of one instant by their ids.
  const wanted = [
    { title: 'E' },
    { title: 'C', period: due(9) },
    { title: 'A', period: due(2) },
    { title: 'B', period: due(3) },
    { title: 'D', period: due(20) },
    { title: 'F' },
    { title: 'G' },
  ];
  for (const one of wanted) {
    const match = await proposal(street, { needId: await need(community, one), offerId: await offer(mall) });
    if (one.title === 'G') await agreed(mall, community, match);
    if (one.title !== 'F') world.clock.pass({ minutes: 1 });
  }
});

afterAll(() => world[Symbol.asyncDispose]());

async function page(after: string | null) {
  return there((await mall.ask(PendingDocument, { first: 3, after, filter: null, order: null })).viewer).pending;
}

const letter = ({ title }: { readonly title: string }): string => title.slice(-1);

test('what is due comes first, then what waits longest', async () => {
  expect((await pendingOf(mall)).items.map(letter)).toEqual(byDue);
  expect((await pendingOf(mall, { order: 'OLDEST' })).items.map(letter)).toEqual(['E', 'C', 'A', 'B', 'D', 'G', 'F']);
  expect((await pendingOf(mall, { order: 'NEWEST' })).items.map(letter)[2]).toBe('D');
});

test('page by page nothing is skipped or told twice, while what is answered goes', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    world.statements.length = 0;
    const pending = await page(after);
    expect(world.statements).toHaveLength(1);
    expect(pending.totalCount).toBe(7);
    seen.push(...pending.nodes.map(letter));
    if (!pending.pageInfo.hasNextPage) break;
    after = there(pending.pageInfo.endCursor);
  }
  expect(seen).toEqual(byDue);
});

test('by kind, by what is to be done, by what is late, by alliance', async () => {
  const titles = async (filter: Parameters<typeof pendingOf>[1]) => (await pendingOf(mall, filter)).items.map(letter);
  expect(await titles({ filter: { kind: ['AGREEMENT'] } })).toEqual(['G']);
  expect(await titles({ filter: { verb: ['SIGN', 'DECIDE'] } })).toEqual(['G']);
  expect(await titles({ filter: { waitsFor: ['PERSON', 'COORDINATOR'] } })).toEqual([]);
  expect(await titles({ filter: { overdue: true } })).toEqual([]);
  {
    using clock = world.clock.held();
    clock.pass({ days: 4 });
    expect(await titles({ filter: { overdue: true } })).toEqual(['A', 'B']);
    expect(await titles({ filter: { overdue: false, kind: ['MATCH'] } })).toEqual(['C', 'D', 'E', 'F']);
  }
  expect((await pendingOf(mall)).counts).toEqual({ MATCH: 6, AGREEMENT: 1 });
  expect((await pendingOf(mall, { filter: { kind: ['MATCH'] } })).totalCount).toBe(6);
  const elsewhere = await world.alliance('蓝湾', 'harbour');
  expect(await waitingFor(mall, { filter: { allianceId: elsewhere.id } })).toEqual([]);
});

test('a key stays the same as long as it waits, and a cursor of another order is refused', async () => {
  const keys = async () => (await pendingOf(mall)).items.map(({ key }) => key);
  expect(await keys()).toEqual(await keys());
  const variables = { first: 1, after: null, filter: null, order: 'OLDEST' as const };
  const { pending } = there((await mall.ask(PendingDocument, variables)).viewer);
  const wrong = await mall.try(PendingDocument, {
    ...variables,
    order: 'DUE',
    after: there(pending.pageInfo.endCursor),
  });
  expect(wrong.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
