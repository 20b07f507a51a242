/** For whom a unit applies: what is asked of them, and what of it is kept. */
import { createHmac } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { bornOnOf, fullYears } from '../../../../domain/exchange/ages.ts';
import { GUARDED_BELOW, type GuardianRelation } from '../../../../domain/exchange/enrolment.ts';
import { globalId } from '../../../../domain/ids.ts';
import { mask } from '../../../../domain/privacy/mask.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { knownFacts, type SaidGiven } from '../../eligibility/known.service.ts';
import { numbersOf } from '../../eligibility/numbers.ts';
import { judgedAlone } from '../../eligibility/judge.service.ts';
import type { Enrolment } from '../enrolments/enrolment.entity.ts';

interface GuardianGiven {
  readonly name: string;
  readonly relation: GuardianRelation;
  readonly mobile?: string | null;
  readonly consentedAt: Date;
  readonly consentShown: string;
}

export interface ApplicantGiven {
  readonly name: string;
  readonly identityNumber: string;
  readonly said?: SaidGiven | null;
  readonly guardian?: GuardianGiven | null;
}

/** Where an applicant stands in the input. */
const AT = ['input', 'applicant'];

interface Consent {
  readonly takesConsent: boolean;
  readonly consentedAt: Date | null;
  readonly consentShown: string | null;
}

interface Known {
  readonly number: string;
  readonly age: number;
  readonly consent: Consent;
}

/** Throws `NOT_ELIGIBLE`, part by part, and `INVALID_INPUT` where a guardian has to consent and did not. */
export async function mustFit(act: Act, enrolment: Enrolment, given: ApplicantGiven): Promise<Known> {
  const numbers = numbersOf({ identityNumber: given.identityNumber }, act.now, AT);
  const number = numbers.identityNumber ?? '';
  const [bornOn, today] = [bornOnOf(number), dayInChina(act.now)];
  const { facts } = await knownFacts(act, act.unit, numbers, given.said);
  const day = enrolment.ageOn ?? today;
  const conditions = { eligibility: enrolment.eligibility, exclusion: [] };
  const { verdict, reasons } = await judgedAlone(act, conditions, { ...facts, today: day });
  if (verdict !== 'YES')
    throw RefusalError.of('NOT_ELIGIBLE', { kind: 'enrolment', id: enrolment.id, verdict, reasons, documents: [] });
  const takesConsent = enrolment.takesConsent || fullYears(bornOn, today) < GUARDED_BELOW;
  return {
    number,
    age: Math.max(fullYears(bornOn, day), 0),
    consent: consentOf(act, takesConsent, given.guardian ?? null),
  };
}

function consentOf(act: Act, takesConsent: boolean, guardian: GuardianGiven | null): Consent {
  if (guardian === null) {
    if (!takesConsent) return { takesConsent, consentedAt: null, consentShown: null };
    throw invalid(
      ['guardian'],
      `未满 ${GUARDED_BELOW} 周岁或本次招生要求的，须经监护人同意（个人信息保护法第三十一条）；请登记监护人及其同意。`,
      `is needed: below ${GUARDED_BELOW} years, and where the enrolment says so, a guardian consents (PIPL art. 31). Record who did, when and how.`,
    );
  }
  if (guardian.consentedAt > act.now) {
    throw invalid(
      ['guardian', 'consentedAt'],
      '不得晚于现在。',
      'is still to come: record a consent when it is given.',
    );
  }
  mustBeForAll(['applicant', 'guardian', 'consentShown'], guardian.consentShown);
  return { takesConsent, consentedAt: guardian.consentedAt, consentShown: guardian.consentShown.trim() };
}

const invalid = (field: readonly string[], zh: string, en: string): RefusalError =>
  RefusalError.invalid([...AT, ...field], zh, `${[...AT, ...field].join('.')} ${en}`);

/** The mark of a person in an enrolment that is locked. Throws `ALREADY_DONE` where somebody applied for them before. */
export async function markOf(act: Act, { id }: Enrolment, number: string): Promise<Buffer> {
  const [secret] = await act.run<{ key: Buffer }>(
    'select mark_key as key from exchange.enrolment_secret where enrolment_id = $1::uuid',
    [id],
  );
  if (secret === undefined) throw new Error('an enrolment that goes on has a key');
  const mark = createHmac('sha256', secret.key).update(number).digest();
  const found = await act.run(
    'select from exchange.enrolment_mark where enrolment_id = $1::uuid and person_mark = $2::bytea',
    [id, mark],
  );
  if (found.length === 0) return mark;
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'enrolment', id },
    what: {
      zh: `此人已在招生 ${globalId('enrolment', id)} 中报名，每人只能报名一次；请向代为报名的单位查询报名号。`,
      en: `Somebody has applied for this person to the enrolment ${globalId('enrolment', id)}: each has one application. Ask the unit that applied for the number.`,
    },
  });
}

interface Shown {
  readonly name: string;
  readonly identityNumber: string;
  readonly age: number;
  readonly guardianName: string | null;
  readonly guardianRelation: GuardianRelation | null;
  readonly guardianMobile: string | null;
}

/** As it is kept: masked, since nobody is shown more. */
export const shownOf = ({ name, guardian }: ApplicantGiven, { number, age }: Known): Shown => ({
  name: mask.name(name),
  identityNumber: mask.identityNumber(number),
  age,
  guardianName: guardian == null ? null : mask.name(guardian.name),
  guardianRelation: guardian?.relation ?? null,
  guardianMobile: guardian?.mobile == null ? null : mask.mobile(called(guardian.mobile)),
});

const called = (mobile: string): string => (mobile.startsWith('+') ? mobile : `+86${mobile}`);
