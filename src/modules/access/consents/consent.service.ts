import type { Done, Hears, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId, parseId } from '../../../domain/ids.ts';
import { endedAt, validBetween } from '../../../domain/validity.ts';
import { mustBePurpose } from '../purposes.service.ts';
import { Consent } from './consent.entity.ts';

interface RecordConsent {
  readonly idempotencyKey: string;
  readonly beneficiaryId: string;
  readonly purpose: string;
  readonly evidence: string;
  readonly until?: Date | null;
}

interface WithdrawConsent {
  readonly idempotencyKey: string;
  readonly consentId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

const eraseConsents: Hears[string] = async (act, { subject }) => {
  const of = [subject.kind, subject.id, act.now.toISOString()];
  await act.run('select access.erase_consents($1, $2::uuid, $3::timestamptz)', of);
};

/** What somebody consented to ends when they are erased. */
export const erasures: Hears = { 'beneficiary:erased': eraseConsents, 'person:erased': eraseConsents };

export class ConsentService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Of a beneficiary of the unit acted for: once at a time for each purpose. */
  record(viewer: Viewer, input: RecordConsent): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'recordConsent', input }, async (act) => {
      const id = parseId('beneficiary', input.beneficiaryId);
      // Held before it is read: who erases the person comes before that or after the act, and ends this too.
      const subject = await act.holdSubject({ kind: 'beneficiary', id });
      const [beneficiary] = await act.run<{ ownerUnitId: string }>(
        'select unit_id as "ownerUnitId" from rights.beneficiary where id = $1',
        [id],
      );
      if (beneficiary === undefined) throw RefusalError.notFound('beneficiary', id);
      act.assertCan('consent:record', beneficiary, 'beneficiary', { id });
      const { purpose, evidence, until } = input;
      if (until != null && until <= act.now) {
        throw RefusalError.invalid(
          ['input', 'until'],
          'input.until 已经过去，请给出将来的时间。',
          'input.until is in the past: name a time to come.',
        );
      }
      await mustBePurpose(act, purpose);
      const [there] = await act.run<{ id: string }>(
        `select id from access.consent
         where subject_type = 'beneficiary' and subject_id = $1 and purpose = $2 and valid @> $3::timestamptz`,
        [id, purpose, act.now.toISOString()],
      );
      if (there !== undefined) {
        const is = { zh: '已登记且仍有效', en: 'is recorded and in force' };
        throw RefusalError.of('ALREADY_DONE', { kind: 'consent', id: there.id, is });
      }
      const consent = act.em.create(Consent, {
        id: act.newId('consent'),
        subjectType: 'beneficiary',
        subjectId: id,
        unitId: act.unit,
        ...{ purpose, evidence },
        givenAt: act.now,
        valid: validBetween(act.now, until ?? null),
        version: 1,
      });
      // Of two at the same moment one runs into the other here, and is done anew.
      await act.em.flush();
      act.record('consent:recorded', 'consent', consent, {
        body: { purpose, beneficiary: globalId('beneficiary', id) },
        protected: [{ subject, values: { evidence } }],
      });
      return { consent: consent.id };
    });
  }

  /** From this instant on nobody reads the person by it. */
  withdraw(viewer: Viewer, input: WithdrawConsent): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawConsent', input }, async (act) => {
      const id = parseId('consent', input.consentId);
      const consent = await act.lock(Consent, 'consent', id);
      const { unitId, subjectType, subjectId, purpose } = consent;
      const personId = subjectType === 'person' ? subjectId : null;
      act.assertCan('consent:withdraw', { ownerUnitId: unitId, personId }, 'consent', consent);
      const [{ holds } = { holds: false }] = await act.run<{ holds: boolean }>(
        'select valid @> $2::timestamptz as holds from access.consent where id = $1',
        [id, act.now.toISOString()],
      );
      if (!holds) {
        const is = { zh: '已失效', en: 'has ended' };
        throw RefusalError.of('ALREADY_DONE', { kind: 'consent', id, is });
      }
      act.expectVersion('consent', consent, input.expectedVersion);
      Object.assign(consent, {
        valid: endedAt(consent.valid, act.now),
        withdrawnAt: act.now,
        reason: input.reason,
      });
      await act.em.flush();
      const body = { purpose, [subjectType]: globalId(subjectType, subjectId) };
      act.record('consent:withdrawn', 'consent', consent, { unitIds: [unitId], body });
      return { consent: id };
    });
  }
}
