import type { Act } from '../../../../data/act.ts';
import { eraseSubject } from '../../../../data/audit/erase-subject.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { mask } from '../../../../domain/privacy/mask.ts';
import { isIdentityNumber } from '../../../../domain/privacy/numbers.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { Need } from '../needs/need.entity.ts';
import { Beneficiary, BeneficiaryErasure, BeneficiaryMask } from './beneficiary.entity.ts';

interface SetBeneficiary {
  readonly idempotencyKey: string;
  readonly needId: string;
  readonly expectedVersion?: number | null;
  readonly name: string;
  readonly mobile?: string | null;
  readonly identityNumber?: string | null;
  readonly address?: string | null;
}

interface EraseBeneficiary {
  readonly idempotencyKey: string;
  readonly beneficiaryId: string;
  readonly reason: string;
}

/** What is known of somebody; how much more than the name depends on what the help takes. */
interface Person {
  readonly name: string;
  readonly mobile: string | null;
  readonly identityNumber: string | null;
  readonly address: string | null;
}

type Given = { readonly name: string } & { readonly [P in Exclude<keyof Person, 'name'>]?: Person[P] | undefined };

/** The version of a beneficiary that is not there. */
const NONE = 0;

export class BeneficiaryService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Says whom a need of the unit acted for is for. The record says that it changed; from what to what it keeps encrypted. */
  set(viewer: Viewer, input: SetBeneficiary): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setBeneficiary', input }, async (act) => {
      // The beneficiary may not be there to be locked: who sets it and who erases it wait for the need.
      const need = await act.lock(Need, 'need', parseId('need', input.needId));
      act.assertCan('beneficiary:set', need, 'need', need);
      const to = personOf(input);
      const there = await act.em.findOne(BeneficiaryMask, { needId: need.id });
      const id = there?.id ?? act.newId('beneficiary');
      const subject = await act.holdSubject({ kind: 'beneficiary', id });
      const before = await act.em.findOne(Beneficiary, { id });
      const of = { id, version: before?.version ?? NONE };
      // What is not there has no id that anybody knows: it is the need that is spoken of.
      if (before === null) act.expectVersion('need', { ...of, id: need.id }, input.expectedVersion ?? NONE);
      else act.expectVersion('beneficiary', of, input.expectedVersion ?? NONE);
      const from = before === null ? null : whole(before);
      const version = await keep(act, need, id, before, to);
      act.record(
        'beneficiary:set',
        'beneficiary',
        { id, version },
        { body: { need: globalId('need', need.id) }, protected: [{ subject, values: { from, to } }] },
      );
      return { beneficiary: id };
    });
  }

  /** Deletes what is known of the person, and the key of what the record says of it. Consents end by the fact. */
  erase(viewer: Viewer, input: EraseBeneficiary): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'eraseBeneficiary', input }, async (act) => {
      const id = parseId('beneficiary', input.beneficiaryId);
      const there = await act.em.findOne(BeneficiaryMask, { id });
      if (there === null) throw RefusalError.notFound('beneficiary', id);
      const need = await act.lock(Need, 'need', there.needId);
      act.assertCan('beneficiary:erase', need, 'beneficiary', { id });
      mustTellNothing(input.reason);
      // Waits for acts that have the person in hand.
      await eraseSubject(act, { kind: 'beneficiary', id });
      const [row] = await act.run<{ erased: boolean }>('select exchange.erase_beneficiary($1::uuid) as erased', [id]);
      if (row?.erased !== true) throw RefusalError.notFound('beneficiary', id);
      const of = { beneficiaryId: id, needId: need.id, ownerUnitId: need.ownerUnitId };
      act.em.create(BeneficiaryErasure, { ...of, reason: input.reason, erasedAt: act.now });
      act.record('beneficiary:erased', 'beneficiary', { id }, { body: { need: globalId('need', need.id) } });
      return { need: need.id };
    });
  }
}

/** The person as it is kept. Throws `INVALID_INPUT` where the identity number is none. */
function personOf({ name, mobile, identityNumber, address }: Given): Person {
  const number = identityNumber?.toUpperCase() ?? null;
  if (number !== null && !isIdentityNumber(number)) {
    throw RefusalError.invalid(
      ['input', 'identityNumber'],
      '公民身份号码的地区、出生日期或校验码有误，请核对证件。',
      'input.identityNumber has a wrong area, day of birth or check character: compare it with the document.',
    );
  }
  const called = mobile == null || mobile.startsWith('+') ? (mobile ?? null) : `+86${mobile}`;
  return { name: name.trim(), mobile: called, identityNumber: number, address: address?.trim() ?? null };
}

const whole = ({ name, mobile, identityNumber, address }: Given): Person => {
  return { name, mobile: mobile ?? null, identityNumber: identityNumber ?? null, address: address ?? null };
};

function masked({ name, mobile, identityNumber, address }: Person): Person {
  return {
    name: mask.name(name),
    mobile: mobile === null ? null : mask.mobile(mobile),
    identityNumber: identityNumber === null ? null : mask.identityNumber(identityNumber),
    address: maskedAddress(address ?? '', name),
  };
}

/** Of some addresses there is nothing left to be shown; nor is there of one that tells whose home it is. */
function maskedAddress(address: string, name: string): string | null {
  const shown = mask.address(address);
  return shown === '' || shown.includes(name) ? null : shown;
}

/** Keeps the person and what is shown of it, which are of one version. */
async function keep(act: Act, need: Need, id: string, before: Beneficiary | null, to: Person): Promise<number> {
  const of = { id, needId: need.id, ownerUnitId: need.ownerUnitId };
  const beneficiary = before ?? act.em.create(Beneficiary, { ...of, ...to, version: 1 });
  act.em.assign(beneficiary, to);
  await act.em.flush();
  const { version } = beneficiary;
  const shown = { ...masked(to), version };
  const there = await act.em.findOne(BeneficiaryMask, { id });
  if (there === null) act.em.create(BeneficiaryMask, { ...of, ...shown });
  else act.em.assign(there, shown);
  await act.em.flush();
  return version;
}
