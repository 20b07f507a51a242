import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { needMachine } from '../../../../domain/exchange/listing.ts';
import { openStates } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { audienceOf, recordListing } from '../listing/audience.service.ts';
import { checkListing, listedColumns, type NewListing, type PublishListing } from '../listing/publish.service.ts';
import { lockMatches, withdrawOpen } from '../../matching/matches/end-match.service.ts';
import { Need } from './need.entity.ts';
import { keepFindings, screened } from '../reviews/words.service.ts';

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
  publish(viewer: Viewer, input: PublishListing): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishNeed', input }, async (act) => {
      const need = await publishNeed(act, input);
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
      await act.em.flush();
      recordListing(act, 'need:withdrawn', { kind: 'need', row: need, body: { state: need.state } });
      return { need: need.id };
    });
  }
}

/** One need, from whatever asked for it: published at once, or held up where something is found in its words. */
export async function publishNeed(act: Act, input: NewListing): Promise<Need> {
  act.assertCan('need:publish', { ownerUnitId: act.unit });
  await checkListing(act, input);
  const columns = listedColumns(act, input, await audienceOf(act, input));
  const { found, ...outcome } = screened(columns, input.visibility);
  const need = act.em.create(Need, { id: act.newId('need'), ...columns, ...outcome, wording: 1 });
  keepFindings(act, need, found);
  const { category, visibility } = input;
  const action = outcome.isFlagged ? 'need:held' : 'need:published';
  recordListing(act, action, { kind: 'need', row: need, body: { category, visibility } });
  return need;
}
