import { expect, test } from '@jest/globals';
import {
  AgreementNowDocument,
  CandidatesDocument,
  ConfirmDeliveryDocument,
  NeedNowDocument,
  OfferNowDocument,
  RecordDeliveryDocument,
  SlotsOfDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, slots, there } from '../story.ts';

test('a hall is offered, needed, matched, agreed, booked, delivered, confirmed, and counts', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色亲邻', 'street', 'mall', 'community');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 2);
  const offerId = await offer(mall, { title: '周末大厅', value: '4', resourceId });
  const needId = await need(community, { title: '文化节场地', period: evening });

  const seen = there((await street.ask(CandidatesDocument, { needId })).need);
  expect(seen.candidates.totalCount).toBe(1);
  expect(seen.candidates.nodes[0]).toMatchObject({
    score: 75,
    couldCover: { value: '1', unit: '场' },
    reasons: [
      { kind: 'CATEGORY', points: 40, outOf: 40, text: 'same category' },
      { kind: 'TIME', points: 35, outOf: 35, text: 'covers 2.5 of 2.5 hours' },
      { kind: 'DISTANCE', points: 0, outOf: 25, text: 'no place given' },
    ],
  });

  const inReturn = { title: '清场', quantity: { value: '4', unit: '小时' } };
  const proposed = await proposal(street, { needId, offerId, slotId: there(slotIds[0]), inReturn });
  expect(proposed.state).toBe('PROPOSED');
  expect((await mall.ask(OfferNowDocument, { id: offerId })).offer?.remaining.value).toBe('4');

  const match = await agreed(mall, community, proposed);
  expect(match.state).toBe('AGREED');
  expect(
    match.agreement?.commitments.nodes.map(({ title, quantity }) => [title, quantity.value, quantity.unit]),
  ).toEqual([
    ['周末大厅', '1', '场'],
    ['清场', '4', '小时'],
  ]);
  expect(match.agreement?.bookings.nodes).toMatchObject([{ state: 'HELD', count: 1, slot: { remaining: 1 } }]);
  expect((await mall.ask(OfferNowDocument, { id: offerId })).offer?.remaining.value).toBe('3');
  expect((await community.ask(NeedNowDocument, { id: needId })).need).toMatchObject({
    covered: { value: '1' },
    remaining: { value: '0' },
  });

  const agreementId = await signed(mall, community, match);
  const active = there((await community.ask(AgreementNowDocument, { id: agreementId })).agreement);
  expect(active).toMatchObject({ state: 'ACTIVE', bookings: { nodes: [{ state: 'CONFIRMED' }] } });

  world.clock.pass({ days: 8 });
  for (const { id: commitmentId, quantity, title } of active.commitments.nodes) {
    const [giver, receiver] = title === '清场' ? [community, mall] : [mall, community];
    const record = { commitmentId, amount: quantity.value, occurredAt: evening.start, note: '已完成' };
    const delivery = there((await giver.do(RecordDeliveryDocument, record)).delivery);
    expect(delivery).toMatchObject({ state: 'RECORDED', commitment: { fulfilled: { value: '0' } } });
    const confirmed = there((await receiver.do(ConfirmDeliveryDocument, { deliveryId: delivery.id })).delivery);
    expect(confirmed).toMatchObject({
      state: 'CONFIRMED',
      commitment: { state: 'FULFILLED', outstanding: { value: '0' } },
    });
  }
  expect((await street.ask(AgreementNowDocument, { id: agreementId })).agreement?.state).toBe('COMPLETED');
  const slot = there((await mall.ask(SlotsOfDocument, { id: resourceId })).resource).slots.nodes[0];
  expect(slot).toMatchObject({ capacity: 2, taken: 1, remaining: 1, bookings: { totalCount: 1 } });
});
