import { createHash } from 'node:crypto';
import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { dayInChina, instantInChina } from '../../../domain/calendar.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { agreementMachine } from '../../../domain/exchange/agreement.ts';
import {
  settled,
  settlementMachine,
  settlementText,
  type SettledDelivery,
  type SettlementLine,
} from '../../../domain/exchange/settlement.ts';
import { globalId, parseId } from '../../../domain/ids.ts';
import { mustBe } from '../../../domain/lifecycle.ts';
import { Agreement } from '../promises/agreements/agreement.entity.ts';
import { confirmInTime } from '../promises/commitments/in-time.service.ts';
import { signersOf } from '../promises/terms/edition.service.ts';
import { commitmentsToSettle, toSettle } from './counted.service.ts';
import { holdParties } from './held.service.ts';
import { Settlement } from './settlement.entity.ts';
import { told } from './tell.service.ts';

interface DrawUp {
  readonly idempotencyKey: string;
  readonly agreementId: string;
  readonly from: string;
  readonly until: string;
  readonly replacesId?: string | null;
}

const invalid = (field: string, zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', field], `input.${field} ${zh}`, `input.${field} ${en}`);

const DAY_MS = 86_400_000;

export class DrawUpService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Under the lock of the agreement, so that nothing is confirmed or disputed meanwhile. */
  drawUp(viewer: Viewer, input: DrawUp): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'drawUpSettlement', input }, async (act) => {
      const seen = await act.get(Agreement, 'agreement', parseId('agreement', input.agreementId));
      act.mustFitHat('agreement', seen, seen);
      const parties = await signersOf(act, seen);
      act.assertCan('settlement:draw-up', { partyUnitIds: parties, allianceId: seen.allianceId }, 'agreement', seen);
      await holdParties(act, parties);
      await confirmInTime(act, seen.id);
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      // Whatever became of it since, it was in force.
      if (agreement.activatedAt == null) mustBe(agreementMachine, agreement, 'settleUp', 'ACTIVE', 'COMPLETED');
      const before = await act.em.find(Settlement, { agreementId: agreement.id });
      const follows = lastOf(before);
      mustBePeriod(act, input, follows);
      const replaces = replacedBy(input, before);
      mustNotWaitFor(before, act.unit);
      const { lines, deliveries } = settled(
        await commitmentsToSettle(act, agreement.id),
        await toSettle(act, agreement.id, instantInChina(input.until, '00:00')),
        instantInChina(input.from, '00:00'),
      );
      const id = act.newId('settlement');
      const number = before.length + 1;
      const text = settlementText({
        ...{ id: globalId('settlement', id), number, agreement: globalId('agreement', agreement.id) },
        ...{ from: input.from, until: input.until, drawnUpBy: globalId('unit', act.unit), drawnUpAt: act.now },
        ...{ follows: follows?.hash ?? null, replaces: replaces?.hash ?? null },
        parties: parties.map((unit) => globalId('unit', unit)),
        lines: lines.map(spelledLine),
        deliveries: deliveries.map(spelledDelivery),
      });
      await writeRows(act, id, { parties, lines, deliveries });
      const settlement = act.em.create(Settlement, {
        ...{ id, agreementId: agreement.id, number, fromDay: input.from, untilDay: input.until, state: 'PENDING' },
        ...{ followsId: follows?.id ?? null, replacesId: replaces?.id ?? null, drawnUpByUnitId: act.unit },
        ...{ drawnUpAt: act.now, hash: createHash('sha256').update(text).digest('hex'), version: 1 },
      });
      return told(act, 'settlement:drawn-up', settlement, agreement, parties);
    });
  }
}

const spelledLine = (line: SettlementLine): SettlementLine => ({
  ...line,
  id: globalId('commitment', line.id),
  from: globalId('unit', line.from),
  to: globalId('unit', line.to),
});

const spelledDelivery = (one: SettledDelivery): SettledDelivery => ({
  ...one,
  id: globalId('event', one.id),
  commitment: globalId('commitment', one.commitment),
});

/** The confirmed sheet after which no other is: they follow one another in time. */
function lastOf(sheets: readonly Settlement[]): Settlement | null {
  const confirmed = sheets.filter(({ state }) => state === 'CONFIRMED');
  return confirmed.toSorted((a, b) => (a.fromDay < b.fromDay ? 1 : -1))[0] ?? null;
}

