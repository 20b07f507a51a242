import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { agreementMachine, bookingMachine, commitmentMachine } from '../../../domain/exchange/agreement.ts';
import { matchMachine } from '../../../domain/exchange/match.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance, mustBe } from '../../../domain/lifecycle.ts';
import { Booking } from '../bookings/booking.entity.ts';
import { mustBeToCome } from '../bookings/place-booking.service.ts';
import { lockMatch } from '../matches/lock-match.service.ts';
import { Slot } from '../resources/resource.entity.ts';
import { Agreement, Commitment, Signature } from './agreement.entity.ts';

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
      const agreement = await lockAgreement(act, input);
      act.assertCan('agreement:sign', agreement, 'agreement', agreement);
      const signatures = await act.em.find(Signature, { agreementId: agreement.id });
      if (signatures.some(({ unitId }) => unitId === act.unit)) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'agreement', id: agreement.id, what: signedAlready });
      }
      mustBe(agreementMachine, agreement, 'PENDING_SIGNATURES');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      const bookings = await act.em.find(Booking, { agreementId: agreement.id });
      for (const { slotId } of bookings) mustBeToCome(act, await act.get(Slot, 'slot', slotId));
      act.em.create(Signature, { agreementId: agreement.id, unitId: act.unit, signedAt: act.now });
      if (signatures.length === 1) {
        agreement.state = advance(agreementMachine, agreement, 'ACTIVE');
        agreement.activatedAt = act.now;
        for (const booking of bookings) booking.state = advance(bookingMachine, booking, 'CONFIRMED');
      }
      return remember(act, 'agreement:signed', agreement);
    });
  }

  /** Gives up an agreement that is not active yet: its match, its quantity and its slot are free again. */
  cancel(viewer: Viewer, input: CancelAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelAgreement', input }, async (act) => {
      const seen = await act.get(Agreement, 'agreement', parseId('agreement', input.agreementId));
      await act.inAllianceOf('agreement', seen);
      act.assertCan('agreement:cancel', seen, 'agreement', seen);
      const { match } = await lockMatch(act, seen.matchId);
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      agreement.state = advance(agreementMachine, agreement, 'CANCELLED');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      agreement.reason = input.reason;
      match.state = advance(matchMachine, match, 'CANCELLED');
      for (const commitment of await act.em.find(Commitment, { agreementId: agreement.id })) {
        commitment.state = advance(commitmentMachine, commitment, 'RELEASED');
      }
      for (const booking of await act.em.find(Booking, { agreementId: agreement.id })) {
        booking.state = advance(bookingMachine, booking, 'CANCELLED');
      }
      return remember(act, 'agreement:cancelled', agreement);
    });
  }
}

async function lockAgreement(act: Act, input: OfAgreement): Promise<Agreement> {
  const agreement = await act.lock(Agreement, 'agreement', parseId('agreement', input.agreementId));
  await act.inAllianceOf('agreement', agreement);
  return agreement;
}

async function remember(act: Act, action: string, agreement: Agreement): Promise<{ agreement: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = agreement;
  act.record(action, 'agreement', agreement, {
    allianceId,
    unitIds: [supplierUnitId, demanderUnitId],
    body: { state },
  });
  return { agreement: agreement.id };
}
