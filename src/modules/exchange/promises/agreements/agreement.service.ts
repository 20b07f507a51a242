import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { bookingMachine } from '../../../../domain/exchange/booking.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { Booking } from '../../resources/bookings/booking.entity.ts';
import { mustBeToCome } from '../../resources/bookings/place-booking.service.ts';
import { tellBooking } from '../../resources/bookings/tell-booking.service.ts';
import { lockMatch } from '../../matching/matches/lock-match.service.ts';
import { Slot } from '../../resources/slots/slot.entity.ts';
import { Agreement, Signature } from './agreement.entity.ts';
import { releaseAgreement } from './release-agreement.service.ts';
import { tellAgreement } from './tell.service.ts';

interface OfAgreement {
  readonly idempotencyKey: string;
  readonly agreementId: string;
  readonly expectedVersion: number;
}
interface CancelAgreement extends OfAgreement {
  readonly reason: string;
}

const signedAlready = { zh: '本单位已签署该协议。', en: 'Your unit has signed this agreement already.' };

export class AgreementService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A unit signs what it has read; a signature is no change of what is signed. The second signature makes the agreement active and confirms what was held for it. */
  sign(viewer: Viewer, input: OfAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'signAgreement', input }, async (act) => {
      const seen = await agreementOf(act, input);
      act.assertCan('agreement:sign', seen, 'agreement', seen);
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      const signatures = await act.em.find(Signature, { agreementId: agreement.id });
      if (agreement.state !== 'CANCELLED' && signatures.some(({ unitId }) => unitId === act.unit)) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'agreement', id: agreement.id, what: signedAlready });
      }
      mustBe(agreementMachine, agreement, 'sign', 'PENDING_SIGNATURES');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      const bookings = await act.em.find(Booking, { agreementId: agreement.id });
      const slots = await Promise.all(
        bookings.flatMap(({ slotId }) => (slotId == null ? [] : [act.get(Slot, 'slot', slotId)])),
      );
      for (const slot of slots) mustBeToCome(act, slot);
      act.em.create(Signature, { agreementId: agreement.id, unitId: act.unit, signedAt: act.now });
      if (signatures.length === 1) {
        agreement.state = advance(agreementMachine, agreement, 'ACTIVE', 'sign');
        agreement.activatedAt = act.now;
        for (const booking of bookings) {
          booking.state = advance(bookingMachine, booking, 'CONFIRMED', 'sign');
          booking.confirmedAt = act.now;
        }
      }
      const outcome = await tellAgreement(act, 'agreement:signed', agreement);
      if (agreement.state === 'ACTIVE') {
        for (const booking of bookings) await tellBooking(act, 'booking:confirmed', booking);
      }
      return outcome;
    });
  }

  /** Gives up an agreement that is not active yet: its match, its quantity and its slot are free again. */
  cancel(viewer: Viewer, input: CancelAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelAgreement', input }, async (act) => {
      const seen = await agreementOf(act, input);
      act.assertCan('agreement:cancel', seen, 'agreement', seen);
      const { match } = await lockMatch(act, seen.matchId);
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      advance(agreementMachine, agreement, 'CANCELLED', 'cancel');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      return releaseAgreement(act, agreement, match, input.reason);
    });
  }
}

/** The agreement, for one of its two units. Not locked yet; who its units are never changes. */
async function agreementOf(act: Act, input: OfAgreement): Promise<Agreement> {
  const agreement = await act.get(Agreement, 'agreement', parseId('agreement', input.agreementId));
  act.mustFitHat('agreement', agreement, agreement);
  return agreement;
}
