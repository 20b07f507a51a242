import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  CancelAgreementDocument,
  ProposeMatchDocument,
  SignAgreementDocument,
  SlotsOfDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, slots, there } from '../story.ts';

const begun = { __typename: 'WrongStateError', code: 'WRONG_STATE' };

test('a slot that has begun is neither promised nor signed for; what holds it can be given up', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 2);
  const slotId = there(slotIds[0]);
  const propose = async () =>
    proposal(street, { needId: await need(community), offerId: await offer(mall, { resourceId }), slotId });
  const agreement = there((await agreed(mall, community, await propose())).agreement);
  const [open, untouched] = [await propose(), await propose()];
  const held = there((await mall.do(AcceptMatchDocument, { matchId: open.id, expectedVersion: 1 })).match);

  world.clock.set(evening.start);
  expect(
    await community.refused(AcceptMatchDocument, { matchId: held.id, expectedVersion: held.version }),
  ).toMatchObject(begun);
  expect(await mall.refused(AcceptMatchDocument, { matchId: untouched.id, expectedVersion: 1 })).toMatchObject(begun);
  const of = { agreementId: agreement.id, expectedVersion: agreement.version };
  expect(await mall.refused(SignAgreementDocument, of)).toMatchObject(begun);
  await mall.do(CancelAgreementDocument, { ...of, reason: '来不及了' });
});

test('a match takes as many places of its slot as it says, and says none without a slot', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 30);
  const slotId = there(slotIds[0]);
  const [needId, offerId] = [await need(community), await offer(mall, { resourceId })];
  const wanted = { needId, offerId, amount: '1' };
  expect(await street.refused(ProposeMatchDocument, { ...wanted, slotId, places: 31 })).toMatchObject({
    __typename: 'SlotFullError',
    requested: 31,
    remaining: 30,
  });
  for (const broken of [{ slotId, places: 0 }, { places: 2 }]) {
    expect(await street.refused(ProposeMatchDocument, { ...wanted, ...broken })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'places'],
    });
  }
  const match = await proposal(street, { ...wanted, slotId, places: 25 });
  expect(match.places).toBe(25);
  const { agreement } = await agreed(mall, community, match);
  expect(agreement?.bookings.nodes).toMatchObject([{ count: 25, state: 'HELD' }]);
  const { resource } = await mall.ask(SlotsOfDocument, { id: resourceId });
  expect(resource?.slots.nodes).toMatchObject([{ capacity: 30, taken: 25, remaining: 5 }]);
  expect((await proposal(street, { needId: await need(community), offerId: await offer(mall) })).places).toBeNull();
});
