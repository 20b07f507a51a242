import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { bookingMachine } from '../../../../domain/exchange/booking.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId, type Id } from '../../../../domain/ids.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustStandIn } from '../../listings/listing/standing.service.ts';
import { Resource, Slot } from '../resources/resource.entity.ts';
import { Booking } from './booking.entity.ts';
import { placeBooking } from './place-booking.service.ts';
import { tellBooking } from './tell-booking.service.ts';

interface BookSlot {
  readonly idempotencyKey: string;
  readonly slotId: string;
  readonly count: number;
  readonly purpose: string;
}

interface CancelBooking {
  readonly idempotencyKey: string;
  readonly bookingId: string;
  readonly expectedVersion: number;
}

export class BookingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * Books places of a slot that the unit sees in its alliance, and whose owner is a member of it: a booking lives in an
   * alliance. Of two who want the last place one gets it.
   */
  book(viewer: Viewer, input: BookSlot): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'bookSlot', input }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('slot:book', { allianceId });
      const slotId = parseId('slot', input.slotId);
      await mustBeBookable(act, slotId, allianceId);
      const slot = await act.lock(Slot, 'slot', slotId);
      if (slot.startsAt <= act.now) {
        throw RefusalError.invalid(
          ['input', 'slotId'],
          '该时段已经开始，请另选。',
          'The slot has begun already: choose another.',
        );
      }
      const { count, purpose } = input;
      const wanted = { unitId: act.unit, allianceId, agreementId: null, count, purpose, state: 'CONFIRMED' as const };
      return tellBooking(act, 'slot:booked', placeBooking(act, slot, wanted));
    });
  }

  /** Gives places back. A booking that serves an agreement goes with the agreement, not alone. */
  cancel(viewer: Viewer, input: CancelBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelBooking', input }, async (act) => {
      const booking = await act.lock(Booking, 'booking', parseId('booking', input.bookingId));
      const slot = await act.lock(Slot, 'slot', booking.slotId);
      const { ownerUnitId } = await act.get(Resource, 'resource', slot.resourceId);
      act.assertCan('booking:cancel', { unitId: booking.unitId, ownerUnitId }, 'booking', booking);
      if (booking.agreementId != null) {
        throw RefusalError.forbidden('booking:cancel', {
          zh: '该预约属于一份协议，只能随协议一并取消；协议生效前可取消协议（cancelAgreement）。',
          en: 'The booking serves an agreement and goes with that: cancel the agreement before it is active (cancelAgreement).',
        });
      }
      booking.state = advance(bookingMachine, booking, 'CANCELLED', 'cancel');
      act.expectVersion('booking', booking, input.expectedVersion);
      return tellBooking(act, 'booking:cancelled', booking);
    });
  }
}

/** Throws unless the slot may be booked under the hat of that alliance. One's own always may. */
async function mustBeBookable(act: Act, slotId: Id<'slot'>, allianceId: string): Promise<void> {
  const { resourceId } = await act.get(Slot, 'slot', slotId);
  const resource = await act.get(Resource, 'resource', resourceId);
  const { ownerUnitId, visibility, shownTo } = resource;
  const shown = { ownerUnitId, visibility, shownTo };
  if (ownerUnitId !== act.unit) await mustStandIn(act, allianceId, { kind: 'slot', id: slotId }, shown);
  mustBe(resourceMachine, resource, 'book', 'AVAILABLE');
}
