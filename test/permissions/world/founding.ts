/** Alliances that are founded, change hands and are dissolved; and what is written down of those that last. */
import { established, seated } from '../../scenarios/alliances/body-steps.ts';
import { started } from '../../scenarios/alliances/programme-steps.ts';
import {
  AcceptLeadDocument,
  AddTrackDocument,
  AdoptCharterDocument,
  AdoptProgrammeVersionDocument,
  DeclineLeadDocument,
  DisbandBodyDocument,
  DissolveAllianceDocument,
  EndProgrammeDocument,
  EndSeatDocument,
  FoundAllianceDocument,
  OfferLeadDocument,
  RetireTrackDocument,
  ReviseBodyDocument,
  ReviseTrackDocument,
  SetRequiredRolesDocument,
  UpdateAllianceDocument,
} from '../../generated/operations.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** Of the supplier, which hands it over to the demander, which dissolves it. */
export async function found(world: World, { supplier, demander }: Side): Promise<void> {
  const about = { description: '短期', kind: 'alliance.area', foundedOn: '2026-11-20' };
  const name = `短期联盟（${supplier.unitId}）`;
  const { id: allianceId } = there((await supplier.do(FoundAllianceDocument, { ...about, name })).alliance);
  await world.people.join(there(demander.unit), parseId('alliance', allianceId));
  const offered = { allianceId, unitId: demander.unitId };
  await supplier.do(OfferLeadDocument, { ...offered, expectedVersion: 1 });
  await demander.do(DeclineLeadDocument, { allianceId, expectedVersion: 2 });
  await supplier.do(OfferLeadDocument, { ...offered, expectedVersion: 3 });
  await demander.do(AcceptLeadDocument, { allianceId, expectedVersion: 4 });
  await demander.do(DissolveAllianceDocument, { allianceId, expectedVersion: 5, reason: '任务完成' });
}

export async function writeDown({ id: allianceId, coordinator }: Side): Promise<void> {
  await coordinator.do(UpdateAllianceDocument, { allianceId, expectedVersion: 1, kind: 'alliance.industry' });
  const roles = ['一', '二'].map((name) => ({ name, minimum: 2 }));
  await coordinator.do(SetRequiredRolesDocument, { allianceId, expectedVersion: 2, roles });
  for (const [i, text] of ['试行', '修订'].entries()) {
    await coordinator.do(AdoptCharterDocument, { allianceId, text, adoptedOn: `2026-0${i + 1}-01` });
    const of = { allianceId, name: text, colour: '#D7000F', rank: i + 1 };
    const { id: trackId } = there((await coordinator.do(AddTrackDocument, { ...of, code: `track-${i}` })).track);
    await coordinator.do(ReviseTrackDocument, { trackId, expectedVersion: 1, rank: 9 });
    if (i === 0) await coordinator.do(RetireTrackDocument, { trackId, expectedVersion: 2 });
  }
}

/** Two bodies, one under the other, with a seat each that is held, and one of each that is over. */
export async function sit({ id: allianceId, coordinator, supplier, demander }: Side): Promise<void> {
  const kind = 'body.joint-conference';
  const [top, low] = [
    await established(coordinator, allianceId, '联席会议'),
    await established(coordinator, allianceId, '功能组'),
  ];
  await coordinator.do(ReviseBodyDocument, {
    ...{ bodyId: low.id, expectedVersion: 1, kind, name: '功能组' },
    parentId: top.id,
  });
  for (const { unitId } of [supplier, demander]) {
    await seated(coordinator, low.id, unitId);
    const { id: seatId } = await seated(coordinator, top.id, unitId);
    if (unitId === supplier.unitId)
      await coordinator.do(EndSeatDocument, { seatId, expectedVersion: 1, reason: '换届' });
  }
  const gone = await established(coordinator, allianceId, '临时组');
  await coordinator.do(DisbandBodyDocument, { bodyId: gone.id, expectedVersion: 1, reason: '完成' });
}

/** Of the alliance and of a unit, each with a part, another version and a track; and one that is over. */
export async function run({ id: allianceId, coordinator, supplier }: Side): Promise<void> {
  for (const [actor, owner] of [
    [coordinator, { allianceId }],
    [supplier, {}],
  ] as const) {
    const { id: programmeId } = await started(actor, '亲邻党建', owner);
    await started(actor, '驿站计划', { parentId: programmeId });
    const next = { programmeId, label: '2.0', description: '升级', inForceFrom: '2021-03-01' };
    await actor.do(AdoptProgrammeVersionDocument, next);
    await actor.do(AddTrackDocument, { programmeId, code: 'red', name: '组织', colour: '#D7000F', rank: 1 });
    const gone = await started(actor, '试点', owner);
    await actor.do(EndProgrammeDocument, { programmeId: gone.id, expectedVersion: 1, reason: '完成' });
  }
}
