/** What is not answered in time is over at that instant, and what it held is free again. */
import { expect, test } from '@jest/globals';
import { withOwner } from '../../../src/data/open.ts';
import { endOverdueMatches } from '../../../src/modules/exchange/index.ts';
import {
  AcceptMatchDocument,
  ClaimNeedDocument,
  CounterMatchDocument,
  DeclineMatchDocument,
  MatchesInFullDocument,
  NeedNowDocument,
  OfferNowDocument,
  OrderOfferDocument,
  WithdrawMatchDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, there } from '../story.ts';
import { countered, now, ordered } from './match-steps.ts';

test('an order that the supplier leaves is over to the second, and nobody answers it any more', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const offerId = await offer(mall, { value: '2' });
  const respondBy = world.clock.day(1, '09:00');
  const order = await ordered(community, offerId, { amount: '2', respondBy });
  const listed = async (state: 'EXPIRED' | 'ACCEPTED_BY_ONE') =>
    there((await mall.ask(MatchesInFullDocument, { filter: { state: [state] } })).matches).totalCount;
  world.clock.pass({ hours: 23, minutes: 59, seconds: 59 });
  expect([(await now(mall, order)).state, await listed('EXPIRED')]).toEqual(['ACCEPTED_BY_ONE', 0]);
  world.clock.pass({ seconds: 1 });
  expect(await now(mall, order)).toMatchObject({ state: 'EXPIRED', version: 1, respondBy });
  expect([await listed('EXPIRED'), await listed('ACCEPTED_BY_ONE')]).toEqual([1, 0]);
  const late = { matchId: order.id, expectedVersion: 1 };
  const over = { code: 'WRONG_STATE', message: expect.stringContaining('was not answered in time') as unknown };
  expect(await mall.refused(AcceptMatchDocument, late)).toMatchObject(over);
  expect(await mall.refused(DeclineMatchDocument, { ...late, reason: '没空' })).toMatchObject(over);
  expect(await community.refused(WithdrawMatchDocument, { ...late, reason: '不要了' })).toMatchObject(over);
  expect(await mall.refused(CounterMatchDocument, { ...late, amount: '1' })).toMatchObject(over);
  // Whoever orders now need not wait for the chore.
  await ordered(power, offerId, { amount: '2' });
  expect(await community.refused(OrderOfferDocument, { offerId, amount: '1' })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
  });
  expect(await now(mall, order)).toMatchObject({ state: 'EXPIRED', version: 2 });
});

test('the chore gives back what was held, once, and tells; a counter-offer may give more time', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const [needId, offerId] = [await need(community, { value: '3' }), await offer(mall, { value: '3' })];
  const respondBy = world.clock.day(1, '09:00');
  const claimed = { needId, offerId, amount: '1', respondBy };
  const left = there((await mall.do(ClaimNeedDocument, claimed)).match);
  const kept = await countered(community, there((await mall.do(ClaimNeedDocument, claimed)).match), {
    amount: '2',
    respondBy: world.clock.day(3, '09:00'),
  });
  const settle = () => withOwner(world.database, (client) => endOverdueMatches(client, world.clock.now()));
  expect(await settle()).toBe(0);
  world.clock.pass({ days: 1 });
  const held = async () => [
    there((await community.ask(NeedNowDocument, { id: needId })).need).covered.value,
    there((await mall.ask(OfferNowDocument, { id: offerId })).offer).remaining.value,
  ];
  expect(await held()).toEqual(['3', '0']);
  expect([await settle(), await settle()]).toEqual([1, 0]);
  expect(await held()).toEqual(['2', '1']);
  expect(await now(mall, left)).toMatchObject({ state: 'EXPIRED', version: 2 });
  expect(await now(mall, kept)).toMatchObject({ state: 'COUNTERED' });
  const told = await world.sql<{ type: string; body: object; unit_ids: string[] }>(
    "select type, body, unit_ids from data.outbox where type = 'match:expired'",
  );
  expect(told).toEqual([{ type: 'match:expired', body: { state: 'EXPIRED' }, unit_ids: [mall.unit, community.unit] }]);
});
