/**
 * A unit that is dissolved has nothing to give or to want any more, in the act that dissolves it; while it has promises to keep it
 * lasts. An alliance lasts while it owes another one, or is owed.
 */
import type { Hears } from '../../../data/unit-of-work.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId } from '../../../domain/ids.ts';
import { Lending } from '../resources/custody/lending.entity.ts';
import { Enrolment } from '../enrolments/enrolments/enrolment.entity.ts';
import { endBenefits } from '../benefits/rules/end-rules.service.ts';

/** What is closed as done stays on record as that. */
const WITHDRAW = (kind: 'offer' | 'need'): string => `
update exchange.${kind} set state = 'WITHDRAWN', paused_for = null, closed_at = $2::timestamptz, version = version + 1
where owner_unit_id = $1::uuid and state not in ('WITHDRAWN', 'FULFILLED') returning id, version`;

interface Running {
  readonly id: string;
  readonly title: string;
}

const RUNNING = `
select g.id, g.title from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
where p.unit_id = $1::uuid
  and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, $2::timestamptz) in ('ACTIVE', 'SUSPENDED')
order by g.id limit 1`;

interface Uncleared {
  readonly id: string;
  readonly balance: string;
  readonly basis: string;
  readonly isOwing: boolean;
}

/** Above zero is what it owes. */
const UNCLEARED = `
select a.clearing_id as id, trim_scale(abs(a.balance))::text as balance, a.basis, a.balance > 0 as "isOwing"
from exchange.account a where a.alliance_id = $1::uuid and a.kind = 'CLEARING' and a.balance <> 0 order by a.clearing_id limit 1`;

/** A sheet that waits for the unit: who has answered one is not needed any more. */
const AWAITED = `
select s.id, g.title from exchange.settlement_party p join exchange.settlement s on s.id = p.settlement_id
join exchange.agreement g on g.id = s.agreement_id
where p.unit_id = $1::uuid and p.is_awaited and s.state = 'PENDING' order by s.id limit 1`;

export const dissolutions: Hears = {
  'alliance:dissolved': async (act, { allianceId }) => {
    const [uncleared] = await act.run<Uncleared>(UNCLEARED, [allianceId]);
    if (uncleared !== undefined) throw unclearedStill(uncleared);
  },
  'unit:dissolved': async (act, { unitIds: [unitId] }) => {
    if (unitId === undefined) return;
    const [running] = await act.run<Running>(RUNNING, [unitId, act.now.toISOString()]);
    if (running !== undefined) throw promised(running);
    const [awaited] = await act.run<Running>(AWAITED, [unitId]);
    if (awaited !== undefined) throw unanswered(awaited);
    const isSide = { $or: [{ ownerUnitId: unitId }, { borrowerUnitId: unitId }] };
    const lending = await act.em.findOne(Lending, { endedAt: null, ...isSide });
    if (lending !== null) throw lentStill(lending);
    const enrolment = await act.em.findOne(Enrolment, { ownerUnitId: unitId, state: { $ne: 'ENDED' } });
    if (enrolment !== null) throw enrolsStill(enrolment);
    await endBenefits(act, unitId);
    for (const kind of ['need', 'offer'] as const) {
      for (const row of await act.run<{ id: string; version: number }>(WITHDRAW(kind), [
        unitId,
        act.now.toISOString(),
      ])) {
        act.record(`${kind}:withdrawn`, kind, row, { unitIds: [unitId], body: { state: 'WITHDRAWN' } });
      }
    }
  },
};

function promised({ id, title }: Running): RefusalError {
  const of = globalId('agreement', id);
  return RefusalError.forbidden('unit:dissolve', {
    zh: `该单位尚有履行中的协议“${title}”（${of}），不能注销；请先办结或终止（terminateAgreement）。`,
    en: `The unit has an agreement to carry out, "${title}" (${of}): have it completed or terminated first (terminateAgreement).`,
  });
}

function unanswered({ id, title }: Running): RefusalError {
  const of = globalId('settlement', id);
  return RefusalError.forbidden('unit:dissolve', {
    zh: `协议“${title}”的结算单（${of}）尚待该单位确认，不能注销；请先确认（confirmSettlement）或驳回（rejectSettlement）。`,
    en: `A settlement sheet of "${title}" (${of}) waits for the unit: confirm it (confirmSettlement) or reject it (rejectSettlement) first.`,
  });
}

function lentStill({ id }: Lending): RefusalError {
  const of = globalId('lending', id);
  return RefusalError.forbidden('unit:dissolve', {
    zh: `该单位尚有未归还的借用（${of}），不能注销；请先办理归还（returnResource、confirmReturn）。`,
    en: `Something is lent by the unit or to it (${of}): have it given back first (returnResource, confirmReturn).`,
  });
}

function enrolsStill({ id }: Enrolment): RefusalError {
  const of = globalId('enrolment', id);
  return RefusalError.forbidden('unit:dissolve', {
    zh: `该单位尚有未结束的招生（${of}），不能注销；请先结束（endEnrolment）。`,
    en: `The unit has an enrolment that goes on (${of}): end it first (endEnrolment).`,
  });
}

function unclearedStill({ id, balance, basis, isOwing }: Uncleared): RefusalError {
  const of = globalId('clearing', id);
  const [zh, en] = isOwing
    ? ['该联盟尚欠对方联盟', 'The alliance owes another one']
    : ['对方联盟尚欠该联盟', 'Another alliance owes this one'];
  return RefusalError.forbidden('alliance:dissolve', {
    zh: `${zh} ${balance} ${basis}（清算 ${of}），不能解散；请先结清（proposeClearingSettlement、confirmClearingSettlement）。`,
    en: `${en} ${balance} ${basis} by a clearing (${of}): have it settled first (proposeClearingSettlement, confirmClearingSettlement).`,
  });
}
