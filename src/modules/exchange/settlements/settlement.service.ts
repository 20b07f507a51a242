import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { settlementMachine } from '../../../domain/exchange/settlement.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance } from '../../../domain/lifecycle.ts';
import { Agreement } from '../promises/agreements/agreement.entity.ts';
import { Settlement, SettlementParty } from './settlement.entity.ts';
import { told } from './tell.service.ts';

interface OfSettlement {
  readonly idempotencyKey: string;
  readonly settlementId: string;
}

interface Answered {
  readonly settlement: Settlement;
  readonly agreement: Agreement;
  readonly own: SettlementParty;
  readonly parties: readonly SettlementParty[];
}

interface Said {
  readonly answer: 'CONFIRMED' | 'REJECTED';
  readonly reason?: string;
}

const answeredAlready = {
  zh: '本单位已确认该结算单；如发现有误，请其他方驳回（rejectSettlement）。',
  en: 'Your unit has confirmed this sheet already: if it is wrong, another party rejects it (rejectSettlement).',
};

/** Sheets are answered by those between whom the agreement is, also after they have left the alliance. */
export class SettlementService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What is confirmed is what was read: the hash says so. The last one confirms the sheet, and overtakes what else waits. */
  confirm(viewer: Viewer, input: OfSettlement & { readonly expectedHash: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmSettlement', input }, async (act) => {
      const { settlement, agreement, own, parties } = await lockForAnswer(act, input, 'CONFIRMED');
      if (input.expectedHash !== settlement.hash) {
        throw RefusalError.invalid(
          ['input', 'expectedHash'],
          'input.expectedHash 与该结算单的哈希不符，请重新读取并核对后确认。',
          'input.expectedHash is not the hash of this sheet: read it again, and confirm what you read.',
        );
      }
      await say(act, own, { answer: 'CONFIRMED' });
      const units = parties.map(({ unitId }) => unitId);
      if (parties.some(({ answer }) => answer !== 'CONFIRMED')) {
        return told(act, 'settlement:confirmed-by-one', settlement, agreement, units);
      }
      act.em.assign(settlement, { state: 'CONFIRMED', settledAt: act.now });
      const outcome = await told(act, 'settlement:confirmed', settlement, agreement, units);
      const others = await act.em.find(Settlement, { agreementId: agreement.id, state: 'PENDING' });
      for (const other of others.toSorted((a, b) => a.number - b.number)) {
        const state = advance(settlementMachine, other, 'OVERTAKEN', 'confirm');
        act.em.assign(other, { state, settledAt: act.now });
        await told(act, 'settlement:overtaken', other, agreement, units);
      }
      return outcome;
    });
  }

  /** One of them is enough: a sheet is confirmed by all or by nobody. */
  reject(viewer: Viewer, input: OfSettlement & { readonly reason: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'rejectSettlement', input }, async (act) => {
      const { settlement, agreement, own, parties } = await lockForAnswer(act, input, 'REJECTED');
      await say(act, own, { answer: 'REJECTED', reason: input.reason });
      act.em.assign(settlement, { state: 'REJECTED', settledAt: act.now });
      const units = parties.map(({ unitId }) => unitId);
      return told(act, 'settlement:rejected', settlement, agreement, units);
    });
  }
}

/** Written before what it comes to: a sheet that is settled is answered by nobody. */
async function say(act: Act, own: SettlementParty, said: Said): Promise<void> {
  act.em.assign(own, { ...said, answeredAt: act.now });
  await act.em.flush();
}

/** The agreement is locked before its sheets: of two that are confirmed at once one waits. */
async function lockForAnswer(act: Act, input: OfSettlement, to: 'CONFIRMED' | 'REJECTED'): Promise<Answered> {
  const seen = await act.get(Settlement, 'settlement', parseId('settlement', input.settlementId));
  const { id: agreementId, allianceId } = await act.get(Agreement, 'agreement', seen.agreementId);
  act.mustFitHat('settlement', seen, { allianceId });
  const asked = await act.em.find(SettlementParty, { settlementId: seen.id }, { orderBy: { rank: 'asc' } });
  const partyUnitIds = asked.map(({ unitId }) => unitId);
  act.assertCan('settlement:answer', { partyUnitIds }, 'settlement', seen);
  const agreement = await act.lock(Agreement, 'agreement', agreementId);
  const settlement = await act.lock(Settlement, 'settlement', seen.id);
  const parties = await act.em.find(
    SettlementParty,
    { settlementId: seen.id },
    { orderBy: { rank: 'asc' }, refresh: true },
  );
  advance(settlementMachine, settlement, to, to === 'CONFIRMED' ? 'confirm' : 'reject');
  const own = parties.find(({ unitId }) => unitId === act.unit);
  if (own === undefined) throw new Error('who answers a sheet is one of its parties');
  if (own.answer != null) {
    throw RefusalError.of('ALREADY_DONE', { kind: 'settlement', id: settlement.id, what: answeredAlready });
  }
  return { settlement, agreement, own, parties };
}
