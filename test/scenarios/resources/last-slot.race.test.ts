import { expect, test } from '@jest/globals';
import { AcceptMatchDocument, BookSlotDocument, SlotsOfDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, slots, there } from '../story.ts';

const UNITS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

test('of many who want the last place of a slot at once exactly one gets it, the others a typed answer', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('商圈联盟', 'owner', ...UNITS);
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(alliance.owner, [evening], 3);
  const slotId = there(slotIds[0]);
  await alliance.a.do(BookSlotDocument, { slotId, count: 2, purpose: '先到' });

  const attempts = Array.from({ length: scaled(12, 120) }, (_, i) => alliance[UNITS[i % UNITS.length] ?? 'a']);
  const answers = await Promise.all(
    attempts.map((unit) => unit.act(BookSlotDocument, { slotId, count: 1, purpose: '抢' })),
  );

  expect(answers.filter(({ booking }) => booking !== null)).toHaveLength(1);
  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusals).toHaveLength(attempts.length - 1);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ __typename: 'SlotFullError', code: 'SLOT_FULL', requested: 1, remaining: 0 });
  }
  const { resource } = await alliance.owner.ask(SlotsOfDocument, { id: resourceId });
  expect(there(resource).slots.nodes).toMatchObject([
    { capacity: 3, taken: 3, remaining: 0, bookings: { totalCount: 2 } },
  ]);
  const [rows] = await world.sql<{ booked: string }>(
    "select sum(count) as booked from exchange.booking where state <> 'CANCELLED'",
  );
  expect(rows?.booked).toBe('3');
});

test('an agreement and a booking that want the same last place: one stands, the other changes nothing', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 1);
  const slotId = there(slotIds[0]);
  const match = await proposal(street, {
    needId: await need(community),
    offerId: await offer(mall, { resourceId }),
    slotId,
  });
  const held = there((await mall.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version })).match);

  const [accepted, booked] = await Promise.all([
    community.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: held.version }),
    power.act(BookSlotDocument, { slotId, count: 1, purpose: '抢' }),
  ]);

  const codes = [...accepted.userErrors, ...booked.userErrors].map(({ code }) => code);
  expect(codes).toEqual(['SLOT_FULL']);
  const bookings = await world.sql<{ n: string }>('select count(*) as n from exchange.booking');
  expect(bookings[0]?.n).toBe('1');
  const agreements = await world.sql<{ n: string }>('select count(*) as n from exchange.agreement');
  expect(agreements[0]?.n).toBe(accepted.match === null ? '0' : '1');
  const states = await world.sql<{ state: string }>('select state from exchange.match');
  expect(states[0]?.state).toBe(accepted.match === null ? 'ACCEPTED_BY_ONE' : 'AGREED');
});

test('two matches that together want more places than a slot has: one is agreed, the other told what is left', async () => {
  await using world = await createWorld();
  const { street, mall, community, village } = await world.alliance('五色', 'street', 'mall', 'community', 'village');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 30);
  const accepting = [];
  for (const demander of [community, village]) {
    const ends = { needId: await need(demander), offerId: await offer(mall, { resourceId }) };
    const { id: matchId } = await proposal(street, { ...ends, slotId: there(slotIds[0]), places: 20 });
    await mall.do(AcceptMatchDocument, { matchId, expectedVersion: 1 });
    accepting.push(() => demander.act(AcceptMatchDocument, { matchId, expectedVersion: 2 }));
  }
  const answers = await Promise.all(accepting.map((accept) => accept()));
  expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
    { __typename: 'SlotFullError', requested: 20, remaining: 10 },
  ]);
  expect(await world.sql('select taken from exchange.slot')).toEqual([{ taken: 20 }]);
});

test('two matches of one offer: the second acceptance that no longer fits is refused with what is left', async () => {
  await using world = await createWorld();
  const { street, mall, community, village } = await world.alliance('五色', 'street', 'mall', 'community', 'village');
  const offerId = await offer(mall, { value: '3' });
  const first = await proposal(street, { needId: await need(community, { value: '2' }), offerId, amount: '2' });
  const second = await proposal(street, { needId: await need(village, { value: '2' }), offerId, amount: '2' });

  const answers = await Promise.all(
    [first, second].map((match) =>
      mall.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
    ),
  );

  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusals).toMatchObject([
    {
      code: 'NOT_ENOUGH_LEFT',
      requestedQuantity: { value: '2', unit: '场' },
      remainingQuantity: { value: '1', unit: '场' },
    },
  ]);
  const [row] = await world.sql<{ taken: string }>('select taken from exchange.offer');
  expect(Number(row?.taken)).toBe(2);
});

test('what is agreed twice over in parallel is agreed once', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const match = await proposal(street, { needId: await need(community), offerId: await offer(mall) });

  const both = await Promise.all([
    mall.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
    community.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
  ]);

  // Each saw version 1: who comes second has to look again.
  expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const again = both.flatMap(({ match: now }) => (now === null ? [] : [now]));
  expect(again).toMatchObject([{ state: 'ACCEPTED_BY_ONE', version: 2 }]);
  const [other] = both[0].match === null ? [mall] : [community];
  const done = there((await other.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: 2 })).match);
  expect(done.state).toBe('AGREED');
});
