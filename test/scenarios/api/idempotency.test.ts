import { expect, test } from '@jest/globals';
import {
  BookSlotDocument,
  LeaveAllianceDocument,
  MembershipsOfDocument,
  PublishOfferDocument,
  UpdateUnitContactDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { offer, slots, there } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '2', unit: '场' },
  visibility: 'ALLIANCE' as const,
};

test('a repeat with the same key and input does nothing again and answers with things as they stand', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const first = await mall.do(PublishOfferDocument, about, 'once');
  await offer(mall, { title: '别的' });
  const again = await mall.do(PublishOfferDocument, about, 'once');
  expect(first.replayed).toBe(false);
  expect(again).toMatchObject({ replayed: true, offer: { id: there(first.offer).id, title: '大厅' } });
  expect(await world.sql("select from exchange.offer where title = '大厅'")).toHaveLength(1);
  expect(await world.sql("select from data.audit where action = 'offer:published'")).toHaveLength(2);
});

test('a repeat reads its own selection, under the hat it was done under', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  // No hat: with one membership it is implied, and remembered with the key.
  const bare = mall.withoutHat();
  const { offer: made } = await bare.do(PublishOfferDocument, about, 'implied');
  const other =
    'mutation ($input: PublishOfferInput!) { publishOffer(input: $input) { replayed offer { state audience { alliance { name } } } } }';
  const { data } = await bare.try<{ publishOffer: unknown }, object>(other, {
    input: { ...about, idempotencyKey: 'implied' },
  });
  expect(made).not.toBeNull();
  expect(data?.publishOffer).toEqual({
    replayed: true,
    offer: { state: 'PUBLISHED', audience: [{ alliance: { name: '五色' } }] },
  });
});

test('the same key for another input is refused, and changes nothing', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  await mall.do(PublishOfferDocument, about, 'once');
  const refusal = await mall.refused(PublishOfferDocument, { ...about, title: '小厅' }, 'once');
  expect(refusal).toMatchObject({ __typename: 'IdempotencyKeyReusedError', code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await world.sql('select from exchange.offer')).toHaveLength(1);
});

test('the same key under another alliance hat is refused, and changes nothing', async () => {
  await using world = await createWorld();
  const red = await world.alliance('红', 'redStreet', 'power');
  const blue = await world.alliance('蓝', 'blueStreet');
  const { power } = red;
  await world.people.join(there(power.unit), blue.uuid);
  const inBlue = power.wearing({ 'x-acting-alliance': blue.id });
  const open = { ...about, visibility: 'PUBLIC' as const };
  await power.do(PublishOfferDocument, open, 'hat');
  for (const other of [inBlue, power.withoutHat()]) {
    expect(await other.refused(PublishOfferDocument, open, 'hat')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  }
  expect((await power.do(PublishOfferDocument, open, 'hat')).replayed).toBe(true);
  expect(await world.sql('select from exchange.offer')).toHaveLength(1);
});

test('a repeat is told what was done when the hat it was done under is gone', async () => {
  await using world = await createWorld();
  const { mall, id } = await world.alliance('五色', 'street', 'mall');
  const made = there((await mall.do(PublishOfferDocument, about, 'before')).offer);
  const { alliance } = await mall.ask(MembershipsOfDocument, { id });
  const membership = there(there(alliance).memberships.nodes.find(({ unit }) => unit?.id === mall.unitId));
  const leaving = { membershipId: membership.id, expectedVersion: 1, reason: '搬迁' };
  const left = await mall.do(LeaveAllianceDocument, leaving, 'leave');
  const again = await mall.do(LeaveAllianceDocument, leaving, 'leave');
  expect(left).toMatchObject({ replayed: false, membership: { state: 'LEFT', reason: '搬迁' } });
  expect(again).toEqual({ ...left, replayed: true });
  expect(await mall.do(PublishOfferDocument, about, 'before')).toMatchObject({
    replayed: true,
    offer: { id: made.id, title: '大厅' },
  });
  expect(await mall.refused(PublishOfferDocument, { ...about, title: '别的' }, 'before')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  // What was not done before is not done now, and an old key is a new one.
  expect(await mall.refused(PublishOfferDocument, about, 'after')).toMatchObject({ code: 'HAT_REQUIRED' });
  world.clock.pass({ days: 8 });
  expect(await mall.refused(LeaveAllianceDocument, leaving, 'leave')).toMatchObject({ code: 'HAT_REQUIRED' });
  expect(await world.sql("select from data.audit where action = 'membership:left'")).toHaveLength(1);
});

test('twins sent at once have one effect and one outcome', async () => {
  await using world = await createWorld();
  const { mall, power } = await world.alliance('五色', 'street', 'mall', 'power');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { slotIds } = await slots(mall, [evening], 5);
  const input = { slotId: there(slotIds[0]), count: 1, purpose: '会议' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => power.do(BookSlotDocument, input, 'twin')));
  expect(new Set(answers.map(({ booking }) => booking?.id)).size).toBe(1);
  expect(await world.sql('select from exchange.booking')).toHaveLength(1);
  expect((await world.sql<{ taken: number }>('select taken from exchange.slot'))[0]?.taken).toBe(1);
});

test('a key is its unit’s and its mutation’s: others may use the same word', async () => {
  await using world = await createWorld();
  const { mall, power } = await world.alliance('五色', 'street', 'mall', 'power');
  await mall.do(PublishOfferDocument, about, 'word');
  expect((await power.do(PublishOfferDocument, about, 'word')).replayed).toBe(false);
  const contact = { unitId: mall.unitId, name: '王小明', mobile: '13800000000' };
  expect((await mall.do(UpdateUnitContactDocument, contact, 'word')).replayed).toBe(false);
});

test('a refusal stores nothing: the key may be used again once the reason is gone', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  expect(await mall.refused(PublishOfferDocument, { ...about, category: 'nothing.such' }, 'retry')).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect((await mall.do(PublishOfferDocument, about, 'retry')).replayed).toBe(false);
});

test('a key is kept for seven days, then it is a new one', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const { offer: first } = await mall.do(PublishOfferDocument, about, 'weekly');
  world.clock.pass({ days: 6, hours: 23 });
  expect((await mall.do(PublishOfferDocument, about, 'weekly')).offer?.id).toBe(first?.id);
  world.clock.pass({ hours: 2 });
  const later = await mall.do(PublishOfferDocument, about, 'weekly');
  expect(later.replayed).toBe(false);
  expect(later.offer?.id).not.toBe(first?.id);
});
