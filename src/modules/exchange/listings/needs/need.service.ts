import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { needMachine } from '../../../../domain/exchange/listing.ts';
import { openStates } from '../../../../domain/exchange/match.ts';
import { wishColumns, type NeedKind } from '../../../../domain/exchange/wish.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { audienceOf, recordListing } from '../listing/audience.service.ts';
import { checkListing, listedColumns, type PublishListing } from '../listing/publish.service.ts';
import { withdrawClaims } from '../../matching/wishes/end-claims.service.ts';
import { lockMatches, withdrawOpen } from '../../matching/matches/end-match.service.ts';
import { Need } from './need.entity.ts';
import { keepFindings, screened } from '../reviews/words.service.ts';

interface PublishNeed extends PublishListing {
  readonly kind: NeedKind;
  readonly maxClaims?: number | null;
}

interface WithdrawNeed {
  readonly idempotencyKey: string;
  readonly needId: string;
  readonly expectedVersion: number;
}

export class NeedService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Published at once, or held up where something is found in its words. */
  publish(viewer: Viewer, input: PublishNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishNeed', input }, async (act) => {
      act.assertCan('need:publish', { ownerUnitId: act.unit });
      const wish = wishColumns(input);
      await checkListing(act, input);
      const columns = listedColumns(act, input, await audienceOf(act, input));
      const { found, ...outcome } = screened(columns, input.visibility);
      const need = act.em.create(Need, { id: act.newId('need'), ...columns, ...wish, ...outcome, wording: 1 });
      keepFindings(act, need, found);
      const { category, visibility } = input;
      const action = outcome.isFlagged ? 'need:held' : 'need:published';
      recordListing(act, action, { kind: 'need', row: need, body: { category, visibility } });
      return { need: need.id };
    });
  }

  /** Takes it back: no new match, and nobody else sees it. Matches not agreed yet end with it; what is agreed stands. */
  withdraw(viewer: Viewer, input: WithdrawNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawNeed', input }, async (act) => {
      const need = await act.lock(Need, 'need', parseId('need', input.needId));
      act.assertCan('need:withdraw', need, 'need', need);
      need.state = advance(needMachine, need, 'WITHDRAWN', 'withdraw');
      act.expectVersion('need', need, input.expectedVersion);
      const open = await lockMatches(act, { needId: need.id, state: { $in: [...openStates] } });
      await withdrawOpen(act, open, '需求已撤回。');
      await withdrawClaims(act, { needId: need.id }, '需求已撤回。');
      await act.em.flush();
      recordListing(act, 'need:withdrawn', { kind: 'need', row: need, body: { state: need.state } });
      return { need: need.id };
    });
  }
}
