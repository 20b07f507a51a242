import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import { disclosedUntil } from '../../../domain/access/disclosure.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId, parseId } from '../../../domain/ids.ts';
import { validBetween } from '../../../domain/validity.ts';
import { mustBePurpose } from '../purposes.service.ts';
import { Disclosure } from './disclosure.entity.ts';

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
    return this.#work.run({ viewer, mutation: 'disclose', input }, async (act) => {
      const { unit } = act;
      const subjectId = parseId('unit', input.subjectId);
      await mustBePurpose(act, input.purpose);
      await mustSeeMasked(act, subjectId);
      const disclosure = act.em.create(Disclosure, {
        id: act.newId('disclosure'),
        subjectType: 'unit',
        subjectId,
        personId: personOf(act),
        unitId: unit,
        allianceId: act.actor.alliance,
        purpose: input.purpose,
        reason: input.reason,
        valid: validBetween(act.now, disclosedUntil(act.now)),
      });
      act.record('contact:disclosed', 'disclosure', disclosure, {
        allianceId: act.actor.alliance,
        unitIds: [unit, subjectId],
        body: { subject: globalId('unit', subjectId), purpose: input.purpose },
      });
      return { disclosure: disclosure.id };
    });
  }
}

/** Row-level security says who sees a contact masked; whoever does not is not told whether there is one. */
async function mustSeeMasked(act: Act, unitId: string): Promise<void> {
  const seen = await act.run('select from directory.unit_contact_mask where unit_id = $1', [unitId]);
  if (seen.length > 0) return;
  throw RefusalError.forbidden('contact:disclose', {
    zh: '该单位的联系人当前不向您披露；请以同一联盟成员的身份查看，或申请数据共享（requestSharing）。',
    en: 'The contact of this unit is not disclosed to you at all: act under the hat of an alliance that you are both in, or ask for it to be shared (requestSharing).',
  });
}

function personOf(act: Act): string {
  const { person } = act.actor;
  if (person === null) throw new Error('whoever acts for a unit is a person');
  return person;
}
