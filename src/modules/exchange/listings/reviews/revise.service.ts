/** Words, amount and times of an offer or a need written anew by its unit, as far as its matches let it. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError, type Bilingual } from '../../../../domain/errors.ts';
import { asOf, isHeld, type ListedKind } from '../../../../domain/exchange/listing.ts';
import { maskedPlace, type Found, type Words } from '../../../../domain/exchange/review.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import type { Period } from '../../../../domain/period.ts';
import { plain, remaining } from '../../../../domain/quantity.ts';
import { lockMatches, reliedOn } from '../../matching/matches/end-match.service.ts';
import { giveBackOverdue } from '../../matching/matches/overdue.service.ts';
import { recordListing } from '../listing/audience.service.ts';
import { mustBeToCome } from '../listing/publish.service.ts';
import { called, heldOf, lockListed, machines, meant, type Listed, type OfListed } from '../listing/listed.service.ts';
import { Need } from '../needs/need.entity.ts';
import { Offer } from '../offers/offer.entity.ts';
import { putRevisedInForce, revisedRequirement, type RequirementGiven } from '../requirements/requirement.service.ts';
import { mustSuitMatches } from './suits-matches.service.ts';
import { keepFindings, screened } from './words.service.ts';

/** What is left out stays; null takes away what may be missing. */
interface Revise extends OfListed, RequirementGiven {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly placeName?: string | null;
  readonly amount?: string | null;
  readonly period?: Period | null;
  readonly closesAt?: Date | null;
}

interface Terms {
  readonly quantity: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly closesAt: Date | null;
}

interface Changed {
  readonly words: Words;
  readonly terms: Terms;
  readonly isReworded: boolean;
  /** Whether the time that it is good for is another. */
  readonly isRetimed: boolean;
}

export class ReviseService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  revise(viewer: Viewer, kind: ListedKind, input: Revise): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('revise', kind), input }, async (act) => {
      const id = meant(kind, input);
      // Words and times are looked at beside its matches: the needs of an offer are locked before it.
      if (input.eligibility !== undefined) await giveBackOverdue(act, null, id);
      if (kind === 'offer') await lockMatches(act, await reliedOn(act, kind, id));
      const listed = await lockListed(act, kind, id);
      act.assertCan('listing:revise', listed, kind, listed);
      mustBe(machines[kind], asOf(listed, act.now), 'revise', 'IN_REVIEW', 'RETURNED', 'PUBLISHED', 'PAUSED');
      act.expectVersion(kind, listed, input.expectedVersion);
      const asked = listed instanceof Offer ? await revisedRequirement(act, listed, input) : null;
      const { words, terms, isReworded, isRetimed } = changed(listed, input, asked !== null);
      mustBeToCome(act, terms);
      mustCoverMatches(listed, terms.quantity);
      const matches = await lockMatches(act, await reliedOn(act, kind, id));
      if (isRetimed && matches.length > 0) await mustSuitMatches(act, kind, matches, terms);
      Object.assign(listed, terms);
      if (isReworded) reword(act, kind, listed, words, matches.length > 0 || isClaimed(listed));
      if (listed instanceof Offer) await putRevisedInForce(act, listed, asked, matches);
      await act.em.flush();
      const unitIds = [listed.ownerUnitId, act.unit];
      recordListing(act, `${kind}:revised`, { kind, row: listed, body: { state: listed.state }, unitIds });
      return { [kind]: id };
    });
  }
}

const isClaimed = (listed: Listed): boolean => listed instanceof Need && listed.claims > 0;

/**
 * Screened again: published where nothing is found, held up where something is. What others rely on stays as it is; so does
 * what is paused, as who releases it would resume it.
 */
