import { describe, expect, test } from '@jest/globals';
import {
  AgreementNowDocument,
  BookSlotDocument,
  CancelAgreementDocument,
  CancelBookingDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  NeedNowDocument,
  OfferNowDocument,
  OpenSlotsDocument,
  RecordDeliveryDocument,
  SlotsOfDocument,
  WithdrawMatchDocument,
  AcceptMatchDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, slots, there } from '../story.ts';

describe('what is held is given back', () => {
  test('when a claim is declined or withdrawn', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community, { value: '2' });
    const covered = async () => there((await community.ask(NeedNowDocument, { id: needId })).need).covered.value;
    const claim = async () => there((await mall.do(ClaimNeedDocument, { needId, amount: '2' })).match);
    const first = await claim();
    expect(await covered()).toBe('2');
    await community.do(DeclineMatchDocument, { matchId: first.id, expectedVersion: 1, reason: '另有安排' });
    expect(await covered()).toBe('0');
    const second = await claim();
    await street.do(WithdrawMatchDocument, { matchId: second.id, expectedVersion: 1, reason: '误点' });
    expect(await covered()).toBe('0');
    const third = await claim();
    await mall.do(WithdrawMatchDocument, { matchId: third.id, expectedVersion: 1, reason: '来不了' });
    expect(await covered()).toBe('0');
  });

  test('when an agreement is given up before both have signed: quantity, slot and commitments', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening]);
    const [needId, offerId] = [await need(community), await offer(mall, { resourceId })];
    const match = await agreed(mall, community, await proposal(street, { needId, offerId, slotId: there(slotIds[0]) }));
    const free = async () =>
      there((await mall.ask(SlotsOfDocument, { id: resourceId })).resource).slots.nodes[0]?.remaining;
    expect(await free()).toBe(0);

    const { id: agreementId, version: expectedVersion } = there(match.agreement);
    const { agreement } = await community.do(CancelAgreementDocument, {
      agreementId,
      expectedVersion,
      reason: '活动取消',
    });
    expect(agreement).toMatchObject({
      state: 'CANCELLED',
      reason: '活动取消',
      commitments: { nodes: [{ state: 'RELEASED' }] },
      bookings: { nodes: [{ state: 'CANCELLED' }] },
      match: { state: 'CANCELLED', need: { covered: { value: '0' } } },
    });
    expect(await free()).toBe(1);
    expect((await mall.ask(OfferNowDocument, { id: offerId })).offer?.remaining.value).toBe('1');
  });

  test('when a booking is cancelled, by who booked or by who owns; not when it serves an agreement', async () => {
    await using world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening], 3);
    const slotId = there(slotIds[0]);
    const book = async (count: number) =>
      there((await power.do(BookSlotDocument, { slotId, count, purpose: '用' })).booking).id;
    const [first, second] = [await book(1), await book(2)];
    expect(await community.refused(CancelBookingDocument, { bookingId: first, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await street.refused(CancelBookingDocument, { bookingId: first, expectedVersion: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { booking } = await power.do(CancelBookingDocument, { bookingId: first, expectedVersion: 1 });
    expect(booking).toMatchObject({ state: 'CANCELLED', slot: { remaining: 1 } });
    await mall.do(CancelBookingDocument, { bookingId: second, expectedVersion: 1 });
    expect(await power.refused(CancelBookingDocument, { bookingId: second, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });

    const [needId, offerId] = [await need(community), await offer(mall, { resourceId })];
    const match = await agreed(mall, community, await proposal(street, { needId, offerId, slotId }));
    const held = there(there(match.agreement).bookings.nodes[0]).id;
    expect(await community.refused(CancelBookingDocument, { bookingId: held, expectedVersion: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('deliveries', () => {
  test('come in parts; what waits for an answer counts against what may still be recorded', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const [needId, offerId] = [
      await need(community, { value: '60', unit: '场' }),
      await offer(mall, { value: '60', unit: '场' }),
    ];
    const match = await agreed(mall, community, await proposal(street, { needId, offerId, amount: '60' }));
    const agreementId = await signed(mall, community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = (amount: string) => ({
      commitmentId,
      amount,
      occurredAt: world.clock.now().toISOString(),
      note: '培训',
    });
    const deliver = async (amount: string) =>
      there((await mall.do(RecordDeliveryDocument, record(amount))).delivery).id;

    const [most, some] = [await deliver('48'), await deliver('2.5')];
    expect(await mall.refused(RecordDeliveryDocument, record('10'))).toMatchObject({
      code: 'NOT_ENOUGH_LEFT',
      remainingQuantity: { value: '9.5', unit: '场' },
    });
    await community.do(ConfirmDeliveryDocument, { deliveryId: most });
    await community.do(DisputeDeliveryDocument, { deliveryId: some, reason: '没有来' });
    const commitment = there((await street.ask(AgreementNowDocument, { id: agreementId })).agreement).commitments
      .nodes[0];
    expect(commitment).toMatchObject({
      state: 'OPEN',
      fulfilled: { value: '48' },
      outstanding: { value: '12' },
      deliveries: {
        nodes: [
          { state: 'CONFIRMED', reason: null },
          { state: 'DISPUTED', reason: '没有来' },
        ],
      },
    });
    await community.do(ConfirmDeliveryDocument, { deliveryId: await deliver('12') });
    expect((await street.ask(AgreementNowDocument, { id: agreementId })).agreement).toMatchObject({
      state: 'COMPLETED',
    });
  });

  test('are confirmed or disputed once, whoever is first', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    const agreementId = await signed(mall, community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '好' };
    const deliveryId = there((await mall.do(RecordDeliveryDocument, record)).delivery).id;
    const [confirmed, disputed] = await Promise.all([
      community.act(ConfirmDeliveryDocument, { deliveryId }),
      community.act(DisputeDeliveryDocument, { deliveryId, reason: '不' }),
    ]);
    const refusals = [...confirmed.userErrors, ...disputed.userErrors];
    expect(refusals).toMatchObject([{ code: 'WRONG_STATE' }]);
    const { agreement } = await mall.ask(AgreementNowDocument, { id: agreementId });
    expect(there(agreement).commitments.nodes[0]?.fulfilled.value).toBe(confirmed.delivery === null ? '0' : '1');
  });

  test('are recorded neither for a time to come nor for one before the agreement was active', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    await signed(mall, community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', note: '好' };
    for (const occurredAt of [world.clock.day(1, '09:00'), world.clock.day(0, '08:59')]) {
      expect(await mall.refused(RecordDeliveryDocument, { ...record, occurredAt })).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'occurredAt'],
      });
    }
    await mall.do(RecordDeliveryDocument, { ...record, occurredAt: world.clock.day(0, '09:00') });
  });
});

describe('slots', () => {
  test('are opened for a time to come, and of one resource never overlap, also when opened at once', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const evening = { start: world.clock.day(7, '18:00'), end: world.clock.day(7, '20:00') };
    const { resourceId } = await slots(mall, [evening]);
    const later = { start: world.clock.day(7, '19:00'), end: world.clock.day(7, '21:00') };
    const gone = { start: world.clock.day(0, '08:00'), end: world.clock.day(0, '12:00') };
    const begun = { resourceId, slots: [{ period: gone, capacity: 1 }] };
    expect(await mall.refused(OpenSlotsDocument, begun)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'slots', '0', 'period', 'start'],
    });
    const overlap = { resourceId, slots: [{ period: later, capacity: 1 }] };
    expect(await mall.refused(OpenSlotsDocument, overlap)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'slots', '0', 'period'],
    });
    // Half-open: one may begin when the other ends.
    const next = { start: evening.end, end: world.clock.day(7, '21:00') };
    const tries = Array.from({ length: 4 }, () =>
      mall.act(OpenSlotsDocument, { resourceId, slots: [{ period: next, capacity: 1 }] }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ resource }) => resource !== null)).toHaveLength(1);
    expect(await world.sql('select from exchange.slot')).toHaveLength(2);
  });

  test('that have begun, or are of a resource one may not see, are not booked', async () => {
    await using world = await createWorld();
    const { mall, power } = await world.alliance('五色', 'street', 'mall', 'power');
    const other = await world.alliance('别的', 'otherStreet');
    const evening = { start: world.clock.day(1, '18:00'), end: world.clock.day(1, '20:00') };
    const slotId = there((await slots(mall, [evening])).slotIds[0]);
    const wanted = { slotId, count: 1, purpose: '用' };
    expect(await other.otherStreet.refused(BookSlotDocument, wanted)).toMatchObject({ code: 'NOT_FOUND' });
    world.clock.pass({ days: 1, hours: 12 });
    expect(await power.refused(BookSlotDocument, wanted)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'slotId'],
    });
  });

  test('are matched only where they suit the offer and the need', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:00'), end: world.clock.day(7, '20:00') };
    const { resourceId, slotIds } = await slots(mall, [evening]);
    const slotId = there(slotIds[0]);
    const [plain, served] = [await offer(mall), await offer(mall, { resourceId })];
    const morning = await need(community, {
      period: { start: world.clock.day(8, '08:00'), end: world.clock.day(8, '10:00') },
    });
    const propose = (needId: string, offerId: string) => proposal(street, { needId, offerId, slotId });
    await expect(propose(await need(community), plain)).rejects.toThrow('not one of the resource');
    await expect(propose(morning, served)).rejects.toThrow('does not overlap');
    const match = await propose(await need(community), served);
    expect((await mall.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: 1 })).match?.state).toBe(
      'ACCEPTED_BY_ONE',
    );
  });
});
