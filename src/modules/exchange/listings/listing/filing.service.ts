/** Under which track (赛道) and programme (品牌项目) a listing is filed: things of another module, known by id. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { parseId } from '../../../../domain/ids.ts';

export interface Filed {
  readonly trackId?: string | null;
  readonly programmeId?: string | null;
}

interface Shown {
  readonly visibility: Visibility;
  /** Ids of alliances. */
  readonly shownTo: readonly string[];
}

interface Filing {
  readonly trackId: string | null;
  readonly programmeId: string | null;
}

interface Found {
  readonly programme: string | null;
  readonly alliance: string | null;
  readonly unit: string | null;
}

/** Tracks and programmes in use, as the contract tells them. */
const FOUND = `
select programme_id as programme, alliance_id as alliance, unit_id as unit from rights.filing
where case when $1::uuid is null then track_id is null and programme_id = $2::uuid
  else track_id = $1::uuid and ($2::uuid is null or programme_id = $2::uuid) end`;

/** The units of the alliances, as far as they are active members. */
const FELLOWS = `
select from rights.membership m where m.unit_id = $1::uuid and m.alliance_id = any($2::uuid[]) and m.valid @> $3::timestamptz limit 1`;

/**
 * The track and the programme that are named, of which a track may bring its own. They are in use, and of an alliance that it is
 * shown to, or of a unit there or the unit itself. Throws `INVALID_INPUT`.
 */
export async function filedUnder(act: Act, filed: Filed, shown: Shown): Promise<Filing> {
  const trackId = filed.trackId == null ? null : parseId('track', filed.trackId);
  const programmeId = filed.programmeId == null ? null : parseId('programme', filed.programmeId);
  if (trackId === null && programmeId === null) return { trackId, programmeId };
  const field = trackId === null ? 'programmeId' : 'trackId';
  const [found] = await act.run<Found>(FOUND, [trackId, programmeId]);
  if (found === undefined) {
    throw RefusalError.invalid(
      ['input', field],
      '没有这样的赛道或品牌项目，或其已停用、已结束，或二者不相属；请从 tracks、programmes 中选择在用的。',
      `input.${field} names no track or programme in use, or the two do not go together: choose among those in use (tracks, programmes).`,
    );
  }
  if (!(await isOurs(act, found, shown))) {
    throw RefusalError.invalid(
      ['input', field],
      '该赛道或品牌项目不属于所面向的联盟，也不属于其成员单位；请面向该联盟发布，或另选。',
      `input.${field} is neither of an alliance it is shown to nor of a unit there: show it to that alliance, or choose another.`,
    );
  }
  return { trackId, programmeId: found.programme };
}

async function isOurs(act: Act, { alliance, unit }: Found, { visibility, shownTo }: Shown): Promise<boolean> {
  if (unit !== null && unit === act.unit) return true;
  // What everybody sees is seen in the alliances of its unit too.
  const alliances = visibility === 'PUBLIC' && shownTo.length === 0 ? act.actor.memberships : shownTo;
  if (alliance !== null) return alliances.includes(alliance);
  return (await act.run(FELLOWS, [unit, alliances, act.now.toISOString()])).length > 0;
}
