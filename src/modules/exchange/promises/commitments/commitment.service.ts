import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { commitmentMachine, mustBeOverdue } from '../../../../domain/exchange/commitment.ts';
import { RefusalError, type Bilingual } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { isNothing, mustFit, plain, remaining, sum } from '../../../../domain/quantity.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { closeCommitment, contested, lockCommitment, taken } from './close-commitment.service.ts';
import { BreachAnswer, CommitmentBreach, CommitmentRelease, type Commitment } from './commitment.entity.ts';
import { tellCommitment } from './tell-commitment.service.ts';

interface OfCommitment {
  readonly idempotencyKey: string;
  readonly commitmentId: string;
}
interface Release extends OfCommitment {
  readonly amount?: string | null;
  readonly reason: string;
}
interface DeclareBreach extends OfCommitment {
  readonly reason: string;
}
interface Answer extends OfCommitment {
  readonly statement: string;
}

interface Locked {
  readonly agreement: Agreement;
  readonly commitment: Commitment;
}

/** What the unit may say of a promise that it was made, and the other of what is said. Hat or no hat, as deliveries. */
export class CommitmentService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** So much less is owed. What was recorded and waits for an answer, or is disputed, may count yet, and is left alone. */
  release(viewer: Viewer, input: Release): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'releaseCommitment', input }, async (act) => {
      const locked = await lockFor(act, input, 'commitment:release');
      const { agreement, commitment } = locked;
      mustBe(agreementMachine, agreement, 'release', 'ACTIVE');
      mustBe(commitmentMachine, commitment, 'release', 'OPEN');
      const { id, quantity, quantityUnit: unit, fulfilled, released } = commitment;
      const outstanding = remaining(quantity, sum([fulfilled, released]));
      const amount = input.amount ?? outstanding;
      const disputed = await contested(act, commitment);
      const claimed = sum([await taken(act, commitment), disputed]);
      const what = isNothing(disputed) ? {} : { what: (left: string) => keptForDispute(disputed, left, unit) };
      mustFit({ kind: 'commitment', id, quantity, taken: claimed, unit, ...what }, amount);
      const of = { commitmentId: id, unitId: act.unit, quantity: amount, reason: input.reason, releasedAt: act.now };
      act.em.create(CommitmentRelease, { id: act.newId('commitment'), ...of });
      await act.em.flush();
      if (!isNothing(remaining(outstanding, amount))) {
        await tellCommitment(act, 'commitment:released-in-part', commitment, agreement);
      } else {
        await closeCommitment(act, locked, isNothing(fulfilled) ? 'RELEASED' : 'FULFILLED', 'release');
      }
      return { commitment: id };
    });
  }

  /** It was not kept in time. It stays owed: late is better than never. */
  declareBreach(viewer: Viewer, input: DeclareBreach): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declareBreach', input }, async (act) => {
      const { agreement, commitment } = await lockFor(act, input, 'commitment:release');
      const { id } = commitment;
      mustBe(agreementMachine, agreement, 'breach', 'ACTIVE');
      mustBe(commitmentMachine, commitment, 'breach', 'OPEN');
      mustBeOverdue(commitment, act.now);
      if (isNothing(remaining(commitment.quantity, await taken(act, commitment)))) throw unanswered(commitment);
      if ((await act.em.findOne(CommitmentBreach, { commitmentId: id })) !== null) {
        const what = {
          zh: '已认定违约；仍可登记履约，或解除其余部分（releaseCommitment）。',
          en: 'It was said already that it was not kept in time: it may be delivered still, or what is left released (releaseCommitment).',
        };
        throw RefusalError.of('ALREADY_DONE', { kind: 'commitment', id, what });
      }
      const of = { commitmentId: id, unitId: act.unit, reason: input.reason, declaredAt: act.now };
      act.em.create(CommitmentBreach, of);
      await tellCommitment(act, 'commitment:breached', commitment, agreement);
      return { commitment: id };
    });
  }

  /** What the other side says to that stands beside it. */
  answerBreach(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'answerBreach', input }, async (act) => {
      const { agreement, commitment } = await lockFor(act, input, 'commitment:answer-breach');
      const { id, state } = commitment;
      if ((await act.em.findOne(CommitmentBreach, { commitmentId: id })) === null) {
        throw RefusalError.of('WRONG_STATE', {
          ...{ kind: 'commitment', id, state, act: 'answerBreach' },
          is: { zh: '未被认定违约', en: 'is not said to be broken' },
          wayOut: { zh: '无需说明。', en: 'Nothing needs to be said.' },
        });
      }
      if ((await act.em.findOne(BreachAnswer, { commitmentId: id })) !== null) {
        const what = { zh: '本单位已作说明。', en: 'Your unit has answered that already.' };
        throw RefusalError.of('ALREADY_DONE', { kind: 'commitment', id, what });
      }
      const of = { commitmentId: id, unitId: act.unit, statement: input.statement, statedAt: act.now };
      act.em.create(BreachAnswer, of);
      await tellCommitment(act, 'commitment:breach-answered', commitment, agreement);
      return { commitment: id };
    });
  }
}

/** The commitment, locked after its agreement, for the one of its two units that may. */
async function lockFor(
  act: Act,
  input: OfCommitment,
  action: 'commitment:release' | 'commitment:answer-breach',
): Promise<Locked> {
  const locked = await lockCommitment(act, parseId('commitment', input.commitmentId));
  const { agreement, commitment } = locked;
  act.mustFitHat('commitment', commitment, agreement);
  act.assertCan(action, commitment, 'commitment', commitment);
  return locked;
}

/** What is disputed is not void because who objects gives up the rest. */
const keptForDispute = (disputed: string, left: string, unit: string): Bilingual => ({
  zh: `其中 ${plain(disputed)} ${unit} 有异议、尚未了结，至多可解除 ${left} ${unit}；请先撤回异议（withdrawDispute）或提请认定（referDispute）。`,
  en: `${plain(disputed)} ${unit} of it are disputed, and at most ${left} can be released: withdraw the dispute (withdrawDispute) or have it decided (referDispute) first.`,
});

/** All of it was recorded, and whoever would say that it was not kept has not answered that. */
const unanswered = ({ id, state }: Commitment): RefusalError =>
  RefusalError.of('WRONG_STATE', {
    ...{ kind: 'commitment', id, state, act: 'breach' },
    is: { zh: '已全部登记，待贵单位回应', en: 'is recorded as delivered and waits for your answer' },
    wayOut: {
      zh: '请先确认（confirmDelivery）或提出异议（disputeDelivery）。',
      en: 'Confirm what was recorded (confirmDelivery) or dispute it (disputeDelivery) first.',
    },
  });
