/** What coordinators judge of the words of offers and needs that are held up. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { isOver, type ListedKind, type ListingState } from '../../../../domain/exchange/listing.ts';
import type { Verdict } from '../../../../domain/exchange/review.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { recordListing } from '../listing/audience.service.ts';
import {
  called,
  lockListed,
  machines,
  meant,
  seenListed,
  type Listed,
  type OfListed,
} from '../listing/listed.service.ts';
import { isJudgedIn } from './judge.service.ts';
import { NeedReview, OfferReview } from './review.entity.ts';

interface Judge extends OfListed {
  readonly reason: string;
}

export class ReviewService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A coordinator of another unit judges that nothing in the words need be hidden, and says why. */
  release(viewer: Viewer, kind: ListedKind, input: Judge): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('release', kind), input }, async (act) => {
      const { listed, allianceId } = await toJudge(act, kind, input);
      // What was returned is its unit's to write anew; what is published there is nothing to do about.
      mustBe(machines[kind], listed, 'release', 'IN_REVIEW', 'PUBLISHED');
      const state = advance(machines[kind], listed, 'PUBLISHED', 'release');
      if (isOver(listed, act.now)) mustBe(machines[kind], { id: listed.id, state: 'EXPIRED' }, 'release', 'IN_REVIEW');
      listed.state = state;
      listed.publishedAt = act.now;
      return judged(act, kind, listed, allianceId, 'RELEASED', input);
    });
  }

  /** A coordinator of another unit gives it back to be revised, and says what. */
  return(viewer: Viewer, kind: ListedKind, input: Judge): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('return', kind), input }, async (act) => {
      const { listed, allianceId } = await toJudge(act, kind, input);
      listed.state = advance(machines[kind], listed, 'RETURNED', 'return');
      return judged(act, kind, listed, allianceId, 'RETURNED', input);
    });
  }
}

/** In these a listing is its unit's own: nobody else is told that it is there. */
const hidden: readonly ListingState[] = ['DRAFT', 'WITHDRAWN'];

/** The listing, locked, once it is certain that the actor judges it. */
async function toJudge(act: Act, kind: ListedKind, input: Judge): Promise<{ listed: Listed; allianceId: string }> {
  const allianceId = await act.alliance();
  const wanted = await seenListed(act, kind, meant(kind, input));
  const { ownerUnitId } = wanted;
  const isJudgedThere = !hidden.includes(wanted.state) && (await isJudgedIn(act, wanted, allianceId));
  const isOfOwner = await holdsPostIn(act, ownerUnitId);
  act.assertCan('listing:review', { ownerUnitId, allianceId, isJudgedThere, isOfOwner }, kind, wanted);
  return { listed: await lockListed(act, kind, wanted.id), allianceId };
}

async function judged(
  act: Act,
  kind: ListedKind,
  listed: Listed,
  allianceId: string,
  verdict: Verdict,
  { expectedVersion, reason }: Judge,
): Promise<Readonly<Record<string, string>>> {
  // Nobody judges words that they have not read.
  act.expectVersion(kind, listed, expectedVersion);
  listed.verdict = verdict;
  const { id, wording, ownerUnitId } = listed;
  const review = { wording, verdict, ownerUnitId, unitId: act.unit, allianceId, reason, reviewedAt: act.now };
  if (kind === 'offer') act.em.create(OfferReview, { offerId: id, ...review });
  else act.em.create(NeedReview, { needId: id, ...review });
  await act.em.flush();
  const action = `${kind}:${verdict === 'RELEASED' ? 'released' : 'returned'}`;
  const unitIds = [ownerUnitId, act.unit];
  // For the alliances it is shown to; where there is none, for the one it was judged in.
  const body = { state: listed.state };
  recordListing(act, action, { kind, row: listed, otherwise: [allianceId], body, unitIds });
  return { [kind]: listed.id };
}

/** Whether the person holds a post in the unit, whatever hat it wears. */
async function holdsPostIn(act: Act, unitId: string): Promise<boolean> {
  const posts = await act.run(
    'select from rights.post p where p.person_id = $1 and p.unit_id = $2 and p.valid @> $3::timestamptz',
    [act.actor.person, unitId, act.now.toISOString()],
  );
  return posts.length > 0;
}
