/** Whose programmes are, and how they end. */
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { programmeMachine } from '../../../../domain/directory/programme.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { Programme } from './programme.entity.ts';

interface Owner {
  readonly unitId?: string | null | undefined;
  readonly allianceId?: string | null | undefined;
}

/** As the table of actions asks it. */
export const ownerOf = ({
  unitId = null,
  allianceId = null,
}: Owner): { ownerUnitId: string | null; allianceId: string | null } => ({ ownerUnitId: unitId, allianceId });

/** The programme, locked, for who runs it, while it runs. */
export async function running(act: Act, id: string, tried: Tried): Promise<Programme> {
  const programme = await act.lock(Programme, 'programme', id);
  act.assertCan('programme:run', ownerOf(programme), 'programme', programme);
  mustBe(programmeMachine, programme, tried, 'RUNNING');
  return programme;
}

/** Writes it and tells. */
export async function remember(act: Act, action: string, programme: Programme): Promise<{ programme: string }> {
  await act.em.flush();
  const { id, state, unitId, allianceId = null } = programme;
  const unitIds = unitId == null ? [] : [unitId];
  act.record(action, 'programme', programme, { allianceId, unitIds: [...unitIds, act.unit], body: { state } });
  return { programme: id };
}

/** It runs no more from today on, nor does what is under it. The programme is locked: whoever starts a part of it waits. */
export async function endAllUnder(act: Act, programme: Programme, reason: string): Promise<void> {
  programme.state = 'ENDED';
  programme.endedOn = dayInChina(act.now);
  programme.reason = reason;
  await remember(act, 'programme:ended', programme);
  const parts = await act.em.find(Programme, { parentId: programme.id, state: 'RUNNING' });
  for await (const part of act.lockEach(Programme, 'programme', parts)) {
    if (part.state === 'RUNNING') await endAllUnder(act, part, reason);
  }
}

/** Those of a unit or an alliance that is dissolved. */
export async function endProgrammesOf(
  act: Act,
  owner: { readonly unitId: string } | { readonly allianceId: string },
  reason: string,
): Promise<void> {
  const tops = await act.em.find(Programme, { ...owner, parentId: null, state: 'RUNNING' });
  for await (const top of act.lockEach(Programme, 'programme', tops)) {
    if (top.state === 'RUNNING') await endAllUnder(act, top, reason);
  }
}
