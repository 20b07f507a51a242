import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine, endOf } from '../../../../domain/exchange/agreement.ts';
import { bookingMachine } from '../../../../domain/exchange/booking.ts';
import { mustBeInTerm, termsOf } from '../../../../domain/exchange/terms.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { Booking } from '../../resources/bookings/booking.entity.ts';
import { mustBeToCome } from '../../resources/bookings/place-booking.service.ts';
import { tellBooking } from '../../resources/bookings/tell-booking.service.ts';
import { lockMatch } from '../../matching/matches/lock-match.service.ts';
import { Slot } from '../../resources/slots/slot.entity.ts';
import { addCommitments } from '../terms/commit.service.ts';
import { editionOf } from '../terms/edition.service.ts';
import type { AgreementEdition } from '../terms/edition.entity.ts';
import { Agreement, Signature } from './agreement.entity.ts';
import { signable, type OfAgreement } from './of-agreement.service.ts';
import { releaseAgreement } from './release-agreement.service.ts';
import { tellAgreement } from './tell.service.ts';

interface SignAgreement extends OfAgreement {
  readonly expectedHash?: string | null;
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

  /** A unit signs what it has read; a signature is no change of what is signed. The last signature makes the agreement active and confirms what was held for it. */
  sign(viewer: Viewer, input: SignAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'signAgreement', input }, async (act) => {
      const { seen, signers } = await signable(act, input, 'agreement:sign');
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      const { id: agreementId, edition: number } = agreement;
      const signatures = await act.em.find(Signature, { agreementId, edition: number });
      if (agreement.state !== 'CANCELLED' && signatures.some(({ unitId }) => unitId === act.unit)) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'agreement', id: agreementId, what: signedAlready });
      }
      mustBe(agreementMachine, agreement, 'sign', 'PENDING_SIGNATURES');
      const edition = await editionOf(act, agreement);
      mustHaveRead(edition, input.expectedHash);
      act.expectVersion('agreement', agreement, input.expectedVersion);
      mustBeInTerm(agreement, termsOf(edition.canonical), 'sign', act.now);
      const bookings = await bookingsToCome(act, agreement);
      act.em.create(Signature, {
        ...{ agreementId, edition: number, unitId: act.unit },
        hash: edition.hash,
        signedAt: act.now,
      });
      if (signatures.length + 1 === signers.length) activate(act, agreement, edition, bookings);
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
      const { seen } = await signable(act, input, 'agreement:cancel');
      const match = seen.matchId == null ? null : (await lockMatch(act, seen.matchId)).match;
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      advance(agreementMachine, agreement, 'CANCELLED', 'cancel');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      return releaseAgreement(act, agreement, match, input.reason);
    });
  }
}

/** Throws `TERMS_CHANGED` where it was another text that was to be signed. Who says no hash is guarded by the version. */
function mustHaveRead({ agreementId, number, hash }: AgreementEdition, expectedHash: string | null | undefined): void {
  if (expectedHash == null || expectedHash === hash) return;
  throw RefusalError.of('TERMS_CHANGED', {
    ...{ id: agreementId, expectedHash },
    ...{ currentHash: hash, currentEdition: number },
  });
}

async function bookingsToCome(act: Act, { id: agreementId }: Agreement): Promise<Booking[]> {
  const bookings = await act.em.find(Booking, { agreementId });
  const slots = await Promise.all(
    bookings.flatMap(({ slotId }) => (slotId == null ? [] : [act.get(Slot, 'slot', slotId)])),
  );
  for (const slot of slots) mustBeToCome(act, slot);
  return bookings;
}

/** All have signed. What a match promises is there since it was agreed; what was drafted is promised from now on. */
function activate(act: Act, agreement: Agreement, edition: AgreementEdition, bookings: readonly Booking[]): void {
  agreement.state = advance(agreementMachine, agreement, 'ACTIVE', 'sign');
  agreement.activatedAt = act.now;
  const terms = termsOf(edition.canonical);
  agreement.confirmWithinDays = terms.confirmWithinDays;
  Object.assign(agreement, endOf(terms.validThrough, []));
  if (agreement.matchId == null) addCommitments(act, agreement, terms);
  for (const booking of bookings) {
    booking.state = advance(bookingMachine, booking, 'CONFIRMED', 'sign');
    booking.confirmedAt = act.now;
  }
}
