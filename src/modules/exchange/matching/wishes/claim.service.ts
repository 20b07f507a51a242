import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { isMember } from '../../../../domain/access/actor.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { asOf, needMachine } from '../../../../domain/exchange/listing.ts';
import { claimMachine } from '../../../../domain/exchange/wish.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { lockWish, mustHavePlace, wishIn } from './wish.service.ts';
import { WishClaim } from './claim.entity.ts';
import { settleClaim, tellClaim } from './end-claims.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface ClaimWish extends Keyed {
  readonly needId: string;
}
interface WithdrawClaim extends Keyed {
  readonly claimId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}
interface CompleteWish extends Keyed {
  readonly needId: string;
  readonly expectedVersion: number;
}

const claimedAlready = {
  zh: '您已认领该心愿；每人对同一心愿只能认领一次。',
  en: 'You have claimed this wish already: a person claims a wish once.',
};

export class ClaimService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A person claims a wish for their unit, once, while there are places: first come, first served. */
  claim(viewer: Viewer, input: ClaimWish): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'claimWish', input }, async (act) => {
      const allianceId = await act.alliance();
      const wanted = await wishIn(act, allianceId, parseId('need', input.needId));
      const { person } = act.actor;
      const isPerson = person !== null;
      act.assertCan('wish:claim', { ownerUnitId: wanted.ownerUnitId, allianceId, isPerson }, 'need', wanted);
      const wish = await lockWish(act, wanted);
      const own = { needId: wish.id, personId: person ?? '', state: { $ne: 'WITHDRAWN' as const } };
      if ((await act.em.count(WishClaim, own)) > 0) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'need', id: wish.id, what: claimedAlready });
      }
      mustHavePlace(wish);
      const claim = act.em.create(WishClaim, {
        id: act.newId('claim'),
        ...{ needId: wish.id, allianceId, supplierUnitId: act.unit, demanderUnitId: wish.ownerUnitId },
        personId: person ?? '',
        state: 'CLAIMED',
        claimedAt: act.now,
        version: 1,
      });
      return tellClaim(act, 'wish:claimed', claim);
    });
  }

  /** Takes back a claim that is not done: its place is free again. */
  withdraw(viewer: Viewer, input: WithdrawClaim): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawClaim', input }, async (act) => {
      const seen = await act.get(WishClaim, 'claim', parseId('claim', input.claimId));
      if (!isMember(act.actor, seen.allianceId)) throw RefusalError.notFound('claim', seen.id);
      await act.inAllianceOf('claim', seen);
      act.assertCan('claim:withdraw', seen, 'claim', seen);
      await act.lock(Need, 'need', seen.needId);
      const claim = await act.lock(WishClaim, 'claim', seen.id);
      advance(claimMachine, claim, 'WITHDRAWN', 'withdraw');
      act.expectVersion('claim', claim, input.expectedVersion);
      await settleClaim(act, claim, 'WITHDRAWN', input.reason);
      return { claim: claim.id };
    });
  }

  /** Who entered the wish confirms that it was done: so are the claims that stand. */
  complete(viewer: Viewer, input: CompleteWish): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'completeWish', input }, async (act) => {
      const wish = await act.lock(Need, 'need', parseId('need', input.needId));
      act.assertCan('wish:complete', wish, 'need', wish);
      mustBeConfirmable(wish, act.now);
      act.expectVersion('need', wish, input.expectedVersion);
      wish.state = advance(needMachine, asOf(wish, act.now), 'FULFILLED', 'complete');
      wish.completedAt = act.now;
      wish.closedAt = act.now;
      const claims = await act.em.find(WishClaim, { needId: wish.id, state: 'CLAIMED' });
      for await (const claim of act.lockEach(WishClaim, 'claim', claims)) await settleClaim(act, claim, 'DONE', null);
      await act.em.flush();
      for (const allianceId of new Set(claims.map((claim) => claim.allianceId))) {
        act.record('wish:completed', 'need', wish, { allianceId, body: { claims: claims.length } });
      }
      return { need: wish.id };
    });
  }
}

/** Throws unless it is a wish that is claimed, and not confirmed yet. */
function mustBeConfirmable(wish: Need, now: Date): void {
  const { id, kind, claims, completedAt } = wish;
  if (kind !== 'MICRO_WISH') {
    throw RefusalError.invalid(
      ['input', 'needId'],
      '该需求不是微心愿，按协议履行，无需在此确认。',
      'This need is no micro-wish: it is served by agreements, and not confirmed here.',
    );
  }
  if (completedAt != null) {
    throw RefusalError.of('ALREADY_DONE', { kind: 'need', id, is: { zh: '已完成', en: 'is done' } });
  }
  mustBe(needMachine, asOf(wish, now), 'complete', 'PUBLISHED', 'PAUSED', 'EXPIRED');
  if (claims > 0) return;
  throw RefusalError.of('WRONG_STATE', {
    kind: 'need',
    id,
    state: 'UNCLAIMED',
    act: 'complete',
    is: { zh: '尚无人认领', en: 'is claimed by nobody' },
    wayOut: {
      zh: '如不再需要，请撤回（withdrawNeed）。',
      en: 'If it is no longer wanted, withdraw it (withdrawNeed).',
    },
  });
}
