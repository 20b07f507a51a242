/** How the five-colour alliance is ordered: its tracks, its committee and programme, and how its units are related. */
import { dayInChina } from '../../domain/calendar.ts';
import { globalId } from '../../domain/ids.ts';
import {
  AddTrackDocument,
  AgreeRelationDocument,
  AppointToBodyDocument,
  EstablishBodyDocument,
  ProposeRelationDocument,
  StartProgrammeDocument,
} from '../../generated/operations.ts';
import { namedId } from '../named-id.ts';
import { atTime, daysFrom } from './calendar.ts';
import { made, type Cast } from './cast.ts';

const ALLIANCE = 'five-colours';
const FRESH = 1;

const tracks = [
  { code: 'red', name: '红色组织', colour: '#D7000F' },
  { code: 'orange', name: '橙色家园', colour: '#F39800' },
  { code: 'yellow', name: '黄色服务', colour: '#FFD900' },
  { code: 'blue', name: '蓝色治理', colour: '#0068B7' },
  { code: 'purple', name: '紫色文化', colour: '#7F1084' },
] as const;

/** Who sits part-time on the committee of the street, by which office. */
const seats = [
  { unit: 'power', postTitle: '供电所党支部书记' },
  { unit: 'hospital', postTitle: '医院党委副书记' },
  { unit: 'market-bureau', postTitle: '分局党支部书记' },
] as const;

/** What one is to another: proposed by the first, agreed by the second. */
const bonds = [
  { type: 'subordination', subject: 'yubo', object: 'hushan', statement: '社区隶属街道' },
  { type: 'subordination', subject: 'mingzhu', object: 'hushan', statement: '社区隶属街道' },
  { type: 'pairing', subject: 'power', object: 'yubo', statement: '供电所与社区结对共建' },
  { type: 'pairing', subject: 'hospital', object: 'mingzhu', statement: '医院与社区结对共建' },
] as const;

const unitId = (key: string): string => globalId('unit', namedId('unit', key));

export async function tellBonds(cast: Cast, now: Date): Promise<void> {
  const coordinator = cast('hushan', ALLIANCE, atTime(now, -350, '09:30'));
  const allianceId = globalId('alliance', namedId('alliance', ALLIANCE));
  for (const [i, track] of tracks.entries()) {
    await coordinator.act(`track-${track.code}`, AddTrackDocument, { allianceId, rank: i + 1, ...track });
  }
  // By then all who are to sit there had come.
  const convening = cast('hushan', ALLIANCE, atTime(now, -150, '09:30'));
  const establishedOn = dayInChina(daysFrom(now, -150));
  const standing = { allianceId, name: '浒山街道大工委', kind: 'body.street-committee', establishedOn };
  const { body } = await convening.act('committee', EstablishBodyDocument, standing);
  const bodyId = made('committee', body).id;
  for (const { unit, postTitle } of seats) {
    const seat = { bodyId, unitId: unitId(unit), title: '兼职委员', postTitle, since: establishedOn };
    await convening.act(`committee-${unit}`, AppointToBodyDocument, seat);
  }
  await convening.act('programme', StartProgrammeDocument, {
    ...{ allianceId, name: '亲邻党建', label: '2.0', startedOn: establishedOn },
    description: '组织、队伍、服务、治理、文化五大赋能，让邻里从“陌邻”变“亲邻”。',
  });
  for (const { type, subject, object, statement } of bonds) {
    const step = `${type}-${subject}`;
    const proposed = await cast(subject, null, atTime(now, -300, '10:00')).act(step, ProposeRelationDocument, {
      ...{ type, subjectUnitId: unitId(subject), objectUnitId: unitId(object), statement },
    });
    const answer = { relationId: made(step, proposed.relation).id, expectedVersion: FRESH };
    await cast(object, null, atTime(now, -299, '10:00')).act(`${step}-agreed`, AgreeRelationDocument, answer);
  }
}
