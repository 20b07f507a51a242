/** Offers that are served from a resource which is counted: never more is promised than is there. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustFit } from '../../../../domain/quantity.ts';
import type { Resource } from '../resources/resource.entity.ts';
import { availableOf, lockedStock, lotsOf } from './held-stock.service.ts';
import { Stock } from './stock.entity.ts';

interface Promised {
  readonly id: string;
  readonly resourceId?: string | null | undefined;
  readonly quantityUnit: string;
}

/** Throws unless an offer of so much may be served from the resource as things stand; what is held of it is held by its matches. */
export async function mustServe(
  act: Act,
  resource: Resource,
  quantity: { value: string; unit: string },
): Promise<void> {
  mustBe(resourceMachine, resource, 'offer', 'AVAILABLE');
  const stock = await act.em.findOne(Stock, { resourceId: resource.id });
  if (stock === null) return;
  if (stock.unit !== quantity.unit.trim()) {
    throw RefusalError.invalid(
      ['input', 'quantity', 'unit'],
      `该资源的库存以“${stock.unit}”计，请用同一计量单位。`,
      `The stock of the resource is counted in "${stock.unit}": offer it in the same unit of measure.`,
    );
  }
  const { id, unit } = stock;
  const left = availableOf(act, { stock, lots: await lotsOf(act, stock) });
  mustFit({ kind: 'stock', id, unit, quantity: left, taken: '0' }, quantity.value);
}

/**
 * Holds the stock that the offer is served from, locked before it, and throws `NOT_ENOUGH_LEFT` of the offer where less than
 * that is there, still good and not promised: of two offers that are served from the same packs one is matched. Throws
 * `INVALID_INPUT` where the two are counted otherwise.
 */
export async function mustBeInStock(
  act: Act,
  { id, resourceId, quantityUnit }: Promised,
  amount: string,
): Promise<void> {
  if (resourceId == null) return;
  const stock = await lockedStock(act, resourceId);
  if (stock === null) return;
  if (stock.unit !== quantityUnit) {
    throw RefusalError.invalid(
      ['input', 'offerId'],
      `供给以“${quantityUnit}”计，而其资源的库存以“${stock.unit}”计，不能对接；请由其单位撤回（withdrawOffer），以库存的计量单位另行发布。`,
      `The offer is counted in "${quantityUnit}", and the stock that it is served from in "${stock.unit}": its unit withdraws it (withdrawOffer) and publishes another that is counted as the stock is.`,
    );
  }
  const left = availableOf(act, { stock, lots: await lotsOf(act, stock) });
  mustFit({ kind: 'offer', id, unit: quantityUnit, quantity: left, taken: '0' }, amount);
}
