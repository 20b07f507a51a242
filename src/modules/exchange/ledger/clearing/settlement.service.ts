import { Decimal } from 'decimal.js';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import {
  clearingMachine,
  clearingSettlementMachine,
  type ClearingSettlementState,
} from '../../../../domain/exchange/clearing.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeExact } from '../../../../domain/exchange/ledger.ts';
import { negated } from '../../../../domain/exchange/stock.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustFit, plain } from '../../../../domain/quantity.ts';
import { Account } from '../accounts/account.entity.ts';
import { append, between, clearingAccounts } from '../postings/post.service.ts';
import { Clearing, ClearingSettlement } from './clearing.entity.ts';
import { mustFitEither, tellBoth } from './clearing.service.ts';

interface Propose {
  readonly idempotencyKey: string;
  readonly clearingId: string;
  readonly amount: string;
  readonly note: string;
}
interface Answer {
  readonly idempotencyKey: string;
  readonly settlementId: string;
  readonly expectedVersion: number;
}

/** What one alliance owes the other, settled between them outside of it: said by one side, and counted when the other confirms. */
export class SettlementService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  propose(viewer: Viewer, input: Propose): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeClearingSettlement', input, inHat: true }, async (act) => {
      const allianceId = await act.alliance();
      const clearing = await act.see(Clearing, 'clearing', parseId('clearing', input.clearingId));
      const { id, otherAllianceId, dimension } = clearing;
      if (allianceId !== clearing.allianceId && allianceId !== otherAllianceId) {
        throw RefusalError.notFound('clearing', id);
      }
      act.assertCan('clearing:settle', { allianceId }, 'clearing', clearing);
      mustBe(clearingMachine, clearing, 'clear', 'ACTIVE');
      mustBeExact(dimension, input.amount, ['input', 'amount']);
      const { owingAllianceId } = await owed(act, clearing, input.amount);
      const settlement = act.em.create(ClearingSettlement, {
        id: act.newId('clearingsettlement'),
        ...{ clearingId: id, allianceId, owingAllianceId, amount: input.amount, note: input.note },
        answeringAllianceId: allianceId === otherAllianceId ? clearing.allianceId : otherAllianceId,
        state: 'PROPOSED',
        proposedByUnitId: act.unit,
        proposedAt: act.now,
        version: 1,
      });
      await act.em.flush();
      return tell(act, 'clearing:settlement-proposed', settlement, clearing);
    });
  }

  /** It is posted then: of the other side, by a coordinator who acts for another unit. */
  confirm(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmClearingSettlement', input }, async (act) => {
      const { settlement, clearing } = await answered(act, input, 'CONFIRMED');
      const { amount, note, owingAllianceId } = settlement;
      const { allianceId, otherAllianceId, dimension, basis } = clearing;
      const held = (await owed(act, clearing, amount, owingAllianceId)).accounts;
      const other = owingAllianceId === allianceId ? otherAllianceId : allianceId;
      const legs = [
        { account: between(held, owingAllianceId, 'CLEARING'), change: negated(amount) },
        { account: between(held, owingAllianceId, 'SETTLED'), change: amount },
        { account: between(held, other, 'CLEARING'), change: amount },
        { account: between(held, other, 'SETTLED'), change: negated(amount) },
      ];
      append(act, legs, {
        ...{ purpose: 'SETTLEMENT', counted: { dimension, basis }, amount, note },
        from: { allianceId: owingAllianceId, unitId: null },
        to: { allianceId: other, unitId: null },
        ...{ clearingId: clearing.id, settlementId: settlement.id },
      });
      return tell(act, 'clearing:settled', settlement, clearing);
    });
  }

  decline(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineClearingSettlement', input }, async (act) => {
      const { settlement, clearing } = await answered(act, input, 'DECLINED');
      return tell(act, 'clearing:settlement-declined', settlement, clearing);
    });
  }
}

async function answered(act: Act, input: Answer, to: ClearingSettlementState) {
  const seen = await act.see(
    ClearingSettlement,
    'clearingsettlement',
    parseId('clearingsettlement', input.settlementId),
  );
  const clearing = await act.see(Clearing, 'clearing', seen.clearingId);
  mustFitEither(act, 'clearingsettlement', seen, clearing);
  const target = { allianceId: seen.answeringAllianceId, proposedByUnitId: seen.proposedByUnitId };
  act.assertCan('clearing:answer', target, 'clearingsettlement', seen);
  const settlement = await act.lock(ClearingSettlement, 'clearingsettlement', seen.id);
  settlement.state = advance(clearingSettlementMachine, settlement, to, to === 'CONFIRMED' ? 'confirm' : 'decline');
  act.expectVersion('clearingsettlement', settlement, input.expectedVersion);
  settlement.answeredByUnitId = act.unit;
  settlement.answeredAt = act.now;
  await act.em.flush();
  return { settlement, clearing };
}

/** Who owes, with all accounts of the clearing held. Throws `NOT_ENOUGH_LEFT` where less is owed than is settled, or the other way round. */
async function owed(act: Act, clearing: Readonly<Clearing>, amount: string, by?: string) {
  const { id, allianceId, otherAllianceId, basis: unit } = clearing;
  const accounts = await act.lockAll(Account, await clearingAccounts(act, id, 'CLEARING', 'SETTLED'));
  const { balance } = between(accounts, allianceId, 'CLEARING');
  // Where its units paid more than they were paid, the alliance owes what they had for it.
  const owingAllianceId = by ?? (new Decimal(balance).isNegative() ? otherAllianceId : allianceId);
  const owes = plain(between(accounts, owingAllianceId, 'CLEARING').balance);
  mustFit({ kind: 'clearing', id, unit, quantity: owes, taken: '0' }, amount);
  return { accounts, owingAllianceId };
}

function tell(act: Act, action: string, settlement: ClearingSettlement, clearing: Readonly<Clearing>) {
  tellBoth(act, action, 'clearingsettlement', settlement, clearing, { state: settlement.state });
  return { settlement: settlement.id };
}
