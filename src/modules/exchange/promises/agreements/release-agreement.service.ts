import type { Act } from '../../../../data/act.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { bookingMachine } from '../../../../domain/exchange/booking.ts';
import { commitmentMachine } from '../../../../domain/exchange/commitment.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Booking } from '../../resources/bookings/booking.entity.ts';
import { tellBooking } from '../../resources/bookings/tell-booking.service.ts';
import { endMatch, tellMatch } from '../../matching/matches/end-match.service.ts';
import type { Match } from '../../matching/matches/match.entity.ts';
import { Commitment } from '../commitments/commitment.entity.ts';
import { tellCommitment } from '../commitments/tell-commitment.service.ts';
import type { Agreement } from './agreement.entity.ts';
import { tellAgreement } from './tell.service.ts';

/** Gives up an agreement that is not active yet, locked after its match where it has one: quantity, promises and places are free again. */
export async function releaseAgreement(
  act: Act,
  agreement: Agreement,
  match: Match | null,
  reason: string,
): Promise<{ agreement: string }> {
  agreement.state = advance(agreementMachine, agreement, 'CANCELLED', 'cancel');
  agreement.reason = reason;
  for (const commitment of await act.em.find(Commitment, { agreementId: agreement.id })) {
    commitment.state = advance(commitmentMachine, commitment, 'RELEASED', 'cancel');
    await tellCommitment(act, 'commitment:released', commitment, agreement);
  }
  for (const booking of await act.em.find(Booking, { agreementId: agreement.id })) {
    booking.state = advance(bookingMachine, booking, 'CANCELLED', 'cancel');
    booking.cancelledAt = act.now;
    await tellBooking(act, 'booking:cancelled', booking);
  }
  if (match !== null) {
    endMatch(match, 'CANCELLED', reason);
    await tellMatch(act, 'match:cancelled', match);
  }
  return tellAgreement(act, 'agreement:cancelled', agreement);
}
