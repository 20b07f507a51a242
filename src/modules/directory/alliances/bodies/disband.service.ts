/** How bodies end, and all seats in them. */
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { GoverningBody, Seat } from './body.entity.ts';
import { endSeats } from './seats.service.ts';

/** It stands no more from today on. The body is locked. What is under it stands on. */
export async function disband(act: Act, body: GoverningBody, reason: string): Promise<{ body: string }> {
  body.state = 'DISBANDED';
  body.disbandedOn = dayInChina(act.now);
  body.reason = reason;
  await act.em.flush();
  const seats = await act.em.find(Seat, { bodyId: body.id, endedAt: null });
  await endSeats(act, seats, body.allianceId, '议事机构已撤销');
  return remember(act, 'body:disbanded', body);
}

/** Those of an alliance that is dissolved. */
export async function disbandAll(act: Act, allianceId: string, reason: string): Promise<void> {
  const bodies = await act.em.find(GoverningBody, { allianceId, state: 'STANDING' });
  for await (const body of act.lockEach(GoverningBody, 'body', bodies)) {
    if (body.state === 'STANDING') await disband(act, body, reason);
  }
}

/** Writes it and tells. */
export async function remember(act: Act, action: string, body: GoverningBody): Promise<{ body: string }> {
  await act.em.flush();
  const { id, allianceId, state } = body;
  act.record(action, 'body', body, { allianceId, body: { state } });
  return { body: id };
}
