/** The charter of an alliance, whom it has to have, and the lines along which it works, of each something old and something new. */
import {
  AddTrackDocument,
  AdoptCharterDocument,
  RetireTrackDocument,
  SetRequiredRolesDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { Things } from './supply.ts';

const TRACKS = [
  ['red', '红色组织', '#D7000F'],
  ['orange', '橙色家园', '#F08300'],
  ['yellow', '黄色服务', '#FFD900'],
] as const;

export async function linesOf({ red }: { readonly red: AllianceOfTest<'street'> }): Promise<Things> {
  const allianceId = red.id;
  const first = await red.street.do(AdoptCharterDocument, { allianceId, text: '试行', adoptedOn: '2024-05-01' });
  await red.street.do(AdoptCharterDocument, { allianceId, text: '第一版', adoptedOn: '2025-07-01' });
  const roles = [
    { name: '社区', unitKinds: ['COMMUNITY' as const, 'VILLAGE' as const], minimum: 9 },
    { name: '牵头单位', roles: ['LEAD' as const], minimum: 1 },
  ];
  await red.street.do(SetRequiredRolesDocument, { allianceId, expectedVersion: 1, roles });
  const ids: string[] = [];
  for (const [i, [code, name, colour]] of TRACKS.entries()) {
    const { track } = await red.street.do(AddTrackDocument, { allianceId, code, name, colour, rank: i + 1 });
    ids.push(there(track).id);
  }
  const gone = { allianceId, code: 'purple', name: '紫色文化', colour: '#7F1184', rank: 5 };
  const { track } = await red.street.do(AddTrackDocument, gone);
  await red.street.do(RetireTrackDocument, { trackId: there(track).id, expectedVersion: 1 });
  const [allianceTrack, trackToRetire, trackToRevise] = ids;
  return {
    charter: there(first.charter).id,
    allianceTrack: there(allianceTrack),
    trackToRetire: there(trackToRetire),
    trackToRevise: there(trackToRevise),
  };
}