/** Throws `INVALID_INPUT` unless the days are in order, have begun, and come after those that are settled. */
function mustBePeriod(act: Act, { from, until }: DrawUp, follows: Settlement | null): void {
  if (until <= from)
    throw invalid(
      'until',
      '须晚于 input.from；该日不计入。',
      'must come after input.from; the day itself is not part of the period.',
    );
  const tomorrow = dayInChina(new Date(act.now.getTime() + DAY_MS));
  if (until > tomorrow) {
    throw invalid(
      'until',
      `最晚为 ${tomorrow}（含今日）；尚未发生的履约不能结算。`,
      `must be ${tomorrow} at the latest, which includes today: what is to come is not settled.`,
    );
  }
  if (follows === null || from >= follows.untilDay) return;
  const id = globalId('settlement', follows.id);
  throw invalid(
    'from',
    `与已确认的结算单 ${id} 重叠：该单结算至 ${follows.untilDay}（不含）。请从该日起；更早的履约如有变化，会补记在新单中。`,
    `must not be before ${follows.untilDay}, up to which ${id} is confirmed. Begin there: what has changed of earlier periods is told on the new sheet.`,
  );
}

/** The sheet that this one is drawn up in place of: one that came to nothing, and that no other replaces. */
function replacedBy({ replacesId }: DrawUp, sheets: readonly Settlement[]): Settlement | null {
  if (replacesId == null) return null;
  const id = parseId('settlement', replacesId);
  const found = sheets.find((sheet) => sheet.id === id);
  if (found === undefined) {
    throw invalid('replacesId', '须为同一协议的结算单。', 'must be a sheet of the same agreement.');
  }
  if (found.state !== 'REJECTED' && found.state !== 'OVERTAKEN') {
    throw invalid(
      'replacesId',
      '须为已被驳回或已失效的结算单；待确认的请先驳回（rejectSettlement）。',
      'must be a sheet that was rejected or overtaken: reject one that waits first (rejectSettlement).',
    );
  }
  const other = sheets.find((sheet) => sheet.replacesId === id);
  if (other === undefined) return found;
  const by = globalId('settlement', other.id);
  throw invalid('replacesId', `已由结算单 ${by} 替代。`, `is replaced by ${by} already.`);
}

/** Throws `WRONG_STATE` where one that the unit drew up before waits: it is settled first, or rejected. */
function mustNotWaitFor(sheets: readonly Settlement[], unitId: string): void {
  const waiting = sheets.find((sheet) => sheet.state === 'PENDING' && sheet.drawnUpByUnitId === unitId);
  if (waiting !== undefined) mustBe(settlementMachine, waiting, 'drawUpBeside', 'CONFIRMED', 'REJECTED', 'OVERTAKEN');
}

interface Rows {
  readonly parties: readonly string[];
  readonly lines: readonly SettlementLine[];
  readonly deliveries: readonly SettledDelivery[];
}

const PARTIES = `
insert into exchange.settlement_party (settlement_id, unit_id, rank)
select $1::uuid, p.unit, p.rank from unnest($2::uuid[]) with ordinality p(unit, rank)`;

const LINES = `
insert into exchange.settlement_line (settlement_id, commitment_id, rank, from_unit_id, to_unit_id, title, quantity_unit, promised,
  confirmed_before, confirmed_within, confirmed_late, disputed, awaited)
select $1::uuid, l.id, l.rank, l."from", l."to", l.title, l.unit, l.quantity, l.before, l.within, l.late, l.disputed, l.awaited
from jsonb_to_recordset($2::jsonb) l(id uuid, rank integer, "from" uuid, "to" uuid, title text, unit text, quantity numeric, before numeric,
  within numeric, late numeric, disputed numeric, awaited numeric)`;

const DELIVERIES = `
insert into exchange.settlement_delivery (settlement_id, event_id, commitment_id, entry, quantity, occurred_at)
select $1::uuid, d.id, d.commitment, d.entry, d.quantity, d."occurredAt"
from jsonb_to_recordset($2::jsonb) d(id uuid, commitment uuid, entry text, quantity numeric, "occurredAt" timestamptz)`;

/** Before the sheet itself, which the database compares with them: to one that is there nothing is added. */
async function writeRows(act: Act, id: string, { parties, lines, deliveries }: Rows): Promise<void> {
  await act.run(PARTIES, [id, parties]);
  await act.run(LINES, [id, JSON.stringify(lines)]);
  await act.run(DELIVERIES, [id, JSON.stringify(deliveries)]);
}
