import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { ListingState } from '../../../../domain/exchange/listing.ts';
import { mustBeUsedSo, resourceMachine } from '../../../../domain/exchange/resource.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { Resource } from '../resources/resource.entity.ts';
import { heldStock, tellStock } from './held-stock.service.ts';
import { Stock } from './stock.entity.ts';

interface OfStock {
  readonly idempotencyKey: string;
  readonly resourceId: string;
}
interface OpenStock extends OfStock {
  readonly unit: string;
}
interface SetMinimum extends OfStock {
  readonly expectedVersion: number;
  readonly minimum: string;
}
interface ShareStock extends OfStock {
  readonly expectedVersion: number;
  readonly isShared: boolean;
}

/** That a resource is counted, and what is said of its stock; what comes and goes is told elsewhere. */
export class StockService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Counting begins with nothing: what is there is received. What its offers hold already is promised from the start. */
  open(viewer: Viewer, input: OpenStock): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openStock', input }, async (act) => {
      const resource = await act.lock(Resource, 'resource', parseId('resource', input.resourceId));
      act.assertCan('stock:keep', resource, 'resource', resource);
      mustBe(resourceMachine, resource, 'count', 'AVAILABLE');
      mustBeUsedSo(resource.kind, 'COUNTED');
      const there = await act.em.findOne(Stock, { resourceId: resource.id });
      if (there !== null) throw openAlready(there.id);
      const unit = input.unit.trim();
      const otherwise = { resourceId: resource.id, state: { $in: [...mayBeMatched] }, quantityUnit: { $ne: unit } };
      const offer = await act.em.findOne(Offer, otherwise);
      if (offer !== null) throw countedOtherwise(offer);
      const kind = resource.kind === 'MEALS' ? 'MEALS' : 'GOODS';
      const stock = act.em.create(Stock, {
        id: act.newId('stock'),
        ...{ resourceId: resource.id, ownerUnitId: resource.ownerUnitId, kind, unit },
        minimum: null,
        isShared: false,
        openedAt: act.now,
        version: 1,
      });
      return tellStock(act, 'stock:opened', { stock, resource, lots: [], wasLow: false }, { kind });
    });
  }

  setMinimum(viewer: Viewer, input: SetMinimum): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setMinimumStock', input }, async (act) => {
      const held = await heldStock(act, input.resourceId);
      act.expectVersion('stock', held.stock, input.expectedVersion);
      held.stock.minimum = input.minimum;
      return tellStock(act, 'stock:minimum-set', held, {});
    });
  }

  share(viewer: Viewer, input: ShareStock): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'shareStock', input }, async (act) => {
      const held = await heldStock(act, input.resourceId);
      act.expectVersion('stock', held.stock, input.expectedVersion);
      held.stock.isShared = input.isShared;
      return tellStock(act, 'stock:shared', held, { isShared: input.isShared });
    });
  }
}

/** Offers in these states are matched, or may yet be once they are resumed or released; a draft looks again when it is published. */
const mayBeMatched = ['PUBLISHED', 'PAUSED', 'IN_REVIEW', 'RETURNED'] as const satisfies readonly ListingState[];

const openAlready = (id: string): RefusalError =>
  RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'stock', id },
    what: { zh: '该资源已建立库存。', en: 'The resource has a stock already.' },
  });

const countedOtherwise = ({ title, quantityUnit }: Offer): RefusalError =>
  RefusalError.invalid(
    ['input', 'unit'],
    `由该资源提供的供给“${title}”以“${quantityUnit}”计；请用同一计量单位，或先撤回该供给（withdrawOffer）。`,
    `The offer "${title}" served from it is counted in "${quantityUnit}": take the same unit of measure, or withdraw that offer first (withdrawOffer).`,
  );
