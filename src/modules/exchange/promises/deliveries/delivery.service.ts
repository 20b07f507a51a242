import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { commitmentMachine } from '../../../../domain/exchange/commitment.ts';
import { deliveryMachine, type DeliveryState } from '../../../../domain/exchange/delivery.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustFit, remaining, sum } from '../../../../domain/quantity.ts';
import { fulfilIfDelivered } from '../../listings/life/fulfil.service.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Match } from '../../matching/matches/match.entity.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { tellAgreement } from '../agreements/tell.service.ts';
import { Commitment } from '../commitments/commitment.entity.ts';
import { tellCommitment } from '../commitments/tell-commitment.service.ts';
import { Delivery, DeliveryAnswer } from './delivery.entity.ts';

interface RecordDelivery {
  readonly idempotencyKey: string;
  readonly commitmentId: string;
  readonly amount: string;
  readonly occurredAt: Date;
  readonly note: string;
}
interface OfDelivery {
  readonly idempotencyKey: string;
  readonly deliveryId: string;
}
interface DisputeDelivery extends OfDelivery {
  readonly reason: string;
}

/**
 * Deliveries between the two units of an agreement. They need no alliance hat: who has promised something settles it,
 * also after leaving the alliance.
 */
export class DeliveryService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** One side records. Together with what is confirmed and what waits for an answer it may not exceed the promise. */
  record(viewer: Viewer, input: RecordDelivery): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'recordDelivery', input }, async (act) => {
      const { agreement, commitment } = await lockCommitment(act, parseId('commitment', input.commitmentId));
      act.mustFitHat('commitment', commitment, agreement);
      act.assertCan('delivery:record', commitment, 'commitment', commitment);
      mustBe(agreementMachine, agreement, 'deliver', 'ACTIVE');
      mustBe(commitmentMachine, commitment, 'deliver', 'OPEN');
      mustHaveHappened(input.occurredAt, agreement, act.now);
      const taken = sum([commitment.fulfilled, ...(await waiting(act, commitment.id))]);
      const { id, quantity, quantityUnit: unit } = commitment;
      mustFit({ kind: 'commitment', id, quantity, taken, unit }, input.amount);
      const delivery = act.em.create(Delivery, {
        id: act.newId('event'),
        commitmentId: commitment.id,
        recordedByUnitId: act.unit,
        quantity: input.amount,
        occurredAt: input.occurredAt,
        note: input.note,
        recordedAt: act.now,
      });
      return remember(act, 'delivery:recorded', delivery, { agreement, commitment }, 'RECORDED');
    });
  }

  /** The other side confirms: it counts. The last one fulfils the commitment, and the last commitment the agreement. */
  confirm(viewer: Viewer, input: OfDelivery): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmDelivery', input }, async (act) => {
      const need = await lockNeedOf(act, input.deliveryId);
      const { delivery, commitment, agreement } = await answer(act, input.deliveryId, 'CONFIRMED', null);
      const fulfilled = sum([commitment.fulfilled, delivery.quantity]);
      const outcome = await remember(act, 'delivery:confirmed', delivery, { agreement, commitment }, 'CONFIRMED');
      if (remaining(commitment.quantity, fulfilled) === '0') await fulfil(act, commitment, agreement);
      if (need !== null) await fulfilIfDelivered(act, need);
      return outcome;
    });
  }

  /** The other side objects: it does not count, and may be recorded anew as it was. */
  dispute(viewer: Viewer, input: DisputeDelivery): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'disputeDelivery', input }, async (act) => {
      const { delivery, ...between } = await answer(act, input.deliveryId, 'DISPUTED', input.reason);
      return remember(act, 'delivery:disputed', delivery, between, 'DISPUTED');
    });
  }
}

/** What it was delivered for: the last delivery may fulfil the need, which is locked before the agreement. */
async function lockNeedOf(act: Act, deliveryId: string): Promise<Need | null> {
  const { commitmentId } = await act.get(Delivery, 'event', parseId('event', deliveryId));
  const { agreementId } = await act.get(Commitment, 'commitment', commitmentId);
  const { matchId } = await act.get(Agreement, 'agreement', agreementId);
  if (matchId == null) return null;
  const { needId } = await act.get(Match, 'match', matchId);
  return needId == null ? null : act.lock(Need, 'need', needId);
}

