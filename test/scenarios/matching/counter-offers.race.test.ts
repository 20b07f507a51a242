import { expect, test } from '@jest/globals';
import { AcceptMatchDocument, ClaimNeedDocument, CounterMatchDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, there } from '../story.ts';
import { now } from './match-steps.ts';

test('of two counter-offers at once one stands, and the other has not seen it', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const pair = { needId: await need(community, { value: '10' }), offerId: await offer(mall, { value: '10' }) };
  const { id: matchId } = await proposal(street, pair);
  const answers = await Promise.all(
    [mall, community].map((side, i) =>
      side.act(CounterMatchDocument, { matchId, expectedVersion: 1, amount: String(i + 2) }),
    ),
  );
  expect(answers.filter(({ match }) => match?.state === 'COUNTERED')).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['VERSION_CONFLICT']);
  expect((await now(mall, { id: matchId })).terms).toHaveLength(2);
});

test('an acceptance and a counter-offer at once: what is agreed is what was read', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  for (let i = 0; i < 5; i += 1) {
    const needId = await need(community, { value: '10' });
    const { id: matchId } = there((await mall.do(ClaimNeedDocument, { needId, amount: '4' })).match);
    const [accepted, other] = await Promise.all([
      community.act(AcceptMatchDocument, { matchId, expectedVersion: 1 }),
      mall.act(CounterMatchDocument, { matchId, expectedVersion: 1, amount: '6' }),
    ]);
    const match = await now(mall, { id: matchId });
    if (accepted.match !== null) {
      expect(match).toMatchObject({ state: 'AGREED', quantity: { value: '4' } });
      expect(other.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    } else {
      expect(match).toMatchObject({ state: 'COUNTERED', quantity: { value: '6' } });
      expect(accepted.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    }
  }
});
