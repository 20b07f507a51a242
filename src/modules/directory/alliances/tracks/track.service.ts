import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { coordinated } from '../alliance/alliance.service.ts';
import { running } from '../programmes/ownership.service.ts';
import { Track } from './track.entity.ts';

interface AddTrack {
  readonly idempotencyKey: string;
  readonly allianceId?: string | null;
  readonly programmeId?: string | null;
  readonly code: string;
  readonly name: string;
  readonly colour: string;
  readonly rank: number;
}
interface OfTrack {
  readonly idempotencyKey: string;
  readonly trackId: string;
  readonly expectedVersion: number;
}
interface ReviseTrack extends OfTrack {
  readonly name?: string | null;
  readonly colour?: string | null;
  readonly rank?: number | null;
}

export class TrackService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A code stands for one track of the alliance or programme for good, retired ones included. */
  add(viewer: Viewer, input: AddTrack): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'addTrack', input }, async (act) => {
      const owner = await ownerFor(act, input);
      const { code, name, rank } = input;
      const same = await act.em.findOne(Track, { ...owner, code });
      if (same !== null) {
        throw RefusalError.invalid(
          ['input', 'code'],
          '已有使用此代码的赛道（含已停用的），请另选代码。',
          'A track here has this code already, or had it: choose another.',
        );
      }
      const colour = input.colour.toUpperCase();
      const id = act.newId('track');
      const track = act.em.create(Track, { id, ...owner, code, name, colour, rank, createdAt: act.now, version: 1 });
      return remember(act, 'track:added', track);
    });
  }

  /** What is not said, or null, stays as it is. */
  revise(viewer: Viewer, input: ReviseTrack): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reviseTrack', input }, async (act) => {
      const track = await current(act, input);
      const { name, colour, rank } = input;
      act.em.assign(track, {
        ...(name != null && { name }),
        ...(colour != null && { colour: colour.toUpperCase() }),
        ...(rank != null && { rank }),
      });
      return remember(act, 'track:revised', track);
    });
  }

  /** It is used for nothing new; what is filed under it stays. */
  retire(viewer: Viewer, input: OfTrack): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'retireTrack', input }, async (act) => {
      const track = await current(act, input);
      track.retiredAt = act.now;
      return remember(act, 'track:retired', track);
    });
  }
}

/** The alliance or the programme that is named, held while it lasts: one of the two. */
async function ownerFor(act: Act, { allianceId, programmeId }: AddTrack) {
  if (allianceId != null && programmeId == null) {
    const { id } = await coordinated(act, parseId('alliance', allianceId), null);
    return { allianceId: id, programmeId: null };
  }
  if (programmeId != null && allianceId == null) {
    const { id } = await running(act, parseId('programme', programmeId), 'revise');
    return { allianceId: null, programmeId: id };
  }
  throw RefusalError.invalid(
    ['input', 'allianceId'],
    '赛道属于一个联盟或一个品牌项目：请填写 input.allianceId 或 input.programmeId 之一。',
    'A track is of an alliance or of a programme: name one of input.allianceId and input.programmeId.',
  );
}

/** The track, locked, for who may change it, while it is in use and what it is of lasts. */
async function current(act: Act, { trackId, expectedVersion }: OfTrack): Promise<Track> {
  const id = parseId('track', trackId);
  const { allianceId, programmeId } = await act.get(Track, 'track', id);
  if (allianceId != null) await coordinated(act, allianceId, null);
  if (programmeId != null) await running(act, programmeId, 'revise');
  const track = await act.lock(Track, 'track', id);
  if (track.retiredAt != null) throw RefusalError.of('ALREADY_DONE', { kind: 'track', id, is: RETIRED });
  act.expectVersion('track', track, expectedVersion);
  return track;
}

const RETIRED = { zh: '已停用', en: 'is retired' };

async function remember(act: Act, action: string, track: Track): Promise<{ track: string }> {
  await act.em.flush();
  const { allianceId = null, code } = track;
  act.record(action, 'track', track, { allianceId, body: { code } });
  return { track: track.id };
}
