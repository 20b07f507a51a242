/** What a unit has in an alliance only while it is a member in force. */
import type { Act } from '../../../../data/act.ts';
import { Alliance } from '../alliance/alliance.entity.ts';
import { OFFERED_TO_NOBODY, remember } from '../alliance/alliance.service.ts';
import { vacateSeats } from '../bodies/seats.service.ts';

interface Member {
  readonly allianceId: string;
  readonly unitId: string;
}

/** The unit is no member in force any more: it sits in no body, and cannot take the lead. Its membership is locked. */
export async function standDown(act: Act, member: Member): Promise<void> {
  await withdrawLead(act, member);
  await vacateSeats(act, member);
}

/** An offer is made to whoever holds a membership in force: none comes while this one is locked. */
async function withdrawLead(act: Act, { allianceId, unitId }: Member): Promise<void> {
  if ((await act.em.count(Alliance, { id: allianceId, leadOfferedTo: unitId })) === 0) return;
  const alliance = await act.lock(Alliance, 'alliance', allianceId);
  // It may have been taken back, or offered to another, meanwhile.
  if (alliance.leadOfferedTo !== unitId) return;
  Object.assign(alliance, OFFERED_TO_NOBODY);
  await remember(act, 'alliance:lead-withdrawn', alliance);
}