/** What was promised is done, and with the last promise the agreement. */
async function fulfil(act: Act, commitment: Commitment, agreement: Agreement): Promise<void> {
  commitment.state = advance(commitmentMachine, commitment, 'FULFILLED', 'confirm');
  await tellCommitment(act, 'commitment:fulfilled', commitment, agreement);
  if ((await act.em.count(Commitment, { agreementId: agreement.id, state: 'OPEN' })) > 0) return;
  agreement.state = advance(agreementMachine, agreement, 'COMPLETED', 'confirm');
  await tellAgreement(act, 'agreement:completed', agreement);
}

/** Throws `INVALID_INPUT` unless it was when the agreement was active already, and is not to come. */
function mustHaveHappened(occurredAt: Date, { activatedAt }: Agreement, now: Date): void {
  const refuse = (zh: string, en: string): RefusalError => RefusalError.invalid(['input', 'occurredAt'], zh, en);
  if (occurredAt > now) {
    throw refuse(
      'input.occurredAt 不能晚于现在，请在履约之后登记。',
      'input.occurredAt must not be in the future: record a delivery once it has happened.',
    );
  }
  if (activatedAt != null && occurredAt < activatedAt) {
    const since = minuteInChina(activatedAt);
    throw refuse(
      `input.occurredAt 不能早于协议生效时间 ${since}。`,
      `input.occurredAt must not be before the agreement became active, ${since} (Beijing time).`,
    );
  }
}

interface Between {
  readonly agreement: Agreement;
  readonly commitment: Commitment;
}

/** The agreement is locked before its commitment: the last delivery completes it. */
async function lockCommitment(act: Act, id: string): Promise<Between> {
  const { agreementId } = await act.get(Commitment, 'commitment', id);
  const agreement = await act.lock(Agreement, 'agreement', agreementId);
  return { agreement, commitment: await act.lock(Commitment, 'commitment', id) };
}

/** Quantities of deliveries that the other side has not answered. */
async function waiting(act: Act, commitmentId: string): Promise<string[]> {
  const rows = await act.run<{ quantity: string }>(
    `select e.quantity from exchange.event e
     where e.commitment_id = $1 and not exists (select from exchange.event_answer a where a.event_id = e.id)`,
    [commitmentId],
  );
  return rows.map(({ quantity }) => quantity);
}

async function answer(act: Act, deliveryId: string, to: 'CONFIRMED' | 'DISPUTED', reason: string | null) {
  const delivery = await act.get(Delivery, 'event', parseId('event', deliveryId));
  const { agreement, commitment } = await lockCommitment(act, delivery.commitmentId);
  act.mustFitHat('event', delivery, agreement);
  const { fromUnitId, toUnitId } = commitment;
  const { recordedByUnitId } = delivery;
  act.assertCan('delivery:answer', { fromUnitId, toUnitId, recordedByUnitId }, 'event', delivery);
  const before = await act.em.findOne(DeliveryAnswer, { eventId: delivery.id });
  const state: DeliveryState = before?.answer ?? 'RECORDED';
  advance(deliveryMachine, { id: delivery.id, state }, to, to === 'CONFIRMED' ? 'confirm' : 'dispute');
  act.em.create(DeliveryAnswer, { eventId: delivery.id, unitId: act.unit, answer: to, reason, answeredAt: act.now });
  return { delivery, commitment, agreement };
}

async function remember(
  act: Act,
  action: string,
  delivery: Delivery,
  { agreement: { allianceId }, commitment: { fromUnitId, toUnitId } }: Between,
  state: DeliveryState,
): Promise<{ delivery: string }> {
  await act.em.flush();
  act.record(action, 'event', delivery, { allianceId, unitIds: [fromUnitId, toUnitId], body: { state } });
  return { delivery: delivery.id };
}
