import type { Act } from '../../../../data/act.ts';
import { placeMachine } from '../../../../domain/directory/place.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Place } from './place.entity.ts';

/** Closes the places of a unit that is dissolved. The unit is locked. */
export async function closePlaces(act: Act, unitId: string, reason: string): Promise<void> {
  const open = await act.run<{ id: string }>(
    "select id from directory.place where owner_unit_id = $1::uuid and status <> 'CLOSED'",
    [unitId],
  );
  for await (const place of act.lockEach(Place, 'place', open)) {
    const status = advance(placeMachine, { id: place.id, state: place.status }, 'CLOSED', 'end');
    act.em.assign(place, { status, reason, statusSince: act.now, changedAt: act.now });
    await act.em.flush();
    act.record('place:status-changed', 'place', place, { unitIds: [unitId], body: { status } });
  }
}
