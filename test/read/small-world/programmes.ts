/** Programmes of an alliance: with parts, one of which is over, versions and tracks. */
import { AddTrackDocument, AdoptProgrammeVersionDocument, EndProgrammeDocument } from '../../generated/operations.ts';
import { started } from '../../scenarios/alliances/programme-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { Things } from './supply.ts';

export async function programmesOf({ red }: { readonly red: AllianceOfTest<'street'> }): Promise<Things> {
  const { street, id: allianceId } = red;
  const { id: programme } = await started(street, '新新向党', { allianceId });
  const part = (name: string, startedOn: string) => started(street, name, { parentId: programme, startedOn });
  const [one, two] = [await part('驿站计划', '2023-05-01'), await part('课堂计划', '2024-05-01')];
  await street.do(EndProgrammeDocument, { programmeId: two.id, expectedVersion: 1, reason: '完成' });
  const next = { programmeId: programme, label: '2.0', description: '五大计划', inForceFrom: '2023-01-01' };
  const { edition } = await street.do(AdoptProgrammeVersionDocument, next);
  const track = { programmeId: programme, code: 'red', name: '组织', colour: '#D7000F', rank: 1 };
  const { track: programmeTrack } = await street.do(AddTrackDocument, track);
  await street.do(AddTrackDocument, { ...track, code: 'blue', name: '治理', rank: 2 });
  return {
    ...{ programme, runningProgramme: programme, programmeTrack: there(programmeTrack).id },
    ...{ edition: there(edition).id, programmeToEnd: one.id },
  };
}
