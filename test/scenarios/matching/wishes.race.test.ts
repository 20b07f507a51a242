import { expect, test } from '@jest/globals';
import { ClaimNeedDocument, ClaimWishDocument, CompleteWishDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, there } from '../story.ts';
import { claimedBy, member, wish } from './wish-steps.ts';

test('of ten who claim a wish for four at once, four have it, and six are told that it is full', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
  const needId = await wish(alliance.community, 4);
  const persons = await Promise.all(Array.from({ length: 10 }, () => member(world, alliance.power, alliance)));
  const answers = await Promise.all(persons.map((person) => person.act(ClaimWishDocument, { needId })));
  expect(answers.filter(({ claim }) => claim?.state === 'CLAIMED')).toHaveLength(4);
  const refused = answers.flatMap(({ userErrors }) => userErrors);
  expect(refused).toHaveLength(6);
  for (const refusal of refused) {
    expect(refusal).toMatchObject({ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '0', unit: '人' } });
  }
});

test('a person who claims a wish ten times at once has claimed it once', async () => {
  await using world = await createWorld();
  const { community, power } = await world.alliance('邻聚力', 'street', 'community', 'power');
  const needId = await wish(community, 20);
  const answers = await Promise.all(Array.from({ length: 10 }, () => power.act(ClaimWishDocument, { needId })));
  expect(answers.filter(({ claim }) => claim !== null)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['ALREADY_DONE']),
  );
});

test('of ten claims of a unit for a need that one unit may serve by three, three are held', async () => {
  await using world = await createWorld();
  const { community, power } = await world.alliance('邻聚力', 'street', 'community', 'power');
  const needId = await need(community, { value: '100', maxPerUnit: '3' });
  const claims = Array.from({ length: 10 }, () => power.act(ClaimNeedDocument, { needId, amount: '1' }));
  const answers = await Promise.all(claims);
  expect(answers.filter(({ match }) => match !== null)).toHaveLength(3);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['NOT_ENOUGH_LEFT']),
  );
});

test('a wish that is claimed while it is confirmed: the claim is done with it, or comes too late', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
  const { community, power, street } = alliance;
  for (let i = 0; i < 5; i += 1) {
    const needId = await wish(community);
    await claimedBy(street, needId);
    const [late, done] = await Promise.all([
      power.act(ClaimWishDocument, { needId }),
      community.do(CompleteWishDocument, { needId, expectedVersion: 1 }),
    ]);
    const states = there(there(done.need).wishClaims).nodes.map(({ state }) => state);
    expect(states).toEqual(late.claim === null ? ['DONE'] : ['DONE', 'DONE']);
    if (late.claim === null) expect(late.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  }
});
