import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { heldStates, needMachine } from '../../../../domain/exchange/listing.ts';
import type { Verdict, Words } from '../../../../domain/exchange/review.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { recordListing } from '../listing/audience.service.ts';
import { isJudgedIn } from './judge.service.ts';
import { Need } from '../needs/need.entity.ts';
import { NeedReview } from './review.entity.ts';
import { keepFindings, screened } from './words.service.ts';

interface OfNeed {
  readonly idempotencyKey: string;
  readonly needId: string;
  readonly expectedVersion: number;
}
interface ReviseNeed extends OfNeed {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly placeName?: string | null;
}
interface JudgeNeed extends OfNeed {
  readonly reason: string;
}

export class ReviewService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** New words for a need that is held up; screened again, and published when nothing is found in them. */
  revise(viewer: Viewer, input: ReviseNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reviseNeed', input }, async (act) => {
      const need = await act.lock(Need, 'need', parseId('need', input.needId));
      act.assertCan('need:revise', need, 'need', need);
      mustBe(needMachine, need, 'revise', ...heldStates);
      act.expectVersion('need', need, input.expectedVersion);
      const words = newWords(need, input);
      const { found, ...outcome } = screened(words, need.visibility);
      const state = advance(needMachine, need, outcome.state, 'revise');
      const wording = need.wording + 1;
      Object.assign(need, { ...words, ...outcome, state, wording, verdict: null, publishedAt: act.now });
      keepFindings(act, need, found);
      return this.#tell(act, 'need:revised', need, []);
    });
  }

  /** A coordinator of another unit judges that nothing in the words need be hidden, and says why. */
  release(viewer: Viewer, input: JudgeNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'releaseNeed', input }, async (act) => {
      const { need, allianceId } = await this.#toJudge(act, input.needId);
      // What was returned is its unit's to write anew; what is published there is nothing to do about.
      mustBe(needMachine, need, 'release', 'IN_REVIEW', 'PUBLISHED');
      need.state = advance(needMachine, need, 'PUBLISHED', 'release');
      need.publishedAt = act.now;
      return this.#judged(act, need, allianceId, 'RELEASED', input);
    });
  }

  /** A coordinator of another unit gives it back to be revised, and says what. */
  return(viewer: Viewer, input: JudgeNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'returnNeed', input }, async (act) => {
      const { need, allianceId } = await this.#toJudge(act, input.needId);
      need.state = advance(needMachine, need, 'RETURNED', 'return');
      return this.#judged(act, need, allianceId, 'RETURNED', input);
    });
  }

  /** The need, locked, once it is certain that the actor judges it. */
  async #toJudge(act: Act, id: string): Promise<{ need: Need; allianceId: string }> {
    const allianceId = await act.alliance();
    const wanted = await act.get(Need, 'need', parseId('need', id));
    const { ownerUnitId } = wanted;
    const isJudgedThere = await isJudgedIn(act, wanted, allianceId);
    const isOfOwner = await holdsPostIn(act, ownerUnitId);
    act.assertCan('need:review', { ownerUnitId, allianceId, isJudgedThere, isOfOwner }, 'need', wanted);
    return { need: await act.lock(Need, 'need', wanted.id), allianceId };
  }

  #judged(act: Act, need: Need, allianceId: string, verdict: Verdict, { expectedVersion, reason }: JudgeNeed) {
    // Nobody judges words that they have not read.
    act.expectVersion('need', need, expectedVersion);
    need.verdict = verdict;
    const { id: needId, wording, ownerUnitId } = need;
    const review = { needId, wording, verdict, ownerUnitId, unitId: act.unit, allianceId, reason, reviewedAt: act.now };
    act.em.create(NeedReview, review);
    return this.#tell(act, verdict === 'RELEASED' ? 'need:released' : 'need:returned', need, [allianceId]);
  }

  /** Records it for the alliances it is shown to; where there is none, for those named. */
  async #tell(act: Act, action: string, need: Need, otherwise: readonly string[]): Promise<{ need: string }> {
    await act.em.flush();
    const unitIds = [need.ownerUnitId, act.unit];
    recordListing(act, action, { kind: 'need', row: need, otherwise, body: { state: need.state }, unitIds });
    return { need: need.id };
  }
}

/** The words as they are to be. Throws `INVALID_INPUT` where they are what they were. */
function newWords(need: Need, { title, description, placeName }: ReviseNeed): Words {
  const words = {
    title: title ?? need.title,
    description: description ?? need.description,
    placeName: placeName === undefined ? (need.placeName ?? null) : placeName,
  };
  const isSame =
    words.title === need.title &&
    words.description === need.description &&
    words.placeName === (need.placeName ?? null);
  if (!isSame) return words;
  throw RefusalError.invalid(
    ['input'],
    '内容没有改动；请修改 findings 所列之处，或由联盟协调员审核放行（releaseNeed）。',
    'Nothing is changed: revise what findings name, or leave it to a coordinator of the alliance (releaseNeed).',
  );
}

/** Whether the person holds a post in the unit, whatever hat it wears. */
async function holdsPostIn(act: Act, unitId: string): Promise<boolean> {
  const posts = await act.run(
    'select from rights.post p where p.person_id = $1 and p.unit_id = $2 and p.valid @> $3::timestamptz',
    [act.actor.person, unitId, act.now.toISOString()],
  );
  return posts.length > 0;
}
