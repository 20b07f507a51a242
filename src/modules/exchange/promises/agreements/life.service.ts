import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { agreementMachine, endOf, mustBeInNotice, noticeFrom } from '../../../../domain/exchange/agreement.ts';
import { termsOf } from '../../../../domain/exchange/terms.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Match } from '../../matching/matches/match.entity.ts';
import { confirmInTime } from '../commitments/in-time.service.ts';
import { editionOf } from '../terms/edition.service.ts';
import { Agreement } from './agreement.entity.ts';
import { endIfOver } from './in-time.service.ts';
import { AgreementSuspension, AgreementTermination } from './life.entity.ts';
import { signable, type OfAgreement, type SignedAction } from './of-agreement.service.ts';
import { endSuspension } from './suspended.service.ts';
import { tellAgreement } from './tell.service.ts';

interface SuspendAgreement extends OfAgreement {
  readonly reason: string;
  readonly until?: Date | null;
}
interface TerminateAgreement extends OfAgreement {
  readonly reason: string;
  readonly effectiveAt?: Date | null;
}

/** What becomes of an agreement that all have signed before everything is delivered, by word of one of those who sign. */
export class LifeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** It stands still: nothing is recorded, and nothing is confirmed by silence or becomes overdue. */
  suspend(viewer: Viewer, input: SuspendAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'suspendAgreement', input }, async (act) => {
      const agreement = await lockInTime(act, input, 'agreement:suspend');
      agreement.state = advance(agreementMachine, agreement, 'SUSPENDED', 'suspend');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      const until = input.until ?? null;
      mustBeToCome(until, act.now);
      agreement.suspendedAt = act.now;
      agreement.suspendedUntil = until;
      act.em.create(AgreementSuspension, {
        ...{ id: act.newId('agreement'), agreementId: agreement.id, unitId: act.unit, reason: input.reason },
        ...{ suspendedAt: act.now, until },
      });
      return tellAgreement(act, 'agreement:suspended', agreement);
    });
  }

  /** It goes on, and what was still to come is due later by as long as it stood still. */
  resume(viewer: Viewer, input: OfAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'resumeAgreement', input }, async (act) => {
      const agreement = await lockInTime(act, input, 'agreement:resume');
      if (agreement.state !== 'ACTIVE') mustBe(agreementMachine, agreement, 'resume', 'SUSPENDED');
      agreement.state = advance(agreementMachine, agreement, 'ACTIVE', 'resume');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      await endSuspension(act, agreement, act.unit);
      return tellAgreement(act, 'agreement:resumed', agreement);
    });
  }

  /** A party gives notice, as long before as was agreed. Where nothing was, it ends at once. */
  terminate(viewer: Viewer, input: TerminateAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'terminateAgreement', input }, async (act) => {
      const agreement = await lockInTime(act, input, 'agreement:terminate');
      const { id: agreementId } = agreement;
      mustBe(agreementMachine, agreement, 'terminate', 'ACTIVE', 'SUSPENDED');
      const notices = await act.em.find(AgreementTermination, { agreementId, withdrawnAt: null });
      const given = notices.find(({ unitId }) => unitId === act.unit);
      if (given !== undefined) throw givenAlready(given);
      act.expectVersion('agreement', agreement, input.expectedVersion);
      const { validThrough, noticeDays } = termsOf((await editionOf(act, agreement)).canonical);
      const earliest = noticeFrom(noticeDays, act.now);
      const effectiveAt = input.effectiveAt ?? earliest;
      mustBeInNotice(agreement, effectiveAt, earliest);
      const notice = act.em.create(AgreementTermination, {
        ...{ id: act.newId('agreement'), agreementId, unitId: act.unit, reason: input.reason },
        ...{ givenAt: act.now, effectiveAt },
      });
      Object.assign(agreement, endOf(validThrough, [...notices, notice]));
      const outcome = await tellAgreement(act, 'agreement:notice-given', agreement);
      await endIfOver(act, agreement);
      return outcome;
    });
  }

  /** Who gave notice keeps to the agreement after all, until the notice takes effect. */
  withdrawTermination(viewer: Viewer, input: OfAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawTermination', input }, async (act) => {
      const agreement = await lockInTime(act, input, 'agreement:withdraw-termination');
      mustBe(agreementMachine, agreement, 'undoNotice', 'ACTIVE', 'SUSPENDED');
      const notices = await act.em.find(AgreementTermination, { agreementId: agreement.id, withdrawnAt: null });
      const own = notices.find(({ unitId }) => unitId === act.unit);
      if (own === undefined) throw noNotice(agreement);
      act.expectVersion('agreement', agreement, input.expectedVersion);
      own.withdrawnAt = act.now;
      const { validThrough } = termsOf((await editionOf(act, agreement)).canonical);
      const rest = notices.filter((notice) => notice !== own);
      Object.assign(agreement, endOf(validThrough, rest));
      return tellAgreement(act, 'agreement:notice-withdrawn', agreement);
    });
  }
}

/** The agreement, locked after the need that it meets, as it stands by the clock, for one of those who sign it. */
async function lockInTime(act: Act, input: OfAgreement, action: SignedAction): Promise<Agreement> {
  const { seen } = await signable(act, input, action);
  await confirmInTime(act, seen.id);
  const needId = seen.matchId == null ? null : (await act.get(Match, 'match', seen.matchId)).needId;
  if (needId != null) await act.lock(Need, 'need', needId);
  return act.lock(Agreement, 'agreement', seen.id);
}

function mustBeToCome(until: Date | null, now: Date): void {
  if (until === null || until > now) return;
  throw RefusalError.invalid(
    ['input', 'until'],
    'input.until 须晚于现在；恢复时间未定的，请留空。',
    'input.until must be in the future: leave it out where it is not known yet.',
  );
}

function givenAlready({ agreementId: id, effectiveAt }: AgreementTermination): RefusalError {
  const by = minuteInChina(effectiveAt);
  const what = {
    zh: `本单位已就该协议发出终止通知，于 ${by} 生效；此前可以撤回（withdrawTermination）。`,
    en: `Your unit has given notice of this agreement, which takes effect on ${by} (Beijing time); until then it may be withdrawn (withdrawTermination).`,
  };
  return RefusalError.of('ALREADY_DONE', { kind: 'agreement', id, what });
}

function noNotice({ id, state }: Agreement): RefusalError {
  return RefusalError.of('WRONG_STATE', {
    ...{ kind: 'agreement', id, state, act: 'undoNotice' },
    is: { zh: '没有本单位发出的终止通知', en: 'was not given notice of by your unit' },
    wayOut: { zh: '终止通知由发出单位撤回。', en: 'A notice is withdrawn by the unit that gave it.' },
  });
}
