/** What is asked of who takes an offer, written anew while it is ordered: row 23. */
import { expect, test } from '@jest/globals';
import { JudgementOfDocument, OfferForWhomNowDocument, ReviseOfferDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { aged } from '../benefits/benefit-steps.ts';
import { there } from '../story.ts';
import { born, livesIn, orders, pharmacyService } from './pharmacy-steps.ts';

const ROUNDS = scaled(3, 20);

test('an order and a revision at once: somebody is judged by what the offer asks then, or it asks the same as before', async () => {
  await using world = await createWorld();
  const { pharmacy, community, county, serve } = await pharmacyService(world);
  for (let round = 0; round < ROUNDS; round += 1) {
    const offerId = await serve();
    const old = born('1950-03-01', round);
    await livesIn(community, old, county);
    const [order, revision] = await Promise.all([
      orders(community, offerId, old),
      pharmacy.act(ReviseOfferDocument, { offerId, expectedVersion: 1, eligibility: aged(90) }),
    ]);
    const now = there((await pharmacy.ask(OfferForWhomNowDocument, { id: offerId })).offer);
    if (order.match === null) {
      expect(order.userErrors).toMatchObject([{ code: 'NOT_ELIGIBLE', verdict: 'NO', reasons: [{ part: 1 }] }]);
      expect(revision.offer).not.toBeNull();
      expect(now).toMatchObject({ requirementEdition: 2, remaining: { value: '10' } });
    } else {
      expect(revision.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'eligibility'] }]);
      expect(now).toMatchObject({ requirementEdition: 1, remaining: { value: '9' } });
      const { match } = await community.ask(JudgementOfDocument, { id: order.match.id });
      expect(there(match).judgement).toMatchObject({ edition: 1 });
    }
  }
});

test('the last place is taken by one of those who fit, and the others are told what is left', async () => {
  await using world = await createWorld();
  const { pharmacy, community, county, offerId } = await pharmacyService(world);
  await pharmacy.do(ReviseOfferDocument, { offerId, expectedVersion: 1, amount: '1' });
  const residents = Array.from({ length: 5 }, (_, i) => born('1950-03-01', i));
  for (const one of residents) await livesIn(community, one, county);
  const answers = await Promise.all(residents.map((one) => orders(community, offerId, one)));
  expect(answers.filter(({ match }) => match !== null)).toHaveLength(1);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 4 }, () => 'NOT_ENOUGH_LEFT'));
});

test('two orders at once for one resident: both are done, and it is one person', async () => {
  await using world = await createWorld();
  const { community, county, offerId } = await pharmacyService(world);
  const who = born('1950-03-01', 1);
  await livesIn(community, who, county);
  const answers = await Promise.all([orders(community, offerId, who), orders(community, offerId, who)]);
  expect(answers.filter(({ match }) => match !== null)).toHaveLength(2);
  expect(await world.sql('select distinct person_id from exchange.order_person')).toHaveLength(1);
});
