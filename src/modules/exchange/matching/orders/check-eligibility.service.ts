import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { parseId } from '../../../../domain/ids.ts';
import { numbersOf, withoutNumbers } from '../../benefits/proofs/numbers.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
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
      const id = parseId('offer', input.offerId);
      const own = await act.get(Offer, 'offer', id);
      const isOwn = own.ownerUnitId === act.unit;
      const allianceId = isOwn ? null : await act.alliance();
      const offer = allianceId === null ? own : await offerIn(act, allianceId, id);
      act.assertCan('offer:check-eligibility', { ownerUnitId: offer.ownerUnitId, allianceId }, 'offer', offer);
      const requirement = await requirementOf(act, offer);
      const { verdict, reasons } = await fitOf(act, requirement, numbersOf(input), input.said);
      const inEnglish = act.viewer.locale === 'en';
      act.showOnce('answer', {
        verdict,
        reasons: reasons.map((one) => ({ ...one, message: inEnglish ? one.message.en : one.message.zh })),
      });
      act.record('offer:eligibility-checked', 'offer', { id });
      return { offer: id };
    });
  }
}
