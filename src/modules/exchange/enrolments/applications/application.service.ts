import { randomBytes } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import {
  applicationMachine,
  NUMBER_BYTES,
  numberOf,
  respondBy,
  type ApplicationState,
} from '../../../../domain/exchange/enrolment.ts';
import { asOf, offerMachine } from '../../../../domain/exchange/listing.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { ownPost } from '../../eligibility/own-post.service.ts';
import { withoutNumbers } from '../../eligibility/numbers.ts';
import { mustStandIn } from '../../listings/listing/standing.service.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { mustBeTold } from '../../listings/reviews/judge.service.ts';
import { Enrolment } from '../enrolments/enrolment.entity.ts';
import { markOf, mustFit, shownOf, type ApplicantGiven } from './applicant.service.ts';
import { EnrolmentApplicant, EnrolmentApplication } from './application.entity.ts';
import { lockApplication, settle } from './settle.service.ts';

interface Apply {
  readonly idempotencyKey: string;
  readonly enrolmentId: string;
  readonly applicant: ApplicantGiven;
}
interface Answer {
  readonly idempotencyKey: string;
  readonly applicationId: string;
  readonly expectedVersion: number;
}

/** How an application ends or goes on at somebody's word. */
interface Move {
  readonly mutation: string;
  readonly to: ApplicationState;
  readonly tried: 'confirm' | 'decline' | 'withdraw' | 'leave';
  readonly from: readonly ApplicationState[];
  readonly action: string;
}

const moves = {
  confirm: {
    mutation: 'confirmPlace',
    to: 'ENROLLED',
    tried: 'confirm',
    from: ['OFFERED'],
    action: 'enrolment:confirmed',
  },
  decline: {
    mutation: 'declinePlace',
    to: 'DECLINED',
    tried: 'decline',
    from: ['OFFERED'],
    action: 'enrolment:declined',
  },
  withdraw: {
    ...{ mutation: 'withdrawEnrolmentApplication', to: 'WITHDRAWN', tried: 'withdraw' },
    ...{ from: ['APPLIED', 'WAITING', 'OFFERED'], action: 'enrolment:withdrawn' },
  },
  leave: { mutation: 'leaveEnrolment', to: 'LEFT', tried: 'leave', from: ['ENROLLED'], action: 'enrolment:left' },
  withdrawConsent: {
    ...{ mutation: 'withdrawGuardianConsent', to: 'WITHDRAWN', tried: 'withdraw' },
    ...{ from: ['APPLIED', 'WAITING', 'OFFERED', 'ENROLLED'], action: 'enrolment:consent-withdrawn' },
  },
} as const satisfies Record<string, Move>;

export class ApplicationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Of many who apply at once as many are offered a place as there are; the others wait in the order of coming, or for the draw. */
  apply(viewer: Viewer, input: Apply): Promise<Done> {
    const { idempotencyKey, enrolmentId, applicant } = input;
    const { identityNumber, said = null, guardian } = applicant;
    const attempt = { idempotencyKey, enrolmentId, said, identityNumber, mobile: guardian?.mobile ?? null };
    return this.#work.run({ viewer, mutation: 'applyToEnrolment', input: withoutNumbers(attempt) }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('enrolment:apply', { ownerUnitId: act.unit });
      const seen = await act.get(Enrolment, 'enrolment', parseId('enrolment', enrolmentId));
      await mustBeInReach(act, seen, allianceId);
      await settle(act, seen.id);
      const enrolment = await act.lock(Enrolment, 'enrolment', seen.id);
      mustBeTaking(act, enrolment);
      const known = await mustFit(act, enrolment, applicant);
      const mark = await markOf(act, enrolment, known.number);
      const application = act.em.create(EnrolmentApplication, {
        ...{ id: act.newId('application'), enrolmentId: enrolment.id, offerUnitId: enrolment.ownerUnitId },
        ...{ ownerUnitId: act.unit, postId: await ownPost(act, 'enrolment:apply') },
        ...{ number: numberOf(randomBytes(NUMBER_BYTES)), appliedAt: act.now, ...known.consent },
        ...(await placed(act, enrolment)),
        version: 1,
      });
      await act.em.flush();
      const of = { ownerUnitId: act.unit, offerUnitId: enrolment.ownerUnitId };
      act.em.create(EnrolmentApplicant, { applicationId: application.id, ...of, ...shownOf(applicant, known) });
      await act.em.flush();
      await act.run(
        'insert into exchange.enrolment_mark (enrolment_id, person_mark, application_id) values ($1::uuid, $2::bytea, $3::uuid)',
        [enrolment.id, mark, application.id],
      );
      return told(act, 'enrolment:applied', application);
    });
  }

  confirm(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#move(viewer, input, moves.confirm);
  }

  decline(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#move(viewer, input, moves.decline);
  }

  withdraw(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#move(viewer, input, moves.withdraw);
  }

  leave(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#move(viewer, input, moves.leave);
  }

  /** As easily as it was given (个人信息保护法 art. 15): the application is over, and what is known of them is deleted. */
  withdrawConsent(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#move(viewer, input, moves.withdrawConsent);
  }

  /** Whatever place is free by it goes to who is next, in the same act. */
  #move(viewer: Viewer, input: Answer, move: Move): Promise<Done> {
    return this.#work.run({ viewer, mutation: move.mutation, input }, async (act) => {
      const action = move.to === 'LEFT' ? 'enrolment:leave' : 'enrolment:answer';
      const application = await lockApplication(act, input.applicationId, (one) => {
        act.assertCan(action, one, 'application', one);
      });
      const isConsent = move === moves.withdrawConsent;
      if (isConsent && application.consentedAt == null) throw nothingToWithdraw();
      if (application.state !== move.to) mustBe(applicationMachine, application, move.tried, ...move.from);
      const state = advance(applicationMachine, application, move.to, move.tried);
      act.expectVersion('application', application, input.expectedVersion);
      act.em.assign(application, { state, settledAt: act.now, consentWithdrawnAt: isConsent ? act.now : null });
      await act.em.flush();
      await settle(act, application.enrolmentId);
      return told(act, move.action, application);
    });
  }
}

