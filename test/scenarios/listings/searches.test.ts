/** Standing searches (订阅检索): what a unit looks for, and what of it was published since it last looked. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  DraftNeedDocument,
  EndSearchDocument,
  MarkSearchSeenDocument,
  PauseNeedDocument,
  PublishDraftNeedDocument,
  SaveSearchDocument,
  SearchAsItIsDocument,
  SearchesAllDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { listed, need, offer, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall'>;
let blue: AllianceOfTest<'harbour'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall');
  blue = await world.alliance('蓝湾', 'harbour');
  await world.people.join(there(red.mall.unit), blue.uuid);
});

afterAll(() => world[Symbol.asyncDispose]());

const now = async (actor: Actor, id: string) => (await actor.ask(SearchAsItIsDocument, { id })).savedSearch;
const titles = async (actor: Actor, id: string) => {
  const { newNeeds } = there(await now(actor, id));
  expect(there(newNeeds).totalCount).toBe(there(newNeeds).nodes.length);
  return there(newNeeds).nodes.map(({ title }) => title);
};

test('what others published since fits or does not, by what is seen; what was looked at is not new any more', async () => {
  const wanted = { name: '会场', looksFor: 'NEEDS' as const, category: 'space.hall', search: '会' };
  const before = await need(red.community, { title: '会场旧' });
  world.clock.pass({ minutes: 1 });
  const { savedSearch } = await red.mall.do(SaveSearchDocument, wanted);
  const { id } = there(savedSearch);
  expect(savedSearch).toMatchObject({
    name: '会场',
    category: { code: 'space.hall' },
    alliance: { id: red.id },
    version: 1,
  });
  expect(await titles(red.mall, id)).toEqual([]);

  world.clock.pass({ minutes: 1 });
  await need(red.community, { title: '会场甲' });
  await need(red.community, { title: '大厅' });
  await need(red.mall, { title: '会场自' });
  await need(red.community, { title: '会场私', visibility: 'UNIT' });
  await need(red.community, { title: '会场：请打13812345678' });
  await offer(red.community, { title: '会场供' });
  await need(blue.harbour, { title: '会场蓝' });
  await need(blue.harbour, { title: '会场公', visibility: 'PUBLIC' });
  const { id: draft } = there((await red.community.do(DraftNeedDocument, listed({ title: '会场稿' }))).need);
  expect(await titles(red.mall, id)).toEqual(['会场公', '会场甲']);
  const { newOffers } = there(await now(red.mall, id));
  expect(newOffers).toEqual({ totalCount: 0, nodes: [] });

  const seen = there((await red.mall.do(MarkSearchSeenDocument, { searchId: id })).savedSearch);
  expect(new Date(seen.seenAt)).toEqual(world.clock.now());
  expect(await titles(red.mall, id)).toEqual([]);
  // A draft is new when it is published, however long ago it was written.
  world.clock.pass({ minutes: 1 });
  await red.community.do(PublishDraftNeedDocument, { needId: draft, expectedVersion: 1 });
  expect(await titles(red.mall, id)).toEqual(['会场稿']);
  await red.community.do(PauseNeedDocument, { needId: draft, expectedVersion: 2 });
  expect(await titles(red.mall, id)).toEqual([]);
  expect(before).not.toBe(draft);
});

test('is its unit’s own, under the hat it was saved under; looked on from where it was, never back, and ended', async () => {
  const { savedSearch } = await red.mall.do(SaveSearchDocument, { name: '供给', looksFor: 'OFFERS' as const });
  const { id: searchId, seenAt } = there(savedSearch);
  const inBlue = red.mall.wearing({ 'x-acting-alliance': blue.id });
  expect(await now(red.mall.withoutHat(), searchId)).toMatchObject({ name: '供给' });
  for (const actor of [red.community, red.street, inBlue]) {
    expect(await now(actor, searchId)).toBeNull();
    expect(await actor.refused(EndSearchDocument, { searchId })).toMatchObject({ code: 'NOT_FOUND' });
  }
  world.clock.pass({ minutes: 1 });
  await offer(red.community, { title: '桌椅' });
  expect(there(there(await now(red.mall, searchId)).newOffers).nodes).toMatchObject([{ title: '桌椅' }]);
  const early = { searchId, until: new Date(new Date(seenAt).getTime() - 60_000).toISOString() };
  expect((await red.mall.do(MarkSearchSeenDocument, early)).savedSearch).toMatchObject({ seenAt });
  const late = { searchId, until: new Date(world.clock.now().getTime() + 1000).toISOString() };
  expect(await red.mall.refused(MarkSearchSeenDocument, late)).toMatchObject({ code: 'INVALID_INPUT' });

  const { savedSearch: ended } = await red.mall.do(EndSearchDocument, { searchId });
  expect(ended).toMatchObject({ newOffers: { totalCount: 0, nodes: [] } });
  expect(new Date(there(there(ended).endedAt))).toEqual(world.clock.now());
  expect(await red.mall.refused(MarkSearchSeenDocument, { searchId })).toMatchObject({ code: 'ALREADY_DONE' });
  for (const isEnded of [true, false]) {
    const { savedSearches } = await red.mall.ask(SearchesAllDocument, { filter: { isEnded } });
    expect(there(savedSearches).nodes.some(({ id }) => id === searchId)).toBe(isEnded);
  }
  expect(
    await red.mall.refused(SaveSearchDocument, { name: '无', looksFor: 'OFFERS' as const, category: 'nothing' }),
  ).toMatchObject({ code: 'INVALID_INPUT' });
});
