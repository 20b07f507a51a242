import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { commitmentMachine, mustBeOverdue } from '../../../../domain/exchange/commitment.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { isNothing, mustFit, remaining, sum } from '../../../../domain/quantity.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { closeCommitment, lockCommitment, taken } from './close-commitment.service.ts';
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

  /** So much less is owed. What was recorded and waits for an answer may count yet, and is left alone. */
  release(viewer: Viewer, input: Release): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'releaseCommitment', input }, async (act) => {
      const locked = await lockFor(act, input, 'commitment:release');
      const { agreement, commitment } = locked;
      mustBe(agreementMachine, agreement, 'release', 'ACTIVE');
      mustBe(commitmentMachine, commitment, 'release', 'OPEN');
      const { id, quantity, quantityUnit: unit, fulfilled, released } = commitment;
      const outstanding = remaining(quantity, sum([fulfilled, released]));
      const amount = input.amount ?? outstanding;
      mustFit({ kind: 'commitment', id, quantity, taken: await taken(act, commitment), unit }, amount);
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
