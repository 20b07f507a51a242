import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { asOf, offerMachine } from '../../../../domain/exchange/listing.ts';
import { mustDiffer } from '../../../../domain/exchange/menu.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { recordListing } from '../listing/audience.service.ts';
import { Offer } from '../offers/offer.entity.ts';
import { MenuItem } from './menu.entity.ts';

interface Item {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly price?: { readonly amount: string; readonly currency: string } | null;
  readonly takes?: string | null;
  readonly mostPerOrder?: number | null;
}

interface SetOfferMenu {
  readonly idempotencyKey: string;
  readonly offerId: string;
  readonly expectedVersion: number;
  readonly items: readonly Item[];
}

export class MenuService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A menu is written as a whole, and is another edition each time: what was ordered keeps the one it was ordered from. */
  set(viewer: Viewer, input: SetOfferMenu): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setOfferMenu', input }, async (act) => {
      const offer = await act.lock(Offer, 'offer', parseId('offer', input.offerId));
      act.assertCan('offer:set-menu', offer, 'offer', offer);
      mustBe(offerMachine, asOf(offer, act.now), 'revise', 'DRAFT', 'PUBLISHED', 'PAUSED');
      act.expectVersion('offer', offer, input.expectedVersion);
      mustDiffer(input.items);
      for (const [i, { code, name, unit }] of input.items.entries()) {
        for (const [field, words] of Object.entries({ code, name, unit })) {
          mustBeForAll(['items', String(i), field], words);
        }
      }
      const edition = offer.menuEdition + 1;
      for (const [i, { price, takes, mostPerOrder, ...named }] of input.items.entries()) {
        act.em.create(MenuItem, {
          ...{ offerId: offer.id, edition, ...named, rank: i + 1 },
          price: price?.amount ?? null,
          currency: price?.currency ?? null,
          takes: takes ?? '1',
          mostPerOrder: mostPerOrder ?? null,
        });
      }
      await act.em.flush();
      offer.menuEdition = edition;
      await act.em.flush();
      const body = { edition, items: input.items.length };
      // Of a draft nobody else hears.
      if (offer.state === 'DRAFT') act.record('offer:menu-set', 'offer', offer, { body });
      else recordListing(act, 'offer:menu-set', { kind: 'offer', row: offer, body });
      return { offer: offer.id };
    });
  }
}
