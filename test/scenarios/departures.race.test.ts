import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  BookSlotDocument,
  ClaimNeedDocument,
  LeaveAllianceDocument,
} from '../generated/operations.ts';
import { createWorld } from '../support/world.ts';
import { membershipOf, need, slots, there } from './story.ts';

const SUPPLIERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

test('a supplier leaves while the unit in need accepts: either there was an agreement first, or there is none', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'community', ...SUPPLIERS);
  const { community, id } = alliance;
  const pairs = [];
  for (const name of SUPPLIERS) {
    const supplier = alliance[name];
    const match = there((await supplier.do(ClaimNeedDocument, { needId: await need(community), amount: '1' })).match);
    pairs.push({ supplier, match, membership: await membershipOf(supplier, id) });
  }

  const answers = await Promise.all(
    pairs.flatMap(({ supplier, match, membership: { id: membershipId, version: expectedVersion } }) => [
      supplier.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
      community.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
    ]),
  );

  const accepted = answers.filter((answer) => 'match' in answer && answer.match !== null);
  expect(answers.filter((answer) => 'membership' in answer && answer.membership !== null)).toHaveLength(pairs.length);
  expect(await world.sql('select from exchange.agreement')).toHaveLength(accepted.length);
});

test('an owner leaves while others book: what was booked before stands, and nothing is booked after', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', ...SUPPLIERS);
  const { mall, id } = alliance;
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const slotId = there((await slots(mall, [evening], 20)).slotIds[0]);
  const { id: membershipId, version: expectedVersion } = await membershipOf(mall, id);
  const book = (name: (typeof SUPPLIERS)[number]) =>
    alliance[name].act(BookSlotDocument, { slotId, count: 1, purpose: '抢' });

  const [left, ...answers] = await Promise.all([
    mall.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
    ...SUPPLIERS.map(book),
  ]);

  expect(left.userErrors).toEqual([]);
  const booked = answers.filter(({ booking }) => booking !== null);
  const refused = answers.flatMap(({ userErrors }) => userErrors);
  expect(refused).toEqual(Array.from(refused, () => expect.objectContaining({ code: 'NOT_FOUND' })));
  expect(booked.length + refused.length).toBe(SUPPLIERS.length);
  expect(await world.sql("select from exchange.booking where state = 'CONFIRMED'")).toHaveLength(booked.length);
  expect((await book('a')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
