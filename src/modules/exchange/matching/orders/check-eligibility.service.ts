import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { numbersOf, withoutNumbers } from '../../eligibility/numbers.ts';
import { requirementOf } from '../../listings/requirements/requirement.service.ts';
import { offerIn } from '../matches/supply.service.ts';
import { fitOf, type ForPerson } from './fitting.service.ts';

interface Check extends ForPerson {
  readonly idempotencyKey: string;
  readonly offerId: string;
}

export class CheckEligibilityService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * Whether somebody fits what an offer asks, by what the unit acted for knows: for its own unit, and for those that may order
   * it. That it was asked is on record; of whom, and what came of it, is not.
   */
  check(viewer: Viewer, input: Check): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'checkEligibility', input: withoutNumbers(input) }, async (act) => {
      const allianceId = await act.alliance();
      const offer = await offerIn(act, allianceId, parseId('offer', input.offerId));
      act.assertCan('offer:check-eligibility', { allianceId }, 'offer', offer);
      // What is withdrawn only its own unit sees.
      if (offer.state === 'WITHDRAWN' && offer.ownerUnitId !== act.unit) throw RefusalError.notFound('offer', offer.id);
      const requirement = await requirementOf(act, offer);
      const { verdict, reasons } = await fitOf(act, requirement, numbersOf(input, act.now), input.said);
      const inEnglish = act.viewer.locale === 'en';
      act.showOnce('answer', {
        verdict,
        reasons: reasons.map((one) => ({ ...one, message: inEnglish ? one.message.en : one.message.zh })),
      });
      act.record('offer:eligibility-checked', 'offer', { id: offer.id });
      return { offer: offer.id };
    });
  }
}
