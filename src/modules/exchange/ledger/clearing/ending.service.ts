import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { clearingMachine, endOf } from '../../../../domain/exchange/clearing.ts';
import { plain } from '../../../../domain/quantity.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustNotHaveEnded } from './between.service.ts';
import { Clearing, ClearingEnding } from './clearing.entity.ts';
import { mustFitEither, tellBoth } from './clearing.service.ts';

interface End {
  readonly idempotencyKey: string;
  readonly clearingId: string;
  readonly reason: string;
  readonly expectedVersion: number;
}

/** A clearing that ends before its time: with notice where one alliance says so, at once where both do. What is owed by it stays owed. */
export class EndingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Of two who say so at once one comes second, and both have; of one and a payment either comes first. */
  end(viewer: Viewer, input: End): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endClearing', input, inHat: true }, async (act) => {
      // Before anything is looked up: who is in no alliance is told so, whatever is named.
      const allianceId = await act.alliance();
      const seen = await act.see(Clearing, 'clearing', parseId('clearing', input.clearingId));
      mustFitEither(act, 'clearing', seen, seen);
      const clearing = await act.lock(Clearing, 'clearing', seen.id);
      const said = await act.em.find(ClearingEnding, { clearingId: clearing.id });
      const [byOther] = said.filter((one) => one.allianceId !== allianceId);
      act.assertCan('clearing:end', { allianceId, otherUnitId: byOther?.unitId ?? null }, 'clearing', clearing);
      mustBe(clearingMachine, clearing, 'end', 'ACTIVE');
      mustNotHaveEnded(clearing, 'end', act.now);
      if (said.some((one) => one.allianceId === allianceId)) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'clearing', id: clearing.id, what: saidAlready });
      }
      act.expectVersion('clearing', clearing, input.expectedVersion);
      const word = { allianceId, unitId: act.unit, reason: input.reason, saidAt: act.now };
      act.em.create(ClearingEnding, { clearingId: clearing.id, ...word });
      clearing.endsAt = endOf(clearing, { now: act.now, isByBoth: byOther !== undefined });
      await act.em.flush();
      const { endsAt } = clearing;
      const body = { state: clearing.state, endsAt: endsAt.toISOString(), ...(await owedBy(act, clearing)) };
      tellBoth(act, 'clearing:ending', 'clearing', clearing, clearing, body);
      return { clearing: clearing.id };
    });
  }
}

/** How it stands then, as its members see it. */
async function owedBy(act: Act, { id, allianceId, basis }: Clearing): Promise<{ balance: string; basis: string }> {
  const [account] = await act.run<{ balance: string }>(
    `select a.balance::text as balance from exchange.account a where a.clearing_id = $1::uuid and a.alliance_id = $2::uuid and a.kind = 'CLEARING'`,
    [id, allianceId],
  );
  return { balance: plain(account?.balance ?? '0'), basis };
}

const saidAlready = {
  zh: '本联盟已提出终止该清算；如需立即终止，请由另一联盟的协调员也提出终止（endClearing）。',
  en: 'Your alliance has said so already: it ends at once where a coordinator of the other alliance says so, too (endClearing).',
};
