import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { mustBeDueInTime, renewedTerms } from '../../../../domain/exchange/renewal.ts';
import { termsOf } from '../../../../domain/exchange/terms.ts';
import { mustMakeSenseThen } from '../../../../domain/exchange/terms-rules.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { tellAgreement } from '../agreements/tell.service.ts';
import { editionOf, partiesOf } from './edition.service.ts';
import { openDraft } from './open-draft.service.ts';

interface RenewAgreement {
  readonly idempotencyKey: string;
  readonly agreementId: string;
  readonly validFrom: Date;
  readonly validThrough: Date;
}

/** Agreements that go on for another time: a draft of its own, signed anew like every other. */
export class RenewService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What was signed says what it is made of, and that never changes: nothing of the old one is locked. */
  renew(viewer: Viewer, input: RenewAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'renewAgreement', input }, async (act) => {
      await act.alliance();
      const seen = await act.get(Agreement, 'agreement', parseId('agreement', input.agreementId));
      await act.inAllianceOf('agreement', seen);
      const { allianceId, activatedAt } = seen;
      const partyUnitIds = (await partiesOf(act, seen)).map(({ unitId }) => unitId);
      act.assertCan('agreement:draft', { allianceId, partyUnitIds }, 'agreement', seen);
      mustBe(agreementMachine, seen, 'renew', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'TERMINATED', 'EXPIRED');
      const before = termsOf((await editionOf(act, seen)).canonical);
      const begun = before.validFrom === null ? activatedAt : new Date(before.validFrom);
      const terms = renewedTerms(before, begun ?? act.now, input);
      mustMakeSenseThen(terms, act.now);
      mustBeDueInTime(terms, input.validThrough);
      const agreement = await openDraft(act, { allianceId, terms, renewalOfId: seen.id });
      return tellAgreement(act, 'agreement:drafted', agreement);
    });
  }
}
