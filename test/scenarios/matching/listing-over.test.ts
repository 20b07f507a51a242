/** What becomes of matches that nobody has agreed to when the need or the offer behind them is over. */
import { expect, test } from '@jest/globals';
import { withOwner } from '../../../src/data/open.ts';
import { endOverdueMatches, expireListings } from '../../../src/modules/exchange/index.ts';
import {
  ClaimNeedDocument,
  NeedNowDocument,
  OfferNowDocument,
  WithdrawNeedDocument,
  type MatchInFullFragment,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, there } from '../story.ts';
import { countered, dispatched, now, ordered } from './match-steps.ts';

test('every match that is open ends with the listing that is over, however it began and whoever wrote its terms last', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const closesAt = world.clock.day(0, '12:00');
  const needId = await need(community, { value: '9' });
  const offerId = await offer(mall, { value: '9' });
  const closing = await offer(mall, { value: '9', closesAt });
  const sought = await need(community, { value: '9', closesAt });
  const terms = { amount: '2' };
  const open: readonly MatchInFullFragment[] = [
    await now(street, await proposal(street, { needId, offerId: closing })),
    await countered(mall, await proposal(street, { needId, offerId: closing }), terms),
    await countered(mall, await ordered(community, closing, { amount: '1' }), terms),
    await countered(
      community,
      there((await mall.do(ClaimNeedDocument, { needId: sought, offerId, amount: '1' })).match),
      terms,
    ),
    ...(await dispatched(street, sought, [mall], { respondBy: world.clock.day(3, '09:00') })),
  ];
  expect(open.map(({ state }) => state)).toEqual(['PROPOSED', 'COUNTERED', 'COUNTERED', 'COUNTERED', 'CALLED']);
  const covered = async () => there((await community.ask(NeedNowDocument, { id: needId })).need).covered.value;
  const left = async () => there((await mall.ask(OfferNowDocument, { id: offerId })).offer).remaining.value;
  expect([await covered(), await left()]).toEqual(['2', '7']);
  world.clock.pass({ hours: 3 });
  expect(await withOwner(world.database, (client) => expireListings(client, world.clock.now()))).toBe(2);
  for (const match of open) {
    expect(await now(street, match)).toMatchObject({ state: 'WITHDRAWN', version: match.version + 1 });
  }
  // What they held of what is not over is free again.
  expect([await covered(), await left()]).toEqual(['0', '9']);
});

test('what was not answered in time stays so when its need is taken back, or is over, before that is written down', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const [respondBy, closesAt] = [world.clock.day(0, '10:00'), world.clock.day(0, '11:00')];
  const [taken, over] = [await need(community, { value: '3' }), await need(community, { value: '3', closesAt })];
  const claimed = async (needId: string) =>
    there((await mall.do(ClaimNeedDocument, { needId, amount: '1', respondBy })).match);
  const late = [await claimed(taken), await claimed(over)];
  world.clock.pass({ hours: 2 });
  await community.do(WithdrawNeedDocument, { needId: taken, expectedVersion: 1 });
  await withOwner(world.database, (client) => expireListings(client, world.clock.now()));
  for (const match of late) expect(await now(mall, match)).toMatchObject({ state: 'EXPIRED', reason: null });
  expect(await withOwner(world.database, (client) => endOverdueMatches(client, world.clock.now()))).toBe(2);
  for (const match of late) expect(await now(mall, match)).toMatchObject({ state: 'EXPIRED', version: 2 });
});
