import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { deliveryMachine } from '../../../../domain/exchange/delivery.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { isNothing, mustFit } from '../../../../domain/quantity.ts';
import { count, mustCount, tellDelivery } from './count.service.ts';
import { DisputeReferral, DisputeResolution } from './delivery.entity.ts';
import { lockDelivery, type LockedDelivery } from './lock-delivery.service.ts';

interface OfDelivery {
  readonly idempotencyKey: string;
  readonly deliveryId: string;
}
interface Reasoned extends OfDelivery {
  readonly reason: string;
}
interface Resolve extends Reasoned {
  readonly amount: string;
}

/** How a dispute over a delivery ends, where it is not recorded anew: by who objected, or by the alliance where a side asks it. */
export class DisputeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Who objected does so no more: the delivery counts, as far as the promise has room for it still. */
  withdraw(viewer: Viewer, input: OfDelivery): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawDispute', input }, async (act) => {
      const locked = await lockDelivery(act, input.deliveryId, ({ delivery, commitment, agreement }) => {
        act.mustFitHat('event', delivery, agreement);
        const { fromUnitId, toUnitId } = commitment;
        const { recordedByUnitId } = delivery;
        act.assertCan('dispute:withdraw', { fromUnitId, toUnitId, recordedByUnitId }, 'event', delivery);
      });
      mustBe(deliveryMachine, locked, 'undispute', 'DISPUTED');
      const { quantity } = locked.delivery;
      await mustCount(act, locked, quantity);
      const state = advance(deliveryMachine, locked, 'CONFIRMED', 'undispute');
      return count(act, locked, { quantity, action: 'dispute:withdrawn', state }, () => {
        resolved(act, locked, 'WITHDRAWN', quantity, null);
      });
    });
  }

  /** A side puts it to the coordinators, once. */
  refer(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'referDispute', input }, async (act) => {
      const locked = await lockDelivery(act, input.deliveryId, ({ delivery, commitment, agreement }) => {
        act.mustFitHat('event', delivery, agreement);
        act.assertCan('dispute:refer', commitment, 'event', delivery);
      });
      const { delivery, id, isReferred } = locked;
      mustBe(deliveryMachine, locked, 'refer', 'DISPUTED');
      if (isReferred) {
        const what = {
          zh: '该争议已提请协调员认定；请等待结果，或由双方自行解决。',
          en: 'The dispute is put to the coordinators already: wait for them, or settle it between the two units.',
        };
        throw RefusalError.of('ALREADY_DONE', { kind: 'event', id, what });
      }
      await mustHaveCoordinators(act, locked);
      act.em.create(DisputeReferral, { eventId: id, unitId: act.unit, reason: input.reason, referredAt: act.now });
      return tellDelivery(act, 'dispute:referred', delivery, locked, 'DISPUTED');
    });
  }

  /** A coordinator whom a side has asked says how much of it counts, and why. That may be nothing. */
  resolve(viewer: Viewer, input: Resolve): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'resolveDispute', input }, async (act) => {
      // Before anything is looked up: who is in no alliance is told so, whatever is named.
      await act.alliance();
      const locked = await lockDelivery(act, input.deliveryId, async ({ delivery, commitment, agreement }) => {
        const { allianceId } = agreement;
        await act.inAllianceOf('event', { id: delivery.id, allianceId });
        const { fromUnitId, toUnitId } = commitment;
        act.assertCan('dispute:resolve', { fromUnitId, toUnitId, allianceId }, 'event', delivery);
      });
      const state = advance(deliveryMachine, locked, 'RESOLVED', 'resolve');
      mustBeReferred(locked);
      const { delivery, commitment, id } = locked;
      const { amount: quantity, reason } = input;
      mustFit({ kind: 'event', id, quantity: delivery.quantity, taken: '0', unit: commitment.quantityUnit }, quantity);
      if (!isNothing(quantity)) await mustCount(act, locked, quantity);
      return count(act, locked, { quantity, action: 'dispute:resolved', state }, () => {
        resolved(act, locked, 'DECIDED', quantity, reason);
      });
    });
  }
}

const STANDS = 'select from directory.alliance a where a.id = $1::uuid and a.dissolved_at is null';

/** Throws `WRONG_STATE` where the alliance is dissolved: nobody could decide. */
async function mustHaveCoordinators(act: Act, { id, state, agreement }: LockedDelivery): Promise<void> {
  if ((await act.run(STANDS, [agreement.allianceId])).length > 0) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'event', id, state, act: 'refer' },
    is: { zh: '所属联盟已解散，无人可以认定', en: 'is of an alliance that is dissolved: nobody can decide it' },
    wayOut: {
      zh: '请由提出方撤回异议（withdrawDispute），或由一方按实际情况重新登记（recordDelivery）。',
      en: 'Who objected withdraws that (withdrawDispute), or either side records what really happened anew (recordDelivery).',
    },
  });
}

/** Throws `WRONG_STATE` where neither side has asked: the alliance does not step in between two units by itself. */
function mustBeReferred({ id, state, isReferred }: LockedDelivery): void {
  if (isReferred) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'event', id, state, act: 'resolve' },
    is: { zh: '有异议，但双方均未提请认定', en: 'is disputed, and neither side has put it to the coordinators' },
    wayOut: { zh: '请由其中一方提请认定（referDispute）。', en: 'Let one of them do so (referDispute).' },
  });
}

function resolved(
  act: Act,
  { id }: LockedDelivery,
  outcome: 'WITHDRAWN' | 'DECIDED',
  quantity: string,
  reason: string | null,
): void {
  act.em.create(DisputeResolution, { eventId: id, unitId: act.unit, outcome, quantity, reason, resolvedAt: act.now });
}
