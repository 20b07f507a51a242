/** A stock that an act moves: held, so that nobody else moves or promises it meanwhile, and told when it comes to its minimum. */
import { LockMode } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { available, isLow, negated, picked, usable, type MovementKind } from '../../../../domain/exchange/stock.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustFit } from '../../../../domain/quantity.ts';
import { Resource } from '../resources/resource.entity.ts';
import { Stock, StockLot, StockMovement } from './stock.entity.ts';

export interface HeldStock {
  readonly stock: Stock;
  readonly resource: Resource;
  /** Those of which something is left. */
  readonly lots: readonly StockLot[];
  /** Whether it had come to its minimum before. */
  readonly wasLow: boolean;
}

/** The stock of a resource, for who acts for its unit. Stocks are held last of all that an act holds. */
export async function heldStock(act: Act, resourceId: string, field = 'resourceId'): Promise<HeldStock> {
  const resource = await act.get(Resource, 'resource', parseId('resource', resourceId));
  act.assertCan('stock:keep', resource, 'resource', resource);
  const stock = await lockedStock(act, resource.id);
  if (stock === null) {
    throw RefusalError.invalid(
      ['input', field],
      `资源“${resource.name}”尚未建立库存，请先建立（openStock）。`,
      `The resource "${resource.name}" is not counted yet: open its stock first (openStock).`,
    );
  }
  return { stock, resource, lots: await lotsOf(act, stock), wasLow: isLow(stock.onHand, stock.minimum) };
}

/** As it is once everybody else is done with it; null where the resource is not counted. */
export const lockedStock = (act: Act, resourceId: string): Promise<Stock | null> =>
  act.em.findOne(Stock, { resourceId }, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** Its lots of which something is left, once it is held. */
export const lotsOf = (act: Act, { id }: Stock): Promise<StockLot[]> =>
  act.em.find(StockLot, { stockId: id, onHand: { $gt: '0' } });

/** What can be had of it today. */
export function availableOf(act: Act, { stock, lots }: Pick<HeldStock, 'stock' | 'lots'>): string {
  return available(usable(lots, dayInChina(act.now)), stock.reserved);
}

/** Throws `NOT_ENOUGH_LEFT` unless so much can be had of it today. */
export function mustBeAvailable(act: Act, held: HeldStock, amount: string): void {
  const { id, unit } = held.stock;
  mustFit({ kind: 'stock', id, unit, quantity: availableOf(act, held), taken: '0' }, amount);
}

/** What a movement is for. */
interface For {
  readonly kind: MovementKind;
  readonly reason?: string | null;
  readonly offerId?: string | null;
  readonly distributionId?: string | null;
  readonly transferId?: string | null;
}

/** Appends a movement of a lot: so much more, or less. */
export function append(act: Act, { stock }: HeldStock, lotId: string, quantity: string, what: For): void {
  act.em.create(StockMovement, {
    id: act.newId('movement'),
    stockId: stock.id,
    lotId,
    quantity,
    kind: what.kind,
    reason: what.reason ?? null,
    offerId: what.offerId ?? null,
    distributionId: what.distributionId ?? null,
    transferId: what.transferId ?? null,
    recordedAt: act.now,
  });
}

interface Taken {
  readonly lot: StockLot;
  readonly amount: string;
}

/** Takes so much out, of the lots that expire first. Throws `NOT_ENOUGH_LEFT` where they have not so much that is good. */
export function takeOut(act: Act, held: HeldStock, amount: string, what: For, expiredToo = false): readonly Taken[] {
  const { id, unit } = held.stock;
  const today = dayInChina(act.now);
  const there = expiredToo ? held.stock.onHand : usable(held.lots, today);
  mustFit({ kind: 'stock', id, unit, quantity: there, taken: '0' }, amount);
  const { shares } = picked(held.lots, amount, { today, expiredToo });
  return shares.flatMap(({ lotId, amount: share }) => {
    append(act, held, lotId, negated(share), what);
    return held.lots.filter(({ id: one }) => one === lotId).map((lot) => ({ lot, amount: share }));
  });
}

/** The lot of that number and day, which is made where it is new. */
export async function lotOf(
  act: Act,
  { stock, lots }: HeldStock,
  code: string | null,
  expiresOn: string | null,
): Promise<StockLot> {
  const left = lots.find((lot) => (lot.code ?? null) === code && (lot.expiresOn ?? null) === expiresOn);
  const there = left ?? (await act.em.findOne(StockLot, { stockId: stock.id, code, expiresOn }));
  if (there !== null) return there;
  const id = act.newId('lot');
  return act.em.create(StockLot, { id, stockId: stock.id, code, expiresOn, receivedAt: act.now });
}

/** The lot with that id. Throws `NOT_FOUND` where the stock has none. */
export async function lotIn(act: Act, { stock, lots }: HeldStock, given: string): Promise<StockLot> {
  const id = parseId('lot', given);
  const lot = lots.find((one) => one.id === id) ?? (await act.em.findOne(StockLot, { id, stockId: stock.id }));
  if (lot === null) throw RefusalError.notFound('lot', id);
  return lot;
}

/** Writes what was done and records it; where the stock has come to its minimum by it, that as well, once. */
export async function tellStock(
  act: Act,
  action: string,
  { stock, resource, wasLow }: HeldStock,
  body: Readonly<Record<string, unknown>>,
): Promise<{ stock: string }> {
  await act.em.flush();
  const told = [[action, body] as const];
  if (!wasLow && (await isLowNow(act, stock.id))) told.push(['stock:low', { isLow: true }]);
  const alliances = resource.shownTo.length === 0 ? [null] : resource.shownTo;
  for (const [what, said] of told) {
    for (const allianceId of alliances)
      act.record(what, 'stock', stock, { allianceId, unitIds: [stock.ownerUnitId], body: said });
  }
  return { stock: stock.id };
}

async function isLowNow(act: Act, id: string): Promise<boolean> {
  const [row] = await act.run<{ isLow: boolean }>('select is_low as "isLow" from exchange.stock where id = $1::uuid', [
    id,
  ]);
  return row?.isLow === true;
}
