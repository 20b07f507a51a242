/** Row 23: who comes to a service is asked at by a number, and the unit that serves is told yes or no. */
import { expect, test } from '@jest/globals';
import {
  CheckWhoComesDocument,
  ForgetBenefitPersonDocument,
  WithdrawMatchDocument,
  type CheckWhoComesMutation,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, there } from '../story.ts';
import { born, livesIn, orders, pharmacyService } from './pharmacy-steps.ts';

const OLD = born('1950-03-01', 1);
const OTHER = born('1951-04-02', 2);

type Who = Partial<typeof OLD>;

const asked = async (unit: Actor, matchId: string, who: Who): Promise<CheckWhoComesMutation['checkWhoComes']> =>
  unit.act(CheckWhoComesDocument, { matchId, ...who });

const isThem = async (unit: Actor, matchId: string, who: Who): Promise<boolean | null> =>
  there(await asked(unit, matchId, who)).isThem;

async function ordered() {
  const world = await createWorld();
  const service = await pharmacyService(world);
  const { community, county, offerId } = service;
  for (const who of [OLD, OTHER]) await livesIn(community, who, county);
  const made = async (who: typeof OLD): Promise<string> => there((await orders(community, offerId, who)).match).id;
  return { world, ...service, forOld: await made(OLD), forOther: await made(OTHER) };
}

test('row 23: the pharmacy is told whether who comes is who it was ordered for, by either number, and nothing else', async () => {
  const { world, pharmacy, community, street, forOld, forOther } = await ordered();
  await using _ = world;
  const { mobile = null, identityNumber = null } = OLD;
  expect(await isThem(pharmacy, forOld, OLD)).toBe(true);
  expect(await isThem(pharmacy, forOld, { mobile })).toBe(true);
  expect(await isThem(pharmacy, forOld, { identityNumber })).toBe(true);
  expect(await isThem(pharmacy, forOther, OLD)).toBe(false);
  // Of nobody whom the community knows, and of one and another.
  expect(await isThem(pharmacy, forOld, { mobile: '13900000099' })).toBe(false);
  expect(await isThem(pharmacy, forOld, { mobile, identityNumber: there(OTHER.identityNumber) })).toBe(false);
  const told = there(await asked(pharmacy, forOld, { mobile }));
  expect(told).toMatchObject({ match: { id: forOld, state: 'ACCEPTED_BY_ONE', version: 1 }, replayed: false });
  // On record at both units, without whom and without what came of it.
  const records = await world.sql(
    "select o.unit_ids, o.body as told, a.body from data.audit a join data.outbox o on o.type = a.action and o.subject_id = a.subject_id where a.action = 'match:who-comes-checked' limit 1",
  );
  expect(records).toEqual([{ unit_ids: [pharmacy.unit, community.unit], told: {}, body: {} }]);
  for (const unit of [community, street]) {
    expect(there(await asked(unit, forOld, OLD)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});

test('numbers are not tried: ten times an hour, of each order', async () => {
  const { world, pharmacy, forOld, forOther } = await ordered();
  await using _ = world;
  // At once, so that none of them is counted too late.
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_one, i) => asked(pharmacy, forOld, { mobile: `139000001${10 + i}` })),
  );
  const refused = tries.filter((one) => there(one).userErrors.length > 0);
  expect(refused).toHaveLength(2);
  expect(there(refused[0]).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  expect(there(await asked(pharmacy, forOld, OLD)).userErrors).toMatchObject([
    { code: 'WRONG_STATE', message: expect.stringContaining('10 times within an hour') },
  ]);
  expect(await isThem(pharmacy, forOther, OTHER)).toBe(true);
  world.clock.pass({ hours: 1 });
  expect(await isThem(pharmacy, forOld, OLD)).toBe(true);
});

test('only of an order for somebody that stands, and not once they are forgotten', async () => {
  const { world, street, pharmacy, community, forOld, forOther } = await ordered();
  await using _ = world;
  const match = await proposal(street, { needId: await need(community), offerId: await offer(pharmacy) });
  expect(there(await asked(pharmacy, match.id, OLD)).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  expect(there(await asked(pharmacy, forOld, {})).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  await community.do(WithdrawMatchDocument, { matchId: forOther, expectedVersion: 1, reason: '不需要了' });
  expect(there(await asked(pharmacy, forOther, OTHER)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  await community.do(ForgetBenefitPersonDocument, { mobile: there(OLD.mobile), reason: '本人要求' });
  expect(await isThem(pharmacy, forOld, OLD)).toBe(false);
});