function reword(act: Act, kind: ListedKind, listed: Listed, words: Words, isRelied: boolean): void {
  const { found, outcome } = screened(words, listed.visibility);
  const wasHeld = isHeld(listed.state);
  if (outcome.isFlagged && !wasHeld && isRelied) throw wouldBeHeld(found, relied);
  if (outcome.isFlagged && !wasHeld && listed.state === 'PAUSED') throw wouldBeHeld(found, paused(kind));
  if (wasHeld || outcome.isFlagged) {
    listed.state = advance(machines[kind], listed, outcome.state, 'revise');
    listed.publishedAt = act.now;
    listed.pausedFor = null;
  }
  const wording = listed.wording + 1;
  Object.assign(listed, { ...words, wording, isFlagged: outcome.isFlagged, verdict: null });
  if (listed instanceof Need) listed.placeMasked = maskedPlace(words.placeName);
  keepFindings(act, kind, listed, found);
}

/** What it is to be. Throws `INVALID_INPUT` where that is what it was. */
function changed(listed: Listed, input: Revise, isAskedAnew: boolean): Changed {
  const { placeName, period, closesAt } = input;
  const words = {
    title: input.title ?? listed.title,
    description: input.description ?? listed.description,
    placeName: placeName === undefined ? (listed.placeName ?? null) : placeName,
  };
  const terms = {
    quantity: input.amount ?? listed.quantity,
    startsAt: period === undefined ? (listed.startsAt ?? null) : (period?.start ?? null),
    endsAt: period === undefined ? (listed.endsAt ?? null) : (period?.end ?? null),
    closesAt: closesAt === undefined ? (listed.closesAt ?? null) : closesAt,
  };
  const isReworded =
    words.title !== listed.title ||
    words.description !== listed.description ||
    words.placeName !== (listed.placeName ?? null);
  const isRetimed = !isSameTime(terms.startsAt, listed.startsAt) || !isSameTime(terms.endsAt, listed.endsAt);
  const isSame =
    !isReworded &&
    !isRetimed &&
    !isAskedAnew &&
    plain(terms.quantity) === plain(listed.quantity) &&
    isSameTime(terms.closesAt, listed.closesAt);
  if (!isSame) return { words, terms, isReworded, isRetimed };
  throw RefusalError.invalid(
    ['input'],
    '内容没有改动；请修改 findings 所列之处或其他内容，或由联盟协调员审核放行（releaseNeed、releaseOffer）。',
    'Nothing is changed: revise what findings name or something else, or leave it to a coordinator of the alliance (releaseNeed, releaseOffer).',
  );
}

const isSameTime = (a: Date | null, b: Date | null | undefined): boolean => a?.getTime() === b?.getTime();

/** Throws `INVALID_INPUT` where matches hold more than there is to be. */
function mustCoverMatches(listed: Listed, quantity: string): void {
  const held = heldOf(listed);
  if (!remaining(quantity, held).startsWith('-')) return;
  const amount = `${plain(held)} ${listed.quantityUnit}`;
  throw RefusalError.invalid(
    ['input', 'amount'],
    `撮合已占用 ${amount}，input.amount 不能少于此数；请先由双方婉拒、撤回或取消相应的撮合。`,
    `Matches hold ${amount}: input.amount must not be less, unless some of them are declined, withdrawn or cancelled first.`,
  );
}

const relied: Bilingual = {
  zh: '而该条目已有撮合或认领，不能转入审核；请去掉后重试。',
  en: 'and with matches or claims it cannot go back to review: leave that out.',
};
const paused = (kind: ListedKind): Bilingual => ({
  zh: `而该条目已暂停，不能转入审核；请去掉后重试，或先恢复（${called('resume', kind)}）。`,
  en: `and while it is paused it cannot go back to review: leave that out, or resume it first (${called('resume', kind)}).`,
});

function wouldBeHeld(found: readonly Found[], why: Bilingual): RefusalError {
  const excerpts = found.map(({ excerpt }) => excerpt).join(', ');
  return RefusalError.invalid(
    ['input'],
    `修改后的文字含有不宜公开的内容（${excerpts}），${why.zh}`,
    `The new words hold what should not be published (${excerpts}), ${why.en}`,
  );
}
