import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { SavedSearch } from './search.entity.ts';

interface SaveSearch {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly looksFor: 'OFFERS' | 'NEEDS';
  readonly category?: string | null;
  readonly search?: string | null;
  readonly trackId?: string | null;
  readonly programmeId?: string | null;
}
interface OfSearch {
  readonly idempotencyKey: string;
  readonly searchId: string;
}
interface MarkSeen extends OfSearch {
  readonly until?: Date | null;
}

/** How many searches a unit may have; the places in the table are as many. */
const MOST = 20;

export class SearchService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Takes a place that is free. Who saves at once for the same unit takes turns: the last place goes to one of them. */
  save(viewer: Viewer, input: SaveSearch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'saveSearch', input }, async (act) => {
      const unitId = act.unit;
      const named = await namedIn(act, input);
      await act.takeTurn(`exchange.saved_search ${unitId}`);
      const taken = await act.em.find(SavedSearch, { unitId, endedAt: null });
      const places = Array.from({ length: MOST }, (_, i) => i + 1);
      const place = places.find((free) => !taken.some((search) => search.place === free));
      if (place === undefined) throw tooMany();
      const search = act.em.create(SavedSearch, {
        id: act.newId('search'),
        ...{ unitId, place, ...named, name: input.name.trim(), looksFor: input.looksFor },
        allianceId: act.actor.alliance,
        ...{ seenAt: act.now, createdAt: act.now, version: 1 },
      });
      await act.em.flush();
      act.record('search:saved', 'search', search, { body: { looksFor: search.looksFor } });
      return { savedSearch: search.id };
    });
  }

  end(viewer: Viewer, input: OfSearch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endSearch', input }, async (act) => {
      const search = await ownSearch(act, input.searchId);
      if (search.endedAt != null) throw ended(search);
      search.endedAt = act.now;
      await act.em.flush();
      act.record('search:ended', 'search', search);
      return { savedSearch: search.id };
    });
  }

  /** What was published until then is not new any more. Who has looked further already has. */
  markSeen(viewer: Viewer, input: MarkSeen): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'markSearchSeen', input }, async (act) => {
      const until = input.until ?? act.now;
      if (until > act.now) {
        throw RefusalError.invalid(
          ['input', 'until'],
          'input.until 不能晚于现在。',
          'input.until must not be in the future.',
        );
      }
      const search = await ownSearch(act, input.searchId);
      if (search.endedAt != null) throw ended(search);
      if (until > search.seenAt) search.seenAt = until;
      await act.em.flush();
      act.record('search:seen', 'search', search);
      return { savedSearch: search.id };
    });
  }
}

/** The search, locked, of the unit acted for. */
async function ownSearch(act: Act, searchId: string): Promise<SavedSearch> {
  const search = await act.lock(SavedSearch, 'search', parseId('search', searchId));
  const isUnderHat = act.actor.alliance === null || act.actor.alliance === search.allianceId;
  if (search.unitId !== act.unit || !isUnderHat) throw RefusalError.notFound('search', search.id);
  return search;
}

/** What is looked for. Throws `INVALID_INPUT` where it names what there is not. */
async function namedIn(act: Act, { category = null, search, ...ids }: SaveSearch) {
  const refuse = (field: string, zh: string, en: string): RefusalError =>
    RefusalError.invalid(['input', field], zh, en);
  if (category !== null && !(await isTermInUse(act, 'CATEGORY', category))) {
    throw refuse(
      'category',
      `没有类别“${category}”，可用的类别见 terms(filter: { scheme: CATEGORY })。`,
      `There is no category "${category}"; terms(filter: { scheme: CATEGORY }) lists those there are.`,
    );
  }
  const trackId = ids.trackId == null ? null : parseId('track', ids.trackId);
  const programmeId = ids.programmeId == null ? null : parseId('programme', ids.programmeId);
  for (const [field, column, id] of [
    ['trackId', 'track_id', trackId],
    ['programmeId', 'programme_id', programmeId],
  ] as const) {
    if (id === null) continue;
    const found = await act.run(`select from rights.filing where ${column} = $1::uuid limit 1`, [id]);
    if (found.length > 0) continue;
    throw refuse(field, '没有这样的在用赛道或品牌项目，请另选。', `input.${field} names none in use: choose another.`);
  }
  return { category, words: search?.trim() ?? null, trackId, programmeId };
}

const ended = ({ id }: SavedSearch): RefusalError =>
  RefusalError.of('ALREADY_DONE', { kind: 'search', id, is: { zh: '已取消', en: 'has ended' } });

const tooMany = (): RefusalError =>
  RefusalError.forbidden('search:save', {
    zh: `本单位已有 ${MOST} 个订阅检索，已达上限；请先取消不再需要的（endSearch）。`,
    en: `Your unit has ${MOST} saved searches, which is as many as there may be: end one first (endSearch).`,
  });
