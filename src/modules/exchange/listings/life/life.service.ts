/** What becomes of an offer or a need that is published: paused, resumed, closed as done, taken back. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { asOf, type ListedKind } from '../../../../domain/exchange/listing.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { lockMatches, reliedOn, withdrawOpen } from '../../matching/matches/end-match.service.ts';
import { recordListing } from '../listing/audience.service.ts';
import {
  called,
  lockListed,
  machines,
  openMatchesOf,
  meant,
  seenListed,
  type Listed,
  type OfListed,
} from '../listing/listed.service.ts';
import { Match } from '../../matching/matches/match.entity.ts';
import { WishClaim } from '../../matching/wishes/claim.entity.ts';
import { withdrawClaims } from '../../matching/wishes/end-claims.service.ts';

interface Close extends OfListed {
  readonly reason: string;
}

const withdrawn = { offer: '供给已撤回。', need: '需求已撤回。' } as const;
const closed = { offer: '供给已办结。', need: '需求已办结。' } as const;

export class LifeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** No new match for now; those that are agreed go on. Who has a match of it sees it, who judges it there too, and nobody else. */
  pause(viewer: Viewer, kind: ListedKind, input: OfListed): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('pause', kind), input }, async (act) => {
      const listed = await lockListed(act, kind, meant(kind, input));
      act.assertCan('listing:pause', listed, kind, listed);
      listed.state = advance(machines[kind], asOf(listed, act.now), 'PAUSED', 'pause');
      act.expectVersion(kind, listed, input.expectedVersion);
      listed.pausedFor = await partiesOf(act, kind, listed);
      return tell(act, `${kind}:paused`, kind, listed);
    });
  }

  resume(viewer: Viewer, kind: ListedKind, input: OfListed): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('resume', kind), input }, async (act) => {
      const listed = await lockListed(act, kind, meant(kind, input));
      act.assertCan('listing:pause', listed, kind, listed);
      const now = asOf(listed, act.now);
      mustBe(machines[kind], now, 'resume', 'PAUSED', 'PUBLISHED');
      listed.state = advance(machines[kind], now, 'PUBLISHED', 'resume');
      act.expectVersion(kind, listed, input.expectedVersion);
      listed.pausedFor = null;
      return tell(act, `${kind}:resumed`, kind, listed);
    });
  }

  /** Closes it as done, though less was delivered than it says: its unit says why. What is agreed stands. */
  close(viewer: Viewer, kind: ListedKind, input: Close): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('close', kind), input }, async (act) => {
      const listed = await this.#toEnd(act, kind, input, 'listing:close');
      mustBeForAll('reason', input.reason);
      listed.state = advance(machines[kind], asOf(listed, act.now), 'FULFILLED', 'settle');
      act.expectVersion(kind, listed, input.expectedVersion);
      listed.closeReason = input.reason;
      return this.#end(act, kind, listed, `${kind}:closed`, closed[kind]);
    });
  }

  /** Takes it back: no new match, and nobody else sees it. Matches not agreed yet end with it; what is agreed stands. */
  withdraw(viewer: Viewer, kind: ListedKind, input: OfListed): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('withdraw', kind), input }, async (act) => {
      const listed = await this.#toEnd(act, kind, input, `${kind}:withdraw`);
      const isDraft = listed.state === 'DRAFT';
      listed.state = advance(machines[kind], asOf(listed, act.now), 'WITHDRAWN', 'withdraw');
      act.expectVersion(kind, listed, input.expectedVersion);
      listed.pausedFor = null;
      return this.#end(act, kind, listed, `${kind}:withdrawn`, withdrawn[kind], isDraft);
    });
  }

  /** Locked, after the needs of its matches where it is an offer. */
  async #toEnd(
    act: Act,
    kind: ListedKind,
    input: OfListed,
    action: 'listing:close' | 'offer:withdraw' | 'need:withdraw',
  ): Promise<Listed> {
    const seen = await seenListed(act, kind, meant(kind, input));
    act.assertCan(action, seen, kind, seen);
    if (kind === 'offer') await lockMatches(act, openMatchesOf(kind, seen.id));
    return lockListed(act, kind, seen.id);
  }

  /** What was matched meanwhile is found once it is locked. */
  async #end(act: Act, kind: ListedKind, listed: Listed, action: string, reason: string, isOwn = false) {
    listed.closedAt = act.now;
    await withdrawOpen(act, await lockMatches(act, openMatchesOf(kind, listed.id)), reason);
    if (kind === 'need') await withdrawClaims(act, { needId: listed.id }, reason);
    return tell(act, action, kind, listed, isOwn);
  }
}

/** Other units that have a match of it, or a claim where it is a micro-wish. */
async function partiesOf(act: Act, kind: ListedKind, { id, ownerUnitId }: Listed): Promise<string[]> {
  const matches = await act.em.find(Match, await reliedOn(act, kind, id));
  const claims = kind === 'offer' ? [] : await act.em.find(WishClaim, { needId: id, state: { $ne: 'WITHDRAWN' } });
  const units = [...matches, ...claims].flatMap(({ supplierUnitId, demanderUnitId }) => [
    supplierUnitId,
    demanderUnitId,
  ]);
  return [...new Set(units)].filter((unit) => unit !== ownerUnitId).sort();
}

/** `isOwn`: nobody else ever heard of it. */
async function tell(act: Act, action: string, kind: ListedKind, listed: Listed, isOwn = false) {
  await act.em.flush();
  const body = { state: listed.state };
  if (isOwn) act.record(action, kind, listed, { body });
  else recordListing(act, action, { kind, row: listed, body });
  return { [kind]: listed.id };
}
