import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina, isOfCalendar } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { proofMachine, type ProofKind } from '../../../../domain/exchange/proof.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { mustBeForAll, mustBeForParties, mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { mustBeCodes } from '../../eligibility/names.service.ts';
import { holdUnit } from '../held.service.ts';
import { knownPerson } from '../../eligibility/known.service.ts';
import { numbersOf, twoPersons, withoutNumbers, type NumbersGiven } from '../../eligibility/numbers.ts';
import { ownPost } from '../../eligibility/own-post.service.ts';
import { BenefitProof } from './proof.entity.ts';

interface RecordProof extends NumbersGiven {
  readonly idempotencyKey: string;
  readonly kind: ProofKind;
  readonly code?: string | null;
  readonly bornOn?: string | null;
  readonly worksForUnitId?: string | null;
  readonly homeAreaId?: string | null;
  readonly document: string;
  readonly from?: string | null;
  readonly until?: string | null;
}
interface Withdraw {
  readonly idempotencyKey: string;
  readonly proofId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}
interface Forget extends NumbersGiven {
  readonly idempotencyKey: string;
  readonly reason: string;
}

type What = Pick<BenefitProof, 'code' | 'bornOn' | 'unitId' | 'areaId'>;

export class BenefitProofService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What somebody showed to the unit acted for, and the post of who saw it. Whose it is no record tells. */
  record(viewer: Viewer, input: RecordProof): Promise<Done> {
    const command = { viewer, mutation: 'recordBenefitProof', input: withoutNumbers(input) };
    return this.#work.run(command, async (act) => {
      act.assertCan('benefit:prove', { ownerUnitId: act.unit });
      await holdUnit(act, 'prove');
      const numbers = numbersOf(input, act.now);
      mustBeForAll('document', input.document);
      const what = await whatOf(act, input);
      const fromDay = input.from ?? dayInChina(act.now);
      const untilDay = input.until ?? null;
      if (untilDay !== null && untilDay <= fromDay)
        throw invalid('until', '须晚于起始日。', 'has to come after input.from.');
      const proof = act.em.create(BenefitProof, {
        ...{
          id: act.newId('proof'),
          ownerUnitId: act.unit,
          personId: await knownPerson(act, numbers),
          kind: input.kind,
        },
        ...{ ...what, document: input.document.trim(), fromDay, untilDay, postId: await ownPost(act, 'benefit:prove') },
        ...{ state: 'RECORDED', recordedAt: act.now, withdrawnAt: null, reason: null, version: 1 },
      });
      await act.em.flush();
      act.record('benefit:proof-recorded', 'proof', proof, { body: { kind: proof.kind } });
      return { benefitProof: proof.id };
    });
  }

  withdraw(viewer: Viewer, input: Withdraw): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawBenefitProof', input }, async (act) => {
      const proof = await act.lock(BenefitProof, 'proof', parseId('proof', input.proofId));
      act.assertCan('benefit:prove', proof, 'proof', proof);
      mustBeForParties('reason', input.reason);
      const state = advance(proofMachine, proof, 'WITHDRAWN', 'withdraw');
      act.expectVersion('proof', proof, input.expectedVersion);
      act.em.assign(proof, { state, withdrawnAt: act.now, reason: input.reason.trim() });
      await act.em.flush();
      act.record('benefit:proof-withdrawn', 'proof', proof, { body: { kind: proof.kind } });
      return { benefitProof: proof.id };
    });
  }

  /** The unit knows nobody by these numbers any more, and nothing of who was. What was redeemed stays, by nobody. */
  forget(viewer: Viewer, input: Forget): Promise<Done> {
    const command = { viewer, mutation: 'forgetBenefitPerson', input: withoutNumbers(input) };
    return this.#work.run(command, async (act) => {
      act.assertCan('benefit:forget', { ownerUnitId: act.unit });
      const numbers = numbersOf(input, act.now);
      mustTellNothing(input.reason);
      const [gone] = await act.run<{ persons: number; proofs: number }>(
        'select persons, proofs from exchange.forget_benefit_person($1, $2)',
        [numbers.mobile, numbers.identityNumber],
      );
      if (gone === undefined || gone.persons === 0) {
        throw RefusalError.invalid(
          ['input'],
          '本单位没有凭此号码登记的人，请核对号码。',
          'input has numbers by which your unit knows nobody: compare them.',
        );
      }
      if (gone.persons > 1) throw twoPersons(numbers);
      act.showOnce('deletedProofs', gone.proofs);
      act.record('benefit:person-forgotten', 'unit', { id: act.unit }, { body: { reason: input.reason.trim() } });
      return { unit: act.unit };
    });
  }
}

const invalid = (field: string, zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', field], zh, `input.${field} ${en}`);

const NOTHING: What = { code: null, bornOn: null, unitId: null, areaId: null };
const FIELDS: Readonly<Record<ProofKind, 'code' | 'bornOn' | 'worksForUnitId' | 'homeAreaId'>> = {
  OCCUPATION: 'code',
  HOUSEHOLD: 'code',
  HEALTH: 'code',
  RELATION: 'code',
  BORN_ON: 'bornOn',
  WORKS_FOR: 'worksForUnitId',
  HOME_AREA: 'homeAreaId',
};

/** What was proved. Throws `INVALID_INPUT` where its kind asks for something else. */
async function whatOf(act: Act, input: RecordProof): Promise<What> {
  const { kind } = input;
  const field = FIELDS[kind];
  const odd = Object.values(FIELDS).find((other) => other !== field && input[other] != null);
  if (odd !== undefined) throw invalid(odd, `${kind} 不填此项。`, `is left out of a proof of ${kind}.`);
  const given = input[field];
  if (given == null) throw invalid(field, `${kind} 须填写此项。`, `is needed for a proof of ${kind}.`);
  switch (kind) {
    case 'BORN_ON':
      if (
        !/^\d{4}-\d\d-\d\d$/.test(given) ||
        !isOfCalendar(given) ||
        given < '1900-01-01' ||
        given > dayInChina(act.now)
      ) {
        throw invalid('bornOn', '须为已过去的日期（YYYY-MM-DD）。', 'has to be a day that is past, YYYY-MM-DD.');
      }
      return { ...NOTHING, bornOn: given };
    case 'WORKS_FOR':
      return { ...NOTHING, unitId: await there(act, 'unit', given) };
    case 'HOME_AREA':
      return { ...NOTHING, areaId: await there(act, 'area', given) };
    default:
      await mustBeCodes(act, kind, [given], ['input', 'code'], await relationNames(act, given));
      return { ...NOTHING, code: given };
  }
}

async function relationNames(act: Act, code: string) {
  const rows = await act.run<{ code: string; zh: string; en: string }>(
    'select code, label_zh as zh, label_en as en from directory.person_relation_type where code = $1',
    [code],
  );
  return new Map(rows.map(({ code: of, zh, en }) => [of, { zh, en }]));
}

async function there(act: Act, kind: 'unit' | 'area', given: string): Promise<string> {
  const id = parseId(kind, given);
  const [row] = await act.run(`select from directory.${kind} where id = $1::uuid`, [id]);
  if (row === undefined) throw RefusalError.notFound(kind, id);
  return id;
}