const nothingToWithdraw = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'applicationId'],
    '该报名没有登记监护人同意；如不再需要名额，请撤回报名（withdrawEnrolmentApplication）。',
    'No consent of a guardian is recorded with this application: to give it up, withdraw it (withdrawEnrolmentApplication).',
  );

/** Seen in the alliance, as orders are made there: its offer is published, and its unit is a member. Otherwise it is not there. */
async function mustBeInReach(act: Act, { id, offerId }: Enrolment, allianceId: string): Promise<void> {
  const offer = await act.get(Offer, 'offer', offerId);
  try {
    await mustBeTold(act, 'offer', offer, allianceId);
    await mustStandIn(act, allianceId, { kind: 'enrolment', id }, offer);
  } catch (error) {
    if (error instanceof RefusalError && error.is('NOT_FOUND')) throw RefusalError.notFound('enrolment', id);
    throw error;
  }
  mustBe(offerMachine, asOf(offer, act.now), 'apply', 'PUBLISHED');
}

/** Throws `WRONG_STATE` before the first instant of applications and from the last one on. */
function mustBeTaking(act: Act, { id, state, fromAt, untilAt }: Enrolment): void {
  const refuse = (is: { zh: string; en: string }, wayOut: { zh: string; en: string }): RefusalError =>
    RefusalError.of('WRONG_STATE', { kind: 'enrolment', id, state, act: 'apply', is, wayOut });
  if (act.now < fromAt) {
    const at = minuteInChina(fromAt);
    throw refuse(
      { zh: '尚未开始报名', en: 'takes no applications yet' },
      { zh: `${at} 开始报名，请届时办理。`, en: `It does from ${at} (Beijing): apply then.` },
    );
  }
  if (state === 'OPEN' && act.now < untilAt) return;
  throw refuse(
    { zh: '报名已截止', en: 'takes no applications any more' },
    { zh: '请留意下一次招生。', en: 'Look for the next enrolment.' },
  );
}

/** Offered a place while there are any, then in turn; or before the draw. The enrolment is locked. */
async function placed(act: Act, { id, method, places, held, hoursToConfirm }: Enrolment) {
  if (method === 'DRAWN') return { state: 'APPLIED', turn: null } as const;
  const [last] = await act.run<{ turn: number | null }>(
    'select max(turn) as turn from exchange.enrolment_application where enrolment_id = $1::uuid',
    [id],
  );
  const turn = (last?.turn ?? 0) + 1;
  if (held >= places) return { state: 'WAITING', turn } as const;
  return { state: 'OFFERED', turn, offeredAt: act.now, respondBy: respondBy(act.now, hoursToConfirm) } as const;
}

/** To both units: ids, the state, and never for whom. */
function told(act: Act, action: string, of: EnrolmentApplication): { enrolmentApplication: string } {
  const { enrolmentId, ownerUnitId, offerUnitId, state } = of;
  const body = { enrolment: globalId('enrolment', enrolmentId), state };
  act.record(action, 'application', of, { unitIds: [ownerUnitId, offerUnitId], body });
  return { enrolmentApplication: of.id };
}
