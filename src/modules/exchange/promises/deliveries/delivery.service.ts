import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { commitmentMachine } from '../../../../domain/exchange/commitment.ts';
import { deliveryMachine } from '../../../../domain/exchange/delivery.ts';
import { mustBeAdmitted, type FlowAction } from '../../../../domain/exchange/flow.ts';
import { instantText } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { isNothing, mustFit } from '../../../../domain/quantity.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { lockCommitment, taken } from '../commitments/close-commitment.service.ts';
import { count, mustNotBeReversed, tellDelivery } from './count.service.ts';
import { Delivery, DeliveryAnswer } from './delivery.entity.ts';
import { lockDelivery, type LockedDelivery } from './lock-delivery.service.ts';

interface RecordDelivery {
  readonly idempotencyKey: string;
  readonly commitmentId: string;
  readonly amount: string;
  readonly action?: FlowAction | null;
  readonly occurredAt: Date;
  readonly note: string;
}
interface OfDelivery {
  readonly idempotencyKey: string;
  readonly deliveryId: string;
}
interface Reasoned extends OfDelivery {
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
      const action = input.action ?? commitment.action;
      mustBeAdmitted(commitment.action, action);
      mustHaveHappened(input.occurredAt, agreement, act.now);
      const { id, quantity, quantityUnit: unit } = commitment;
      mustFit({ kind: 'commitment', id, quantity, taken: await taken(act, commitment), unit }, input.amount);
      const delivery = act.em.create(Delivery, {
        id: act.newId('event'),
        ...{ commitmentId: id, recordedByUnitId: act.unit, action, quantity: input.amount },
        occurredAt: input.occurredAt,
        note: input.note,
        recordedAt: act.now,
      });
      return tellDelivery(act, 'delivery:recorded', delivery, { agreement, commitment }, 'RECORDED');
    });
  }

  /** The other side confirms: it counts. The last one fulfils the commitment, and the last commitment the agreement. */
  confirm(viewer: Viewer, input: OfDelivery): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmDelivery', input }, async (act) => {
      const locked = await lockUnanswered(act, input, 'CONFIRMED');
      const counts = { quantity: locked.delivery.quantity, action: 'delivery:confirmed', state: 'CONFIRMED' } as const;
      return count(act, locked, counts, () => {
        answered(act, locked, 'CONFIRMED', null);
      });
    });
  }

  /** The other side objects: it does not count, and may be recorded anew as it was. */
  dispute(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'disputeDelivery', input }, async (act) => {
      const locked = await lockUnanswered(act, input, 'DISPUTED');
      answered(act, locked, 'DISPUTED', input.reason);
      return tellDelivery(act, 'delivery:disputed', locked.delivery, locked, 'DISPUTED');
    });
  }

  /**
   * One side says that what counts is to count no more: a record of its own, of all that counts, which the other side
   * confirms or disputes like any other. Once, however it is answered, unless it is disputed for good.
   */
  reverse(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reverseDelivery', input }, async (act) => {
      const locked = await lockDelivery(act, input.deliveryId, ({ delivery, commitment, agreement }) => {
        act.mustFitHat('event', delivery, agreement);
        act.assertCan('delivery:reverse', commitment, 'event', delivery);
      });
      const { delivery, counted } = locked;
      mustTakeSomethingBack(locked);
      await mustNotBeReversed(act, delivery.id);
      const reversal = act.em.create(Delivery, {
        id: act.newId('event'),
        ...{ commitmentId: delivery.commitmentId, recordedByUnitId: act.unit, action: delivery.action },
        ...{ reversesId: delivery.id, quantity: counted, note: input.reason },
        occurredAt: act.now,
        recordedAt: act.now,
      });
      return tellDelivery(act, 'delivery:reversed', reversal, locked, 'RECORDED');
    });
  }
}

/** Throws `WRONG_STATE` unless it counts, and `INVALID_INPUT` where it is what takes another back. */
function mustTakeSomethingBack(locked: LockedDelivery): void {
  if (locked.delivery.reversesId != null || (locked.state === 'RESOLVED' && isNothing(locked.counted))) {
    throw RefusalError.invalid(
      ['input', 'deliveryId'],
      'input.deliveryId 未计入任何数量，或本身即为冲销记录，无可冲销；如确有履行，请重新登记（recordDelivery）。',
      'input.deliveryId counts for nothing, or takes another back itself: record what was delivered anew (recordDelivery).',
    );
  }
  mustBe(deliveryMachine, locked, 'reverse', 'CONFIRMED', 'RESOLVED');
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
    const since = instantText(activatedAt);
    throw refuse(
      `input.occurredAt 不能早于协议生效时间 ${since}。`,
      `input.occurredAt must not be before the agreement became active, ${since}.`,
    );
  }
}

type Answer = 'CONFIRMED' | 'DISPUTED';

/** For the side that did not record it. What was disputed is not confirmed: that is withdrawn. */
async function lockUnanswered(act: Act, { deliveryId }: OfDelivery, to: Answer): Promise<LockedDelivery> {
  const locked = await lockDelivery(act, deliveryId, ({ delivery, commitment, agreement }) => {
    act.mustFitHat('event', delivery, agreement);
    const { fromUnitId, toUnitId } = commitment;
    const { recordedByUnitId } = delivery;
    act.assertCan('delivery:answer', { fromUnitId, toUnitId, recordedByUnitId }, 'event', delivery);
  });
  const tried = to === 'CONFIRMED' ? 'confirm' : 'dispute';
  if (locked.state !== to) mustBe(deliveryMachine, locked, tried, 'RECORDED');
  advance(deliveryMachine, locked, to, tried);
  return locked;
}

function answered(act: Act, { id }: LockedDelivery, answer: Answer, reason: string | null): void {
  act.em.create(DeliveryAnswer, { eventId: id, unitId: act.unit, answer, reason, answeredAt: act.now });
}
