/** How seats end that nobody ends by themselves: with the membership of their unit, or with their body. */
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { isSeatOver, seatOverOn } from '../../../../domain/directory/body.ts';
import { GoverningBody, Seat } from './body.entity.ts';

/** From today on it is held no more. The seat is locked. */
export function end(act: Act, seat: Seat, reason: string): void {
  seat.until = seatOverOn(seat, dayInChina(act.now));
  seat.endedAt = act.now;
  seat.reason = reason;
}

/** Writes it and tells. */
export async function remember(act: Act, action: string, seat: Seat, allianceId: string): Promise<{ seat: string }> {
  await act.em.flush();
  const { id, bodyId, unitId } = seat;
  act.record(action, 'seat', seat, { allianceId, unitIds: [unitId, act.unit], body: { bodyId } });
  return { seat: id };
}

/** Ends those that are not over. */
export async function endSeats(act: Act, seats: readonly Seat[], allianceId: string, reason: string): Promise<void> {
  for await (const seat of act.lockEach(Seat, 'seat', seats)) {
    if (isSeatOver(seat, dayInChina(act.now))) continue;
    end(act, seat, reason);
    await remember(act, 'seat:ended', seat, allianceId);
  }
}

/** The unit is no member in force any more: it sits in no body of the alliance. Why, is for those concerned alone. */
export async function vacateSeats(act: Act, { allianceId, unitId }: Member): Promise<void> {
  const bodies = await act.em.find(GoverningBody, { allianceId, state: 'STANDING' });
  const seats = await act.em.find(Seat, { bodyId: { $in: bodies.map(({ id }) => id) }, unitId, endedAt: null });
  await endSeats(act, seats, allianceId, '成员资格不再有效');
}

interface Member {
  readonly allianceId: string;
  readonly unitId: string;
}
