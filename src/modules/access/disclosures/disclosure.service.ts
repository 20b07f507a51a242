import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import { disclosedUntil } from '../../../domain/access/disclosure.ts';
import { personOf, type Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId, readId } from '../../../domain/ids.ts';
import { validBetween } from '../../../domain/validity.ts';
import { mustBePurpose } from '../purposes.service.ts';
import { Disclosure, type Disclosable } from './disclosure.entity.ts';

interface Disclose {
  readonly idempotencyKey: string;
  readonly subjectId: string;
  readonly purpose: string;
  readonly reason: string;
}

export class DisclosureService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** For a purpose, on the record and for a short while: who sees it masked is shown it in full. */
  disclose(viewer: Viewer, input: Disclose): Promise<Done> {
    // To one person: under the same key a colleague does something else.
    const asked = { ...input, person: personOf(viewer) };
    return this.#work.run({ viewer, mutation: 'disclose', input: asked }, async (act) => {
      const { unit } = act;
      const { purpose, reason } = input;
      const subject = subjectOf(input.subjectId);
      await mustBePurpose(act, purpose);
      const ofUnit = await unitOfMasked(act, subject);
      if (subject.kind === 'beneficiary') {
        const target = { ownerUnitId: ofUnit, isConsented: await isConsented(act, subject, purpose) };
        act.assertCan('beneficiary:disclose', target, 'beneficiary', subject);
      }
      const disclosure = act.em.create(Disclosure, {
        id: act.newId('disclosure'),
        subjectType: subject.kind,
        subjectId: subject.id,
        ofUnitId: ofUnit,
        personId: actingPerson(act),
        unitId: unit,
        allianceId: act.actor.alliance,
        ...{ purpose, reason },
        valid: validBetween(act.now, disclosedUntil(act.now)),
      });
      act.record(`${subject.kind === 'unit' ? 'contact' : 'beneficiary'}:disclosed`, 'disclosure', disclosure, {
        allianceId: act.actor.alliance,
        unitIds: [unit, ofUnit],
        body: { subject: globalId(subject.kind, subject.id), purpose },
      });
      return { disclosure: disclosure.id };
    });
  }
}

interface Subject {
  readonly kind: Disclosable;
  readonly id: string;
}

function subjectOf(given: string): Subject {
  const { kind, id } = readId(given);
  if (kind === 'unit' || kind === 'beneficiary') return { kind, id };
  throw RefusalError.invalid(
    ['input', 'subjectId'],
    `${given} 没有可查看的个人信息：请给出单位或受益人的 ID。`,
    `Nothing of ${given} is shown masked: give the id of a unit or of a beneficiary.`,
  );
}

/** Row-level security says who sees it masked; whoever does not is not told whether there is such a contact or person. */
async function unitOfMasked(act: Act, { kind, id }: Subject): Promise<string> {
  const [seen] = await act.run<{ unitId: string }>(
    'select unit_id as "unitId" from rights.masked where subject_type = $1 and subject_id = $2',
    [kind, id],
  );
  if (seen === undefined && kind === 'beneficiary') throw RefusalError.notFound(kind, id);
  if (kind === 'unit') act.assertCan('contact:disclose', { isSeenMasked: seen !== undefined });
  return seen?.unitId ?? id;
}

/** What a unit knows of a person goes to another in full for no purpose but one that the person consents to. */
async function isConsented(act: Act, { kind, id }: Subject, purpose: string): Promise<boolean> {
  const consents = await act.run(
    'select from rights.consent where subject_type = $1 and subject_id = $2 and purpose = $3 and valid @> $4::timestamptz',
    [kind, id, purpose, act.now.toISOString()],
  );
  return consents.length > 0;
}

function actingPerson(act: Act): string {
  const { person } = act.actor;
  if (person === null) throw new Error('whoever acts for a unit is a person');
  return person;
}
